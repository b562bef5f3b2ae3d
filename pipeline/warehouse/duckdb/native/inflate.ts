import type { TransformOptions } from 'node:stream';
import { crc32, createInflateRaw, type InflateRaw, type ZlibOptions } from 'node:zlib';
import type { Inflate } from '../../../read/book.ts';

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
