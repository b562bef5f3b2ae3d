import type { SheetPart, Workbook } from './workbook.ts';
import { childElements, listed, newElement, removeElement, setText } from './xml.ts';

/**
 * Shows the sheets of the appendices that are wanted and hides the others, by the marks on them. A workbook keeps at least
 * one sheet that is seen.
 * @param appendices marks, and whether each is wanted
 * @returns names of the sheets that are not wanted
 */
export function showAppendices(book: Workbook, appendices: Readonly<Record<string, boolean>>): Set<string> {
  const marked = book.namedRanges().flatMap(({ name, sheet }) => {
    const wanted = appendices[name.toLowerCase()];
    return wanted === undefined ? [] : [{ sheet, wanted }];
  });
  const wanted = new Set(marked.filter((one) => one.wanted).map(({ sheet }) => sheet.name));
  const left = new Set(marked.map(({ sheet }) => sheet.name).filter((name) => !wanted.has(name)));
  const elements = listed(book.root(book.path), 'sheets', 'sheet');
  for (const element of elements) {
    const name = element.getAttribute('name') ?? '';
    if (wanted.has(name)) element.removeAttribute('state');
    if (left.has(name) && elements.some((other) => other !== element && !other.hasAttribute('state')))
      element.setAttribute('state', 'hidden');
  }
  if (marked.length > 0) book.touch(book.path);
  return left;
}

const REPEATED = '_xlnm.Print_Titles';

/** Prints a row again on each page of a sheet; undefined = none is. */
export function repeatRow(book: Workbook, sheet: SheetPart, row: number | undefined): void {
  const root = book.root(book.path);
  const own = listed(root, 'definedNames').find(
    (element) =>
      element.getAttribute('name') === REPEATED && element.getAttribute('localSheetId') === String(sheet.index),
  );
  const list = childElements(root, 'definedNames')[0];
  if (list === undefined || (own === undefined && row === undefined)) return;
  book.touch(book.path);
  if (row === undefined) {
    if (own) removeElement(own);
    return;
  }
  const element = own ?? newElement(list, 'definedName');
  element.setAttribute('name', REPEATED);
  element.setAttribute('localSheetId', String(sheet.index));
  setText(element, `'${sheet.name.replaceAll("'", "''")}'!$${row}:$${row}`);
  if (!own) list.insertBefore(element, list.firstChild);
}
