import type { SharedTexts } from '../batch.ts';
import { LIMITS } from '../limits.ts';
import { readError } from '../messages.ts';
import { ByteText } from '../text/byte-text.ts';
import { Evidence } from '../text/legacy-evidence.ts';
import { fromLegacy, type Judgement, LEGACY_FONTS, LegacyWords } from '../text/legacy-words.ts';
import { SharedLegacy } from '../text/shared-legacy.ts';
import { DECOMPOSED, LATIN, textKind } from '../text/text-kind.ts';
import { asUtf8Xml } from './utf8-xml.ts';
import { appendXmlText, isPlainXmlText, undoStringEscapes } from './xml-text.ts';
import { CLOSE, END, MORE, OPEN, TEXT, XmlTokens } from './xml-tokens.ts';

/** The texts that cells of type `s` point to. */
const LT = 0x3c;
const AMPERSAND = 0x26;
const UNDERSCORE = 0x5f;
const CARRIAGE_RETURN = 0x0d;
const ITEM_OPEN = new TextEncoder().encode('<si><t>');
const ITEM_CLOSE = new TextEncoder().encode('</t></si>');

export interface SharedStrings {
  texts: SharedTexts;
  /** Those of the file: a cell may point to no other. */
  count: number;
  /** Where some may be in a legacy font. */
  legacy?: SharedLegacy;
}

export const NO_SHARED_STRINGS: SharedStrings = {
  texts: { count: 0, bytes: new Uint8Array(0), offsets: new Uint32Array(1) },
  count: 0,
};

/**
 * Reads the shared string part (ECMA-376 part 1, 18.4.9). An `<si>` is plain text, or rich runs whose texts join
 * (18.4.4), possibly with phonetic runs (18.4.6), which are a reading aid and not text; `<si/>` is a string too, and
 * leaving it out would shift all later ones. `size` is the part's length, which bounds what is kept.
 */
export async function readSharedStrings(
  chunks: AsyncIterable<Uint8Array>,
  size: number,
  file: string,
  memory: Memory = (bytes) => new ArrayBuffer(bytes),
): Promise<SharedStrings> {
  const part = 'sharedStrings.xml';
  const reader = new SharedStringReader(Math.min(size, LIMITS.sharedStringBytes), memory);
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

type Memory = (bytes: number) => ArrayBufferLike;

/** `<si/>` */
const SHORTEST_ITEM = 5;
/** Room for so many from the start: a full sheet has some millions. */
const FIRST_STRINGS = 1 << 22;

class SharedStringReader {
  readonly tokens = new XmlTokens();
  count = 0;
  length = 0;
  longest = 0;
  complete = false;
  private bytes: Uint8Array;
  private offsets: Uint32Array;
  private readonly memory: Memory;
  private readonly item = new ByteText();
  private readonly words = new LegacyWords();
  private readonly evidence = new Evidence();
  /** Strings that may be in a legacy font, with their judgements, and those with letters in pieces. */
  private readonly latin = new Map<number, Judgement>();
  private readonly decomposed: number[] = [];
  private inItem = false;
  private inText = false;
  private inPhonetic = false;

  constructor(size: number, memory: Memory) {
    this.memory = memory;
    // Pages that are never written cost no memory, and text is shorter than its XML.
    this.bytes = new Uint8Array(memory(size));
    this.offsets = new Uint32Array(memory(4 * Math.min(FIRST_STRINGS, Math.ceil(size / SHORTEST_ITEM) + 2)));
  }

  scan(): void {
    const tokens = this.tokens;
    for (;;) {
      if (!this.inItem) while (this.fastItem());
      const token = tokens.next();
      if (token === MORE || token === END) return;
      if (token === TEXT) {
        if (this.inText && !this.inPhonetic) this.addText();
      } else if (token === OPEN) this.open();
      else if (token === CLOSE) this.close();
    }
  }

  /**
   * Letters in pieces become whole for all. Readings of legacy fonts are added behind the strings, where the book as a whole
   * has words that only such a font explains; which cells are meant, their sheets and columns say.
   */
  result(): SharedStrings {
    const { count, latin } = this;
    const whole = { count, bytes: this.bytes, offsets: this.offsets };
    const changed = new Map(
      this.decomposed.map((index) => [index, encoder.encode(textAt(whole, index).normalize('NFC'))]),
    );
    const added: Uint8Array[] = [];
    const [tcvn3, vni] = LEGACY_FONTS.map((font) => {
      const readings = new Map<number, number>();
      if (!this.evidence[font].proved) return readings;
      for (const [index, judgement] of latin) {
        if (judgement[font].betterAsIs) continue;
        added.push(encoder.encode(fromLegacy(textAt(whole, index), font)));
        readings.set(index + 1, count + added.length);
      }
      return readings;
    });
    const texts = changed.size + added.length > 0 ? rebuilt(whole, changed, added, this.memory) : whole;
    if (added.length === 0 || tcvn3 === undefined || vni === undefined) return { texts, count };
    const ids = new Set(Array.from(latin.keys(), (index) => index + 1));
    return { texts, count, legacy: new SharedLegacy(texts, ids, { tcvn3, vni }) };
  }

  /**
   * Takes one `<si><t>text</t></si>`, the form that nearly all writers use, straight from the bytes. False, and nothing
   * has happened, when they are anything else or not all there.
   */
  private fastItem(): boolean {
    const tokens = this.tokens;
    const { bytes, at, end } = tokens;
    if (at + ITEM_OPEN.length > end || !sameBytes(bytes, at, ITEM_OPEN)) return false;
    const start = at + ITEM_OPEN.length;
    let to = this.length;
    // Room for whatever comes within these bytes; copied while it is looked at, and forgotten where it is anything else.
    if (to + end - start > this.bytes.length) this.bytes = enlarged(this.bytes, to + end - start, this.memory);
    const target = this.bytes;
    let i = start;
    let beyondAscii = 0;
    for (; i < end; i++) {
      const c = bytes[i]!;
      if (c === LT) break;
      if (c === AMPERSAND || c === UNDERSCORE || c === CARRIAGE_RETURN) return false;
      beyondAscii |= c;
      target[to++] = c;
    }
    if (i + ITEM_CLOSE.length > end || !sameBytes(bytes, i, ITEM_CLOSE)) return false;
    if (beyondAscii >= 0x80) this.look(bytes, start, i);
    this.added(i - start);
    tokens.at = i + ITEM_CLOSE.length;
    return true;
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
    this.look(item.bytes, 0, item.length);
    this.store(item.bytes, 0, item.length);
  }

  /** At the string that comes next. */
  private look(bytes: Uint8Array, start: number, end: number): void {
    const kind = textKind(bytes, start, end);
    if (kind === DECOMPOSED) this.decomposed.push(this.count);
    else if (kind === LATIN) {
      const judgement = this.words.judge(decoder.decode(bytes.subarray(start, end)));
      this.latin.set(this.count, judgement);
      this.evidence.add(judgement);
    }
  }

  private store(source: Uint8Array, start: number, stop: number): void {
    const size = stop - start;
    if (this.length + size > this.bytes.length) this.bytes = enlarged(this.bytes, this.length + size, this.memory);
    this.bytes.set(source.subarray(start, stop), this.length);
    this.added(size);
  }

  /** The `size` bytes behind `length` are a string. */
  private added(size: number): void {
    if (size > this.longest) this.longest = size;
    this.length += size;
    this.count++;
    if (this.count >= this.offsets.length) {
      const grown = new Uint32Array(this.memory(this.offsets.length * 8));
      grown.set(this.offsets);
      this.offsets = grown;
    }
    this.offsets[this.count] = this.length;
  }
}

function sameBytes(bytes: Uint8Array, at: number, wanted: Uint8Array): boolean {
  for (let i = 0; i < wanted.length; i++) if (bytes[at + i] !== wanted[i]) return false;
  return true;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

function textAt({ bytes, offsets }: SharedTexts, index: number): string {
  return decoder.decode(bytes.subarray(offsets[index], offsets[index + 1]));
}

/** The strings with others instead of some and more behind them: one pass, as lengths change. */
function rebuilt(
  strings: SharedTexts,
  changed: ReadonlyMap<number, Uint8Array>,
  added: readonly Uint8Array[],
  memory: Memory,
): SharedTexts {
  const count = strings.count + added.length;
  let size = strings.offsets[strings.count]!;
  for (const text of [...changed.values(), ...added]) size += text.length;
  const bytes = new Uint8Array(memory(size));
  const offsets = new Uint32Array(memory(4 * (count + 1)));
  let at = 0;
  for (let i = 0; i < count; i++) {
    const text =
      added[i - strings.count] ??
      changed.get(i) ??
      strings.bytes.subarray(strings.offsets[i]!, strings.offsets[i + 1]!);
    bytes.set(text, at);
    at += text.length;
    offsets[i + 1] = at;
  }
  return { count, bytes, offsets };
}

function enlarged(bytes: Uint8Array, least: number, memory: Memory): Uint8Array {
  const grown = new Uint8Array(memory(Math.max(least, bytes.length * 2)));
  grown.set(bytes);
  return grown;
}
