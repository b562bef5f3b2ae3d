import type { ReportContent } from '../../pipeline/report/types.ts';
import type { ReportMemory } from './memory.ts';
import { prefixed } from './places.ts';
import type { Book } from './read-book.ts';

/** Sheets of a report's appendices that the workbook has, by the marks on them, and whether each is wanted. */
export function appendixSheets(book: Book, { appendices = {} }: ReportContent, prefix: string): Map<string, boolean> {
  const wanted = new Map(Object.entries(appendices).map(([mark, is]) => [prefixed(mark, prefix).toLowerCase(), is]));
  const marked = book.names.flatMap(({ name, dead, sheet }): [string, boolean][] => {
    const is = wanted.get(name.toLowerCase());
    return dead || is === undefined ? [] : [[sheet, is]];
  });
  // A sheet with two marks is wanted as soon as one of them is.
  return new Map(marked.sort(([, a], [, b]) => Number(a) - Number(b)));
}

/** Queues that wanted appendices are seen and the others are not. */
export function showSheets(context: Excel.RequestContext, book: Book, sheets: ReadonlyMap<string, boolean>): void {
  const { visible, hidden } = Excel.SheetVisibility;
  for (const { id, name, visible: seen } of book.sheets) {
    const wanted = sheets.get(name);
    if (wanted === undefined || wanted === seen) continue;
    context.workbook.worksheets.getItem(id).visibility = wanted ? visible : hidden;
  }
}

/**
 * Sheets of appendices that are not wanted and were never filled: they stay empty. What was filled once is kept up to date,
 * though nobody sees it.
 */
export function emptySheets(
  sheets: ReadonlyMap<string, boolean>,
  before: Pick<ReportMemory, 'tables' | 'names'> | undefined,
): Set<string> {
  const filled = new Set([...Object.values(before?.tables ?? {}), ...(before?.names ?? [])].map(({ sheet }) => sheet));
  return new Set([...sheets].flatMap(([sheet, wanted]) => (wanted || filled.has(sheet) ? [] : [sheet])));
}
