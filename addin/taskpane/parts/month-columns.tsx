import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { dateText } from '../../../pipeline/dates.ts';
import { shortMonth } from '../days.ts';
import { useWords } from '../language.tsx';

/** In units of the picture: on the screen it is as wide as there is room. */
export const [CHART_WIDTH, CHART_EDGE] = [320, 6];
const [HEIGHT, TOP, BOTTOM] = [132, 18, 20];
/** More months than this get every sixth name only. */
const NAMED = 12;

export const useChartStyles = makeStyles({
  chart: {
    width: '100%',
    height: 'auto',
    display: 'block',
    fontSize: '10px',
    '& text': { fill: tokens.colorNeutralForeground2, '@media (forced-colors: active)': { fill: 'CanvasText' } },
  },
  bar: { fill: tokens.colorBrandStroke1, '@media (forced-colors: active)': { fill: 'CanvasText' } },
  axis: { stroke: tokens.colorNeutralStroke1, '@media (forced-colors: active)': { stroke: 'CanvasText' } },
  threshold: {
    stroke: tokens.colorNeutralForeground1,
    strokeDasharray: '5 3',
    '@media (forced-colors: active)': { stroke: 'Highlight' },
  },
});

/** The least and the most that is drawn: 0 is always there, and so is 100 where the values are shares. */
export function reachOf(values: readonly (number | null)[], isShare: boolean): { low: number; high: number } {
  const known = [0, ...values.filter((value) => value !== null)];
  const high = Math.max(...known);
  return { low: Math.min(...known), high: isShare && high <= 100 ? 100 : high * 1.1 || 1 };
}

interface Props {
  months: readonly { month: string; value: number | null }[];
  isShare: boolean;
  threshold?: { value: number; text: string } | undefined;
  /** What is written above a column; the columns then stand on a line. */
  valueText?(value: number): string;
  className?: string;
}

/** Months as columns, the threshold as a dashed line. Words beside them say the same: who listens needs no picture. */
export function MonthColumns({ months, isShare, threshold, valueText, className }: Props) {
  const styles = useChartStyles();
  const { language } = useWords();
  const { low, high } = reachOf([...months.map(({ value }) => value), threshold?.value ?? null], isShare);
  const y = (value: number): number => TOP + ((high - value) / (high - low || 1)) * (HEIGHT - TOP - BOTTOM);
  const step = (CHART_WIDTH - 2 * CHART_EDGE) / months.length;
  const isNamed = (index: number): boolean => months.length <= NAMED || (months.length - 1 - index) % 6 === 0;
  const across = (at: number) => ({ x1: CHART_EDGE, x2: CHART_WIDTH - CHART_EDGE, y1: at, y2: at });
  return (
    <svg
      className={mergeClasses(styles.chart, className)}
      viewBox={`0 0 ${CHART_WIDTH} ${HEIGHT}`}
      aria-hidden="true"
      focusable="false"
    >
      {valueText === undefined ? null : <line className={styles.axis} {...across(y(0))} />}
      {months.map(({ month, value }, index) => {
        const left = CHART_EDGE + index * step;
        const top = Math.min(y(value ?? 0), y(0));
        const height = Math.max(1, Math.abs(y(value ?? 0) - y(0)));
        return (
          <g key={month}>
            {value === null ? null : (
              <rect
                className={styles.bar}
                x={left + step * 0.18}
                y={top}
                width={step * 0.64}
                height={height}
                rx="1.5"
              />
            )}
            {isNamed(index) ? (
              <text x={left + step / 2} y={HEIGHT - 6} textAnchor="middle">
                {months.length <= NAMED ? shortMonth(month, language) : dateText(month, language)}
              </text>
            ) : null}
            {isNamed(index) && value !== null && valueText !== undefined ? (
              <text x={left + step / 2} y={top - 4} textAnchor="middle">
                {valueText(value)}
              </text>
            ) : null}
          </g>
        );
      })}
      {threshold === undefined ? null : (
        <>
          <line className={styles.threshold} {...across(y(threshold.value))} />
          <line className={styles.threshold} x1={CHART_EDGE} x2={CHART_EDGE + 18} y1={7} y2={7} />
          <text x={CHART_EDGE + 23} y={10.5}>
            {threshold.text}
          </text>
        </>
      )}
    </svg>
  );
}
