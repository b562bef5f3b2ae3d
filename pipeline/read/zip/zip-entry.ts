import { UserError } from '../../messages.ts';
import type { ByteSource, Inflate } from '../book.ts';
import { concatBytes, passingChunksOf, readExactly } from '../file-bytes.ts';
import { LIMITS } from '../limits.ts';
import { readError } from '../messages.ts';
import { crc32 } from './crc32.ts';
import type { ZipEntry } from './zip-directory.ts';

const LOCAL_HEADER = 0x04034b50;
const LOCAL_HEADER_SIZE = 30;
const STORED = 0;
const DEFLATED = 8;

/**
 * The contents of an entry, a chunk at a time. When it ends without an error, the length and the CRC were those of the
 * directory; a damaged, cut or swelling entry throws `UserError`.
 */
export async function* readZipEntry(
  source: ByteSource,
  entry: ZipEntry,
  inflate: Inflate,
  onRead?: (bytesRead: number) => void,
): AsyncGenerator<Uint8Array> {
  const where = { file: source.name, part: entry.name };
  if (entry.encrypted) throw readError('book-encrypted', where);
  if (entry.method !== STORED && entry.method !== DEFLATED) {
    throw readError('zip-method', { ...where, method: entry.method });
  }
  if (entry.size > LIMITS.inflatedBytes) throw readError('zip-bomb', { ...where, limit: gigabytes() });
  const start = await contentOffset(source, entry);
  const compressed = passingChunksOf(source, start, start + entry.compressedSize, onRead);

  let size = 0;
  let crc = 0;
  const checksum = inflate.crc32 ?? crc32;
  for await (const chunk of entry.method === STORED ? compressed : inflated(compressed, inflate, where)) {
    size += chunk.length;
    if (size > entry.size) throw readError('zip-size', { ...where, expected: entry.size, actual: `> ${entry.size}` });
    if (size > LIMITS.ratioFromBytes && size > entry.compressedSize * LIMITS.inflateRatio) {
      throw readError('zip-bomb', { ...where, limit: `${LIMITS.inflateRatio} : 1` });
    }
    crc = checksum(chunk, crc);
    yield chunk;
  }
  if (size !== entry.size) throw readError('zip-size', { ...where, expected: entry.size, actual: size });
  if (crc !== entry.crc) throw readError('zip-crc', where);
}

/** A small entry as a whole. */
export async function readZipEntryWhole(source: ByteSource, entry: ZipEntry, inflate: Inflate): Promise<Uint8Array> {
  if (entry.size > LIMITS.smallPartBytes) {
    throw readError('zip-bomb', { file: source.name, part: entry.name, limit: `${LIMITS.smallPartBytes >> 20} MB` });
  }
  const chunks: Uint8Array[] = [];
  for await (const chunk of readZipEntry(source, entry, inflate)) chunks.push(new Uint8Array(chunk));
  return concatBytes(chunks);
}

/** A small entry's bytes as they stand in the file; whoever wants to know that they are whole reads it as well. */
export async function readZipEntryPacked(source: ByteSource, entry: ZipEntry): Promise<Uint8Array> {
  return readExactly(source, await contentOffset(source, entry), entry.compressedSize);
}

/** The contents follow the local header (APPNOTE 4.3.7), whose extra field may differ from the directory's. */
async function contentOffset(source: ByteSource, entry: ZipEntry): Promise<number> {
  const where = { file: source.name, part: entry.name };
  if (entry.headerOffset + LOCAL_HEADER_SIZE > source.size) throw readError('book-cut-short', where);
  const header = await readExactly(source, entry.headerOffset, LOCAL_HEADER_SIZE);
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
  if (view.getUint32(0, true) !== LOCAL_HEADER) throw readError('book-damaged', { ...where, detail: '(zip)' });
  const start = entry.headerOffset + LOCAL_HEADER_SIZE + view.getUint16(26, true) + view.getUint16(28, true);
  if (start + entry.compressedSize > source.size) throw readError('book-cut-short', where);
  return start;
}

/** Whatever the engine's inflater throws becomes one sentence; what the file's reading throws stays. */
async function* inflated(
  compressed: AsyncIterable<Uint8Array>,
  inflate: Inflate,
  where: { file: string; part: string },
): AsyncGenerator<Uint8Array> {
  try {
    yield* inflate(compressed);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw readError('zip-bad-data', where, { cause: error });
  }
}

function gigabytes(): string {
  return `${LIMITS.inflatedBytes / 2 ** 30} GB`;
}
