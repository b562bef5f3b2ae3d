import type { Language } from '../../pipeline/messages.ts';
import { numberText } from '../../pipeline/numbers.ts';

/** `12,4 MB` */
export function fileSize(bytes: number, language: Language): string {
  const [unit, divisor] = bytes < 2 ** 20 ? ['KB', 2 ** 10] : (['MB', 2 ** 20] as const);
  return `${numberText(Math.round((bytes / divisor) * 10) / 10, language)} ${unit}`;
}
