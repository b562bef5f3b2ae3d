import type { ByteSource } from './book.ts';
import { readError } from './messages.ts';

const CHUNK = 256 * 1024;

/** Exactly `length` bytes, or a sentence: a file that shrinks while it is read must not look like a short one. */
export async function readExactly(
  source: ByteSource,
  offset: number,
  length: number,
  into?: Uint8Array,
): Promise<Uint8Array> {
  const bytes = await source.read(offset, length, into);
  if (bytes.length !== length) {
    throw readError('file-changed', { file: source.name, offset, expected: length, actual: bytes.length });
  }
  return bytes;
}

/** The bytes from `start` to `end`, a chunk at a time. */
export async function* chunksOf(
  source: ByteSource,
  start = 0,
  end = source.size,
  onRead?: (bytesRead: number) => void,
): AsyncGenerator<Uint8Array> {
  for (let offset = start; offset < end; offset += CHUNK) {
    const length = Math.min(CHUNK, end - offset);
    const chunk = await readExactly(source, offset, length);
    onRead?.(offset + length);
    yield chunk;
  }
}

/** As `chunksOf`, by turns in two pieces of memory: a chunk is good until the next but one is asked for. */
export async function* passingChunksOf(
  source: ByteSource,
  start: number,
  end: number,
  onRead?: (bytesRead: number) => void,
): AsyncGenerator<Uint8Array> {
  const size = Math.min(CHUNK, end - start);
  let memory = new Uint8Array(size);
  let other = new Uint8Array(end - start > size ? size : 0);
  for (let offset = start; offset < end; offset += CHUNK) {
    const length = Math.min(CHUNK, end - offset);
    const chunk = await readExactly(source, offset, length, memory);
    [memory, other] = [other, memory];
    onRead?.(offset + length);
    yield chunk;
  }
}

export function concatBytes(chunks: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
