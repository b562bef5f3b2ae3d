import type { ByteSource } from '../../../pipeline/read/book.ts';
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
