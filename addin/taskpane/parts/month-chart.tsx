import { makeStyles, tokens } from '@fluentui/react-components';
import { vietnameseNumber } from '../../../pipeline/evaluate/print.ts';
import type { TargetDetail } from '../../../pipeline/evaluate/types.ts';
import { thresholdText, unitSuffix } from '../../../pipeline/evaluate/words.ts';
import { monthText } from '../days.ts';
import { useWords } from '../language.tsx';

const WIDTH = 320;
const HEIGHT = 132;
const [LEFT, RIGHT, TOP, BOTTOM] = [6, 6, 18, 20];
/** More months than this get every other name only. */
const NAMED = 12;

const useStyles = makeStyles({
  chart: { width: '100%', height: 'auto', display: 'block', fontSize: '10px' },
  bar: { fill: tokens.colorBrandStroke1, '@media (forced-colors: active)': { fill: 'CanvasText' } },
  threshold: {
    stroke: tokens.colorNeutralForeground1,
    strokeDasharray: '5 3',
    '@media (forced-colors: active)': { stroke: 'Highlight' },
  },
  words: { fill: tokens.colorNeutralForeground2, '@media (forced-colors: active)': { fill: 'CanvasText' } },
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
export function MonthChart({ detail: { trend, row } }: { detail: TargetDetail }) {
  const styles = useStyles();
  const { say, language } = useWords();
  const suffix = unitSuffix(row.unit_of_measure, language);
  const printed = (value: number | null): string =>
    value === null ? '–' : vietnameseNumber(Math.round(value * 100) / 100) + suffix;
  const values = trend.flatMap(({ value }) => (value === null ? [] : [value]));
  const reached = [...values, 0, ...(row.threshold === null ? [] : [row.threshold])];
  const low = Math.min(...reached);
  const high = row.unit_of_measure === 'percent' && Math.max(...reached) <= 100 ? 100 : Math.max(...reached) * 1.1;
  const y = (value: number): number => TOP + ((high - value) / (high - low || 1)) * (HEIGHT - TOP - BOTTOM);
  const step = (WIDTH - LEFT - RIGHT) / trend.length;
  const isNamed = (index: number): boolean => trend.length <= NAMED || (trend.length - 1 - index) % 6 === 0;
  return (
    <>
      <svg className={styles.chart} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true" focusable="false">
        {trend.map(({ month, value }, index) => (
          <g key={month}>
            {value === null ? null : (
              <rect
                className={styles.bar}
                x={LEFT + index * step + step * 0.18}
                width={step * 0.64}
                y={Math.min(y(value), y(0))}
                height={Math.max(1, Math.abs(y(value) - y(0)))}
                rx="1.5"
              />
            )}
            {isNamed(index) ? (
              <text className={styles.words} x={LEFT + (index + 0.5) * step} y={HEIGHT - 6} textAnchor="middle">
                {trend.length <= NAMED ? `T${Number(month.slice(5))}` : monthText(month, language)}
              </text>
            ) : null}
          </g>
        ))}
        {row.threshold === null ? null : (
          <>
            <line
              className={styles.threshold}
              x1={LEFT}
              x2={WIDTH - RIGHT}
              y1={y(row.threshold)}
              y2={y(row.threshold)}
            />
            <line className={styles.threshold} x1={LEFT} x2={LEFT + 18} y1={7} y2={7} />
            <text className={styles.words} x={LEFT + 23} y={10.5}>
              {thresholdText(row, language)}
            </text>
          </>
        )}
      </svg>
      <table className={styles.hidden}>
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
              <th scope="row">{monthText(month, language)}</th>
              <td>{printed(value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
