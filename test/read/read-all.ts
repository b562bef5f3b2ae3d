import type { Book } from '../../pipeline/read/book.ts';
import { sourceFromBytes } from '../../pipeline/read/memory-source.ts';
import { openBook } from '../../pipeline/read/open.ts';
import { rowsOf, type TextRow } from '../../pipeline/read/rows.ts';
import { inflate } from '../../pipeline/warehouse/duckdb/native/file-source.ts';

export function open(bytes: Uint8Array | string, name = 'thu.xls'): Promise<Book> {
  return openBook(sourceFromBytes(name, typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes), {
    inflate,
  });
}

export async function sheetRows(book: Book, sheet = 0): Promise<TextRow[]> {
  const rows: TextRow[] = [];
  for await (const batch of book.read(sheet)) rows.push(...rowsOf(batch));
  return rows;
}

/** Rows of a sheet as `[row number, cells…]`, without the empty cells at the end. */
export async function rowsIn(bytes: Uint8Array | string, sheet = 0): Promise<(string | number)[][]> {
  return (await sheetRows(await open(bytes), sheet)).map(({ row, cells }) => [row, ...withoutTail(cells)]);
}

/** The code of the `UserError` that reading the whole file ends with; fails when there is none. */
export async function errorCode(bytes: Uint8Array | string): Promise<string> {
  try {
    const book = await open(bytes);
    for (let i = 0; i < book.sheets.length; i++) await sheetRows(book, i);
  } catch (error) {
    if (error instanceof Error && error.name === 'UserError' && 'code' in error) return String(error.code);
    throw error;
  }
  throw new Error('read without an error');
}

export function withoutTail(cells: readonly string[]): string[] {
  let end = cells.length;
  while (end > 0 && cells[end - 1] === '') end--;
  return cells.slice(0, end);
}
