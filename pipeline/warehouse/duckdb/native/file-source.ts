import { createHash } from 'node:crypto';
import type { ByteSource } from '../../../read/book.ts';
import { diskSource } from './disk-source.ts';
import { openInThread } from './reading/open-in-thread.ts';

export { inflate } from './inflate.ts';

/** How a file is called where that is not its name on the disk, and the module that looks at each sheet's head first. */
export interface FileSourceOptions {
  name?: string;
  check?: URL;
}

/**
 * A file on the disk, whose book is read in a thread with limits of time and memory. Close it when done. Throws what the
 * system says (ENOENT, EACCES).
 */
export async function openFileSource(
  path: string,
  { name, check }: FileSourceOptions = {},
): Promise<ByteSource & { close(): Promise<void> }> {
  const source = await diskSource(path, name);
  const books: { close(): void }[] = [];
  return {
    ...source,
    async openBook(options) {
      const book = await openInThread({ path, name: source.name, size: source.size, check: check?.href }, options);
      books.push(book);
      return book;
    },
    async close() {
      for (const book of books) book.close();
      await source.close();
    },
  };
}

/** SHA-256 of all its bytes, hex. */
export async function sha256Of(source: ByteSource): Promise<string> {
  const hash = createHash('sha256');
  for (let at = 0; at < source.size; at += 2 ** 22)
    hash.update(await source.read(at, Math.min(2 ** 22, source.size - at)));
  return hash.digest('hex');
}
