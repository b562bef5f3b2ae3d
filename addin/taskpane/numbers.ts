import type { Language } from '../../pipeline/messages.ts';
import { numberText } from '../../pipeline/numbers.ts';

/** A count as the screens show it: `1.234,5`. */
export function countText(value: number | null, language: Language): string {
  return value === null ? '–' : numberText(Math.round(value * 10) / 10, language);
}

/** A result with its unit of measure: `64,71 %`. */
export function valueText(value: number | null, suffix: string, language: Language): string {
  return value === null ? '–' : numberText(Math.round(value * 100) / 100, language) + suffix;
}
