import { makeStyles, tokens } from '@fluentui/react-components';
import { useWords } from '../language.tsx';
import { type PivotRow, valueText } from './pivot-rows.ts';

const WIDTH = 320;
const LEFT = 6;
/** Months as columns. */
const [COLUMN_HEIGHT, TOP, BOTTOM] = [132, 18, 20];
/** More months than this get every sixth name only. */
const NAMED = 12;
/** Groups as bars, each below its name. */
const BAR_STEP = 30;
/** As many as can be read at a glance; the table has them all. */
const SHOWN = 12;
const LONGEST_LABEL = 46;

const useStyles = makeStyles({
  figure: { margin: 0 },
  caption: { fontWeight: tokens.fontWeightSemibold, overflowWrap: 'anywhere' },
  note: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  chart: { width: '100%', maxWidth: '36rem', height: 'auto', display: 'block', fontSize: '10px' },
  bar: { fill: tokens.colorBrandStroke1, '@media (forced-colors: active)': { fill: 'CanvasText' } },
  axis: { stroke: tokens.colorNeutralStroke1, '@media (forced-colors: active)': { stroke: 'CanvasText' } },
  words: { fill: tokens.colorNeutralForeground1, '@media (forced-colors: active)': { fill: 'CanvasText' } },
});

interface Props {
  title: string;
  /** Of one indicator, in the order of the table. */
  rows: readonly PivotRow[];
  isByMonth: boolean;
}

/** One indicator's groups as bars; the table below says the same in words, so who listens needs no chart. */
export function PivotChart({ title, rows, isByMonth }: Props) {
  const styles = useStyles();
  const { say } = useWords();
  const withValue = rows.filter(({ value }) => value !== null);
  if (withValue.length < 2) return null;
  const shown = isByMonth ? rows : withValue.slice(0, SHOWN);
  return (
    <figure className={styles.figure} aria-hidden="true">
      <figcaption className={styles.caption}>
        {title}{' '}
        {isByMonth || withValue.length <= SHOWN ? null : (
          <span className={styles.note}>{say('pivotFirst', { shown: SHOWN, all: withValue.length })}</span>
        )}
      </figcaption>
      {isByMonth ? <Columns rows={shown} /> : <Bars rows={shown} />}
    </figure>
  );
}

/** The least and the most that is drawn; 0 is always there, and so is 100 where the values are shares. */
function reach(rows: readonly PivotRow[]): { low: number; high: number } {
  const values = rows.flatMap(({ value }) => (value === null ? [] : [value]));
  const high = Math.max(...values, 0);
  const isShare = rows[0]?.suffix === ' %' && high <= 100;
  return { low: Math.min(...values, 0), high: isShare ? 100 : high * 1.1 || 1 };
}

function Columns({ rows }: { rows: readonly PivotRow[] }) {
  const styles = useStyles();
  const { low, high } = reach(rows);
  const y = (value: number): number => TOP + ((high - value) / (high - low || 1)) * (COLUMN_HEIGHT - TOP - BOTTOM);
  const step = (WIDTH - 2 * LEFT) / rows.length;
  const isNamed = (index: number): boolean => rows.length <= NAMED || (rows.length - 1 - index) % 6 === 0;
  return (
    <svg className={styles.chart} viewBox={`0 0 ${WIDTH} ${COLUMN_HEIGHT}`} focusable="false" aria-hidden="true">
      <line className={styles.axis} x1={LEFT} x2={WIDTH - LEFT} y1={y(0)} y2={y(0)} />
      {rows.map(({ group, label, value, suffix }, index) => (
        <g key={group}>
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
            <>
              <text className={styles.words} x={LEFT + (index + 0.5) * step} y={COLUMN_HEIGHT - 6} textAnchor="middle">
                {rows.length <= NAMED ? `T${Number(group.slice(5))}` : label}
              </text>
              {value === null ? null : (
                <text
                  className={styles.words}
                  x={LEFT + (index + 0.5) * step}
                  y={Math.min(y(value), y(0)) - 4}
                  textAnchor="middle"
                >
                  {valueText({ value: Math.round(value), suffix: '' })}
                  {rows.length <= 6 ? suffix : ''}
                </text>
              )}
            </>
          ) : null}
        </g>
      ))}
    </svg>
  );
}

function Bars({ rows }: { rows: readonly PivotRow[] }) {
  const styles = useStyles();
  const { low, high } = reach(rows);
  // The value stands behind the longest bar.
  const width = WIDTH - 2 * LEFT - 52;
  const x = (value: number): number => LEFT + ((value - low) / (high - low || 1)) * width;
  return (
    <svg
      className={styles.chart}
      viewBox={`0 0 ${WIDTH} ${rows.length * BAR_STEP + 4}`}
      focusable="false"
      aria-hidden="true"
    >
      {rows.map((row, index) => {
        const value = row.value ?? 0;
        const top = index * BAR_STEP;
        return (
          <g key={row.group}>
            <text className={styles.words} x={LEFT} y={top + 11}>
              {row.label.length > LONGEST_LABEL ? `${row.label.slice(0, LONGEST_LABEL - 1)}…` : row.label}
            </text>
            <rect
              className={styles.bar}
              x={Math.min(x(value), x(0))}
              width={Math.max(1, Math.abs(x(value) - x(0)))}
              y={top + 15}
              height={10}
              rx="1.5"
            />
            <text className={styles.words} x={Math.max(x(value), x(0)) + 4} y={top + 23.5}>
              {valueText(row)}
            </text>
          </g>
        );
      })}
      <line className={styles.axis} x1={x(0)} x2={x(0)} y1={0} y2={rows.length * BAR_STEP} />
    </svg>
  );
}
