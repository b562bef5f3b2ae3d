import { cleanText, textKey } from '../../text.ts';
import type { Abbreviation } from './types.ts';

/** `H06.23 - Sở …`, `000.00.06.H56: …`, `[H21.12] …`: an agency code in front of a name. */
const LEADING_CODE = /^[[(]?((?:\d{2,3}\.)*H\d{2}(?:\.\d{2,3})*)[\])]?(?:\s*[-–—:.]\s*|\s+)/i;

/** The agency code in front of a name, or undefined. */
export function leadingAgencyCode(text: string): string | undefined {
  return LEADING_CODE.exec(cleanText(text))?.[1];
}

/** Words of a key; `và` and `&` are left out, because names are written with and without them. */
export function keyWords(text: string): string[] {
  return textKey(text)
    .split(' ')
    .filter((word) => word !== '' && word !== 'va');
}

function startsAt(words: readonly string[], at: number, part: readonly string[]): boolean {
  return part.every((word, index) => words[at + index] === word);
}

/**
 * The key on which two spellings of a unit's name are the same: that of `textKey` (case, marks, dashes, `ƣ`, NFD), without
 * an agency code in front, without `và`, with the abbreviations of the trade written out. `Sở GD&ĐT`, `SỞ GIÁO DỤC VÀ
 * ĐÀO TẠO` and `H06.23 - Sở GD-ĐT` have one key. The province stays in it (`resolve.ts` takes that off).
 */
export function unitKey(text: string, abbreviations: readonly Abbreviation[]): string {
  const words = keyWords(cleanText(text).replace(LEADING_CODE, ''));
  const written: string[] = [];
  for (let at = 0; at < words.length; ) {
    const found = abbreviations.find(({ short }) => startsAt(words, at, short));
    if (found) {
      written.push(...found.long);
      at += found.short.length;
    } else {
      written.push(words[at] ?? '');
      at += 1;
    }
  }
  return written.join(' ');
}
