import type { Language } from '../../pipeline/messages.ts';
import { numberText } from '../../pipeline/numbers.ts';

/** A count as the screens show it: `1.234,5`. */
export function countText(value: number | null, language: Language): string {
  return value === null ? '–' : numberText(Math.round(value * 10) / 10, language);
}

/** In as few digits as do not put it on the other side of the threshold: 69,93 against 70 is `69,9`. */
export function briefText(value: number, threshold: number | undefined, language: Language): string {
  for (let scale = 1; scale < 1_000; scale *= 10) {
    const brief = Math.round(value * scale) / scale;
    if (threshold === undefined || brief >= threshold === value >= threshold) return numberText(brief, language);
  }
  return numberText(value, language);
}

/** A result with its unit of measure: `64,71 %`. */
export function valueText(value: number | null, suffix: string, language: Language): string {
  return value === null ? '–' : numberText(Math.round(value * 100) / 100, language) + suffix;
}
