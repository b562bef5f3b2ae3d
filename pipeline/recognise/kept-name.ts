import type { Library } from '../library/library.ts';
import { textKey } from '../text.ts';

/** Phones, numbers of identity papers of either kind: 10, 9 and 12 digits, as they are written at once or in groups. */
const NUMBERS =
  /(?<!\d)(?:\+84[ .-]?\d{2}|0\d{2,3})[ .-]?\d{3}[ .-]?\d{3,4}(?!\d)|(?<!\d)(?:\d{9}|0\d{2}[ .-]?\d{3}[ .-]?\d{6})(?!\d)/g;
const HIDDEN = '…';
/** Shorter ones without their marks are everyday words too: "do" of "đô thị", "ho" of "hồ sơ". */
const SHORTEST_PLAIN = 4;

/**
 * The name of a file as it may be kept: what looks like somebody's number or name is hidden; the name of a unit, or of a
 * place or school named after somebody, is not.
 * @param name without its folder; its ending stays
 */
export function keptName(name: string, { columns, units }: Pick<Library, 'columns' | 'units'>): string {
  const masked = name.normalize('NFC').replace(NUMBERS, HIDDEN);
  const words = [...masked.matchAll(/[\p{L}\p{M}]+/gu)].map(({ 0: word, index }) => ({ word, from: index }));
  const isUnit = (text: string): boolean => {
    const key = textKey(text);
    return units.units.some((unit) => textKey(unit.name).includes(key));
  };
  for (let at = words.length - 1; at >= 0; at--) {
    const [first, middle, last] = words.slice(at, at + 3);
    if (first === undefined || middle === undefined || last === undefined) continue;
    if (!begins(first.word, columns.surnames) || !columns.middleNames.has(textKey(middle.word))) continue;
    // The words of one name stand beside each other, and a name has four at most.
    let end = last.from + last.word.length;
    if (!/^[ ._-]{1,2}$/.test(gap(masked, first, middle)) || !/^[ ._-]{1,2}$/.test(gap(masked, middle, last))) continue;
    const before = words[at - 1];
    if (before !== undefined && columns.namedAfter.has(textKey(before.word))) continue;
    if (isUnit(`${first.word} ${middle.word} ${last.word}`)) continue;
    const fourth = words[at + 3];
    if (fourth !== undefined && isCapital(fourth.word) && gap(masked, last, fourth) === gap(masked, middle, last))
      end = fourth.from + fourth.word.length;
    return keptName(`${masked.slice(0, first.from)}${HIDDEN}${masked.slice(end)}`, { columns, units });
  }
  return masked;
}

interface Word {
  word: string;
  from: number;
}

const gap = (text: string, before: Word, after: Word): string =>
  text.slice(before.from + before.word.length, after.from);

const isCapital = (word: string): boolean => /^\p{Lu}/u.test(word);

function begins(word: string, surnames: ReadonlySet<string>): boolean {
  if (!isCapital(word)) return false;
  const lower = word.toLowerCase();
  if (surnames.has(lower)) return true;
  return lower.length >= SHORTEST_PLAIN && [...surnames].some((surname) => textKey(surname) === lower);
}
