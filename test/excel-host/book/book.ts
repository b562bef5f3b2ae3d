import type { Element } from '@xmldom/xmldom';
import type { CellRange } from '../../../pipeline/report/a1.ts';
import {
  childElement,
  childElements,
  listed,
  newElement,
  parseXml,
  removeChildren,
  removeElement,
  setText,
} from '../../../pipeline/report/xml.ts';
import { EMPTY_SHEET } from './blank.ts';
import { readSharedStrings } from './cells-xml.ts';
import { lastingId } from './lasting-id.ts';
import { Package } from './package.ts';
import { renameSheetIn } from './references.ts';
import { Sheet } from './sheet.ts';
import { Styles } from './styles.ts';
import { Table } from './table.ts';

export const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
export const CONTENT = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** A defined name; `scope` = the sheet whose own it is. */
export interface DefinedName {
  name: string;
  scope: Sheet | undefined;
  /** Without `=`. */
  formula: string;
  attributes: Map<string, string>;
}

/** A range that moves when cells are put in before it; `gone` when its cells were taken out. */
export interface LiveRange {
  sheet: Sheet;
  range: CellRange;
  gone: boolean;
}

/** What stands in the workbook part before its names. */
const BEFORE_NAMES = new Set([
  'fileVersion',
  'fileSharing',
  'workbookPr',
  'AlternateContent',
  'revisionPtr',
  'absPath',
  'workbookProtection',
  'bookViews',
  'sheets',
  'functionGroups',
  'externalReferences',
]);

/** A workbook as Excel holds it open: sheets, names, tables, styles; everything else stays in the parts of the file. */
export class Book {
  readonly parts: Package;
  readonly path: string;
  readonly sheets: Sheet[] = [];
  readonly tables: Table[] = [];
  names: DefinedName[] = [];
  readonly styles: Styles;
  active: Sheet;
  selection: LiveRange;
  readonly live = new Set<LiveRange>();

  constructor(bytes: Uint8Array) {
    this.parts = new Package(bytes);
    const main = this.parts.related('', 'officeDocument')[0];
    if (!main) throw new Error('No workbook');
    this.path = main.target;
    const styles = this.parts.related(this.path, 'styles')[0];
    if (!styles) throw new Error('A workbook without styles');
    this.styles = new Styles(this.parts.root(styles.target));
    this.readSheets();
    this.readNames();
    const view = childElement(this.parts.root(this.path), 'bookViews');
    const tab = Number((view && childElement(view, 'workbookView')?.getAttribute('activeTab')) ?? 0);
    const active = this.sheets[tab] ?? this.sheets[0];
    if (!active) throw new Error('A workbook without sheets');
    this.active = active;
    this.selection = this.follow(active, { first: { row: 1, column: 1 }, last: { row: 1, column: 1 } });
  }

  /** Whether days are counted from 1904. */
  get date1904(): boolean {
    const properties = childElement(this.parts.root(this.path), 'workbookPr');
    return ['1', 'true'].includes(properties?.getAttribute('date1904') ?? '');
  }

  private readSheets(): void {
    const strings = this.parts.related(this.path, 'sharedStrings')[0];
    const texts = strings ? readSharedStrings(this.parts.root(strings.target)) : [];
    // Cells carry their texts themselves from here on.
    if (strings) this.parts.remove(strings.target);
    const relations = new Map(this.parts.relations(this.path).map((relation) => [relation.id, relation]));
    for (const element of listed(this.parts.root(this.path), 'sheets', 'sheet')) {
      const relation = relations.get(element.getAttributeNS(OFFICE, 'id') ?? '');
      if (!relation?.type.endsWith('/worksheet')) throw new Error('The host knows worksheets only');
      const document = this.parts.document(relation.target);
      const sheet = new Sheet(element.getAttribute('name') ?? '', relation.target, document, texts);
      const state = element.getAttribute('state');
      if (state === 'hidden') sheet.visibility = 'Hidden';
      if (state === 'veryHidden') sheet.visibility = 'VeryHidden';
      this.sheets.push(sheet);
      for (const { target } of this.parts.related(sheet.path, 'table')) this.tables.push(this.tableOf(sheet, target));
    }
  }

  private readNames(): void {
    for (const element of listed(this.parts.root(this.path), 'definedNames', 'definedName')) {
      const attributes = new Map([...element.attributes].map(({ name, value }) => [name, value]));
      const scope = attributes.get('localSheetId');
      attributes.delete('name');
      attributes.delete('localSheetId');
      this.names.push({
        name: element.getAttribute('name') ?? '',
        scope: scope === undefined ? undefined : this.sheets[Number(scope)],
        formula: element.textContent ?? '',
        attributes,
      });
    }
  }

  /** A table of a part that is there; `copy` = of another table, which goes by that one's id. */
  tableOf(sheet: Sheet, path: string, copy = false): Table {
    const root = this.parts.root(path);
    return new Table(lastingId(root, copy), sheet, path, root);
  }

  sheet(name: string): Sheet | undefined {
    return this.sheets.find((sheet) => sheet.id === name || sheet.name.toLowerCase() === name.toLowerCase());
  }

  table(name: string): Table | undefined {
    return this.tables.find((table) => table.id === name || table.name.toLowerCase() === name.toLowerCase());
  }

  name(name: string, scope?: Sheet): DefinedName | undefined {
    return this.names.find((item) => item.scope === scope && item.name.toLowerCase() === name.toLowerCase());
  }

  /** A range that moves with its cells until it is forgotten. */
  follow(sheet: Sheet, range: CellRange): LiveRange {
    const live = { sheet, range, gone: false };
    this.live.add(live);
    return live;
  }

  /** A new sheet from the text of its part (an empty one), after the others or at `position`. */
  addSheet(name: string, xml = EMPTY_SHEET, position = this.sheets.length): Sheet {
    const problem = this.nameProblem(name);
    if (problem) throw new Error(problem);
    const path = this.parts.freePath('xl/worksheets/sheet1.xml');
    this.parts.put(path, xml, `${CONTENT}.worksheet+xml`);
    this.parts.relate(this.path, `${OFFICE}/worksheet`, path);
    const sheet = new Sheet(name, path, this.parts.document(path), [], true);
    this.sheets.splice(position, 0, sheet);
    return sheet;
  }

  /** Why a sheet cannot have this name; `undefined` when it can. */
  nameProblem(name: string, sheet?: Sheet): string | undefined {
    if (name === '' || name.length > 31) return `A sheet's name has 1 to 31 characters: ${name}`;
    if (/[\\/?*[\]:]/.test(name) || name.startsWith("'") || name.endsWith("'"))
      return `A character that no sheet's name has: ${name}`;
    const taken = this.sheet(name);
    return taken && taken !== sheet ? `There is a sheet ${name}` : undefined;
  }

  /** A name that no sheet has yet: `Chỉ tiêu (2)`. */
  freeSheetName(name: string): string {
    if (!this.sheet(name)) return name;
    const stem = name.replace(/ \(\d+\)$/, '');
    for (let number = 2; ; number += 1) {
      const ending = ` (${number})`;
      const candidate = stem.slice(0, 31 - ending.length) + ending;
      if (!this.sheet(candidate)) return candidate;
    }
  }

  /** Calls `change` for every formula outside the cells: names, charts, rules, columns of tables; with its own sheet. */
  changeOuterFormulas(change: (formula: string, own: string | undefined) => string): void {
    for (const name of this.names) name.formula = change(name.formula, name.scope?.name);
    const apply = (elements: Iterable<Element>, own: string | undefined): void => {
      for (const element of elements) {
        const text = element.textContent ?? '';
        const changed = change(text, own);
        if (changed !== text) setText(element, changed);
      }
    };
    for (const sheet of this.sheets) {
      for (const name of ['formula', 'formula1', 'formula2', 'f'])
        apply(sheet.root.getElementsByTagNameNS('*', name), sheet.name);
    }
    for (const table of this.tables) {
      for (const name of ['calculatedColumnFormula', 'totalsRowFormula'])
        apply(table.root.getElementsByTagNameNS('*', name), table.sheet.name);
    }
    for (const path of this.parts.paths()) {
      if (/\/charts\/chart\d*\.xml$/.test(path))
        apply(this.parts.root(path).getElementsByTagNameNS('*', 'f'), undefined);
    }
  }

  changeCellFormulas(change: (formula: string, own: string) => string): void {
    for (const sheet of this.sheets) {
      for (const row of sheet.rows.values()) {
        for (const cell of row.cells.values()) {
          if (cell.formula !== undefined) cell.formula = change(cell.formula, sheet.name);
        }
      }
    }
  }

  renameSheet(sheet: Sheet, name: string): void {
    const problem = this.nameProblem(name, sheet);
    if (problem) throw new Error(problem);
    const rename = (formula: string): string => renameSheetIn(formula, sheet.name, name);
    this.changeOuterFormulas(rename);
    this.changeCellFormulas(rename);
    sheet.name = name;
  }

  deleteSheet(sheet: Sheet): void {
    const shown = this.sheets.filter(({ visibility }) => visibility === 'Visible');
    if (shown.length === 1 && shown[0] === sheet) throw new Error('The last visible sheet stays');
    const place = this.sheets.indexOf(sheet);
    this.sheets.splice(place, 1);
    this.names = this.names.filter(({ scope }) => scope !== sheet);
    for (const table of this.tables.filter((other) => other.sheet === sheet)) this.dropTable(table);
    const rename = (formula: string): string => renameSheetIn(formula, sheet.name, undefined);
    this.changeOuterFormulas(rename);
    this.changeCellFormulas(rename);
    this.parts.remove(sheet.path);
    for (const live of this.live) if (live.sheet === sheet) live.gone = true;
    if (this.active === sheet) this.activate(this.sheets[Math.min(place, this.sheets.length - 1)]!);
  }

  activate(sheet: Sheet): void {
    this.active = sheet;
    this.live.delete(this.selection);
    this.selection = this.follow(sheet, { first: { row: 1, column: 1 }, last: { row: 1, column: 1 } });
  }

  select(sheet: Sheet, range: CellRange): void {
    this.activate(sheet);
    this.selection.range = range;
  }

  /** Takes the table away; its cells stay. */
  dropTable(table: Table): void {
    this.tables.splice(this.tables.indexOf(table), 1);
    this.parts.remove(table.path);
  }

  private writeWorkbook(): void {
    const root = this.parts.root(this.path);
    const list = childElement(root, 'sheets')!;
    const relations = new Map(this.parts.relations(this.path).map(({ id, target }) => [target, id]));
    removeChildren(list);
    this.sheets.forEach((sheet, i) => {
      const element = newElement(list, 'sheet');
      element.setAttribute('name', sheet.name);
      element.setAttribute('sheetId', String(i + 1));
      if (sheet.visibility !== 'Visible')
        element.setAttribute('state', sheet.visibility === 'Hidden' ? 'hidden' : 'veryHidden');
      element.setAttributeNS(OFFICE, 'r:id', relations.get(sheet.path) ?? '');
      list.appendChild(element);
    });
    const view = childElement(childElement(root, 'bookViews') ?? root, 'workbookView');
    view?.setAttribute('activeTab', String(this.sheets.indexOf(this.active)));
    this.writeNames(root);
  }

  private writeNames(root: Element): void {
    const old = childElement(root, 'definedNames');
    if (old) removeElement(old);
    if (this.names.length === 0) return;
    const list = newElement(root, 'definedNames');
    const later = childElements(root).find(({ localName }) => !BEFORE_NAMES.has(localName ?? ''));
    root.insertBefore(list, later ?? null);
    for (const { name, scope, formula, attributes } of [...this.names].sort((a, b) =>
      a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1,
    )) {
      const element = newElement(list, 'definedName');
      element.setAttribute('name', name);
      if (scope) element.setAttribute('localSheetId', String(this.sheets.indexOf(scope)));
      for (const [key, value] of attributes) element.setAttribute(key, value);
      setText(element, formula);
      list.appendChild(element);
    }
  }

  private writeViews(): void {
    for (const sheet of this.sheets) {
      for (const view of listed(sheet.root, 'sheetViews', 'sheetView')) {
        if (sheet === this.active) view.setAttribute('tabSelected', '1');
        else view.removeAttribute('tabSelected');
      }
    }
  }

  private writeTables(): void {
    this.tables.forEach((table, i) => {
      table.root.setAttribute('id', String(i + 1));
    });
    for (const sheet of this.sheets) {
      const old = childElement(sheet.root, 'tableParts');
      if (old) removeElement(old);
      const parts = this.parts.related(sheet.path, 'table');
      if (parts.length === 0) continue;
      const list = sheet.section('tableParts');
      list.setAttribute('count', String(parts.length));
      for (const { id } of parts) {
        const element = newElement(list, 'tablePart');
        element.setAttributeNS(OFFICE, 'r:id', id);
        list.appendChild(element);
      }
    }
  }

  /** The file as Excel would save it. */
  bytes(): Uint8Array {
    this.writeWorkbook();
    this.writeViews();
    this.writeTables();
    for (const chain of this.parts.related(this.path, 'calcChain')) this.parts.remove(chain.target);
    const saved = new Map(this.sheets.map((sheet) => [sheet.path, sheet.xml()]));
    return this.parts.bytes(saved);
  }
}

/** XML of a part that the host makes. */
export function parsed(text: string): Element {
  const root = parseXml(text)?.documentElement;
  if (!root) throw new Error('No XML');
  return root;
}
