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

const ITEM = new RegExp(
  [
    String.raw`(?<date>\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d{2})(?!\d)`,
    String.raw`(?<month>\d{1,2}[/.-](?:19|20)\d{2})(?!\d)`,
    String.raw`(?<code>\d\.\d{6}(?:\.\w+)*)`,
    String.raw`(?<short>\d{1,2}/\d{1,2})(?!\d)`,
    String.raw`(?<number>\d{1,3}(?:[.]\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)(?<percent>\s*%)?`,
    '(?<id>[a-z][a-z0-9]*(?:-[a-z0-9]+)+)',
    '(?<sign>>=|<=|≥|≤|[<>=%])',
    String.raw`(?<letter>[tqTQ](?=\d))`,
    String.raw`(?<word>[\p{L}\p{M}]+)`,
  ].join('|'),
  'gu',
);

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
  const text = cleanText(question);
  const items: Item[] = [];
  for (let at = 0; at < text.length; ) {
    ITEM.lastIndex = at;
    const found = ITEM.exec(text);
    if (found === null) break;
    const { date, month, code, short, number, percent, id, sign } = found.groups ?? {};
    let [written] = found;
    at = found.index + written.length;
    const parts = written.split(/[/.-]/).map(Number);
    const [first = 0, second = 0, third = 0] = parts;
    let value: ItemValue | undefined;
    if (date !== undefined) value = { kind: 'date', day: first, month: second, year: third };
    else if (month !== undefined) value = { kind: 'month', month: first, year: second };
    else if (code !== undefined) value = { kind: 'code', code: code.slice(0, 8) };
    else if (short !== undefined) value = { kind: 'date', day: first, month: second };
    else if (number !== undefined) {
      const plain = /^\d{1,3}(\.\d{3})+/.test(number) ? number.replace(/\./g, '') : number;
      value = { kind: 'number', number: Number(plain.replace(',', '.')), percent: percent !== undefined };
    } else if (id !== undefined) {
      if (isUnit(id)) value = { kind: 'unit', id };
      else {
        // A name with a dash: its parts are words.
        written = /^[a-z][a-z0-9]*/.exec(id)?.[0] ?? id;
        at = found.index + written.length;
      }
    }
    const roman =
      items.at(-1) !== undefined && QUARTER.has(items.at(-1)?.key ?? '') ? ROMAN[written.toLowerCase()] : undefined;
    if (roman !== undefined) value = { kind: 'number', number: roman, percent: false };
    const key = sign === undefined ? textKey(written).replace(/ /g, '') : (SIGNS[sign] ?? sign);
    items.push({ text: written, key, marked: toneKey(written), ...(value && { value }) });
  }
  return items;
}
