import type { Element } from '@xmldom/xmldom';
import { childElements } from '../../../pipeline/report/xml.ts';
import { Book } from './book.ts';
import { renameSheetIn } from './references.ts';
import type { Sheet } from './sheet.ts';

function adopt(element: Element, into: Element): Element {
  return into.ownerDocument!.importNode(element, true) as Element;
}

/** Brings the styles of another workbook: answers what each of its numbers is here. */
function bringStyles(from: Book, to: Book): { style: (style: number) => number; dxf: (dxf: number) => number } {
  const list = (name: string): Element[] => childElements(from.styles.list(name));
  const [fonts, fills, borders, dxfs] = ['fonts', 'fills', 'borders', 'dxfs'].map((name) => list(name)) as [
    Element[],
    Element[],
    Element[],
    Element[],
  ];
  const place = (name: string, element: Element | undefined): string =>
    element ? String(to.styles.place(name, adopt(element, to.styles.root))) : '0';
  const styles = list('cellXfs').map((xf) => {
    const copy = adopt(xf, to.styles.root);
    copy.setAttribute(
      'numFmtId',
      String(to.styles.formatId(from.styles.formatCode(Number(xf.getAttribute('numFmtId') ?? 0)))),
    );
    copy.setAttribute('fontId', place('fonts', fonts[Number(xf.getAttribute('fontId') ?? 0)]));
    copy.setAttribute('fillId', place('fills', fills[Number(xf.getAttribute('fillId') ?? 0)]));
    copy.setAttribute('borderId', place('borders', borders[Number(xf.getAttribute('borderId') ?? 0)]));
    copy.setAttribute('xfId', '0');
    for (const what of ['NumberFormat', 'Font', 'Fill', 'Border']) copy.setAttribute(`apply${what}`, '1');
    return to.styles.place('cellXfs', copy);
  });
  const rules = dxfs.map((dxf) => to.styles.place('dxfs', adopt(dxf, to.styles.root)));
  return { style: (style) => styles[style] ?? 0, dxf: (dxf) => rules[dxf] ?? 0 };
}

/** Copies what a part points to, and what that points to, under free names. */
function bringParts(from: Book, to: Book, source: string, target: string, brought: Map<string, string>): void {
  const relations = from.parts.relations(source).map((relation) => {
    if (relation.external) return relation;
    const known = brought.get(relation.target);
    if (known !== undefined) return { ...relation, target: known };
    const path = to.parts.freePath(relation.target);
    brought.set(relation.target, path);
    to.parts.put(path, from.parts.bytesOf(relation.target), from.parts.typeOf(relation.target));
    bringParts(from, to, relation.target, path, brought);
    return { ...relation, target: path };
  });
  to.parts.keepRelations(target, relations);
}

function restyle(sheet: Sheet, styles: ReturnType<typeof bringStyles>): void {
  for (const row of sheet.rows.values()) {
    const style = row.attributes.get('s');
    if (style !== undefined) row.attributes.set('s', String(styles.style(Number(style))));
    for (const cell of row.cells.values()) cell.style = styles.style(cell.style);
  }
  sheet.setColumns(
    sheet.columns().map((column) => {
      const style = column.attributes.get('style');
      // A column without a style of its own looks like style 0 of its workbook, which is another one here.
      return {
        ...column,
        attributes: new Map([...column.attributes, ['style', String(styles.style(Number(style ?? 0)))]]),
      };
    }),
  );
  renumber(sheet.root, styles.dxf);
}

function renumber(root: Element, dxf: (dxf: number) => number): void {
  for (const element of [root, ...root.getElementsByTagName('*')]) {
    for (const name of [
      'dxfId',
      'dataDxfId',
      'headerRowDxfId',
      'totalsRowDxfId',
      'headerRowBorderDxfId',
      'tableBorderDxfId',
    ]) {
      const value = element.getAttribute(name);
      if (value !== null) element.setAttribute(name, String(dxf(Number(value))));
    }
  }
}

function freeTableName(book: Book, name: string): string {
  if (!book.table(name) && !book.name(name)) return name;
  for (let number = 2; ; number += 1) if (!book.table(name + number) && !book.name(name + number)) return name + number;
}

export interface InsertOptions {
  /** Names of the sheets wanted; all when empty. */
  names: readonly string[];
  position: number;
}

/**
 * Sheets of another workbook with all that belongs to them: formats, tables, names, drawings, charts, notes, print
 * settings. A name that is taken here stays with its sheet, as when Excel copies sheets.
 */
export function insertSheets(book: Book, bytes: Uint8Array, { names, position }: InsertOptions): Sheet[] {
  const from = new Book(bytes);
  for (const name of names) if (!from.sheet(name)) throw new Error(`No sheet ${name} in the other workbook`);
  const wanted = from.sheets.filter(
    ({ name }) => names.length === 0 || names.some((other) => from.sheet(other)?.name === name),
  );
  const styles = bringStyles(from, book);
  const brought = new Map<string, string>();
  // New sheet names first, so that every formula speaks of them.
  const news = new Map<Sheet, string>();
  for (const sheet of wanted) {
    let name = book.freeSheetName(sheet.name);
    while ([...news.values()].includes(name)) name = book.freeSheetName(`${name} (2)`);
    news.set(sheet, name);
  }
  for (const [sheet, name] of news) if (sheet.name !== name) from.renameSheet(sheet, name);
  const tableNames = new Map<string, string>();
  const sheets = wanted.map((sheet, i) => {
    restyle(sheet, styles);
    const copy = book.addSheet(sheet.name, sheet.xml(), position + i);
    copy.visibility = sheet.visibility;
    bringParts(from, book, sheet.path, copy.path, brought);
    for (const { target } of book.parts.related(copy.path, 'table')) {
      const table = book.tableOf(copy, target, true);
      const name = freeTableName(book, table.name);
      if (name !== table.name) tableNames.set(table.name, name);
      table.name = name;
      renumber(table.root, styles.dxf);
      book.tables.push(table);
    }
    return copy;
  });
  for (const sheet of sheets) renameTables(sheet, tableNames);
  bringNames(from, book, new Map(wanted.map((sheet, i) => [sheet, sheets[i]!])));
  return sheets;
}

function renameTables(sheet: Sheet, names: ReadonlyMap<string, string>): void {
  for (const row of sheet.rows.values()) {
    for (const cell of row.cells.values()) {
      for (const [old, name] of cell.formula?.includes('[') ? names : []) {
        cell.formula = cell.formula?.replaceAll(`${old}[`, `${name}[`) ?? '';
      }
    }
  }
}

function bringNames(from: Book, to: Book, sheets: ReadonlyMap<Sheet, Sheet>): void {
  for (const item of from.names) {
    if (item.scope) {
      const scope = sheets.get(item.scope);
      if (scope) to.names.push({ ...item, scope });
      continue;
    }
    const target = [...sheets].find(([sheet]) => renameSheetIn(item.formula, sheet.name, '\u0001') !== item.formula);
    if (!target) continue;
    to.names.push({ ...item, scope: to.name(item.name) ? target[1] : undefined });
  }
}
