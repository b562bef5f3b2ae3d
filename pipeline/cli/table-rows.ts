import { openBook } from '../read/open.ts';
import { rowsOf } from '../read/rows.ts';
import { inflate, openFileSource } from '../warehouse/duckdb/native/file-source.ts';

/** More is no list that somebody keeps by hand. */
const MOST_ROWS = 20_000;

/** The cells of the first sheet that shows something, as text; rows keep their numbers. @throws UserError */
export async function tableRows(file: string): Promise<string[][]> {
  const source = await openFileSource(file);
  try {
    const book = await openBook(source, { inflate });
    for (const [index, { hidden }] of book.sheets.entries()) {
      if (hidden) continue;
      const rows: string[][] = [];
      for await (const batch of book.read(index)) {
        for (const { row, cells } of rowsOf(batch)) {
          while (rows.length < row - 1) rows.push([]);
          rows.push(cells);
        }
        if (rows.length > MOST_ROWS) break;
      }
      if (rows.length > 0) return rows;
    }
    return [];
  } finally {
    await source.close();
  }
}
