import type { Document, Element } from '@xmldom/xmldom';
import type { CellAddress } from './a1.ts';
import { cellName, columnName, parseCell, parseRange, rangeName } from './a1.ts';
import { copyFormula } from './formula.ts';
import type { CellContent } from './types.ts';
import {
  childElement,
  childElements,
  listed,
  newElement,
  removeChildren,
  removeElement,
  rootOf,
  setText,
} from './xml.ts';

/** The longest text that a cell of Excel holds. */
const LONGEST_TEXT = 32_767;

/** Text as a cell can carry it: without characters that XML or Excel refuse, cut at Excel's limit between characters. */
export function cellText(text: string): string {
  const legal = text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]/g, '');
  if (legal.length <= LONGEST_TEXT) return legal;
  return `${legal
    .slice(0, LONGEST_TEXT - 1)
    .toWellFormed()
    .replace(/\uFFFD$/, '')}…`;
}

/** A content as Excel gives it back. */
export function writtenValue(content: CellContent): string | number {
  if (content === null) return '';
  if (typeof content === 'string') return cellText(content);
  return Number.isFinite(content) ? content : '';
}

/** In the file `_x000A_` stands for a character; text that only looks like it is written with its underscore escaped. */
function escapeUnderscores(text: string): string {
  return text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
}

function unescapeUnderscores(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** Text of a shared or inline string: of its runs, without phonetic hints. */
export function stringText(element: Element): string {
  let text = '';
  for (const child of childElements(element)) {
    if (child.localName === 't') text += child.textContent ?? '';
    else if (child.localName === 'r') text += childElement(child, 't')?.textContent ?? '';
  }
  return unescapeUnderscores(text);
}

/** The rows and cells of one sheet. */
export class SheetCells {
  readonly root: Element;
  private readonly data: Element;
  private rows: Map<number, Element>;
  private readonly sharedStrings: readonly string[];

  constructor(document: Document, sharedStrings: readonly string[]) {
    this.root = rootOf(document);
    this.sharedStrings = sharedStrings;
    const data = childElement(this.root, 'sheetData');
    if (!data) throw new Error('A worksheet without sheetData');
    this.data = data;
    this.numberEverything();
    this.rows = this.index();
    this.writeOutSharedFormulas();
  }

  /** Numbers of rows and cells are optional in the format; here every one has its own. */
  private numberEverything(): void {
    let row = 0;
    for (const element of childElements(this.data, 'row')) {
      row = Number(element.getAttribute('r') ?? row + 1);
      if (!element.hasAttribute('r')) element.setAttribute('r', String(row));
      let column = 0;
      for (const cell of childElements(element, 'c')) {
        column = parseCell(cell.getAttribute('r') ?? '')?.column ?? column + 1;
        if (!cell.hasAttribute('r')) cell.setAttribute('r', cellName({ column, row }));
      }
    }
  }

  private index(): Map<number, Element> {
    return new Map(childElements(this.data, 'row').map((row) => [Number(row.getAttribute('r')), row]));
  }

  /** A shared formula stands in its first cell only; rows cannot be put in between before each cell has its own. */
  private writeOutSharedFormulas(): void {
    const masters = new Map<string, { text: string; at: CellAddress }>();
    for (const cell of this.cells()) {
      const formula = childElement(cell, 'f');
      if (formula?.getAttribute('t') !== 'shared') continue;
      const at = parseCell(cell.getAttribute('r')!)!;
      const id = formula.getAttribute('si') ?? '';
      const text = formula.textContent ?? '';
      const master = masters.get(id);
      if (text !== '') masters.set(id, { text, at });
      else if (master) setText(formula, copyFormula(master.text, at.row - master.at.row, at.column - master.at.column));
      for (const attribute of ['t', 'si', 'ref']) formula.removeAttribute(attribute);
    }
  }

  *cells(): Generator<Element> {
    for (const row of childElements(this.data, 'row')) yield* childElements(row, 'c');
  }

  rowNumbers(): number[] {
    return [...this.rows.keys()].sort((a, b) => a - b);
  }

  row(row: number): Element | undefined {
    return this.rows.get(row);
  }

  cell(at: CellAddress): Element | undefined {
    const row = this.rows.get(at.row);
    const name = cellName(at);
    return row && childElements(row, 'c').find((cell) => cell.getAttribute('r') === name);
  }

  hasFormula(at: CellAddress): boolean {
    const cell = this.cell(at);
    return cell !== undefined && childElement(cell, 'f') !== undefined;
  }

  /** What stands in a cell: text, a number, or nothing; a formula's last value. */
  value(at: CellAddress): CellContent {
    const cell = this.cell(at);
    if (!cell) return null;
    const type = cell.getAttribute('t') ?? 'n';
    if (type === 'inlineStr') {
      const inline = childElement(cell, 'is');
      return inline ? stringText(inline) : null;
    }
    const value = childElement(cell, 'v')?.textContent;
    if (value === undefined || value === null || value === '') return null;
    if (type === 's') return this.sharedStrings[Number(value)] ?? null;
    if (type === 'str' || type === 'e') return unescapeUnderscores(value);
    return Number(value);
  }

  private ensureRow(row: number): Element {
    const found = this.rows.get(row);
    if (found) return found;
    const element = newElement(this.data, 'row');
    element.setAttribute('r', String(row));
    const next = childElements(this.data, 'row').find((other) => Number(other.getAttribute('r')) > row);
    this.data.insertBefore(element, next ?? null);
    this.rows.set(row, element);
    return element;
  }

  private ensureCell(at: CellAddress): Element {
    const found = this.cell(at);
    if (found) return found;
    const row = this.ensureRow(at.row);
    const cell = newElement(this.data, 'c');
    cell.setAttribute('r', cellName(at));
    const style = this.columnStyle(at.column);
    if (style) cell.setAttribute('s', style);
    const next = childElements(row, 'c').find((other) => parseCell(other.getAttribute('r')!)!.column > at.column);
    row.insertBefore(cell, next ?? null);
    row.removeAttribute('spans');
    return cell;
  }

  private columnStyle(column: number): string | undefined {
    for (const element of listed(this.root, 'cols', 'col')) {
      if (Number(element.getAttribute('min')) <= column && column <= Number(element.getAttribute('max'))) {
        return element.getAttribute('style') ?? undefined;
      }
    }
    return undefined;
  }

  /** Text as inline text, a number as a number; the cell keeps its style and loses its formula. */
  set(at: CellAddress, content: CellContent): void {
    if (content === null && !this.cell(at)) return;
    const cell = this.ensureCell(at);
    removeChildren(cell);
    for (const attribute of ['t', 'cm', 'vm']) cell.removeAttribute(attribute);
    if (content === null || content === '') return;
    if (typeof content === 'number') {
      if (!Number.isFinite(content)) return;
      const value = newElement(cell, 'v');
      setText(value, String(content));
      cell.appendChild(value);
      return;
    }
    cell.setAttribute('t', 'inlineStr');
    const inline = newElement(cell, 'is');
    const text = newElement(cell, 't');
    text.setAttributeNS('http://www.w3.org/XML/1998/namespace', 'xml:space', 'preserve');
    setText(text, escapeUnderscores(cellText(content)));
    inline.appendChild(text);
    cell.appendChild(inline);
  }

  /** Moves rows below `after` down and puts copies of row `source` there: its styles and formulas, not its constants. */
  insertRows(after: number, count: number, source: number): void {
    for (const row of childElements(this.data, 'row')) {
      const number = Number(row.getAttribute('r'));
      if (number > after) this.renumber(row, number + count);
    }
    this.rows = this.index();
    const original = this.rows.get(source);
    if (!original) return;
    const next = childElements(this.data, 'row').find((row) => Number(row.getAttribute('r')) > after) ?? null;
    for (let row = after + 1; row <= after + count; row += 1) {
      const copy = original.cloneNode(true) as Element;
      for (const cell of childElements(copy, 'c')) this.emptyCopy(cell, row - source);
      this.renumber(copy, row);
      this.data.insertBefore(copy, next);
      this.rows.set(row, copy);
    }
  }

  private emptyCopy(cell: Element, offset: number): void {
    const formula = childElement(cell, 'f');
    removeChildren(cell);
    cell.removeAttribute('t');
    if (!formula) {
      for (const attribute of ['cm', 'vm']) cell.removeAttribute(attribute);
      return;
    }
    setText(formula, copyFormula(formula.textContent ?? '', offset));
    cell.appendChild(formula);
  }

  deleteRows(first: number, last: number): void {
    for (const row of childElements(this.data, 'row')) {
      const number = Number(row.getAttribute('r'));
      if (number >= first && number <= last) removeElement(row);
      else if (number > last) this.renumber(row, number - (last - first + 1));
    }
    this.rows = this.index();
  }

  private renumber(row: Element, number: number): void {
    row.setAttribute('r', String(number));
    for (const cell of childElements(row, 'c')) {
      const at = parseCell(cell.getAttribute('r')!)!;
      cell.setAttribute('r', columnName(at.column) + number);
      const formula = childElement(cell, 'f');
      const block = formula?.hasAttribute('ref') ? parseRange(formula.getAttribute('ref')!) : undefined;
      if (formula && block) {
        const down = number - at.row;
        const first = { ...block.first, row: block.first.row + down };
        const last = { ...block.last, row: block.last.row + down };
        formula.setAttribute('ref', rangeName({ first, last }));
      }
    }
  }

  /** Takes out what formulas last gave, so that nobody reads a number of before; Excel reckons them anew. */
  dropFormulaValues(): void {
    for (const cell of this.cells()) {
      const value = childElement(cell, 'f') && childElement(cell, 'v');
      if (!value) continue;
      removeElement(value);
      cell.removeAttribute('t');
    }
  }

  setHeight(row: number, points: number, fixed: boolean): void {
    const element = this.ensureRow(row);
    element.setAttribute('ht', String(Math.round(points * 4) / 4));
    if (fixed) element.setAttribute('customHeight', '1');
  }
}
