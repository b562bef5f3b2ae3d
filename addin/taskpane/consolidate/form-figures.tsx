import { makeStyles } from '@fluentui/react-components';
import { numberText } from '../../../pipeline/numbers.ts';
import type { ConsolidatedRecord } from '../../source/consolidation-source.ts';
import { ScrollTable } from '../parts/scroll-table.tsx';
import { useConsolidateWords } from './words.ts';

const useStyles = makeStyles({
  table: {
    '& th': { textAlign: 'start' },
    '& td': { textAlign: 'end' },
    '& thead th': { minWidth: '4.5rem' },
    '& tbody th': { minWidth: '7rem' },
  },
});

/** The numbers of a form over all units: a row a field, the whole last. */
export function FormFigures({ columns, cells }: Pick<ConsolidatedRecord, 'columns' | 'cells'>) {
  const styles = useStyles();
  const { tell, language } = useConsolidateWords();
  const rows = [...new Set(cells.map(({ row }) => row))];
  const numbers = new Map(cells.map(({ row, column, value }) => [`${row ?? ''}\u0000${column}`, value]));
  return (
    <ScrollTable aria-label={tell('totals')} className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{tell('field')}</th>
          {columns.map(({ id, name }) => (
            <th scope="col" key={id}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row ?? ''}>
            <th scope="row">{row ?? tell('allFields')}</th>
            {columns.map(({ id }) => {
              const value = numbers.get(`${row ?? ''}\u0000${id}`);
              return <td key={id}>{value === undefined ? '' : numberText(value, language)}</td>;
            })}
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}
