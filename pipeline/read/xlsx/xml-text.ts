import type { ByteText } from '../text/byte-text.ts';

const AMPERSAND = 0x26;
const SEMICOLON = 0x3b;
const UNDERSCORE = 0x5f;
const CARRIAGE_RETURN = 0x0d;
const LINE_FEED = 0x0a;
const LONGEST_ENTITY = 10;

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Whether text must go through `appendXmlText`; if not, its bytes are the text. */
export function isPlainXmlText(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const c = bytes[i];
    if (c === AMPERSAND || c === UNDERSCORE || c === CARRIAGE_RETURN) return false;
  }
  return true;
}

/**
 * Adds XML text as what it means: entities (XML 1.0, 4.1; not in CDATA), line ends as one LF (2.11). Entities of a
 * document type are not known here and stay as they are written; nothing is ever fetched.
 */
export function appendXmlText(to: ByteText, bytes: Uint8Array, start: number, end: number, cdata: boolean): void {
  let plain = start;
  for (let i = start; i < end; i++) {
    const c = bytes[i];
    if (c === CARRIAGE_RETURN) {
      to.append(bytes, plain, i);
      to.byte(LINE_FEED);
      if (bytes[i + 1] === LINE_FEED) i++;
      plain = i + 1;
    } else if (c === AMPERSAND && !cdata) {
      const close = bytes.indexOf(SEMICOLON, i);
      if (close < 0 || close >= end || close - i > LONGEST_ENTITY) continue;
      const text = entity(String.fromCharCode(...bytes.subarray(i + 1, close)));
      if (text === undefined) continue;
      to.append(bytes, plain, i);
      to.text(text);
      i = close;
      plain = close + 1;
    }
  }
  to.append(bytes, plain, end);
}

function entity(name: string): string | undefined {
  if (!name.startsWith('#')) return NAMED[name];
  const code =
    name[1] === 'x' || name[1] === 'X' ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000) ? String.fromCodePoint(code) : undefined;
}

/**
 * Undoes the escapes of ST_Xstring (ECMA-376 part 1, 22.9.2.19) in finished text: `_x000D_` is the character U+000D;
 * `_x005F_` is an underscore that must not begin an escape. Line ends become one LF. Works in place.
 */
export function undoStringEscapes(text: ByteText): void {
  const from = text.bytes.subarray(0, text.length).indexOf(UNDERSCORE);
  const hasReturn = text.bytes.subarray(0, text.length).indexOf(CARRIAGE_RETURN) >= 0;
  if (from < 0 && !hasReturn) return;
  const before = text.toString();
  // Two escapes may make one character beyond U+FFFF: they meet as halves in the JavaScript string.
  const after = before
    .replace(/_x([0-9A-Fa-f]{4})_/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\r\n?/g, '\n');
  if (after === before) return;
  text.clear();
  text.text(after);
}
