import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { TransformOptions } from 'node:stream';
import { crc32, createInflateRaw, type InflateRaw, type ZlibOptions } from 'node:zlib';
import type { ByteSource, Inflate } from '../../../read/book.ts';

/** A file on the disk, read where its reader wants. Close it when done. Throws what the system says (ENOENT, EACCES). */
export async function openFileSource(path: string): Promise<ByteSource & { close(): Promise<void> }> {
  const file = await open(path, 'r');
  const { size } = await file.stat();
  return {
    name: basename(path),
    size,
    async read(offset, length, into) {
      const wanted = Math.max(0, Math.min(length, size - offset));
      const bytes = into === undefined || into.length < wanted ? new Uint8Array(wanted) : into.subarray(0, wanted);
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
  let fed = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of compressed) {
      fed += chunk.length;
      yield chunk;
    }
  }
  feed(inflater, counted()).catch((error) => inflater.destroy(error));
  try {
    for await (const chunk of inflater as AsyncIterable<Uint8Array<ArrayBuffer>>) {
      yield chunk;
      // Freed now: a gigabyte of such buffers would wait for the garbage collector, which sees only small objects. What
      // ends before its buffer shares it with the chunk that follows.
      if (chunk.byteOffset + chunk.byteLength === chunkSize && chunk.buffer.byteLength === chunkSize)
        chunk.buffer.transfer(0);
    }
    // zlib stops where the stream says that it ends; a browser's inflater does not take what then follows, nor do we.
    if (inflater.bytesWritten !== fed) throw new Error('bytes behind the end of the compressed data');
  } finally {
    inflater.destroy();
  }
}

/** Each chunk is inflated whole before the next goes in; that one is read from the disk meanwhile. */
async function feed(inflater: InflateRaw, compressed: AsyncIterable<Uint8Array>): Promise<void> {
  const chunks = compressed[Symbol.asyncIterator]();
  let next = chunks.next();
  for (;;) {
    const { done, value } = await next;
    if (done) break;
    // Nobody reads on where the reader has stopped.
    if (inflater.destroyed) return void chunks.return?.();
    next = chunks.next();
    // Whoever waits for it below is told; until then a failure must not look unheard.
    next.catch(() => undefined);
    await new Promise<void>((resolve, reject) => {
      inflater.write(value, (error) => (error ? reject(error) : resolve()));
    });
  }
  inflater.end();
}

export const inflate: Inflate = Object.assign(inflateChunks, {
  crc32,
  memory: (bytes: number) => new SharedArrayBuffer(bytes),
});

/** SHA-256 of all its bytes, hex. */
export async function sha256Of(source: ByteSource): Promise<string> {
  const hash = createHash('sha256');
  for (let at = 0; at < source.size; at += 2 ** 22)
    hash.update(await source.read(at, Math.min(2 ** 22, source.size - at)));
  return hash.digest('hex');
}
