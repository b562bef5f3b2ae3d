import type { ByteSource } from './book.ts';

/** A file that is already in memory (an upload, a test). `name` is shown in messages. */
export function sourceFromBytes(name: string, bytes: Uint8Array): ByteSource {
  return {
    name,
    size: bytes.length,
    read: (offset, length) => Promise.resolve(bytes.subarray(offset, offset + length)),
  };
}
