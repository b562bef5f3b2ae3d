import { bringIn, keepWidths } from './bring-in.ts';
import { addingSheets, inWorkbook } from './errors.ts';
import { freePrefix } from './places.ts';
import { readBook } from './read-book.ts';
import { outlineOf, withPrefix } from './report-file.ts';

/**
 * Puts the sheets of a workbook of ours behind those of the open one and shows the first. Their names and tables get names
 * that nothing there has, and nothing remembers them: they are not refreshed but made again.
 * @returns charts that this Excel does not take
 */
export async function insertBook(bytes: Uint8Array): Promise<string[]> {
  return inWorkbook(async (context) => {
    // Under the first prefix a report of this workbook would take them for places of its own to fill.
    const own = await withPrefix(bytes, freePrefix(await readBook(context), 2));
    const { ids, charts } = await addingSheets(() => bringIn(context, own));
    keepWidths(
      context,
      await outlineOf(own),
      ids.map((id) => ({ id })),
    );
    const [first] = ids;
    if (first !== undefined) context.workbook.worksheets.getItem(first).activate();
    await context.sync();
    return charts;
  });
}
