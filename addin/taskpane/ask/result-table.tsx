import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { vietnameseNumber } from '../../../pipeline/evaluate/print.ts';
import type { Cell, ColumnType, Table } from '../../../pipeline/evaluate/tables.ts';
import { dayText } from '../days.ts';
import { useWords } from '../language.tsx';

/** On the screen; the sheet has them all. */
const SHOWN = 300;

const useStyles = makeStyles({
  scroll: {
    overflow: 'auto',
    maxHeight: '24rem',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  table: {
    borderCollapse: 'collapse',
    minWidth: '100%',
    fontSize: tokens.fontSizeBase200,
    fontVariantNumeric: 'tabular-nums',
    '& th, & td': {
      padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}`,
      verticalAlign: 'top',
    },
    '& thead th': {
      position: 'sticky',
      top: 0,
      backgroundColor: tokens.colorNeutralBackground3,
      fontWeight: tokens.fontWeightSemibold,
      whiteSpace: 'nowrap',
    },
    '& tbody tr': { borderTop: `1px solid ${tokens.colorNeutralStroke3}` },
  },
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
    if (typeof cell === 'number') return vietnameseNumber(cell);
    if (typeof cell === 'boolean') return say(cell ? 'yes' : 'no');
    if (typeof cell !== 'string') return cell.join('; ');
    return type === 'date' ? dayText(cell, language) : cell;
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className={styles.scroll} tabIndex={0} aria-label={title}>
      <table className={styles.table}>
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
                <td key={name} className={mergeClasses(isNumber(type) ? styles.number : styles.text)}>
                  {words(row[name] ?? null, type)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

export function shownRows(rows: number): number {
  return Math.min(rows, SHOWN);
}
