import { type Exact, exactFromText } from '../exact.ts';

/** What a cell of figures says. `share`: it was written with a per cent sign. */
type CellNumber = { value: Exact; share: boolean } | 'none' | 'unreadable';

/** How offices write "nothing": a dash, dots, x; and what Excel makes of a share of nothing. */
const NOTHING = /^(?:(?:[-–—_.…/x%]|không)*|#DIV\/0!)$/iu;
const BY_DOTS = /^\d{1,3}(?:\.\d{3})+$/;
const BY_COMMAS = /^\d{1,3}(?:,\d{3})+$/;
const PLAIN = /^([+-]?)(\d[\d\s.,]*)(%?)$/;

/**
 * A number as people type it: `1.234`, `1 234`, `76,5 %`, `76.5`. Separators are told by their places: with both kinds the
 * last one parts the decimals; one kind alone parts thousands where groups of three stand behind it all along and the number
 * is a count (`whole`), else decimals.
 * @param whole the cell can only hold a whole number
 */
export function cellNumber(text: string, whole: boolean): CellNumber {
  if (NOTHING.test(text)) return 'none';
  // `10 (50 %)`: a count with its share behind it.
  const bare = whole ? text.replace(/(?<!\s)\s*\(\s*\d[\d.,]*\s*%\s*\)$/, '') : text;
  const [, sign = '', digits = '', percent = ''] = PLAIN.exec(bare) ?? [];
  if (digits === '') return 'unreadable';
  const plain = plainDigits(digits.replace(/\s/g, ''), whole);
  if (plain === undefined) return 'unreadable';
  return { value: exactFromText(`${sign}${plain}`), share: percent !== '' };
}

function plainDigits(digits: string, whole: boolean): string | undefined {
  if (/^\d+$/.test(digits)) return digits;
  const last = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','));
  const mark = digits[last] ?? '';
  const other = mark === '.' ? ',' : '.';
  const [left, right] = [digits.slice(0, last), digits.slice(last + 1)];
  if (!/^\d+$/.test(right)) return undefined;
  const grouped = (text: string, by: string): boolean => (by === '.' ? BY_DOTS : BY_COMMAS).test(text);
  if (left.includes(other))
    return grouped(left, other) && !left.includes(mark) ? `${left.replaceAll(other, '')}.${right}` : undefined;
  if (grouped(digits, mark) && (whole || left.includes(mark))) return digits.replaceAll(mark, '');
  return left.includes(mark) ? undefined : `${left}.${right}`;
}

/** `152/200`, `152 / 200 hồ sơ`, `76 % (152/200)`: a numerator over its denominator in one cell. */
export function cellFraction(text: string): { hits: Exact; members: Exact } | undefined {
  // Neither a day (1/7, 31/7/2025) nor one of several: `Đạt 76 % (152/200 hồ sơ)`.
  const [only, ...others] = [...text.matchAll(/(?<![\d/.,])(\d[\d.]*)\s*\/\s*(\d[\d.]*)(?![\d/]|\s*\/)/g)];
  const [, above = '', below = ''] = others.length > 0 || /ngày|tháng/iu.test(text) ? [] : (only ?? []);
  const [hits, members] = [cellNumber(above.trim(), true), cellNumber(below.trim(), true)];
  return typeof hits === 'object' && typeof members === 'object'
    ? { hits: hits.value, members: members.value }
    : undefined;
}

export function isWhole({ d }: Exact): boolean {
  return d === 1n;
}
