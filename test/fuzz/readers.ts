import type { Inflate } from '../../pipeline/read/book.ts';
import { sourceFromBytes } from '../../pipeline/read/memory-source.ts';
import { openBook } from '../../pipeline/read/open.ts';
import { rowsOf } from '../../pipeline/read/rows.ts';
import { inflate } from '../../pipeline/warehouse/duckdb/native/file-source.ts';

export type Outcome = { rows: string } | { code: string };

/** All rows of all sheets as one text, or the code of the sentence; any other error is our fault and goes on. */
export async function outcomeOf(bytes: Uint8Array, inflater: Inflate = inflate): Promise<Outcome> {
  try {
    const book = await openBook(sourceFromBytes('thu.xlsx', bytes), { inflate: inflater });
    const rows: unknown[] = [];
    for (const [index, sheet] of book.sheets.entries()) {
      rows.push(sheet.name);
      for await (const batch of book.read(index)) rows.push(...rowsOf(batch).map(({ row, cells }) => [row, ...cells]));
    }
    return { rows: JSON.stringify(rows) };
  } catch (error) {
    if (error instanceof Error && error.name === 'UserError' && 'code' in error) return { code: String(error.code) };
    throw error;
  }
}
