import type { ByteSource } from './book.ts';
import { readError } from './messages.ts';

const CHUNK = 256 * 1024;

/** Exactly `length` bytes, or a sentence: a file that shrinks while it is read must not look like a short one. */
export async function readExactly(source: ByteSource, offset: number, length: number): Promise<Uint8Array> {
  const bytes = await source.read(offset, length);
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

export function concatBytes(chunks: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
