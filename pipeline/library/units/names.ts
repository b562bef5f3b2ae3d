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

/** Abbreviations by their first word, in the order of the list. */
const BY_FIRST_WORD = new WeakMap<readonly Abbreviation[], Map<string, Abbreviation[]>>();

function byFirstWord(abbreviations: readonly Abbreviation[]): Map<string, Abbreviation[]> {
  const made = BY_FIRST_WORD.get(abbreviations) ?? Map.groupBy(abbreviations, ({ short }) => short[0] ?? '');
  BY_FIRST_WORD.set(abbreviations, made);
  return made;
}

function startsAt(words: readonly string[], at: number, part: readonly string[]): boolean {
  return part.every((word, index) => words[at + index] === word);
}

/** `P1`, `Q.10`, `Phường 01`: the kind and its number are words, the number without zeros in front. */
function numberedPlace(word: string): string[] {
  const [, kind = '', digits] = /^([pq]?)0*(\d{1,2})$/.exec(word) ?? [];
  return digits === undefined ? [word] : [kind, digits].filter((part) => part !== '');
}

/**
 * The key on which two spellings of a unit's name are the same: that of `textKey` (case, marks, dashes, `ƣ`, NFD), without
 * an agency code in front, without `và`, with the abbreviations of the trade written out. `Sở GD&ĐT`, `SỞ GIÁO DỤC VÀ
 * ĐÀO TẠO` and `H06.23 - Sở GD-ĐT` have one key. The province stays in it (`resolve.ts` takes that off).
 */
export function unitKey(text: string, abbreviations: readonly Abbreviation[]): string {
  const words = keyWords(cleanText(text).replace(LEADING_CODE, '')).flatMap(numberedPlace);
  const known = byFirstWord(abbreviations);
  const written: string[] = [];
  for (let at = 0; at < words.length; ) {
    const found = known.get(words[at] ?? '')?.find(({ short }) => startsAt(words, at, short));
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

const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;

/**
 * A key that keeps the marks: `xã Sơn Hà` and `xã Sơn Hạ` differ in it, `Hòa` and `Hoà` do not, because a word's tone is
 * kept, but not the letter that carries it.
 */
export function markedKey(text: string): string {
  const words =
    cleanText(text)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return words
    .map((word) => {
      const letters = word.normalize('NFD');
      return letters.replace(TONES, '').normalize('NFC') + (letters.match(TONES) ?? []).join('');
    })
    .join(' ');
}
