import { vietnameseNumber } from '../../pipeline/evaluate/print.ts';

/** A count as the screens show it: `1.234,5`. */
export function countText(value: number | null): string {
  return value === null ? '–' : vietnameseNumber(Math.round(value * 10) / 10);
}

/** A result with its unit of measure: `64,71 %`. */
export function valueText(value: number | null, suffix: string): string {
  return value === null ? '–' : vietnameseNumber(Math.round(value * 100) / 100) + suffix;
}
