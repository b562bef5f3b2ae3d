import { plain } from './plain.ts';

/** What an item begins with. `level`: items of a higher number stand within those of a lower. */
export interface Label {
  kind: 'annex' | 'part' | 'article' | 'roman' | 'number' | 'letter' | 'dash' | 'star' | 'plus';
  level: number;
  /** As in the places of plans: `II`, `2`, `a`; empty for dashes. */
  sign: string;
  /** Where the item's own words begin. */
  end: number;
}

const LEVELS = { annex: 0, part: 1, article: 2, roman: 2, number: 3, letter: 6, dash: 7, star: 8, plus: 8 } as const;

/** The label of a line, as `II.`, `1.2.`, `a)`, `Điều 1.`, `-`, `+`, `PHỤ LỤC I`; undefined where it has none. */
export function labelOf(text: string): Label | undefined {
  const letters = plain(text);
  const found = (kind: Label['kind'], sign: string, end: number, deeper = 0): Label => ({
    kind,
    level: LEVELS[kind] + deeper,
    sign,
    end,
  });
  const annex = /^phu luc(?: (?:so )?([ivx]+|\d{1,2}|[a-d])(?![\p{L}\d]))? ?[.:-]? ?/u.exec(letters);
  if (
    annex &&
    /^[\p{Lu}\p{Lt}]/u.test(text) &&
    (text.length < 30 || text.slice(0, 7) === text.slice(0, 7).toUpperCase())
  )
    return found('annex', annex[1]?.toUpperCase() ?? '', annex[0].length);
  const part = /^(?:phan|chuong) (?:thu )?([ivx]+|\d{1,2}|nhat|hai|ba|tu|nam)(?![\p{L}\d]) ?[.:-]? ?/u.exec(letters);
  if (part && text.length < 200 && /^[\p{Lu}]/u.test(text))
    return found('part', (part[1] ?? '').toUpperCase(), part[0].length);
  const article = /^dieu (\d{1,3}) ?[.:] ?/.exec(letters);
  if (article) return found('article', article[1] ?? '', article[0].length);
  // Not a quarter: `II/2027`.
  const roman = /^([IVX]{1,5}) ?(?:[.:)] ?(?=\S)|[/-] ?(?=[^\s\d]))/.exec(text);
  if (roman) return found('roman', roman[1] ?? '', roman[0].length);
  const number = /^(\d{1,2}(?:\.\d{1,2}){0,3}) ?[.)/] ?(?=[\p{L}"“(])|^(\d{1,2}(?:\.\d{1,2}){1,3}) (?=\p{L})/u.exec(
    text,
  );
  if (number) {
    const sign = number[1] ?? number[2] ?? '';
    return found('number', sign, number[0].length, Math.min(2, sign.split('.').length - 1));
  }
  const letter = /^([a-zđ]) ?[.)] (?=\S)|^([a-zđ])\)(?=\S)/.exec(text);
  if (letter) return found('letter', letter[1] ?? letter[2] ?? '', letter[0].length);
  const dash = /^[-–—•●▪■◦·] ?(?=[^\s\d-])|^[-–—•●▪■◦·] (?=\S)/u.exec(text);
  if (dash) return found('dash', '', dash[0].length);
  const star = /^\* (?=\S)/.exec(text);
  if (star) return found('star', '', star[0].length);
  const plus = /^\+ ?(?=\D)|^\+ (?=\S)/.exec(text);
  if (plus) return found('plus', '', plus[0].length);
  return undefined;
}
