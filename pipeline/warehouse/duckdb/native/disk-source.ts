import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ByteSource } from '../../../read/book.ts';

/** A file on the disk, read where its reader wants. Close it when done. Throws what the system says (ENOENT, EACCES). */
export async function diskSource(
  path: string,
  name = basename(path),
): Promise<ByteSource & { close(): Promise<void> }> {
  const file = await open(path, 'r');
  const { size } = await file.stat();
  return {
    name,
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
