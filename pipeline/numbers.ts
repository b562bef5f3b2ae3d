import type { Language } from './messages.ts';

/**
 * A number as readers of a language write it, whatever the machine is set to: `1234567.5` → `1.234.567,5` in Vietnamese,
 * `1,234,567.5` in English, with a true minus sign. Text is a plain decimal and keeps its decimals; a `number` has at
 * most six, and none of them behind is 0.
 */
export function numberText(value: string | number, language: Language): string {
  const plain = typeof value === 'string' ? value : value.toFixed(6).replace(/(?:\.|(?<![.0]))0+$/, '');
  const [whole = '0', fraction] = plain.replace(/^[+-]/, '').split('.');
  const [thousands, decimals] = language === 'vi' ? ['.', ','] : [',', '.'];
  const groups: string[] = [];
  for (let end = whole.length; end > 0; end -= 3) groups.push(whole.slice(Math.max(0, end - 3), end));
  const grouped = groups.reverse().join(thousands);
  const sign = plain.startsWith('+') ? '+' : plain.startsWith('-') && /[1-9]/.test(plain) ? '−' : '';
  return `${sign}${grouped}${fraction === undefined ? '' : `${decimals}${fraction}`}`;
}

/** Row numbers as people write them: `12, 118–120, 203`. Rows are not quantities: `1048`. */
export function rowNumbers(rows: readonly number[]): string {
  const parts: string[] = [];
  for (let at = 0; at < rows.length; ) {
    let end = at;
    while (rows[end + 1] === rows[end]! + 1) end += 1;
    parts.push(end === at ? `${rows[at]}` : `${rows[at]}${end === at + 1 ? ', ' : '–'}${rows[end]}`);
    at = end + 1;
  }
  return parts.join(', ');
}

const ROMAN: readonly [number, string][] = [
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];

/** Numbers of groups and headings as Vietnamese documents count them, of 1 to 399. */
export function formatRoman(value: number): string {
  let rest = Math.min(399, value);
  let text = '';
  for (const [worth, letters] of ROMAN) {
    for (; rest >= worth; rest -= worth) text += letters;
  }
  return text;
}
