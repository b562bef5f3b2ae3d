import type { TrendPoint } from '../../pipeline/evaluate/types.ts';

/** For how many months up to the last one a value has gone the same way; undefined where it has not moved. */
export function trendOf(points: readonly TrendPoint[]): { direction: 'up' | 'down'; months: number } | undefined {
  const values = points.flatMap(({ value }) => (value === null ? [] : [value]));
  let months = 0;
  let direction = 0;
  for (let at = values.length - 1; at > 0; at -= 1) {
    const step = Math.sign((values[at] ?? 0) - (values[at - 1] ?? 0));
    if (step === 0 || (direction !== 0 && step !== direction)) break;
    direction = step;
    months += 1;
  }
  return direction === 0 ? undefined : { direction: direction > 0 ? 'up' : 'down', months };
}
