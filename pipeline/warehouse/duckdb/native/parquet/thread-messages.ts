import type { SentBatch } from '../sent-batch.ts';

/** What the thread is started with. */
export interface ThreadStart {
  file: string;
  names: readonly string[];
}

export type ToThread = SentBatch | 'finish';

/** One answer a batch, and one to `finish`; whatever goes wrong arrives as the thread's error. */
export type FromThread = 'written' | 'finished';
