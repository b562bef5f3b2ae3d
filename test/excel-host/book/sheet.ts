import type { Document, Element } from '@xmldom/xmldom';
import type { CellRange } from '../../../pipeline/report/a1.ts';
import { ensureSection } from '../../../pipeline/report/worksheet-order.ts';
import { childElement, listed, newElement, removeElement, rootOf, writeXml } from '../../../pipeline/report/xml.ts';
import type { Cell, Row } from './cell.ts';
import { readRows, type SharedString, writeRows } from './cells-xml.ts';
import { lastingId } from './lasting-id.ts';

export interface ColumnFormat {
  first: number;
  last: number;
  attributes: Map<string, string>;
}

/** A worksheet: its cells, and the rest of its part as XML. */
export class Sheet {
  name: string;
  /** Lasting id, as the API answers it. */
  readonly id: string;
  readonly path: string;
  visibility: 'Visible' | 'Hidden' | 'VeryHidden' = 'Visible';
  readonly rows: Map<number, Row>;
  readonly root: Element;
  private readonly document: Document;
  private columnFormats: ColumnFormat[] | undefined;

  /** `copy` = of another sheet, which goes by that one's id. */
  constructor(name: string, path: string, document: Document, strings: readonly SharedString[], copy = false) {
    this.name = name;
    this.path = path;
    this.document = document;
    this.root = rootOf(document);
    this.id = lastingId(this.root, copy);
    this.rows = readRows(document, strings);
  }

  cell(row: number, column: number): Cell | undefined {
    return this.rows.get(row)?.cells.get(column);
  }

  row(row: number): Row {
    let found = this.rows.get(row);
    if (!found) {
      found = { attributes: new Map(), cells: new Map() };
      this.rows.set(row, found);
    }
    return found;
  }

  /** The cell, made with the format of its row or column where there was none. */
  ensure(row: number, column: number): Cell {
    const cells = this.row(row).cells;
    let cell = cells.get(column);
    if (!cell) {
      cell = { style: this.styleAt(row, column), value: null };
      cells.set(column, cell);
    }
    return cell;
  }

  styleAt(row: number, column: number): number {
    const cell = this.cell(row, column);
    if (cell) return cell.style;
    const rowStyle = this.rows.get(row)?.attributes.get('s');
    if (rowStyle !== undefined) return Number(rowStyle);
    return Number(this.columnFormat(column)?.attributes.get('style') ?? 0);
  }

  columns(): readonly ColumnFormat[] {
    this.columnFormats ??= this.readColumns();
    return this.columnFormats;
  }

  private readColumns(): ColumnFormat[] {
    return listed(this.root, 'cols').map((element) => {
      const attributes = new Map([...element.attributes].map(({ name, value }) => [name, value]));
      attributes.delete('min');
      attributes.delete('max');
      return { first: Number(element.getAttribute('min')), last: Number(element.getAttribute('max')), attributes };
    });
  }

  columnFormat(column: number): ColumnFormat | undefined {
    return this.columns().find(({ first, last }) => first <= column && column <= last);
  }

  /** Writes the formats of columns; runs of equal ones need not be joined. */
  setColumns(columns: readonly ColumnFormat[]): void {
    const old = childElement(this.root, 'cols');
    if (old) removeElement(old);
    this.columnFormats = undefined;
    if (columns.length === 0) return;
    const list = this.section('cols');
    for (const { first, last, attributes } of [...columns].sort((a, b) => a.first - b.first)) {
      const element = newElement(list, 'col');
      element.setAttribute('min', String(first));
      element.setAttribute('max', String(last));
      for (const [name, value] of attributes) element.setAttribute(name, value);
      if (!attributes.has('width')) element.setAttribute('width', '9.140625');
      list.appendChild(element);
    }
  }

  formatColumns(first: number, last: number, change: Record<string, string>): void {
    const columns: ColumnFormat[] = [];
    let at = first;
    const add = (to: number, base: ReadonlyMap<string, string>): void => {
      if (at <= to) columns.push({ first: at, last: to, attributes: new Map([...base, ...Object.entries(change)]) });
      at = to + 1;
    };
    for (const column of this.columns()) {
      if (column.last < first || column.first > last) {
        columns.push(column);
        continue;
      }
      if (column.first < first) columns.push({ ...column, last: first - 1 });
      add(column.first - 1, new Map());
      add(Math.min(column.last, last), column.attributes);
      if (column.last > last) columns.push({ ...column, first: last + 1 });
    }
    add(last, new Map());
    this.setColumns(columns);
  }

  /** A section of the part, made at its place where there is none. */
  section(name: string): Element {
    return ensureSection(this.root, name);
  }

  /** The smallest range with everything in it; `undefined` for an empty sheet. */
  usedRange(valuesOnly: boolean, within?: CellRange): CellRange | undefined {
    let [top, bottom, left, right] = [Number.POSITIVE_INFINITY, 0, Number.POSITIVE_INFINITY, 0];
    for (const [number, row] of this.rows) {
      if (within && (number < within.first.row || number > within.last.row)) continue;
      for (const [column, cell] of row.cells) {
        if (within && (column < within.first.column || column > within.last.column)) continue;
        if (cell.value === null && cell.formula === undefined && (valuesOnly || cell.style === 0)) continue;
        top = Math.min(top, number);
        bottom = Math.max(bottom, number);
        left = Math.min(left, column);
        right = Math.max(right, column);
      }
    }
    if (bottom === 0) return undefined;
    return { first: { row: top, column: left }, last: { row: bottom, column: right } };
  }

  xml(): string {
    const dimension = childElement(this.root, 'dimension');
    if (dimension) removeElement(dimension);
    const text = writeXml(this.document);
    const rows = writeRows(this.rows);
    const marked = text.replace(
      /<(\w+:)?sheetData\s*(?:\/>|>\s*<\/(?:\w+:)?sheetData>)/,
      () => `<sheetData>${rows}</sheetData>`,
    );
    if (marked === text && rows !== '') throw new Error('A worksheet without sheetData');
    return marked;
  }
}
