import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useWords } from '../language.tsx';
import { briefText, valueText } from '../numbers.ts';
import { CHART_EDGE, CHART_WIDTH, MonthColumns, reachOf, useChartStyles } from '../parts/month-columns.tsx';
import type { PivotRow } from './pivot-rows.ts';

/** Groups as bars, each below its name. */
const BAR_STEP = 30;
/** As many as can be read at a glance; the table has them all. */
const SHOWN = 12;
const LONGEST_LABEL = 46;

const useStyles = makeStyles({
  figure: { margin: 0 },
  caption: { fontWeight: tokens.fontWeightSemibold, overflowWrap: 'anywhere' },
  note: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  chart: { maxWidth: '36rem', '& text': { fill: tokens.colorNeutralForeground1 } },
});

interface Props {
  title: string;
  /** Of one indicator, in the order of the table. */
  rows: readonly PivotRow[];
  isByMonth: boolean;
  /** Somebody sorted the table, and so the bars. */
  isSorted: boolean;
  /** Of the plan's target, where it has one for the indicator. */
  threshold: Threshold | undefined;
}

interface Threshold {
  value: number;
  text: string;
}

/** One indicator's groups as bars; the table below says the same in words, so who listens needs no chart. */
export function PivotChart({ title, rows, isByMonth, isSorted, threshold }: Props) {
  const styles = useStyles();
  const { say, language } = useWords();
  const withValue = rows.filter(({ value }) => value !== null);
  if (withValue.length < 2) return null;
  const isShare = withValue[0]?.isShare === true;
  return (
    <figure className={styles.figure} aria-hidden="true">
      <figcaption className={styles.caption}>
        {title}{' '}
        <span className={styles.note}>
          {isByMonth
            ? say('pivotMonths')
            : [
                ...(isSorted ? [] : [say(isShare ? 'pivotWorst' : 'pivotLargest')]),
                ...(withValue.length > SHOWN ? [say('pivotFirst', { shown: SHOWN, all: withValue.length })] : []),
              ].join('; ')}
        </span>
      </figcaption>
      {isByMonth ? (
        <MonthColumns
          className={styles.chart}
          months={rows.map(({ group, value }) => ({ month: group, value }))}
          isShare={isShare}
          threshold={threshold}
          valueText={(value) => briefText(value, threshold?.value, language)}
        />
      ) : (
        <Bars rows={withValue.slice(0, SHOWN)} isShare={isShare} threshold={threshold} />
      )}
    </figure>
  );
}

function Bars({
  rows,
  isShare,
  threshold,
}: {
  rows: readonly PivotRow[];
  isShare: boolean;
  threshold: Threshold | undefined;
}) {
  const styles = useStyles();
  const chart = useChartStyles();
  const { language } = useWords();
  const { low, high } = reachOf([...rows.map(({ value }) => value), threshold?.value ?? null], isShare);
  // The value stands behind the longest bar.
  const width = CHART_WIDTH - 2 * CHART_EDGE - 52;
  const head = threshold === undefined ? 0 : 16;
  const bottom = head + rows.length * BAR_STEP;
  const x = (value: number): number => CHART_EDGE + ((value - low) / (high - low || 1)) * width;
  return (
    <svg
      className={mergeClasses(chart.chart, styles.chart)}
      viewBox={`0 0 ${CHART_WIDTH} ${bottom + 4}`}
      focusable="false"
      aria-hidden="true"
    >
      {rows.map((row, index) => {
        const value = row.value ?? 0;
        const top = head + index * BAR_STEP;
        return (
          <g key={row.group}>
            <text x={CHART_EDGE} y={top + 11}>
              {row.label.length > LONGEST_LABEL ? `${row.label.slice(0, LONGEST_LABEL - 1)}…` : row.label}
            </text>
            <rect
              className={chart.bar}
              x={Math.min(x(value), x(0))}
              width={Math.max(1, Math.abs(x(value) - x(0)))}
              y={top + 15}
              height={10}
              rx="1.5"
            />
            <text x={Math.max(x(value), x(0)) + 4} y={top + 23.5}>
              {valueText(row.value, row, language)}
            </text>
          </g>
        );
      })}
      <line className={chart.axis} x1={x(0)} x2={x(0)} y1={head} y2={bottom} />
      {threshold === undefined ? null : (
        <>
          <line className={chart.threshold} x1={x(threshold.value)} x2={x(threshold.value)} y1={head - 3} y2={bottom} />
          <text x={x(threshold.value)} y={10} textAnchor="middle">
            {threshold.text}
          </text>
        </>
      )}
    </svg>
  );
}
