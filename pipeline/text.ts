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
  let key = '';
  let isApart = false;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    // Latin letters and their marks, whose key does not depend on what stands beside them; anything else as a whole.
    if (unit >= 0x370 && (unit < 0x1e00 || unit > 0x1eff)) return keyed(cleanText(text)).trim();
    LETTER_KEYS[unit] ??= letterKey(String.fromCharCode(unit));
    const letter = LETTER_KEYS[unit];
    if (letter === ' ') isApart = key !== '';
    else if (letter !== '') {
      key += isApart ? ` ${letter}` : letter;
      isApart = false;
    }
  }
  return key;
}

/** Keys of letters by their number, each made when it is met first. */
const LETTER_KEYS: (string | undefined)[] = [];

/** A space for what parts words, nothing for what is only a mark. */
function letterKey(letter: string): string {
  return /[\s\u00A0]/.test(letter) ? ' ' : keyed(cleanText(letter));
}

function keyed(clean: string): string {
  return clean
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/g, 'd')
    .replace(/[^\p{L}\p{N}]+/gu, ' ');
}

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']' };

/**
 * A text without what stands in brackets, round or square (a space in its place), and what stands there, the outermost only:
 * `Lệ phí (VNĐ)` → `Lệ phí  `, `VNĐ`. A bracket without its other half is a letter like any other. One pass, whatever the text.
 */
export function withoutNotes(text: string): { bare: string; notes: string[] } {
  const open: number[] = [];
  const ends = new Map<number, number>();
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    const last = open.at(-1);
    if (CLOSING[sign] !== undefined) open.push(at);
    else if (last !== undefined && CLOSING[text.charAt(last)] === sign) {
      ends.set(last, at);
      open.pop();
    }
  }
  const notes: string[] = [];
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const end = ends.get(at);
    if (end === undefined) continue;
    parts.push(text.slice(from, at));
    notes.push(text.slice(at + 1, end));
    from = end + 1;
    at = end;
  }
  return { bare: [...parts, text.slice(from)].join(' '), notes };
}
