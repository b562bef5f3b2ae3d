import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable, type TransformOptions } from 'node:stream';
import { crc32, createInflateRaw, type ZlibOptions } from 'node:zlib';
import type { ByteSource, Inflate } from '../../read/book.ts';

/** A file on the disk, read where its reader wants. Close it when done. Throws what the system says (ENOENT, EACCES). */
export async function openFileSource(path: string): Promise<ByteSource & { close(): Promise<void> }> {
  const file = await open(path, 'r');
  const { size } = await file.stat();
  return {
    name: basename(path),
    size,
    async read(offset, length) {
      const bytes = new Uint8Array(Math.max(0, Math.min(length, size - offset)));
      let done = 0;
      while (done < bytes.length) {
        const { bytesRead } = await file.read(bytes, done, bytes.length - done, offset + done);
        if (bytesRead === 0) break;
        done += bytesRead;
      }
      return bytes.subarray(0, done);
    },
    close: () => file.close(),
  };
}

/**
 * Inflates on Node's thread pool. Chunks of one MB and one in reserve: the next is inflated while the reader scans the
 * one before.
 */
async function* inflateChunks(compressed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const chunkSize = 1 << 20;
  const options: ZlibOptions & TransformOptions = { chunkSize, readableHighWaterMark: 2 * chunkSize };
  const inflater = createInflateRaw(options);
  const input = Readable.from(compressed, { objectMode: true });
  input.on('error', (error) => inflater.destroy(error));
  input.pipe(inflater);
  try {
    for await (const chunk of inflater as AsyncIterable<Uint8Array<ArrayBuffer>>) {
      yield chunk;
      // Freed now: a gigabyte of such buffers would wait for the garbage collector, which sees only small objects. What
      // ends before its buffer shares it with the chunk that follows.
      if (chunk.byteOffset + chunk.byteLength === chunkSize && chunk.buffer.byteLength === chunkSize)
        chunk.buffer.transfer(0);
    }
  } finally {
    input.destroy();
    inflater.destroy();
  }
}

export const inflate: Inflate = Object.assign(inflateChunks, { crc32 });

/** SHA-256 of all its bytes, hex. */
export async function sha256Of(source: ByteSource): Promise<string> {
  const hash = createHash('sha256');
  for (let at = 0; at < source.size; at += 2 ** 22)
    hash.update(await source.read(at, Math.min(2 ** 22, source.size - at)));
  return hash.digest('hex');
}
