import type { ByteSource, Inflate } from '../../read/book.ts';
import { openBook } from '../../read/open.ts';
import { rowsOf } from '../../read/rows.ts';
import { BlockList } from './block-list.ts';
import type { Block } from './types.ts';

/** The sheets of a workbook that is a plan's annex: each a table, lines of one cell above it are text. */
export async function rowsOfWorkbook(source: ByteSource, inflate: Inflate): Promise<Block[]> {
  const book = await openBook(source, { inflate });
  const list = new BlockList(source.name);
  for (const [sheet, { hidden }] of book.sheets.entries()) {
    if (hidden) continue;
    let rows: string[][] = [];
    const flush = (): void => {
      list.table(rows, null);
      rows = [];
    };
    for await (const batch of book.read(sheet)) {
      for (const { cells } of rowsOf(batch)) {
        const filled = cells.filter((cell) => cell.trim() !== '');
        if (filled.length === 1) {
          flush();
          list.text(filled[0] ?? '', null);
        } else if (filled.length > 1) rows.push(cells);
      }
    }
    flush();
  }
  return list.blocks;
}
