import { toneKey } from '../../library/words.ts';
import { cleanText, textKey } from '../../text.ts';

/** A word, number or day of a question as it is written, in order. */
export interface Item {
  text: string;
  /** Letters and digits without marks, no spaces. */
  key: string;
  /** With its marks. */
  marked: string;
  /** Stands directly behind the one before, without a space. */
  value?: ItemValue;
}

export type ItemValue =
  | { kind: 'number'; number: number; percent: boolean }
  | { kind: 'date'; day: number; month: number; year?: number }
  | { kind: 'month'; month: number; year: number }
  | { kind: 'code'; code: string }
  | { kind: 'unit'; id: string };

/** Letters, digits and what may stand between them; what else there is parts them. Told apart in code, a run at a time. */
const RUN = /[\p{L}\p{M}\p{N}./,-]+|[<>=≥≤%]+/gu;
const PART = /[\p{L}\p{M}]+|\d+/gu;
const DAY = /^(\d{1,2})[/.-](\d{1,2})[/.-]((?:19|20)\d\d)$/;
const MONTH = /^(\d{1,2})[/.-]((?:19|20)\d\d)$/;
const DAY_AND_MONTH = /^(\d{1,2})\/(\d{1,2})$/;
const PROCEDURE = /^(\d\.\d{6})(?:\.|$)/;
const NUMBER = /^\d+(?:[.,]\d+)*$/;
const THOUSANDS = /^\d{1,3}(?:\.\d{3})+(?:,\d+)?$/;

/** Quarters are numbered so. */
const ROMAN: Readonly<Record<string, number>> = { i: 1, ii: 2, iii: 3, iv: 4 };
const QUARTER: ReadonlySet<string> = new Set(['quy', 'qui', 'q']);

const TONE_LETTERS = /[sfrxj](?=[a-z]{0,2}$)/;

/**
 * A word that the keyboard did not put together (`trwcj tuyeens`), or with a letter too many (`xaa`), as it was meant. Vietnamese
 * has no double letters and no `w`.
 * @param isKnown whether there is such a word
 */
export function mended(item: Item, isKnown: (key: string) => boolean): Item {
  const { key, value } = item;
  if (value !== undefined || isKnown(key) || !/^[a-z]{2,}$/.test(key)) return item;
  const single = key
    .replace(/([a-z])\1+/g, '$1')
    .replace(/(?<=[auo])w|^w(?=[aeiou])/g, '')
    .replace(/w/g, 'u');
  const meant = [single, single.replace(TONE_LETTERS, '')].find((one) => isKnown(one));
  return meant === undefined ? item : { ...item, key: meant, marked: meant };
}

const SIGNS: Readonly<Record<string, string>> = { '≥': '>=', '≤': '<=' };

/** @param isUnit whether a text is a unit's id */
export function itemsOf(question: string, isUnit: (id: string) => boolean): Item[] {
  const items: Item[] = [];
  for (const [found] of cleanText(question).matchAll(RUN)) {
    const run = withoutEnds(found);
    const last = items.at(-1)?.value;
    if (run === '') continue;
    if (run === '%' && last?.kind === 'number') last.percent = true;
    else if (/^[<>=≥≤%]/.test(run)) items.push({ text: run, key: SIGNS[run] ?? run, marked: run });
    else items.push(...itemsOfRun(run, items.at(-1), isUnit));
  }
  return items;
}

const BETWEEN = './,-';

/** Without what only stands between: "quý III." */
function withoutEnds(run: string): string {
  let [from, to] = [0, run.length];
  while (from < to && BETWEEN.includes(run.charAt(from))) from += 1;
  while (to > from && BETWEEN.includes(run.charAt(to - 1))) to -= 1;
  return run.slice(from, to);
}

function itemsOfRun(run: string, before: Item | undefined, isUnit: (id: string) => boolean): Item[] {
  const value = isUnit(run) ? { kind: 'unit' as const, id: run } : valueOfRun(run);
  if (value !== undefined) return [item(run, value)];
  // "T9/2024", "Q3"
  const [, letter, rest] = /^([tq])(\d.*)$/i.exec(run) ?? [];
  const behind = rest === undefined ? undefined : valueOfRun(rest);
  if (letter !== undefined && rest !== undefined && behind !== undefined) return [item(letter), item(rest, behind)];
  return [...run.matchAll(PART)].map(([part], at) => {
    const roman = at === 0 && QUARTER.has(before?.key ?? '') ? ROMAN[part.toLowerCase()] : undefined;
    const number = roman ?? (/^\d/.test(part) ? Number(part) : undefined);
    return item(part, number === undefined ? undefined : { kind: 'number', number, percent: false });
  });
}

function item(text: string, value?: ItemValue): Item {
  return { text, key: textKey(text).replace(/ /g, ''), marked: toneKey(text), ...(value && { value }) };
}

function valueOfRun(run: string): ItemValue | undefined {
  const [, day, ofMonth, ofYear] = DAY.exec(run) ?? [];
  if (day !== undefined) return { kind: 'date', day: Number(day), month: Number(ofMonth), year: Number(ofYear) };
  const [, month, year] = MONTH.exec(run) ?? [];
  if (month !== undefined) return { kind: 'month', month: Number(month), year: Number(year) };
  const [, code] = PROCEDURE.exec(run) ?? [];
  if (code !== undefined) return { kind: 'code', code };
  const [, first, second] = DAY_AND_MONTH.exec(run) ?? [];
  if (first !== undefined) return { kind: 'date', day: Number(first), month: Number(second) };
  if (!NUMBER.test(run)) return undefined;
  const plain = THOUSANDS.test(run) ? run.replace(/\./g, '') : run;
  const number = Number(plain.replace(',', '.'));
  return Number.isNaN(number) ? undefined : { kind: 'number', number, percent: false };
}
