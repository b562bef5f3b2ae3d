import { open } from 'node:fs/promises';
import type { TextBatch } from '../../../../read/batch.ts';
import { ParquetWriter } from './parquet-writer.ts';
import { ParquetThread } from './thread.ts';

/** Fewer rows are written before a thread has started. */
const ROWS_FOR_A_THREAD = 40_000;

/**
 * Writes batches to a new Parquet file that only its owner may read; a long sheet in a thread of its own, while the next
 * rows are read.
 * @returns the number of rows
 */
export async function writeParquet(
  file: string,
  names: readonly string[],
  batches: AsyncIterable<TextBatch>,
): Promise<number> {
  const first: TextBatch[] = [];
  const rest = batches[Symbol.asyncIterator]();
  let rows = 0;
  for (;;) {
    const next = await rest.next();
    if (next.done) {
      await writeHere(file, names, first);
      return rows;
    }
    if (next.value.rows === 0) continue;
    first.push(next.value);
    rows += next.value.rows;
    if (rows > ROWS_FOR_A_THREAD) break;
  }
  const thread = new ParquetThread(file, names);
  try {
    for (const batch of first.splice(0)) await thread.write(batch);
    for (let next = await rest.next(); !next.done; next = await rest.next()) {
      if (next.value.rows === 0) continue;
      rows += next.value.rows;
      await thread.write(next.value);
    }
    await thread.finish();
    return rows;
  } finally {
    await thread.end();
    await rest.return?.();
  }
}

async function writeHere(file: string, names: readonly string[], batches: readonly TextBatch[]): Promise<void> {
  const writer = new ParquetWriter(names);
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(writer.begin());
    for (const batch of batches) await handle.writeFile(writer.rowGroup(batch));
    await handle.writeFile(writer.finish());
  } finally {
    await handle.close();
  }
}
