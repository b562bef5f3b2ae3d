import { printedValue } from '../../pipeline/evaluate/print.ts';
import type { Language } from '../../pipeline/messages.ts';
import { numberText } from '../../pipeline/numbers.ts';

/** A count as the screens show it: `1.234,5`. */
export function countText(value: number | null, language: Language): string {
  return value === null ? '–' : numberText(Math.round(value * 10) / 10, language);
}

/** In as few digits as do not put it on the other side of the threshold: 69,93 against 70 is `69,9`. */
export function briefText(value: number, threshold: number | undefined, language: Language): string {
  return numberText(printedValue(value, 0, threshold), language);
}

/** How values of an indicator are printed: their decimals, more where the threshold needs them, and the unit behind them. */
export interface Measured {
  decimals: number;
  suffix: string;
  threshold?: number | null;
}

/** A result with its unit of measure: `64,70 %`. */
export function valueText(value: number | null, measured: Measured, language: Language): string {
  const { decimals, suffix, threshold = null } = measured;
  return value === null ? '–' : numberText(printedValue(value, decimals, threshold), language) + suffix;
}
