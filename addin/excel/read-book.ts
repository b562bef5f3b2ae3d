import type { CellStyle } from '../../pipeline/report/heights.ts';
import { NAMESPACE } from '../../pipeline/report/machine-part.ts';
import { type CellValue, formulaOf, readValue } from './cell-text.ts';
import type { CellState } from './hand-edit.ts';
import { parseMemory, type WorkbookMemory } from './memory.ts';
import type { TableState } from './plan-table.ts';

/** What a workbook has: its names, tables and sheets, and what the add-in keeps in it. */
export interface Book {
  memory: WorkbookMemory;
  /** Ids of the parts that hold the memory; more than one only after a mishap. */
  parts: string[];
  names: { name: string; dead: boolean; sheet: string }[];
  tables: { id: string; name: string; sheet: string; headers: boolean; totals: boolean }[];
  sheets: { id: string; name: string; protected: boolean; visible: boolean }[];
}

/** What a name stands for that can be written into: one range of this workbook, still there. */
const ONE_RANGE = /^=?[^[\]#]+!\$?[A-Z]{1,3}\$?\d+(:\$?[A-Z]{1,3}\$?\d+)?$/;

/** One round trip; one more where a workbook has the memory twice. */
export async function readBook(context: Excel.RequestContext): Promise<Book> {
  const { workbook } = context;
  const asked = askMemory(context);
  workbook.names.load('items/name,items/value,items/type');
  workbook.tables.load('items/id,items/name,items/showHeaders,items/showTotals,items/worksheet/name');
  workbook.worksheets.load('items/id,items/name,items/visibility,items/protection/protected');
  await context.sync();
  return {
    ...(await memoryOf(context, asked)),
    names: workbook.names.items.map(({ name, value, type }) => ({
      name,
      dead: type !== Excel.NamedItemType.range || !ONE_RANGE.test(`${value}`),
      sheet: sheetOf(`${value}`.replace(/^=/, '')),
    })),
    tables: workbook.tables.items.map(({ id, name, showHeaders, showTotals, worksheet }) => ({
      id,
      name,
      sheet: worksheet.name,
      headers: showHeaders,
      totals: showTotals,
    })),
    sheets: workbook.worksheets.items.map(({ id, name, visibility, protection }) => ({
      id,
      name,
      visible: visibility === Excel.SheetVisibility.visible,
      protected: protection.protected,
    })),
  };
}

/** The defined names that still stand for a range. */
export function livingNames({ names }: Book): Set<string> {
  return new Set(names.flatMap(({ name, dead }) => (dead ? [] : [name])));
}

/** The memory alone, for what happens often; a moment old at most, and never older than what this page wrote itself. */
export async function readMemory(context: Excel.RequestContext): Promise<WorkbookMemory> {
  if (recent && Date.now() - recent.at < 30_000) return recent.memory;
  const asked = askMemory(context);
  await context.sync();
  const { memory } = await memoryOf(context, asked);
  recent = { memory, at: Date.now() };
  return memory;
}

let recent: { memory: WorkbookMemory; at: number } | undefined;

/** After the memory was written, or might have been. */
export function forgetMemory(): void {
  recent = undefined;
}

interface AskedMemory {
  own: Excel.CustomXmlPartScopedCollection;
  xml: OfficeExtension.ClientResult<string>;
}

function askMemory({ workbook }: Excel.RequestContext): AskedMemory {
  const own = workbook.customXmlParts.getByNamespace(NAMESPACE);
  own.load('items/id');
  // Nothing happens and nothing comes back where there is no such part.
  return { own, xml: own.getOnlyItemOrNullObject().getXml() };
}

async function memoryOf(
  context: Excel.RequestContext,
  { own, xml }: AskedMemory,
): Promise<Pick<Book, 'memory' | 'parts'>> {
  const parts = own.items.map(({ id }) => id);
  return { memory: parseMemory(parts.length > 1 ? await lastOf(context, parts) : xml.value), parts };
}

async function lastOf(context: Excel.RequestContext, parts: readonly string[]): Promise<string> {
  const texts = parts.map((id) => context.workbook.customXmlParts.getItem(id).getXml());
  await context.sync();
  const newest = (text: string): string =>
    parseMemory(text)
      .reports.map(({ made_at }) => made_at)
      .sort()
      .at(-1) ?? '';
  return texts.map(({ value }) => value).reduce((best, text) => (newest(text) > newest(best) ? text : best));
}

/** A single cell, found by a name. */
export interface NamedCell {
  /** `'Chỉ tiêu'!A7`, as Excel writes it. */
  address: string;
  sheet: string;
  cell: CellState;
  format: string;
  marks: Mark[];
  /** Where its row has to be made high enough by hand. */
  room: Room | undefined;
}

/** What a merged cell has for its text; points. */
export interface Room {
  width: number;
  height: number;
  style: CellStyle;
}

export interface WantedPlaces {
  /** Defined names, and ids of tables. */
  names: readonly string[];
  tables: readonly string[];
  /** Whether marks of kept edits are wanted, too. */
  marked?: boolean;
  /** Names of cells merged over so many columns. */
  spans?: Readonly<Record<string, number>>;
}

/** A table, found by its id. */
export interface PlacedTable extends TableState {
  sheet: string;
  totals: boolean;
  /** Row and column of the first cell of the body, from 0. */
  top: number;
  left: number;
  marks: Mark[];
}

/** A conditional format of a cell or table, by which kept edits are marked. */
export interface Mark {
  id: string;
  formula: string;
}

/** What stands in the given names and tables; those whose cells are gone are missing. One round trip. */
export async function readPlaces(
  context: Excel.RequestContext,
  book: Book,
  { names, tables, marked = false, spans = {} }: WantedPlaces,
): Promise<{ cells: Map<string, NamedCell>; tables: Map<string, PlacedTable> }> {
  const { workbook } = context;
  const askedNames = names.map((name) => {
    const cell = workbook.names.getItem(name).getRange().getCell(0, 0);
    cell.load('address,values,formulas,numberFormat');
    const span = spans[name];
    const merged = span === undefined ? undefined : cell.getResizedRange(0, span - 1);
    merged?.load('width,format/rowHeight,format/wrapText,format/font/name,format/font/size,format/font/bold');
    return { name, cell, merged, formats: marked ? loadMarks(cell) : undefined };
  });
  const askedTables = tables.map((id) => {
    const table = workbook.tables.getItem(id);
    const header = table.getHeaderRowRange();
    const body = table.getDataBodyRange();
    const rows = body.getEntireRow().getUsedRangeOrNullObject(true);
    header.load('values');
    body.load('address,values,formulas,rowIndex,columnIndex,columnCount');
    rows.load('values,rowIndex,columnIndex');
    return { id, header, body, rows, formats: marked ? loadMarks(body) : undefined };
  });
  if (askedNames.length + askedTables.length > 0) await context.sync();
  const found = {
    cells: new Map<string, NamedCell>(),
    tables: new Map<string, PlacedTable>(),
  };
  for (const { name, cell, merged, formats } of askedNames) {
    found.cells.set(name, {
      address: cell.address,
      sheet: sheetOf(cell.address),
      cell: state(cell.values[0]?.[0], cell.formulas[0]?.[0]),
      format: `${cell.numberFormat[0]?.[0] ?? ''}`,
      marks: marksOf(formats),
      room: merged && roomOf(merged),
    });
  }
  for (const { id, header, body, rows, formats } of askedTables) {
    found.tables.set(id, {
      sheet: sheetOf(body.address),
      totals: book.tables.some((table) => table.id === id && table.totals),
      top: body.rowIndex,
      left: body.columnIndex,
      headers: (header.values[0] ?? []).map((text) => `${text}`),
      body: body.values.map((row, i) => row.map((value, j) => state(value, body.formulas[i]?.[j]))),
      beside: body.values.map((_, i) => standsBeside(rows, body, i)),
      marks: marksOf(formats),
    });
  }
  return found;
}

function roomOf({ width, format }: Excel.Range): Room {
  const { name, size, bold } = format.font;
  const style = { wrap: format.wrapText, font: { name, points: size, bold } };
  return { width, height: format.rowHeight, style };
}

function loadMarks(range: Excel.Range): Excel.ConditionalFormatCollection {
  range.conditionalFormats.load('items/id,items/type,items/customOrNullObject/rule/formula');
  return range.conditionalFormats;
}

function marksOf(formats: Excel.ConditionalFormatCollection | undefined): Mark[] {
  return (formats?.items ?? []).flatMap(({ id, type, customOrNullObject }) =>
    type === Excel.ConditionalFormatType.custom ? [{ id, formula: customOrNullObject.rule.formula }] : [],
  );
}

function state(value: unknown, formula: unknown): CellState {
  const own: CellValue = readValue(value);
  return { value: own, formula: formulaOf(formula, own) };
}

/** Whether something stands left or right of the table in a row of its body. */
function standsBeside(rows: Excel.Range, body: Excel.Range, row: number): boolean {
  if (rows.isNullObject) return false;
  const cells = rows.values[body.rowIndex + row - rows.rowIndex] ?? [];
  return cells.some((value, i) => {
    const column = rows.columnIndex + i;
    return value !== '' && (column < body.columnIndex || column >= body.columnIndex + body.columnCount);
  });
}

/** `Chỉ tiêu` of `'Chỉ tiêu'!A7`. */
export function sheetOf(address: string): string {
  const sheet = address.slice(0, address.lastIndexOf('!'));
  return sheet.startsWith("'") ? sheet.slice(1, -1).replaceAll("''", "'") : sheet;
}

/** `'Chỉ tiêu'!B5`: as Excel writes it. */
export function addressOf(sheet: string, cell: string): string {
  const plain = /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(sheet) && !/^[A-Za-z]{1,3}\d+$/.test(sheet);
  return `${plain ? sheet : `'${sheet.replaceAll("'", "''")}'`}!${cell}`;
}
