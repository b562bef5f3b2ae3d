/** What the letters of a UTF-8 text say about how it was written. */

/** Nothing beyond ASCII but blanks and punctuation that every way of writing has. */
export const PLAIN = 0;
/** Beyond those only U+00A1–U+00FF: all that a text in a legacy font consists of, and many a text in Unicode. */
export const LATIN = 1;
/** Letters that only Unicode has. */
export const UNICODE = 2;
/** With combining marks (U+0300–U+036F): Unicode, to be composed. */
export const DECOMPOSED = 3;

export function textKind(bytes: Uint8Array, start: number, end: number): number {
  let i = start;
  while (i < end && bytes[i]! < 0x80) i++;
  let kind = PLAIN;
  for (; i < end; i++) {
    const c = bytes[i]!;
    if (c < 0xc2) continue;
    if (c === 0xc3) kind = LATIN;
    else if (c === 0xc2) {
      if (bytes[i + 1] !== 0xa0) kind = LATIN;
    } else if (c !== 0xe2 || !isPunctuation(bytes[i + 1], bytes[i + 2])) {
      for (; i < end; i++) if (bytes[i] === 0xcc || bytes[i] === 0xcd) return DECOMPOSED;
      return UNICODE;
    }
  }
  return kind;
}

/** Behind E2: U+2000–U+207F (dashes, quotes, blanks), the euro, the trade mark. Programs put them into any text. */
function isPunctuation(second: number | undefined, third: number | undefined): boolean {
  if (second === 0x80 || second === 0x81) return true;
  return (second === 0x82 && third === 0xac) || (second === 0x84 && third === 0xa2);
}
