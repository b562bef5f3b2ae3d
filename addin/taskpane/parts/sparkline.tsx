import { makeStyles, tokens } from '@fluentui/react-components';
import type { TrendPoint } from '../../../pipeline/evaluate/types.ts';

const WIDTH = 56;
const HEIGHT = 18;

const useStyles = makeStyles({
  line: {
    flexShrink: 0,
    color: tokens.colorNeutralForeground3,
    '@media (forced-colors: active)': { color: 'CanvasText' },
  },
});

/** The months in a few pixels; nothing where there are fewer than two. The words beside it say which way they go. */
export function Sparkline({ points }: { points: readonly TrendPoint[] }) {
  const styles = useStyles();
  const values = points.flatMap(({ value }) => (value === null ? [] : [value]));
  if (values.length < 2) return null;
  const low = Math.min(...values);
  const span = Math.max(...values) - low || 1;
  const x = (index: number): number => 2 + (index / (values.length - 1)) * (WIDTH - 5);
  const y = (value: number): number => HEIGHT - 3 - ((value - low) / span) * (HEIGHT - 6);
  const last = values.length - 1;
  return (
    <svg className={styles.line} width={WIDTH} height={HEIGHT} aria-hidden="true" focusable="false">
      <polyline
        points={values.map((value, index) => `${x(index)},${y(value)}`).join(' ')}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinejoin="round"
      />
      <circle cx={x(last)} cy={y(values[last] ?? 0)} r="2.5" fill="currentColor" />
    </svg>
  );
}
