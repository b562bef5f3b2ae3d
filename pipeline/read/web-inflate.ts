import type { Inflate } from './book.ts';

/** Inflates with the browser's own `DecompressionStream`. (Node has it too, but `node:zlib` is faster there.) */
export const webInflate: Inflate = async function* (compressed) {
  const stream = new DecompressionStream('deflate-raw');
  const writer = stream.writable.getWriter();
  const feeding = (async () => {
    for await (const chunk of compressed) await writer.write(new Uint8Array(chunk));
    await writer.close();
  })();
  // A failure to feed also fails the reading side; the promise must not be reported as unhandled before.
  feeding.catch((error: unknown) => writer.abort(error).catch(() => undefined));
  const reader = stream.readable.getReader();
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) break;
      yield value;
    }
    await feeding;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
};
