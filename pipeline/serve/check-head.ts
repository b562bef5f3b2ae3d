import { shippedLibrary } from '../cli/library.ts';
import type { TextBatch } from '../read/batch.ts';
import type { Book } from '../read/book.ts';
import { rowsOf } from '../read/rows.ts';
import { recogniseSheet } from '../recognise/recognise.ts';

const { columns, codes, words } = shippedLibrary();

/**
 * Recognises a sheet by its first rows where it is read, in a thread with limits, and keeps nothing: what takes too long
 * there never comes to the thread that answers everybody.
 */
export function checkHead(batch: TextBatch, { sheets }: Book, sheet: number): void {
  const info = sheets[sheet];
  if (info === undefined || info.hidden) return;
  recogniseSheet(rowsOf(batch), columns, { codes, words, isUnit: () => false, madeHeader: info.madeHeader });
}
