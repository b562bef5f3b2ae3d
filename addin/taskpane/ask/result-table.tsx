import { makeStyles } from '@fluentui/react-components';
import { dateText } from '../../../pipeline/dates.ts';
import { numberText } from '../../../pipeline/numbers.ts';
import type { Cell, ColumnType, Table } from '../../../pipeline/office/tables.ts';
import { useWords } from '../language.tsx';
import { ScrollTable } from '../parts/scroll-table.tsx';

/** On the screen; the sheet has them all. */
const SHOWN = 300;

const useStyles = makeStyles({
  table: { '& thead th': { whiteSpace: 'nowrap' } },
  text: { textAlign: 'start', maxWidth: '20rem', overflowWrap: 'anywhere' },
  number: { textAlign: 'end', whiteSpace: 'nowrap' },
});

/** What a question in SQL was answered. */
export function ResultTable({ title, table }: { title: string; table: Table }) {
  const styles = useStyles();
  const { say, language } = useWords();
  const { columns, rows } = table;
  const isNumber = (type: ColumnType): boolean => type === 'number' || type === 'integer';
  const words = (cell: Cell, type: ColumnType): string => {
    if (cell === null) return '';
    if (typeof cell === 'number') return numberText(cell, language);
    if (typeof cell === 'boolean') return say(cell ? 'yes' : 'no');
    if (typeof cell !== 'string') return cell.join('; ');
    return type === 'date' ? dateText(cell, language) : cell;
  };
  return (
    <ScrollTable aria-label={title} className={styles.table}>
      <thead>
        <tr>
          {columns.map(({ name, type }) => (
            <th key={name} scope="col" className={isNumber(type) ? styles.number : styles.text}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.slice(0, SHOWN).map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows of an answer have no key, and never change
          <tr key={index}>
            {columns.map(({ name, type }) => (
              <td key={name} className={isNumber(type) ? styles.number : styles.text}>
                {words(row[name] ?? null, type)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}

export function shownRows(rows: number): number {
  return Math.min(rows, SHOWN);
}
