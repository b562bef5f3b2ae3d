/** The types of a cell (ST_CellType, ECMA-376 part 1, 18.18.11), by the letter that tells them apart. */
export const NUMBER = 0;
export const SHARED = 1;
export const INLINE = 2;
export const FORMULA_TEXT = 3;
export const BOOLEAN = 4;
export const ERROR = 5;
export const ISO_DATE = 6;

const POINT = 0x2e;
const LETTER_S = 0x73;
const LETTER_B = 0x62;
const LETTER_D = 0x64;
const LETTER_E = 0x65;

/** `1` and `0`; some writers put the words. */
export function booleanText(raw: string): string {
  const value = raw.trim().toLowerCase();
  return value === 'true' ? '1' : value === 'false' ? '0' : value;
}

export function cellType(bytes: Uint8Array, start: number, end: number): number {
  const length = end - start;
  if (length === 1) {
    switch (bytes[start]) {
      case LETTER_S:
        return SHARED;
      case LETTER_B:
        return BOOLEAN;
      case LETTER_E:
        return ERROR;
      case LETTER_D:
        return ISO_DATE;
      default:
        return NUMBER;
    }
  }
  if (length === 3) return FORMULA_TEXT;
  return length === 9 ? INLINE : NUMBER;
}

/** The value of digits with blanks around, or -1. */
export function digitsValue(bytes: Uint8Array, start: number, end: number): number {
  let value = 0;
  let digits = 0;
  for (let i = start; i < end; i++) {
    const digit = bytes[i]! - 0x30;
    if (digit >= 0 && digit <= 9 && value < 1e9) {
      value = value * 10 + digit;
      digits++;
    } else if (bytes[i]! > 0x20) return -1;
  }
  return digits === 0 ? -1 : value;
}

/** Digits, perhaps with a short fraction: text that `plainNumber` would leave as it is. */
export function isPlainNumber(bytes: Uint8Array, start: number, end: number): boolean {
  let point = -1;
  for (let i = start; i < end; i++) {
    const digit = bytes[i]! - 0x30;
    if (digit >= 0 && digit <= 9) continue;
    if (bytes[i] !== POINT || point >= 0 || i === start) return false;
    point = i;
  }
  if (point < 0) return true;
  const leadingZero = bytes[start] === 0x30 && point > start + 1;
  return end - start <= 16 && bytes[end - 1] !== 0x30 && bytes[end - 1] !== POINT && !leadingZero;
}

const decoder = new TextDecoder();

export function decode(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  if (end - start > 32) return decoder.decode(bytes.subarray(start, end));
  for (let i = start; i < end; i++) {
    const c = bytes[i]!;
    if (c >= 0x80) return decoder.decode(bytes.subarray(start, end));
    text += String.fromCharCode(c);
  }
  return text;
}
