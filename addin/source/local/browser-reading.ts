import type { ByteSource, Inflate } from '../../../pipeline/read/book.ts';
import { localError } from './messages.ts';

/** A file that somebody dropped, read where its reader wants; nothing of it is copied as a whole. */
export function fileSource(file: File): ByteSource {
  return {
    name: file.name,
    size: file.size,
    async read(offset, length) {
      return new Uint8Array(await file.slice(offset, offset + length).arrayBuffer());
    },
  };
}

/** The browser hashes only what lies in memory. */
const MOST_MB = 512;

/** SHA-256 of all its bytes, hex; the same as the command line's. @throws UserError TOO_LARGE */
export async function sha256OfFile(file: File): Promise<string> {
  if (file.size > MOST_MB * 2 ** 20) throw localError('TOO_LARGE', { file: file.name, limit: MOST_MB });
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Raw DEFLATE through the browser's own `DecompressionStream`. */
export const inflate: Inflate = async function* (compressed) {
  const { readable, writable } = new DecompressionStream('deflate-raw');
  const writer = writable.getWriter();
  const feeding = feed(writer, compressed);
  // Whoever reads below is told; until then a failure must not look unheard.
  feeding.catch(() => undefined);
  const reader = readable.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      yield value;
    }
    await feeding;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
};

async function feed(
  writer: WritableStreamDefaultWriter<BufferSource>,
  compressed: AsyncIterable<Uint8Array>,
): Promise<void> {
  try {
    // The stream may hold on to a chunk, and its memory is used again for the next but one.
    for await (const chunk of compressed) await writer.write(chunk.slice());
    await writer.close();
  } catch (error) {
    await writer.abort(error).catch(() => undefined);
    throw error;
  }
}
