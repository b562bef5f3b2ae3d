/**
 * Whether bytes are UTF-8 (RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF), as they arrive.
 * `TextDecoder` could say so too, but it makes a string of everything.
 */
export class Utf8Check {
  /** Continuation bytes still wanted, and the bounds of the next one. */
  private wanted = 0;
  private lower = 0x80;
  private upper = 0xbf;

  get unfinished(): boolean {
    return this.wanted > 0;
  }

  /** The position of the first wrong byte of this chunk, or undefined. */
  next(bytes: Uint8Array): number | undefined {
    let { wanted, lower, upper } = this;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const last = bytes.length - 4;
    for (let i = 0; i < bytes.length; i++) {
      // Four bytes of ASCII at once.
      if (wanted === 0) while (i <= last && (view.getUint32(i) & 0x80808080) === 0) i += 4;
      if (i >= bytes.length) break;
      const c = bytes[i]!;
      if (wanted > 0) {
        if (c < lower || c > upper) return i;
        wanted--;
        lower = 0x80;
        upper = 0xbf;
      } else if (c >= 0x80) {
        if (c < 0xc2 || c > 0xf4) return i;
        wanted = c < 0xe0 ? 1 : c < 0xf0 ? 2 : 3;
        lower = c === 0xe0 ? 0xa0 : c === 0xf0 ? 0x90 : 0x80;
        upper = c === 0xed ? 0x9f : c === 0xf4 ? 0x8f : 0xbf;
      }
    }
    this.wanted = wanted;
    this.lower = lower;
    this.upper = upper;
    return undefined;
  }
}

/** The position of the first byte that is not UTF-8, or -1. `partial`: a character may be cut off at the end. */
export function firstWrongUtf8(bytes: Uint8Array, partial: boolean): number {
  const check = new Utf8Check();
  const wrong = check.next(bytes);
  if (wrong !== undefined) return wrong;
  return check.unfinished && !partial ? bytes.length : -1;
}
