import type { ColumnCatalogue } from '../library/columns.ts';
import { cleanText } from '../text.ts';

/** No code, channel or name of a unit is longer. */
const LONGEST_WORDS = 120;

/**
 * Whether a cell may be somebody's name, number, phone, address for letters, or a text about somebody. Of what is not known
 * it is better to keep too little.
 */
export function looksPersonal(
  cell: string,
  { surnames, addressWords }: Pick<ColumnCatalogue, 'surnames' | 'addressWords'>,
): boolean {
  const text = cleanText(cell);
  // Numbers of papers, phones, accounts: written in groups or at once.
  if (/\d{7}/.test(text.replace(/[\s.-]/g, '')) || text.length > LONGEST_WORDS) return true;
  return namesSomebody(text, { surnames, addressWords });
}

/** An ID number or a phone as it is written alone: what looks like a code of a dossier or of a payment is none. */
export function isSomebodysNumber(cell: string): boolean {
  const digits = cell.replace(/[\s.-]/g, '');
  return /^(?:\+?84|0)\d{9}$/.test(digits) || /^(?:\d{9}|\d{12})$/.test(digits);
}

/** Whether a cell names somebody, a mailbox or an address. */
export function namesSomebody(
  text: string,
  { surnames, addressWords }: Pick<ColumnCatalogue, 'surnames' | 'addressWords'>,
): boolean {
  if (text.includes('@')) return true;
  const spaced = ` ${text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ')} `;
  if ([...addressWords].some((word) => spaced.includes(` ${word} `))) return true;
  const words = text.replace(/^(Ông|Bà|Anh|Chị)\s*(\/\s*(Ông|Bà))?[:.]?\s+/iu, '').split(' ');
  const [first = '', ...others] = words;
  if (others.length === 0 || others.length > 6 || !surnames.has(first.toLowerCase())) return false;
  return words.every((word) => /^\p{Lu}/u.test(word));
}
