import type { Element } from '@xmldom/xmldom';
import { type CellRange, parseSheetRange } from './a1.ts';
import { mentions } from './formula.ts';
import type { SheetCells } from './sheet.ts';
import type { SheetPart, Workbook } from './workbook.ts';
import { childElement, descendants, insertBeforeNamed, newElement, removeElement, setText } from './xml.ts';

/** What a chart shows until somebody recalculates: the values of the cells as filled, or nothing where a formula stands. */
export function refreshCharts(book: Workbook, filled: ReadonlyMap<string, SheetCells>): void {
  for (const path of book.paths()) {
    if (!/\/charts\/chart[^/]*\.xml$/.test(path)) continue;
    if (![...filled.keys()].some((sheet) => book.mentionsSheet(path, sheet))) continue;
    for (const element of descendants(book.root(path))) {
      const formula = childElement(element, 'f');
      if (!formula || !['numRef', 'strRef', 'multiLvlStrRef'].includes(element.localName ?? '')) continue;
      const source = parseSheetRange(formula.textContent ?? '');
      const sheet = source && filled.get(source.sheet.toLowerCase());
      if (!source || !sheet) continue;
      book.touch(path);
      writeCache(element, sheet, source.range);
    }
  }
}

function writeCache(element: Element, sheet: SheetCells, range: CellRange): void {
  const kind = element.localName === 'numRef' ? 'numCache' : 'strCache';
  const old = childElement(element, kind) ?? childElement(element, 'multiLvlStrCache');
  const format = old && childElement(old, 'formatCode');
  if (old) removeElement(old);
  if (element.localName === 'multiLvlStrRef') return;
  const cache = newElement(element, kind);
  if (kind === 'numCache') {
    const code = newElement(element, 'formatCode');
    setText(code, format?.textContent || 'General');
    cache.appendChild(code);
  }
  const count = newElement(element, 'ptCount');
  cache.appendChild(count);
  let points = 0;
  for (let row = range.first.row; row <= range.last.row; row += 1) {
    for (let column = range.first.column; column <= range.last.column; column += 1) {
      const at = { column, row };
      // Not known before Excel has reckoned it: better no cache than a wrong one.
      if (sheet.hasFormula(at)) return;
      const value = sheet.value(at);
      if (value !== null && (kind === 'strCache' || typeof value === 'number')) {
        const point = newElement(element, 'pt');
        point.setAttribute('idx', String(points));
        const text = newElement(element, 'v');
        setText(text, String(value));
        point.appendChild(text);
        cache.appendChild(point);
      }
      points += 1;
    }
  }
  count.setAttribute('val', String(points));
  const extension = childElement(element, 'extLst');
  element.insertBefore(cache, extension ?? null);
}

/** Sheets with formulas that lean on filled sheets, names or tables, however far. Filled sheets are among them. */
export function staleSheets(book: Workbook, filled: readonly SheetPart[], words: Iterable<string>): SheetPart[] {
  const known = new Set([...words].map((word) => word.toLowerCase()));
  const stale = new Set(filled);
  for (const sheet of filled) known.add(sheet.name.toLowerCase());
  const formulas = new Map<SheetPart, string[]>();
  for (const sheet of book.sheets) if (!stale.has(sheet)) formulas.set(sheet, formulaTexts(book, sheet));
  for (let grown = true; grown; ) {
    grown = false;
    for (const [sheet, texts] of formulas) {
      if (stale.has(sheet) || !texts.some((text) => mentions(text, known))) continue;
      stale.add(sheet);
      known.add(sheet.name.toLowerCase());
      grown = true;
    }
  }
  return [...stale];
}

function formulaTexts(book: Workbook, sheet: SheetPart): string[] {
  if (!hasFormulas(book, sheet)) return [];
  const texts: string[] = [];
  for (const element of descendants(book.root(sheet.path))) {
    if (element.localName === 'f' && element.textContent) texts.push(element.textContent);
  }
  return texts;
}

export function hasFormulas(book: Workbook, sheet: SheetPart): boolean {
  return /<(\w+:)?f[ >]/.test(book.text(sheet.path));
}

/** Elements that follow `calcPr` in a workbook, in the order that the format demands. */
const AFTER_CALCULATION = [
  'oleSize',
  'customWorkbookViews',
  'pivotCaches',
  'smartTagPr',
  'smartTagTypes',
  'webPublishing',
  'fileRecoveryPr',
  'webPublishObjects',
  'extLst',
];

/** Excel reckons every formula when it opens the file. */
export function calculateOnLoad(book: Workbook): void {
  const root = book.root(book.path);
  let element = childElement(root, 'calcPr');
  if (!element) {
    element = newElement(root, 'calcPr');
    insertBeforeNamed(root, element, AFTER_CALCULATION);
  }
  element.setAttribute('fullCalcOnLoad', '1');
  book.touch(book.path);
}
