/** What `XmlTokens.next` found. */
export const MORE = 0;
export const OPEN = 1;
export const CLOSE = 2;
export const TEXT = 3;
export const END = 4;

const LT = 0x3c;
const GT = 0x3e;
const SLASH = 0x2f;
const BANG = 0x21;
const QUESTION = 0x3f;
const COLON = 0x3a;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const EQUALS = 0x3d;
const BRACKET = 0x5b;
const DASH = 0x2d;

/**
 * XML (1.0, fifth edition) in UTF-8 bytes, a token at a time, as the bytes arrive: no strings and no tree. Bytes go in
 * with `push`; `next` answers `MORE` when a token is not complete yet. Comments, processing instructions and document
 * types are passed over. Names are local: `<x:row>` is `row`. Ranges are good until the next `push`.
 */
export class XmlTokens {
  bytes: Uint8Array = new Uint8Array(0);
  /** The same bytes, for whoever looks at several at once. */
  view = new DataView(this.bytes.buffer);
  /** Where the next token begins, and where the bytes end. */
  at = 0;
  end = 0;

  /** `OPEN`, `CLOSE`: the local name. */
  nameStart = 0;
  nameEnd = 0;
  /** `OPEN`: where the attributes end. */
  tagEnd = 0;
  selfClosing = false;
  /** `TEXT`: the raw text, and whether it stood in CDATA (then `&` means itself). */
  textStart = 0;
  textEnd = 0;
  cdata = false;
  /** The bytes ended inside a token or an element, or an element ended that had not begun: no more tokens come. */
  cut = false;

  private last = false;
  /** For each element that is open, its name in brief: enough to tell that another one ends. */
  private open = new Uint32Array(64);
  private depth = 0;
  private hasRoot = false;

  /** Bytes of a token that is not complete: the caller's measure for a limit. */
  get waiting(): number {
    return this.end - this.at;
  }

  push(chunk: Uint8Array): void {
    const rest = this.end - this.at;
    const size = rest + chunk.length;
    if (size > this.bytes.length) {
      const grown = new Uint8Array(Math.max(size, Math.min(this.bytes.length * 2, this.bytes.length + (1 << 22))));
      grown.set(this.bytes.subarray(this.at, this.end));
      this.bytes = grown;
      this.view = new DataView(grown.buffer);
    } else {
      this.bytes.copyWithin(0, this.at, this.end);
    }
    this.bytes.set(chunk, rest);
    this.at = 0;
    this.end = size;
  }

  /** No more bytes will come. */
  finish(): void {
    this.last = true;
  }

  next(): number {
    const bytes = this.bytes;
    for (;;) {
      const start = this.at;
      if (start >= this.end) {
        if (!this.last) return MORE;
        this.cut ||= this.depth > 0 || !this.hasRoot;
        return END;
      }
      if (bytes[start] !== LT) {
        let i = start + 1;
        while (i < this.end && bytes[i] !== LT) i++;
        if (i >= this.end && !this.last) return MORE;
        this.textStart = start;
        this.textEnd = i;
        this.cdata = false;
        this.at = i;
        return TEXT;
      }
      if (start + 1 >= this.end) return this.incomplete();
      const second = bytes[start + 1];
      if (second === SLASH) return this.closeTag(start);
      if (second !== BANG && second !== QUESTION) return this.openTag(start);
      const found = second === QUESTION ? this.skipTo(start + 2, QUESTION, GT) : this.declaration(start);
      if (found !== OPEN) return found;
    }
  }

  /** Whether the current tag is `name` (ASCII). */
  named(name: string): boolean {
    const length = this.nameEnd - this.nameStart;
    if (length !== name.length) return false;
    for (let i = 0; i < length; i++) if (this.bytes[this.nameStart + i] !== name.charCodeAt(i)) return false;
    return true;
  }

  /** The raw value of an attribute of the current tag, by local name. */
  attribute(name: string): string | undefined {
    return this.findAttribute(name)
      ? new TextDecoder().decode(this.bytes.subarray(this.valueStart, this.valueEnd))
      : undefined;
  }

  valueStart = 0;
  valueEnd = 0;

  /** Sets `valueStart` and `valueEnd`; `prefixed` wants (or, when false, refuses) a namespace prefix on the name. */
  findAttribute(name: string, prefixed?: boolean): boolean {
    const bytes = this.bytes;
    let i = this.nameEnd;
    for (;;) {
      while (i < this.tagEnd && bytes[i]! <= 0x20) i++;
      if (i >= this.tagEnd) return false;
      let local = i;
      let hasPrefix = false;
      while (i < this.tagEnd && bytes[i] !== EQUALS && bytes[i]! > 0x20) {
        if (bytes[i++] === COLON) {
          local = i;
          hasPrefix = true;
        }
      }
      const localEnd = i;
      while (i < this.tagEnd && bytes[i]! <= 0x20) i++;
      if (bytes[i] !== EQUALS) continue;
      i++;
      while (i < this.tagEnd && bytes[i]! <= 0x20) i++;
      const quote = bytes[i];
      if (quote !== QUOTE && quote !== APOSTROPHE) return false;
      const valueStart = ++i;
      while (i < this.tagEnd && bytes[i] !== quote) i++;
      const matches = localEnd - local === name.length && (prefixed === undefined || prefixed === hasPrefix);
      if (matches && sameAscii(bytes, local, name)) {
        this.valueStart = valueStart;
        this.valueEnd = i;
        return true;
      }
      i++;
    }
  }

  private openTag(start: number): number {
    const bytes = this.bytes;
    const end = this.end;
    let i = start + 1;
    this.nameStart = i;
    for (; i < end; i++) {
      const c = bytes[i]!;
      if (c === GT || c === SLASH || c <= 0x20) break;
      if (c === COLON) this.nameStart = i + 1;
    }
    this.nameEnd = i;
    let quote = 0;
    for (; i < end; i++) {
      const c = bytes[i]!;
      if (quote !== 0) {
        if (c === quote) quote = 0;
      } else if (c === GT) {
        this.selfClosing = bytes[i - 1] === SLASH;
        this.tagEnd = this.selfClosing ? i - 1 : i;
        this.at = i + 1;
        this.hasRoot = true;
        if (!this.selfClosing) this.enter();
        return OPEN;
      } else if (c === QUOTE || c === APOSTROPHE) quote = c;
    }
    return this.incomplete();
  }

  private closeTag(start: number): number {
    const bytes = this.bytes;
    this.nameStart = start + 2;
    let nameEnd = -1;
    for (let i = start + 2; i < this.end; i++) {
      const c = bytes[i]!;
      if (c === COLON) this.nameStart = i + 1;
      else if (c <= 0x20 && nameEnd < 0) nameEnd = i;
      else if (c === GT) {
        this.nameEnd = nameEnd < 0 ? i : nameEnd;
        if (this.depth === 0 || this.open[--this.depth] !== this.nameInBrief()) {
          this.cut = true;
          return END;
        }
        this.at = i + 1;
        return CLOSE;
      }
    }
    return this.incomplete();
  }

  private enter(): void {
    if (this.depth === this.open.length) {
      const grown = new Uint32Array(this.depth * 2);
      grown.set(this.open);
      this.open = grown;
    }
    this.open[this.depth++] = this.nameInBrief();
  }

  /** Length, first, middle and last letter of the current local name. */
  private nameInBrief(): number {
    const { bytes, nameStart, nameEnd } = this;
    const middle = bytes[(nameStart + nameEnd) >> 1]!;
    const letters = bytes[nameStart]! | (middle << 8) | (bytes[nameEnd - 1]! << 16);
    return (letters | ((nameEnd - nameStart) << 24)) >>> 0;
  }

  /** `<!-- -->`, `<![CDATA[ ]]>`, `<!DOCTYPE >`. Answers `OPEN` when something was passed over. */
  private declaration(start: number): number {
    const bytes = this.bytes;
    if (this.end - start < 9 && !this.last) return MORE;
    if (bytes[start + 2] === DASH) return this.skipTo(start + 4, DASH, DASH, GT);
    if (bytes[start + 2] === BRACKET) {
      const from = start + 9;
      const found = this.skipTo(from, 0x5d, 0x5d, GT);
      if (found !== OPEN) return found;
      this.textStart = from;
      this.textEnd = this.at - 3;
      this.cdata = true;
      return TEXT;
    }
    let depth = 0;
    for (let i = start; i < this.end; i++) {
      const c = bytes[i];
      if (c === BRACKET) depth++;
      else if (c === 0x5d) depth--;
      else if (c === GT && depth <= 0) {
        this.at = i + 1;
        return OPEN;
      }
    }
    return this.incomplete();
  }

  private skipTo(from: number, a: number, b: number, c?: number): number {
    const bytes = this.bytes;
    const length = c === undefined ? 2 : 3;
    for (let i = from; i + length <= this.end; i++) {
      if (bytes[i] === a && bytes[i + 1] === b && (c === undefined || bytes[i + 2] === c)) {
        this.at = i + length;
        return OPEN;
      }
    }
    return this.incomplete();
  }

  private incomplete(): number {
    if (!this.last) return MORE;
    this.cut = true;
    return END;
  }
}

function sameAscii(bytes: Uint8Array, at: number, name: string): boolean {
  for (let i = 0; i < name.length; i++) if (bytes[at + i] !== name.charCodeAt(i)) return false;
  return true;
}

/** All tokens of a small part that is in memory. */
export function xmlTokensOf(bytes: Uint8Array): XmlTokens {
  const tokens = new XmlTokens();
  tokens.push(bytes);
  tokens.finish();
  return tokens;
}
