import { open } from 'node:fs/promises';
import type { TextBatch } from '../../../read/batch.ts';
import { ParquetWriter } from './parquet-writer.ts';

/** Writes batches to a new Parquet file that only its owner may read. @returns the number of rows */
export async function writeParquet(
  file: string,
  names: readonly string[],
  batches: AsyncIterable<TextBatch>,
): Promise<number> {
  const writer = new ParquetWriter(names);
  const handle = await open(file, 'wx', 0o600);
  try {
    let rows = 0;
    await handle.writeFile(writer.begin());
    for await (const batch of batches) {
      if (batch.rows === 0) continue;
      rows += batch.rows;
      await handle.writeFile(writer.rowGroup(batch));
    }
    await handle.writeFile(writer.finish());
    return rows;
  } finally {
    await handle.close();
  }
}
