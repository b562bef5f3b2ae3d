import type { Element } from '@xmldom/xmldom';
import { parseCell, parseRange, rangeName } from './a1.ts';
import { shiftFormula } from './formula.ts';
import type { Growth, RowEdit } from './row-edit.ts';
import { mapRange, mapRangeList, mapRow } from './row-edit.ts';
import type { SheetPart, Workbook } from './workbook.ts';
import { childElement, childElements, descendants, listed, removeElement, setText } from './xml.ts';

/** Attributes of a sheet (outside its cells) that hold ranges of the same sheet. */
const RANGE_ATTRIBUTES = ['ref', 'sqref', 'activeCell', 'topLeftCell'];
/** Elements of a sheet (outside its cells) that hold a formula, here and in extensions (`xm:f`). */
const FORMULA_ELEMENTS = new Set(['f', 'formula', 'formula1', 'formula2']);
/** Lists that may not be left without an entry. */
const COUNTED_LISTS = ['mergeCells', 'hyperlinks', 'dataValidations', 'rowBreaks', 'ignoredErrors', 'protectedRanges'];

function shiftText(element: Element, shifted: (text: string) => string): boolean {
  const text = element.textContent ?? '';
  const after = shifted(text);
  if (after === text) return false;
  setText(element, after);
  return true;
}

/** `own` is the sheet where the formulas stand; `undefined` for charts, whose single cells grow with the table too. */
function shiftFormulasOf(elements: Iterable<Element>, edit: RowEdit, sheet: string, own: string | undefined): boolean {
  let changed = false;
  for (const element of elements) {
    if (!FORMULA_ELEMENTS.has(element.localName ?? '')) continue;
    const growth = own === undefined ? 'all' : growthOf(element, edit, sheet === own);
    if (shiftText(element, (text) => shiftFormula(text, edit, sheet, own, growth))) changed = true;
  }
  return changed;
}

/** A sum below a table grows with it; `A12*B12` or `SUM($G$12:G12)` within the table's row, and rules, speak of one row. */
function growthOf(element: Element, edit: RowEdit, sameSheet: boolean): Growth {
  const cell = element.localName === 'f' && element.parentNode?.localName === 'c' ? element.parentElement : null;
  if (!cell) return 'never';
  const row = parseCell(cell.getAttribute('r') ?? '')?.row;
  return sameSheet && edit.kind === 'insert' && edit.atEnd && row === edit.after ? 'never' : 'ranges';
}

/** Ranges of the edited sheet itself: merged cells, rules, validations, links, breaks, filters, selections. */
function shiftSheet(root: Element, edit: RowEdit): void {
  for (const section of childElements(root)) {
    if (section.localName === 'sheetData') continue;
    for (const element of [section, ...descendants(section)]) {
      const growth = element.localName === 'mergeCell' || element.localName === 'hyperlink' ? 'never' : 'all';
      for (const attribute of RANGE_ATTRIBUTES) {
        const list = element.getAttribute(attribute);
        if (list === null || !/[A-Za-z]\d/.test(list)) continue;
        const moved = mapRangeList(edit, list, attribute.endsWith('ref') ? growth : 'never');
        if (moved !== '') element.setAttribute(attribute, moved);
        else if (attribute.endsWith('ref') && element.localName !== 'selection') removeElement(element);
        else element.setAttribute(attribute, 'A1');
      }
      if (element.localName === 'sqref') shiftText(element, (text) => mapRangeList(edit, text, 'all') || 'A1');
      if (element.localName === 'brk' && section.localName === 'rowBreaks') shiftBreak(element, edit);
    }
  }
  for (const name of COUNTED_LISTS) {
    const list = childElement(root, name);
    if (!list) continue;
    const entries = childElements(list).length;
    if (entries === 0) removeElement(list);
    else if (list.hasAttribute('count')) list.setAttribute('count', String(entries));
    if (list.hasAttribute('manualBreakCount')) list.setAttribute('manualBreakCount', String(entries));
  }
}

function shiftBreak(element: Element, edit: RowEdit): void {
  // A break stands below the row that it names: below the last row of a table it moves with the table's end.
  const row = Number(element.getAttribute('id'));
  const moved = edit.kind === 'insert' && edit.atEnd && row === edit.after ? row + edit.count : mapRow(edit, row);
  if (moved === undefined) removeElement(element);
  else element.setAttribute('id', String(moved));
}

function shiftDrawing(root: Element, edit: RowEdit): boolean {
  let changed = false;
  for (const anchor of childElements(root)) {
    const from = childElement(anchor, 'from');
    const to = childElement(anchor, 'to');
    const kept = anchor.getAttribute('editAs') === 'oneCell' || anchor.getAttribute('editAs') === 'absolute';
    const fromRow = Number((from && childElement(from, 'row')?.textContent) ?? -1) + 1;
    const fromMoves = from !== undefined && mapRow(edit, fromRow) !== fromRow;
    for (const mark of [from, to]) {
      const element = mark && childElement(mark, 'row');
      // A picture that keeps its size does not stretch when rows come in behind it.
      if (!element || (mark === to && kept && !fromMoves)) continue;
      const row = Number(element.textContent) + 1;
      const moved = mapRow(edit, row) ?? (edit.kind === 'delete' ? edit.first : row);
      if (moved === row) continue;
      setText(element, String(moved - 1));
      changed = true;
    }
  }
  return changed;
}

/** The hidden boxes of notes (legacy VML): the row of the cell, and the anchor `col,dx,row,dy,col,dx,row,dy`. */
function shiftNoteBoxes(root: Element, edit: RowEdit): boolean {
  let changed = false;
  const moved = (row: number): number => (mapRow(edit, row + 1) ?? row + 1) - 1;
  for (const element of descendants(root)) {
    if (element.localName === 'Row') {
      changed = shiftText(element, (text) => String(moved(Number(text)))) || changed;
    } else if (element.localName === 'Anchor') {
      changed =
        shiftText(element, (text) => {
          const marks = text.split(',').map(Number);
          return marks.map((mark, i) => (i === 2 || i === 6 ? moved(mark) : mark)).join(', ');
        }) || changed;
    }
  }
  return changed;
}

/** `ref` of notes, pivot tables and the like: one cell or range each. */
function shiftRefs(root: Element, edit: RowEdit, names: ReadonlySet<string>): boolean {
  let changed = false;
  for (const element of descendants(root)) {
    const range = names.has(element.localName ?? '') && parseRange(element.getAttribute('ref') ?? '');
    const moved = range && mapRange(edit, range, 'never');
    if (!moved || rangeName(moved) === element.getAttribute('ref')) continue;
    element.setAttribute('ref', rangeName(moved));
    changed = true;
  }
  return changed;
}

function shiftTable(root: Element, edit: RowEdit, sheet: string): void {
  for (const element of [root, ...descendants(root)]) {
    const range = parseRange(element.getAttribute('ref') ?? '');
    const moved = range && mapRange(edit, range, 'all');
    if (moved) element.setAttribute('ref', rangeName(moved));
    if (element.localName === 'calculatedColumnFormula' || element.localName === 'totalsRowFormula') {
      shiftText(element, (text) => shiftFormula(text, edit, sheet, sheet, 'ranges'));
    }
  }
}

const NOTE_REFS = new Set(['comment', 'threadedComment']);

/** The parts that hang on the edited sheet: tables, drawings, notes, pivot tables. */
function shiftNeighbours(book: Workbook, sheet: SheetPart, edit: RowEdit): void {
  for (const { type, path } of book.relations(sheet.path)) {
    if (!book.has(path)) continue;
    const kind = type.slice(type.lastIndexOf('/') + 1);
    let changed = false;
    if (kind === 'table') {
      shiftTable(book.root(path), edit, sheet.name);
      changed = true;
    } else if (kind === 'drawing') changed = shiftDrawing(book.root(path), edit);
    else if (kind === 'comments' || kind === 'threadedComment') changed = shiftRefs(book.root(path), edit, NOTE_REFS);
    else if (kind === 'vmlDrawing') changed = shiftNoteBoxes(book.root(path), edit);
    else if (kind === 'pivotTable') changed = shiftRefs(book.root(path), edit, new Set(['location']));
    if (changed) book.touch(path);
  }
}

/** Names, charts, pivot sources and formulas of other sheets that point into the edited sheet. */
function shiftPointers(book: Workbook, sheet: SheetPart, edit: RowEdit): void {
  for (const element of listed(book.root(book.path), 'definedNames', 'definedName')) {
    const changed = shiftText(element, (text) => shiftFormula(text, edit, sheet.name, undefined, 'ranges'));
    if (changed) book.touch(book.path);
  }
  for (const path of book.paths()) {
    if (!path.endsWith('.xml') || path === sheet.path) continue;
    const other = book.sheets.find((part) => part.path === path);
    const chart = /\/(charts|chartEx|chartex)\//.test(path);
    const pivot = /\/pivotCacheDefinition\d*\.xml$/.test(path);
    if (!other && !chart && !pivot) continue;
    if (pivot) {
      const source = [...descendants(book.root(path))].find((element) => element.localName === 'worksheetSource');
      if (source?.getAttribute('sheet') !== sheet.name) continue;
      if (shiftRefs(book.root(path), edit, new Set(['worksheetSource']))) book.touch(path);
    } else if (book.mentionsSheet(path, sheet.name)) {
      const own = other?.name;
      if (shiftFormulasOf(descendants(book.root(path)), edit, sheet.name, own)) book.touch(path);
    }
  }
}

/** Everything in the file that speaks of rows of `sheet`, except the rows and cells themselves. */
export function shiftWorkbook(book: Workbook, sheet: SheetPart, edit: RowEdit): void {
  const root = book.root(sheet.path);
  shiftFormulasOf(descendants(root), edit, sheet.name, sheet.name);
  shiftSheet(root, edit);
  book.touch(sheet.path);
  shiftNeighbours(book, sheet, edit);
  shiftPointers(book, sheet, edit);
}

/** Cells merged within the copied row (beside a table) are merged in each copy too. */
export function copyMerges(root: Element, source: number, after: number, count: number): void {
  const list = childElement(root, 'mergeCells');
  if (!list) return;
  for (const element of childElements(list, 'mergeCell')) {
    const range = parseRange(element.getAttribute('ref') ?? '');
    if (range?.first.row !== source || range.last.row !== source) continue;
    for (let row = after + 1; row <= after + count; row += 1) {
      const copy = element.cloneNode(true) as Element;
      copy.setAttribute('ref', rangeName({ first: { ...range.first, row }, last: { ...range.last, row } }));
      list.appendChild(copy);
    }
  }
  if (list.hasAttribute('count')) list.setAttribute('count', String(childElements(list).length));
}
