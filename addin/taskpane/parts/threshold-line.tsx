import { makeStyles, tokens } from '@fluentui/react-components';

const useStyles = makeStyles({
  line: { display: 'block', width: '100%', height: '16px', overflow: 'visible' },
  track: {
    fill: tokens.colorNeutralStroke2,
    '@media (forced-colors: active)': { fill: 'Canvas', stroke: 'CanvasText' },
  },
  value: { fill: 'currentColor', '@media (forced-colors: active)': { fill: 'CanvasText' } },
  dot: {
    fill: 'currentColor',
    stroke: tokens.colorNeutralBackground1,
    strokeWidth: '1.5px',
    '@media (forced-colors: active)': { fill: 'CanvasText', stroke: 'Canvas' },
  },
  threshold: { fill: tokens.colorNeutralForeground1, '@media (forced-colors: active)': { fill: 'Highlight' } },
});

interface Props {
  value: number | null;
  threshold: number | null;
  isPercent: boolean;
}

/** A value as a bar with the threshold as a mark across it. The words beside it say the same. */
export function ThresholdLine({ value, threshold, isPercent }: Props) {
  const styles = useStyles();
  const at = scale(value, threshold, isPercent);
  const start = at(0);
  return (
    <svg className={styles.line} aria-hidden="true" focusable="false">
      <rect className={styles.track} x="0" y="6" width="100%" height="4" rx="2" />
      {value === null ? null : (
        <>
          <rect
            className={styles.value}
            x={`${Math.min(start, at(value))}%`}
            y="6"
            width={`${Math.abs(at(value) - start)}%`}
            height="4"
            rx="2"
          />
          <circle className={styles.dot} cx={`${at(value)}%`} cy="8" r="5" />
        </>
      )}
      {threshold === null ? null : (
        <rect
          className={styles.threshold}
          x={`${at(threshold)}%`}
          y="1"
          width="2"
          height="14"
          transform="translate(-1 0)"
        />
      )}
    </svg>
  );
}

/** Places in per cent of the width, 2 to 98: shares from 0 to 100, all else as far as its numbers reach. */
function scale(value: number | null, threshold: number | null, isPercent: boolean): (place: number) => number {
  const known = [value, threshold].filter((one) => one !== null);
  const low = Math.min(0, ...known);
  const reach = Math.max(0, ...known);
  const high = isPercent && low === 0 && reach <= 100 ? 100 : reach + (reach - low) * 0.15;
  const span = high - low || 1;
  return (place) => 2 + ((Math.min(high, Math.max(low, place)) - low) / span) * 96;
}
