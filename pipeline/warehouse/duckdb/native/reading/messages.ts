import type { Book, MergedArea } from '../../../../read/book.ts';
import type { SentBatch } from '../sent-batch.ts';
import type { SentError } from '../sent-error.ts';

/** A file that the thread is to open; `check`: a module whose `checkHead` looks at each sheet's first rows there. */
export interface FileToRead {
  path: string;
  name: string;
  check?: string | undefined;
}

/** One file at a time. Of a sheet so many batches are read ahead; each that is taken makes room for another. */
export type ToReader = { open: FileToRead } | { read: number } | { taken: number } | { stop: number } | 'close';

export const READ_AHEAD = 3;

export type FromReader =
  | { opened: Pick<Book, 'kind' | 'encoding' | 'sheets'> }
  | { progress: [read: number, total: number] }
  | { sheet: number; batch: SentBatch }
  | { sheet: number; ended: readonly MergedArea[] }
  | { failed: SentError; sheet?: number }
  | 'closed';
