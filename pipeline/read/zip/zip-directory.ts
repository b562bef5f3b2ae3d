import type { ByteSource } from '../book.ts';
import { readExactly } from '../file-bytes.ts';
import { LIMITS } from '../limits.ts';
import { readError } from '../messages.ts';

/**
 * The table of contents of a zip file (PKWARE APPNOTE 6.3.10). It stands at the end: the "end of central directory"
 * record (4.3.16) says where the central directory (4.3.12) is; files above 4 GB or 65,535 parts have a second record of
 * that kind with 64-bit fields (zip64, 4.3.14–15). Sizes and checksums are taken from the central directory, which also
 * holds them where the part itself was written before they were known (data descriptors, 4.3.9).
 */
export interface ZipEntry {
  name: string;
  /** 0 stored, 8 deflated; others are refused when the entry is read. */
  method: number;
  encrypted: boolean;
  /** MS-DOS time and date, as written. */
  time: number;
  crc: number;
  compressedSize: number;
  size: number;
  externalAttributes: number;
  /** Where the entry's local header begins. */
  headerOffset: number;
}

const END_RECORD = 0x06054b50;
const END_RECORD_SIZE = 22;
const ZIP64_LOCATOR = 0x07064b50;
const ZIP64_END_RECORD = 0x06064b50;
const CENTRAL_HEADER = 0x02014b50;
const CENTRAL_HEADER_SIZE = 46;
const ZIP64_EXTRA = 0x0001;
const UNKNOWN_32 = 0xffffffff;
/** A comment of up to 65,535 bytes may follow the end record. */
const LONGEST_TAIL = END_RECORD_SIZE + 65_535;

/** Reads the directory. Throws `UserError` for a file that is cut short or contradicts itself. */
export async function readZipDirectory(source: ByteSource): Promise<ZipEntry[]> {
  const cut = () => readError('book-cut-short', { file: source.name, part: 'zip' });
  const tailOffset = Math.max(0, source.size - LONGEST_TAIL);
  const tail = await readExactly(source, tailOffset, source.size - tailOffset);
  const view = viewOf(tail);
  const at = findEndRecord(view);
  if (at < 0) throw cut();

  let count = view.getUint16(at + 10, true);
  let size = view.getUint32(at + 12, true);
  let offset = view.getUint32(at + 16, true);
  let directoryEnd = tailOffset + at;
  const locatorAt = at - 20;
  if (locatorAt >= 0 && view.getUint32(locatorAt, true) === ZIP64_LOCATOR) {
    const recordAt = number64(view, locatorAt + 8);
    if (recordAt + 56 > source.size) throw cut();
    const record = viewOf(await readExactly(source, recordAt, 56));
    if (record.getUint32(0, true) !== ZIP64_END_RECORD) throw damaged(source, 'zip64');
    count = number64(record, 32);
    size = number64(record, 40);
    offset = number64(record, 48);
    directoryEnd = recordAt;
  }
  // Bytes in front of the zip (a mail header, a self-extracting stub) shift every offset by the same amount.
  const shift = directoryEnd - size - offset;
  if (shift < 0) throw cut();
  if (count > LIMITS.zipEntries || size > LIMITS.zipDirectoryBytes) throw damaged(source, 'zip');
  const directory = await readExactly(source, offset + shift, size);
  return readEntries(source, directory, count, shift);
}

function readEntries(source: ByteSource, directory: Uint8Array, count: number, shift: number): ZipEntry[] {
  const view = viewOf(directory);
  const entries: ZipEntry[] = [];
  const names = new Set<string>();
  let compressed = 0;
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (at + CENTRAL_HEADER_SIZE > directory.length || view.getUint32(at, true) !== CENTRAL_HEADER) {
      throw damaged(source, 'zip');
    }
    const nameLength = view.getUint16(at + 28, true);
    const extraLength = view.getUint16(at + 30, true);
    const extraAt = at + CENTRAL_HEADER_SIZE + nameLength;
    const next = extraAt + extraLength + view.getUint16(at + 32, true);
    if (next > directory.length) throw damaged(source, 'zip');
    const entry: ZipEntry = {
      name: partName(directory.subarray(at + CENTRAL_HEADER_SIZE, extraAt)),
      method: view.getUint16(at + 10, true),
      encrypted: (view.getUint16(at + 8, true) & 1) !== 0,
      time: view.getUint32(at + 12, true),
      crc: view.getUint32(at + 16, true),
      compressedSize: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      externalAttributes: view.getUint32(at + 38, true),
      headerOffset: view.getUint32(at + 42, true),
    };
    readZip64Extra(view, extraAt, extraAt + extraLength, entry);
    entry.headerOffset += shift;
    if (entry.headerOffset + entry.compressedSize > source.size) {
      throw readError('book-cut-short', { file: source.name, part: entry.name });
    }
    // Parts that overlap would let a small file hold any number of large ones.
    compressed += entry.compressedSize;
    if (compressed > source.size) throw damaged(source, entry.name);
    // Two parts of one name: programs disagree on which one counts, so nobody can say what the file holds.
    const key = entry.name.toLowerCase();
    if (names.has(key)) throw damaged(source, entry.name);
    names.add(key);
    entries.push(entry);
    at = next;
  }
  return entries;
}

/** Fields of 32 bits that are all ones stand in the zip64 extra field instead, in this order (APPNOTE 4.5.3). */
function readZip64Extra(view: DataView, from: number, end: number, entry: ZipEntry): void {
  for (let at = from; at + 4 <= end; ) {
    const id = view.getUint16(at, true);
    const fieldEnd = at + 4 + view.getUint16(at + 2, true);
    if (fieldEnd > end) return;
    if (id === ZIP64_EXTRA) {
      let value = at + 4;
      const take = (now: number) => {
        if (now !== UNKNOWN_32 || value + 8 > fieldEnd) return now;
        value += 8;
        return number64(view, value - 8);
      };
      entry.size = take(entry.size);
      entry.compressedSize = take(entry.compressedSize);
      entry.headerOffset = take(entry.headerOffset);
    }
    at = fieldEnd;
  }
}

/** From the back, as the comment may contain anything; the record must fit its comment exactly where one can. */
function findEndRecord(view: DataView): number {
  for (let at = view.byteLength - END_RECORD_SIZE; at >= 0; at--) {
    if (
      view.getUint32(at, true) === END_RECORD &&
      at + END_RECORD_SIZE + view.getUint16(at + 20, true) <= view.byteLength
    ) {
      return at;
    }
  }
  return -1;
}

/** Part names use `/` (ECMA-376 part 2, 6.2.2); some writers use `\` and a leading slash. */
function partName(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes).replaceAll('\\', '/').replace(/^\/+/, '');
}

function number64(view: DataView, at: number): number {
  return Number(view.getBigUint64(at, true));
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function damaged(source: ByteSource, part: string) {
  return readError('book-damaged', { file: source.name, part, detail: '(zip)' });
}
