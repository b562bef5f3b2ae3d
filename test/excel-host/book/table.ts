import type { Element } from '@xmldom/xmldom';
import type { CellRange } from '../../../pipeline/report/a1.ts';
import { parseRange, rangeName } from '../../../pipeline/report/a1.ts';
import { childElement, childElements, listed, newElement } from '../../../pipeline/report/xml.ts';
import type { Sheet } from './sheet.ts';

/** A table of a sheet: a part of its own in the file. */
export class Table {
  readonly id: string;
  readonly sheet: Sheet;
  readonly path: string;
  readonly root: Element;

  constructor(id: string, sheet: Sheet, path: string, root: Element) {
    this.id = id;
    this.sheet = sheet;
    this.path = path;
    this.root = root;
  }

  get name(): string {
    return this.root.getAttribute('displayName') ?? this.root.getAttribute('name') ?? '';
  }

  set name(name: string) {
    this.root.setAttribute('name', name);
    this.root.setAttribute('displayName', name);
  }

  get range(): CellRange {
    const range = parseRange(this.root.getAttribute('ref') ?? '');
    if (!range) throw new Error(`Table ${this.name} has no range`);
    return range;
  }

  set range(range: CellRange) {
    this.root.setAttribute('ref', rangeName(range));
    const filter = childElement(this.root, 'autoFilter');
    filter?.setAttribute(
      'ref',
      rangeName({ ...range, last: { ...range.last, row: range.last.row - (this.totals ? 1 : 0) } }),
    );
  }

  get headers(): boolean {
    return this.root.getAttribute('headerRowCount') !== '0';
  }

  get totals(): boolean {
    return Number(this.root.getAttribute('totalsRowCount') ?? 0) > 0;
  }

  /** The rows of data; a table has one at least. */
  get body(): CellRange {
    const { first, last } = this.range;
    return {
      first: { ...first, row: first.row + (this.headers ? 1 : 0) },
      last: { ...last, row: last.row - (this.totals ? 1 : 0) },
    };
  }

  columns(): Element[] {
    return listed(this.root, 'tableColumns', 'tableColumn');
  }

  columnName(index: number): string {
    return (this.columns()[index]?.getAttribute('name') ?? '').replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    );
  }

  setColumns(columns: readonly Element[]): void {
    const list = childElement(this.root, 'tableColumns')!;
    for (const old of childElements(list)) list.removeChild(old);
    for (const column of columns) list.appendChild(column);
    list.setAttribute('count', String(columns.length));
  }

  newColumn(name: string): Element {
    const element = newElement(this.root, 'tableColumn');
    const ids = this.columns().map((column) => Number(column.getAttribute('id')));
    element.setAttribute('id', String(Math.max(0, ...ids) + 1));
    element.setAttribute('name', name.replace(/\n/g, '_x000a_'));
    return element;
  }

  style(): Element {
    let element = childElement(this.root, 'tableStyleInfo');
    if (!element) {
      element = newElement(this.root, 'tableStyleInfo');
      for (const name of ['showFirstColumn', 'showLastColumn', 'showColumnStripes']) element.setAttribute(name, '0');
      element.setAttribute('showRowStripes', '1');
      const extensions = childElement(this.root, 'extLst');
      this.root.insertBefore(element, extensions ?? null);
    }
    return element;
  }
}
