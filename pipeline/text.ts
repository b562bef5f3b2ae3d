/**
 * Text as people write it, and the key on which two spellings are the same. Shown text stays the original.
 */

/** `ƣ Ƣ` (old PDFs) for `ư Ư`; `Ð Ɖ ð` for `Đ đ`. */
const WRONG_LETTERS: Record<string, string> = { ƣ: 'ư', Ƣ: 'Ư', Ð: 'Đ', Ɖ: 'Đ', ð: 'đ', ɖ: 'đ' };

/** Zero-width characters, soft hyphens, byte order marks. */
const INVISIBLE = /[\u00AD\u200B-\u200F\u2028-\u202E\u2060-\u2064\uFEFF]/g;

/** Composed, without invisible characters, one plain space between words, letters of old PDFs mended. */
export function cleanText(text: string): string {
  return text
    .normalize('NFC')
    .replace(INVISIBLE, '')
    .replace(/[ƣƢÐƉðɖ]/g, (letter) => WRONG_LETTERS[letter] ?? letter)
    .replace(/[\s\u00A0\u2007\u202F]+/g, ' ')
    .trim();
}

/**
 * The key for comparing: lower case, no tone or vowel marks, `đ` → `d`, and everything but letters and digits a single
 * space. `Hoà`, `hòa` and `HÒA` have one key; so have `Sở GD-ĐT` and `sở gd đt`.
 */
export function textKey(text: string): string {
  return cleanText(text)
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/g, 'd')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
