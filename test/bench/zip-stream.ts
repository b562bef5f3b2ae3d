import { closeSync, openSync, writeSync } from 'node:fs';
import { constants, crc32, deflateRawSync } from 'node:zlib';

interface Part {
  name: Uint8Array;
  crc: number;
  size: number;
  compressed: number;
  at: number;
}

/** Uncompressed bytes that are deflated together. A full flush ends each, so the pieces join to one stream. */
const PIECE = 8 << 20;

/**
 * Writes a zip part by part without holding a part in memory. Sizes and checksums are set in the local headers after the
 * part is written, as Excel does it: no data descriptors.
 */
export class ZipStream {
  readonly #file: number;
  readonly #parts: Part[] = [];
  readonly #buffer = new Uint8Array(PIECE);
  #used = 0;
  #at = 0;

  constructor(path: string) {
    this.#file = openSync(path, 'w');
  }

  /** One part from texts, in order. */
  part(name: string, texts: Iterable<string>): void {
    const part: Part = { name: new TextEncoder().encode(name), crc: 0, size: 0, compressed: 0, at: this.#at };
    this.#parts.push(part);
    this.#write(localHeader(part));
    const encoder = new TextEncoder();
    for (const text of texts) {
      if (text.length * 3 > PIECE) throw new RangeError('a text longer than a piece');
      if (this.#used + text.length * 3 > PIECE) this.#flush(part, false);
      this.#used += encoder.encodeInto(text, this.#buffer.subarray(this.#used)).written;
    }
    this.#flush(part, true);
    writeSync(this.#file, localHeader(part), 0, undefined, part.at);
  }

  close(): void {
    const start = this.#at;
    for (const part of this.#parts) this.#write(centralHeader(part));
    const end = new DataView(new ArrayBuffer(22));
    end.setUint32(0, 0x06054b50, true);
    end.setUint16(8, this.#parts.length, true);
    end.setUint16(10, this.#parts.length, true);
    end.setUint32(12, this.#at - start, true);
    end.setUint32(16, start, true);
    this.#write(new Uint8Array(end.buffer));
    closeSync(this.#file);
  }

  #flush(part: Part, last: boolean): void {
    const piece = this.#buffer.subarray(0, this.#used);
    part.crc = crc32(piece, part.crc);
    part.size += piece.length;
    const finishFlush = last ? constants.Z_FINISH : constants.Z_FULL_FLUSH;
    const packed = deflateRawSync(piece, { level: 6, finishFlush });
    part.compressed += packed.length;
    this.#write(packed);
    this.#used = 0;
  }

  #write(bytes: Uint8Array): void {
    let done = 0;
    while (done < bytes.length) done += writeSync(this.#file, bytes, done, bytes.length - done, this.#at + done);
    this.#at += bytes.length;
  }
}

function localHeader(part: Part): Uint8Array {
  const header = new Uint8Array(30 + part.name.length);
  const view = new DataView(header.buffer);
  view.setUint32(0, 0x04034b50, true);
  common(view, 4, part);
  header.set(part.name, 30);
  return header;
}

function centralHeader(part: Part): Uint8Array {
  const header = new Uint8Array(46 + part.name.length);
  const view = new DataView(header.buffer);
  view.setUint32(0, 0x02014b50, true);
  view.setUint16(4, 20, true);
  common(view, 6, part);
  view.setUint32(42, part.at, true);
  header.set(part.name, 46);
  return header;
}

/** What both headers hold from the version needed on; the date is 1 January 2022, so that the bytes are the same. */
function common(view: DataView, at: number, part: Part): void {
  view.setUint16(at, 20, true);
  view.setUint16(at + 4, 8, true);
  view.setUint16(at + 8, (42 << 9) | (1 << 5) | 1, true);
  view.setUint32(at + 10, part.crc, true);
  view.setUint32(at + 14, part.compressed, true);
  view.setUint32(at + 18, part.size, true);
  view.setUint16(at + 22, part.name.length, true);
}
