import type { SharedTexts } from '../../../../read/batch.ts';

/** What the thread is started with. */
export interface ThreadStart {
  file: string;
  names: readonly string[];
}

/** A column on its way to the thread: as `TextColumn`, but texts that many batches share go once. */
export type SentColumn = { bytes: Uint8Array; offsets: Uint32Array } | { table: number; ids: Uint32Array };

export interface SentBatch {
  rows: number;
  rowNumbers: Uint32Array;
  columns: SentColumn[];
  /** The table of shared texts with this number comes with the first batch that needs it. */
  newTables: { table: number; texts: SharedTexts }[];
}

export type ToThread = SentBatch | 'finish';

/** One answer a batch, and one to `finish`; whatever goes wrong arrives as the thread's error. */
export type FromThread = 'written' | 'finished';
