import { makeStyles } from '@fluentui/react-components';
import { dateText } from '../../../pipeline/dates.ts';
import type { TargetDetail } from '../../../pipeline/evaluate/types.ts';
import { thresholdText, unitSuffix } from '../../../pipeline/evaluate/words.ts';
import { useWords } from '../language.tsx';
import { briefText, valueText } from '../numbers.ts';
import { MonthColumns } from './month-columns.tsx';

const useStyles = makeStyles({
  hidden: {
    position: 'absolute',
    width: '1px',
    height: '1px',
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  },
});

/** The months as bars and the threshold as a dashed line; the same as a table for who listens. */
export function MonthChart({ detail: { trend, row, decimals } }: { detail: TargetDetail }) {
  const styles = useStyles();
  const { say, language } = useWords();
  const measured = { decimals, suffix: unitSuffix(row.unit_of_measure, language), threshold: row.threshold };
  return (
    <>
      <MonthColumns
        months={trend}
        isShare={row.unit_of_measure === 'percent'}
        valueText={(value) => briefText(value, row.threshold ?? undefined, language)}
        threshold={row.threshold === null ? undefined : { value: row.threshold, text: thresholdText(row, language) }}
      />
      {/* A table is as wide as its cells, whatever it is told; its box is not. */}
      <div className={styles.hidden}>
        <table>
          <caption>{say('monthsTable')}</caption>
          <thead>
            <tr>
              <th scope="col">{say('month')}</th>
              <th scope="col">{say('result')}</th>
            </tr>
          </thead>
          <tbody>
            {trend.map(({ month, value }) => (
              <tr key={month}>
                <th scope="row">{dateText(month, language)}</th>
                <td>{valueText(value, measured, language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
