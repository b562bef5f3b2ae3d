import { LIMITS } from '../limits.ts';
import { readError } from '../messages.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const LF = 0x0a;

/** One element of a list: its source text, the list it is in, and the line where it begins. */
export interface JsonElement {
  list: string;
  text: string;
  line: number;
}

/**
 * Cuts a JSON file (RFC 8259) into the elements of its lists, as the bytes arrive, without holding more than one. A list
 * is the outermost array (named ''), or an array that is a member of the outermost object (named as the member); other
 * members are passed over. Only the skeleton is looked at here; an element is parsed by whoever takes it.
 */
export class JsonRecordScanner {
  private readonly file: string;
  private line = 1;
  private pending: Uint8Array = new Uint8Array(0);
  /** 0 before the start, 1 in the outermost object, 2 in a list, 3 behind the end. */
  private level = 0;
  private inObject = false;
  private list = '';
  /** What may come next in the object or list. */
  private expects: 'name' | 'colon' | 'value' | 'separator' = 'value';
  private empty = true;

  constructor(file: string) {
    this.file = file;
  }

  /** Elements that end in the bytes so far. `last`: no more bytes will come. */
  *scan(chunk: Uint8Array, last = false): Generator<JsonElement> {
    const bytes = this.pending.length === 0 ? chunk : joined(this.pending, chunk);
    let i = 0;
    while (i < bytes.length) {
      const c = bytes[i]!;
      if (c === LF) this.line++;
      if (c <= 0x20) {
        i++;
        continue;
      }
      const isValue = this.level > 0 && this.level < 3 && (this.expects === 'value' || this.expects === 'name');
      const closes = c === CLOSE_ARRAY || c === CLOSE_OBJECT;
      const opensList = this.level === 1 && this.inObject && this.expects === 'value' && c === OPEN_ARRAY;
      if (!isValue || closes || opensList) {
        this.punctuation(c);
        i++;
        continue;
      }
      const end = valueEnd(bytes, i, last);
      if (end === TOO_DEEP) this.exceeded('nesting', LIMITS.jsonDepth);
      if (end < 0) {
        if (bytes.length - i > LIMITS.jsonRecordBytes) {
          this.exceeded('JSON', LIMITS.jsonRecordBytes);
        }
        break;
      }
      const text = decoder.decode(bytes.subarray(i, end));
      const line = this.line;
      for (let k = i; k < end; k++) if (bytes[k] === LF) this.line++;
      i = end;
      if (this.expects === 'name') {
        if (c !== QUOTE) this.wrong(text.slice(0, 20));
        this.list = this.parsed(text, line);
        this.expects = 'colon';
      } else {
        this.expects = 'separator';
        this.empty = false;
        if (this.level === 2) yield { list: this.list, text, line };
        else this.parsed(text, line);
      }
    }
    this.pending = bytes.slice(i);
    if (last && (this.level !== 3 || this.pending.length > 0)) {
      throw readError('book-cut-short', { file: this.file, part: `JSON (${this.line})` });
    }
  }

  private punctuation(c: number): void {
    if (this.level === 0 && (c === OPEN_OBJECT || c === OPEN_ARRAY)) {
      this.inObject = c === OPEN_OBJECT;
      this.level = this.inObject ? 1 : 2;
      this.expects = this.inObject ? 'name' : 'value';
      this.empty = true;
    } else if (this.level === 1 && this.expects === 'colon' && c === COLON) this.expects = 'value';
    else if (this.level === 1 && this.expects === 'value' && c === OPEN_ARRAY) {
      this.level = 2;
      this.empty = true;
    } else if (c === COMMA && this.expects === 'separator' && this.level < 3) {
      this.expects = this.level === 1 ? 'name' : 'value';
      this.empty = false;
    } else if (c === CLOSE_ARRAY && this.level === 2 && (this.expects === 'separator' || this.empty)) {
      this.level = this.inObject ? 1 : 3;
      this.expects = 'separator';
      this.empty = false;
    } else if (c === CLOSE_OBJECT && this.level === 1 && (this.expects === 'separator' || this.empty)) this.level = 3;
    else this.wrong(String.fromCharCode(c));
  }

  private parsed(text: string, line: number): string {
    try {
      return String(JSON.parse(text));
    } catch {
      this.line = line;
      return this.wrong(text.slice(0, 40));
    }
  }

  private exceeded(what: string, limit: number): never {
    throw readError('limit-exceeded', { file: this.file, sheet: this.list || 'JSON', row: this.line, what, limit });
  }

  private wrong(detail: string): never {
    throw readError('json-wrong', { file: this.file, line: this.line, detail });
  }
}

const TOO_DEEP = -2;

/** Where the value that begins at `start` ends, or -1 when the bytes end first, `TOO_DEEP` when it goes too far down. */
function valueEnd(bytes: Uint8Array, start: number, last: boolean): number {
  let depth = 0;
  for (let i = start; i < bytes.length; i++) {
    const c = bytes[i]!;
    if (c === QUOTE) {
      for (i++; i < bytes.length && bytes[i] !== QUOTE; i++) if (bytes[i] === BACKSLASH) i++;
      if (i >= bytes.length) return -1;
      if (depth === 0) return i + 1;
    } else if (c === OPEN_OBJECT || c === OPEN_ARRAY) {
      if (++depth > LIMITS.jsonDepth) return TOO_DEEP;
    } else if (c === CLOSE_OBJECT || c === CLOSE_ARRAY) {
      if (depth === 0) return i;
      if (--depth === 0) return i + 1;
    } else if (depth === 0 && (c === COMMA || c <= 0x20 || c === COLON)) return i;
  }
  return last && depth === 0 ? bytes.length : -1;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
