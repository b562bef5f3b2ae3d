import type { SharedTexts } from '../batch.ts';
import { LIMITS } from '../limits.ts';
import { readError } from '../messages.ts';
import { ByteText } from '../text/byte-text.ts';
import { LegacyText } from '../text/legacy-text.ts';
import { asUtf8Xml } from './utf8-xml.ts';
import { appendXmlText, isPlainXmlText, undoStringEscapes } from './xml-text.ts';
import { CLOSE, END, MORE, OPEN, TEXT, XmlTokens } from './xml-tokens.ts';

/** The texts that cells of type `s` point to. */
export const NO_SHARED_STRINGS: SharedTexts = { count: 0, bytes: new Uint8Array(0), offsets: new Uint32Array(1) };

/**
 * Reads the shared string part (ECMA-376 part 1, 18.4.9). An `<si>` is plain text, or rich runs whose texts join
 * (18.4.4), possibly with phonetic runs (18.4.6), which are a reading aid and not text; `<si/>` is a string too, and
 * leaving it out would shift all later ones. `size` is the part's length, which bounds what is kept.
 */
export async function readSharedStrings(
  chunks: AsyncIterable<Uint8Array>,
  size: number,
  file: string,
): Promise<SharedTexts> {
  const part = 'sharedStrings.xml';
  const reader = new SharedStringReader(Math.min(size, LIMITS.sharedStringBytes));
  for await (const chunk of asUtf8Xml(chunks)) {
    reader.tokens.push(chunk);
    reader.scan();
    const tooLong = reader.tokens.waiting > LIMITS.cellBytes || reader.longest > LIMITS.cellBytes;
    if (tooLong || reader.length > LIMITS.sharedStringBytes || reader.count > LIMITS.sharedStrings) {
      const limit = tooLong ? LIMITS.cellBytes : LIMITS.sharedStringBytes;
      throw readError('limit-exceeded', { file, sheet: part, row: reader.count, what: 'text', limit });
    }
  }
  reader.tokens.finish();
  reader.scan();
  if (reader.tokens.cut || !reader.complete) throw readError('book-cut-short', { file, part });
  return reader.result();
}

class SharedStringReader {
  readonly tokens = new XmlTokens();
  count = 0;
  length = 0;
  longest = 0;
  complete = false;
  private bytes: Uint8Array;
  private offsets = new Uint32Array(1024);
  private readonly item = new ByteText();
  private readonly legacy = new LegacyText();
  /** Strings that may be in a legacy font or not composed: looked at again when all evidence is in. */
  private readonly doubtful: number[] = [];
  private inItem = false;
  private inText = false;
  private inPhonetic = false;

  constructor(size: number) {
    // Pages that are never written cost no memory, and text is shorter than its XML.
    this.bytes = new Uint8Array(size);
  }

  scan(): void {
    const tokens = this.tokens;
    for (;;) {
      const token = tokens.next();
      if (token === MORE || token === END) return;
      if (token === TEXT) {
        if (this.inText && !this.inPhonetic) this.addText();
      } else if (token === OPEN) this.open();
      else if (token === CLOSE) this.close();
    }
  }

  result(): SharedTexts {
    const whole = { count: this.count, bytes: this.bytes, offsets: this.offsets };
    if (this.doubtful.length === 0) return whole;
    return mended(whole, this.doubtful, this.legacy);
  }

  private open(): void {
    const tokens = this.tokens;
    if (tokens.named('t')) this.inText = this.inItem && !tokens.selfClosing;
    else if (tokens.named('si')) {
      this.item.clear();
      this.inItem = !tokens.selfClosing;
      if (tokens.selfClosing) this.finishItem();
    } else if (tokens.named('rPh')) this.inPhonetic = !tokens.selfClosing;
    else if (tokens.named('sst') && tokens.selfClosing) this.complete = true;
  }

  private close(): void {
    const tokens = this.tokens;
    if (tokens.named('t')) this.inText = false;
    else if (tokens.named('si')) {
      this.inItem = false;
      this.finishItem();
    } else if (tokens.named('rPh')) this.inPhonetic = false;
    else if (tokens.named('sst')) this.complete = !this.inItem && !this.inText;
  }

  private escaped = false;

  private addText(): void {
    const { bytes, textStart, textEnd, cdata } = this.tokens;
    if (isPlainXmlText(bytes, textStart, textEnd)) this.item.append(bytes, textStart, textEnd);
    else {
      appendXmlText(this.item, bytes, textStart, textEnd, cdata);
      this.escaped = true;
    }
  }

  private finishItem(): void {
    const item = this.item;
    if (this.escaped) undoStringEscapes(item);
    this.escaped = false;
    if (item.length > this.longest) this.longest = item.length;
    if (this.legacy.look(item.bytes, 0, item.length)) this.doubtful.push(this.count);
    const end = this.length + item.length;
    if (end > this.bytes.length) this.bytes = enlarged(this.bytes, end);
    this.bytes.set(item.bytes.subarray(0, item.length), this.length);
    this.length = end;
    this.count++;
    if (this.count >= this.offsets.length) {
      const grown = new Uint32Array(this.offsets.length * 2);
      grown.set(this.offsets);
      this.offsets = grown;
    }
    this.offsets[this.count] = end;
  }
}

/** The strings with the doubtful ones converted where they need it: one pass, as lengths change. */
function mended(strings: SharedTexts, doubtful: readonly number[], legacy: LegacyText): SharedTexts {
  const changed = new Map<number, Uint8Array>();
  for (const index of doubtful) {
    const text = legacy.mended(strings.bytes, strings.offsets[index]!, strings.offsets[index + 1]!);
    if (text !== undefined) changed.set(index, new TextEncoder().encode(text));
  }
  if (changed.size === 0) return strings;
  let size = strings.offsets[strings.count]!;
  for (const text of changed.values()) size += text.length;
  const bytes = new Uint8Array(size);
  const offsets = new Uint32Array(strings.count + 1);
  let at = 0;
  for (let i = 0; i < strings.count; i++) {
    const text = changed.get(i) ?? strings.bytes.subarray(strings.offsets[i]!, strings.offsets[i + 1]!);
    bytes.set(text, at);
    at += text.length;
    offsets[i + 1] = at;
  }
  return { count: strings.count, bytes, offsets };
}

function enlarged(bytes: Uint8Array, least: number): Uint8Array {
  const grown = new Uint8Array(Math.max(least, bytes.length * 2));
  grown.set(bytes);
  return grown;
}
