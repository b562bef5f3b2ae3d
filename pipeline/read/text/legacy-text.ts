import { fromTcvn3, fromVni } from './legacy-tables.ts';
import { isSyllable } from './syllable.ts';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
/** Judged texts that are remembered: columns of codes repeat few texts very often. */
const REMEMBERED = 4_096;
/** Longer texts are no cells of a table; they are judged by their beginning. */
const LONGEST_JUDGED = 400;
/** So many texts that can only be legacy prove a sheet. */
const PROOF = 2;

interface Judgement {
  /** Shares of words with foreign-looking letters that are Vietnamese syllables: as it is, from TCVN3, from VNI. */
  asIs: number;
  tcvn3: number;
  vni: number;
}

/**
 * Mends the text of one sheet (or of a book's shared strings), cell by cell: legacy fonts (TCVN3, VNI) become Unicode, and
 * decomposed letters (NFD) become composed. Works on bytes first, since nearly no cell needs anything: `look` is the fast
 * question whether a cell may need mending, `mended` the answer.
 *
 * A text is a candidate for a legacy font when all its letters beyond ASCII lie in U+0080–U+00FF. The reading under which
 * most words are Vietnamese syllables wins; as it is wins a tie (`Cã` may be `Cã` or `Có`), unless texts that can only be
 * legacy have proved the sheet to be so.
 */
export class LegacyText {
  private readonly judged = new Map<string, Judgement>();
  private strongTcvn3 = 0;
  private strongVni = 0;
  private unicode = 0;

  /** Whether `mended` has to be asked. What is looked at counts as evidence. */
  look(bytes: Uint8Array, start: number, end: number): boolean {
    let i = start;
    while (i < end && bytes[i]! < 0x80) i++;
    if (i === end) return false;
    let latin = false;
    for (; i < end; i++) {
      const c = bytes[i]!;
      if (c < 0xc0) continue;
      if (c === 0xcc || c === 0xcd) return true;
      if (c === 0xc3 || (c === 0xc2 && bytes[i + 1] !== 0xa0)) latin = true;
      else if (c > 0xc3) return this.lookBeyondLatin(bytes, i, end);
    }
    if (!latin) return false;
    return this.weigh(decoder.decode(bytes.subarray(start, end)));
  }

  /** Takes a text of Latin-1 letters as evidence; whether it could be legacy at all. */
  private weigh(text: string): boolean {
    const judgement = this.judge(text);
    if (judgement.tcvn3 > judgement.asIs && judgement.tcvn3 > judgement.vni) this.strongTcvn3++;
    else if (judgement.vni > judgement.asIs && judgement.vni > judgement.tcvn3) this.strongVni++;
    return Math.max(judgement.tcvn3, judgement.vni) > 0;
  }

  /** The text as it should be, or undefined when it is already. */
  mended(bytes: Uint8Array, start: number, end: number): string | undefined {
    const text = decoder.decode(bytes.subarray(start, end));
    const now = this.mendedText(text);
    return now === text ? undefined : now;
  }

  /** For readers that have strings: looks and mends in one. */
  lookAndMend(text: string): string {
    if (!/[\u0080-\uffff]/.test(text)) return text;
    if (!/[^\u0000-\u00ff]/.test(text)) return this.weigh(text) ? this.fromLegacy(text) : text;
    this.unicode++;
    return this.mendedText(text);
  }

  private mendedText(text: string): string {
    if (!/[^\u0000-\u00ff]/.test(text)) return this.fromLegacy(text);
    return /[\u0300-\u036f]/.test(text) ? text.normalize('NFC') : text;
  }

  private fromLegacy(text: string): string {
    if (!/[\u0080-\u00ff]/.test(text)) return text;
    const { asIs, tcvn3, vni } = this.judge(text);
    const provenTcvn3 =
      this.strongTcvn3 >= PROOF && this.strongTcvn3 >= this.unicode && this.strongTcvn3 > this.strongVni;
    const provenVni = this.strongVni >= PROOF && this.strongVni >= this.unicode && this.strongVni > this.strongTcvn3;
    if (provenTcvn3 && tcvn3 >= Math.max(asIs, 0.5)) return fromTcvn3(text);
    if (provenVni && vni >= Math.max(asIs, 0.5)) return fromVni(text);
    if (tcvn3 > asIs && tcvn3 >= vni && tcvn3 >= 0.5) return fromTcvn3(text);
    return vni > asIs && vni >= 0.5 ? fromVni(text) : text;
  }

  /** Letters that only Unicode has: evidence against a legacy font. The rest is searched for combining marks. */
  private lookBeyondLatin(bytes: Uint8Array, from: number, end: number): boolean {
    this.unicode++;
    for (let i = from; i < end; i++) if (bytes[i] === 0xcc || bytes[i] === 0xcd) return true;
    return false;
  }

  private judge(text: string): Judgement {
    const known = this.judged.get(text);
    if (known) return known;
    const sample = text.length > LONGEST_JUDGED ? text.slice(0, LONGEST_JUDGED) : text;
    // Symbols of Latin-1 are letters of TCVN3, so words are parted only by blanks and by ASCII that is no letter.
    // A soft hyphen between digits is one; only beside letters can it be TCVN3's ư.
    const words = sample
      .split(/[\s\u00a0!-@[-`{-~]+/)
      .filter((word) => /[\u00a1-\u00ff]/.test(word) && !/^\u00ad+$/.test(word));
    const share = (read: (word: string) => string) =>
      words.length === 0 ? 0 : words.filter((word) => isSyllable(read(word))).length / words.length;
    const judgement = { asIs: share((word) => word), tcvn3: share(fromTcvn3), vni: share(fromVni) };
    if (this.judged.size >= REMEMBERED) this.judged.clear();
    this.judged.set(text, judgement);
    return judgement;
  }
}
