import { textKey } from '../text.ts';
import type { CellAddress, CellRange } from './a1.ts';
import { cellName, columnName, LAST_ROW, parseRange } from './a1.ts';
import { repeatRow, showAppendices } from './appendices.ts';
import { calculateOnLoad, hasFormulas, refreshCharts, staleSheets } from './caches.ts';
import { ColumnWidths, defaultHeight, mergedRanges, neededHeight, rowHeight, Styles } from './heights.ts';
import { PREFIX, WRITTEN_BY_STAFF } from './layout.ts';
import { leaveReport } from './leave-report.ts';
import { templateError } from './messages.ts';
import { type Block, keepGroups, keepHead, keepOnOnePage, placeBlock } from './pages.ts';
import type { RowEdit } from './row-edit.ts';
import { rowKeys } from './row-keys.ts';
import { SheetCells, writtenValue } from './sheet.ts';
import { copyMerges, shiftWorkbook } from './shift.ts';
import type { CellContent, Filled, NotFound, ReportContent, TableContent } from './types.ts';
import type { SheetPart, TablePart } from './workbook.ts';
import { Workbook } from './workbook.ts';
import type { ReportFacts, Written, WrittenName, WrittenRow, WrittenTable } from './written.ts';
import { childElement, childElements, isOn, listed } from './xml.ts';

/**
 * Fills a template in place: single cells by defined name (`x`, and `x_2`, `x_3` … for the same value elsewhere), tables
 * by table name and column header. A table gets exactly as many rows as the content has (at least one, empty); what
 * stands below moves. Everything else in the file stays as it is, byte for byte where no row moved past it.
 *
 * Text is written as text, never as a formula. Where formulas lean on what was filled their last values are dropped and
 * Excel is told to reckon everything when it opens the file.
 *
 * What the report stands on and every cell that was written stay in the file's machine-readable part.
 *
 * @param file the template's name, for messages
 * @throws UserError when the template is no .xlsx that can be filled, or is damaged.
 */
export async function fillTemplate(
  template: Uint8Array,
  content: ReportContent,
  facts: ReportFacts,
  file = 'standard.xlsx',
): Promise<Filled> {
  const book = await Workbook.open(template, file);
  const { written, notFound } = new Filling(book, content).run();
  const report = { ...facts, ...written };
  leaveReport(book, report);
  return { bytes: book.bytes(), notFound, report };
}

/** As `fillTemplate`, for a workbook that leaves no machine-readable part. */
export async function fillPlain(
  template: Uint8Array,
  content: ReportContent,
  file = 'standard.xlsx',
): Promise<Omit<Filled, 'report'>> {
  const book = await Workbook.open(template, file);
  const { notFound } = new Filling(book, content).run();
  return { bytes: book.bytes(), notFound };
}

interface NamedRange {
  name: string;
  sheet: SheetPart;
  range: CellRange;
}

interface PlacedTable {
  /** As the report calls it. */
  name: string;
  part: TablePart;
  content: TableContent;
}

class Filling {
  private readonly book: Workbook;
  private readonly content: ReportContent;
  private readonly notFound: NotFound[] = [];
  private readonly cells = new Map<string, SheetCells>();
  private readonly styles: Styles;
  /** Rows whose text was filled, by sheet: their heights are reckoned at the end. */
  private readonly filledRows = new Map<SheetPart, Set<number>>();
  private readonly written: Written = { prefix: PREFIX, names: [], tables: {} };
  /** Sheets of appendices that nobody asked for. */
  private readonly left: ReadonlySet<string>;

  constructor(book: Workbook, content: ReportContent) {
    this.book = book;
    this.content = content;
    const styles = book.partOf('styles');
    this.styles = new Styles(styles === undefined ? undefined : book.root(styles));
    this.left = showAppendices(book, content.appendices ?? {});
  }

  run(): { written: Written; notFound: NotFound[] } {
    const tables = this.findTables();
    for (const table of tables) this.sizeTable(table);
    for (const table of tables) this.written.tables[table.name] = this.fillTable(table);
    this.fillNames();
    for (const [sheet, rows] of this.filledRows) this.fitRows(sheet, rows);
    // From the top of each sheet down: a break moves the pages below it.
    const downwards = [...tables].sort((a, b) => this.bodyRows(a.part).first - this.bodyRows(b.part).first);
    for (const table of downwards) this.keepPages(table);
    for (const name of this.content.keepTogether) this.keepTogether(name);
    this.finish();
    return { written: this.written, notFound: this.notFound };
  }

  private sheetCells(sheet: SheetPart): SheetCells {
    const key = sheet.name.toLowerCase();
    let cells = this.cells.get(key);
    if (!cells) {
      cells = new SheetCells(this.book.document(sheet.path), this.book.sharedStrings());
      this.cells.set(key, cells);
    }
    return cells;
  }

  private findTables(): PlacedTable[] {
    const placed: PlacedTable[] = [];
    for (const [name, content] of Object.entries(this.content.tables)) {
      const part = this.book.tables.find((table) => table.name.toLowerCase() === name.toLowerCase());
      if (!part) this.notFound.push({ kind: 'table', name });
      else if (!this.left.has(part.sheet.name)) placed.push({ name, part, content });
    }
    for (const a of placed) {
      for (const b of placed) {
        if (a === b || a.part.sheet !== b.part.sheet) continue;
        const [first, second] = [this.tableRange(a.part), this.tableRange(b.part)];
        if (first.first.row > second.last.row || second.first.row > first.last.row) continue;
        const params = { sheet: a.part.sheet.name, table: a.part.name, other: b.part.name };
        throw templateError('template_tables_side_by_side', params);
      }
    }
    return placed;
  }

  private tableRange(part: TablePart): CellRange {
    const range = parseRange(this.book.root(part.path).getAttribute('ref') ?? '');
    if (!range) throw templateError('template_damaged', { part: part.path });
    return range;
  }

  /** First and last row of a table without its header and totals. */
  private bodyRows(part: TablePart): { first: number; last: number } {
    const root = this.book.root(part.path);
    const range = this.tableRange(part);
    const first = range.first.row + Number(root.getAttribute('headerRowCount') ?? 1);
    return { first, last: Math.max(first, range.last.row - Number(root.getAttribute('totalsRowCount') ?? 0)) };
  }

  private sizeTable({ part, content }: PlacedTable): void {
    const { first, last } = this.bodyRows(part);
    const had = last - first + 1;
    const needs = Math.max(1, content.rows.length);
    if (last + needs > LAST_ROW) throw templateError('template_sheet_full', { table: part.name, rows: needs });
    const cells = this.sheetCells(part.sheet);
    if (needs > had) {
      // Before the last row, so that its lower border stays last and ranges over the body grow by themselves.
      const after = had === 1 ? last : last - 1;
      const edit: RowEdit = { kind: 'insert', after, count: needs - had, atEnd: had === 1 };
      shiftWorkbook(this.book, part.sheet, edit);
      cells.insertRows(after, edit.count, after);
      copyMerges(cells.root, after, after, edit.count);
    } else if (needs < had) {
      const edit: RowEdit = {
        kind: 'delete',
        first: first + Math.max(1, needs - 1),
        last: needs === 1 ? last : last - 1,
      };
      shiftWorkbook(this.book, part.sheet, edit);
      cells.deleteRows(edit.first, edit.last);
    }
  }

  private fillTable({ name, part, content }: PlacedTable): WrittenTable {
    const headers = this.book.headers(part).map(textKey);
    const left = this.tableRange(part).first.column;
    const { first } = this.bodyRows(part);
    const contents = content.rows.length > 0 ? content.rows : [[]];
    const keys = rowKeys(name, content);
    const columns: WrittenTable['columns'] = [];
    const rows = contents.map((_, i): WrittenRow => ({ row: first + i, key: keys[i] ?? '', cells: [] }));
    content.columns.forEach((column, i) => {
      const position = headers.indexOf(textKey(column.name));
      if (position < 0) {
        if (!column.optional) this.notFound.push({ kind: 'column', name: column.name, table: part.name });
        return;
      }
      columns.push({ name: column.name, column: columnName(left + position) });
      rows.forEach(({ row, cells }, at) => {
        const value = contents[at]?.[i] ?? null;
        this.set(part.sheet, { column: left + position, row }, value);
        cells.push(writtenValue(value));
      });
    });
    for (const { row, key } of rows) {
      for (const [header, text] of content.kept?.get(key) ?? []) {
        const position = headers.indexOf(textKey(header));
        if (position >= 0) this.set(part.sheet, { column: left + position, row }, text);
      }
      this.noteRow(part.sheet, row);
    }
    return { sheet: part.sheet.name, columns, rows };
  }

  private set(sheet: SheetPart, at: CellAddress, value: CellContent): void {
    this.sheetCells(sheet).set(at, value);
    this.noteRow(sheet, at.row);
  }

  private noteRow(sheet: SheetPart, row: number): void {
    this.book.touch(sheet.path);
    const rows = this.filledRows.get(sheet) ?? new Set();
    this.filledRows.set(sheet, rows.add(row));
  }

  /** Where defined names point to: name in lower case → name as written, sheet and range. */
  private definedNames(): Map<string, NamedRange[]> {
    const found = new Map<string, NamedRange[]>();
    for (const place of this.book.namedRanges()) {
      const key = place.name.toLowerCase();
      found.set(key, [...(found.get(key) ?? []), place]);
    }
    return found;
  }

  /** Whether a sheet prints rows again on each page. */
  private repeatsRows(sheet: SheetPart): boolean {
    return listed(this.book.root(this.book.path), 'definedNames').some(
      (element) =>
        element.getAttribute('name') === '_xlnm.Print_Titles' &&
        element.getAttribute('localSheetId') === String(sheet.index),
    );
  }

  private fillNames(): void {
    const names = this.definedNames();
    for (const [name, { value, ifEmpty, kept }] of Object.entries(this.content.names)) {
      const key = name.toLowerCase();
      const targets = [...names].filter(([other]) => other.replace(/_\d+$/, '') === key || other === key);
      if (targets.length === 0) this.notFound.push({ kind: 'name', name });
      for (const place of targets.flatMap(([, places]) => places)) {
        const { sheet, range } = place;
        if (this.left.has(sheet.name)) continue;
        const cells = this.sheetCells(sheet);
        const own = cells.hasFormula(range.first) || `${cells.value(range.first) ?? ''}`.trim() !== '';
        if (ifEmpty && own && kept === undefined) continue;
        this.set(sheet, range.first, kept ?? value);
        this.written.names.push(this.writtenName(place, value));
      }
    }
  }

  private writtenName({ name, sheet, range: { first } }: NamedRange, value: CellContent): WrittenName {
    const merged = mergedRanges(this.sheetCells(sheet).root).find(
      (other) => other.first.row === first.row && other.first.column === first.column,
    );
    const span = merged && merged.last.row === first.row ? merged.last.column - first.column + 1 : 1;
    return {
      name,
      sheet: sheet.name,
      cell: cellName(first),
      value: writtenValue(value),
      ...(span > 1 ? { span } : {}),
    };
  }

  /** Rows get at least the height that their texts need; what a template sets higher stays. */
  private fitRows(sheet: SheetPart, rows: ReadonlySet<number>): void {
    const cells = this.sheetCells(sheet);
    const widths = new ColumnWidths(cells.root, this.styles.digit);
    const merges = mergedRanges(cells.root);
    const tableBodies = this.book.tables.filter((part) => part.sheet === sheet).map((part) => this.bodyRows(part));
    for (const row of rows) {
      const element = cells.row(row);
      if (!element) continue;
      const inTable = tableBodies.some((body) => row >= body.first && row <= body.last);
      let needed = 0;
      let merged = false;
      for (const cell of childElements(element, 'c')) {
        const at = parseRange(cell.getAttribute('r') ?? '')!.first;
        const value = cells.value(at);
        const style = this.styles.style(Number(cell.getAttribute('s') ?? 0));
        if (typeof value !== 'string' || value === '' || !style.wrap) continue;
        const range = merges.find((other) => other.first.row === row && other.first.column === at.column);
        const width = widths.between(at.column, range?.last.column ?? at.column);
        let height = neededHeight(value, width, style, inTable ? 4 : 1);
        if (range) merged = true;
        // A cell merged over several rows has the others' heights too.
        for (let other = row + 1; range && other <= range.last.row; other += 1) height -= rowHeight(cells, other);
        needed = Math.max(needed, height);
      }
      const fixed = isOn(element, 'customHeight');
      const least = fixed || !inTable ? rowHeight(cells, row) : defaultHeight(cells.root);
      // Excel fits a row without merged cells anew when staff type in it; one with merged cells never.
      if (needed > least || inTable) cells.setHeight(row, Math.max(needed, least), fixed || merged);
    }
  }

  /** Pages begin where a reader expects it. A table's title is the row above its header, where that has text. */
  private keepPages({ part, content }: PlacedTable): void {
    const cells = this.sheetCells(part.sheet);
    const { first, last } = this.bodyRows(part);
    const { column, row: header } = this.tableRange(part).first;
    const title = cells.value({ column, row: header - 1 }) ? header - 1 : header;
    keepHead(cells, title, first);
    const groups = (content.groups ?? []).map((row) => first + row);
    keepGroups(cells, groups, { first, last, header }, this.repeatsRows(part.sheet));
  }

  private keepTogether(name: string): void {
    const place = this.definedNames().get(name.toLowerCase())?.[0];
    if (!place) {
      this.notFound.push({ kind: 'name', name });
      return;
    }
    const { sheet, range } = place;
    const above = this.book.tables
      .filter((part) => part.sheet === sheet && this.tableRange(part).last.row < range.first.row)
      .sort((a, b) => this.tableRange(b).last.row - this.tableRange(a).last.row)[0];
    const table = above && { ...this.bodyRows(above), header: this.tableRange(above).first.row };
    const block = { first: range.first.row, last: range.last.row, table };
    this.book.touch(sheet.path);
    const toBeWritten = this.rowsToBeWritten(sheet, block);
    if (table && toBeWritten.length > 0) {
      const goesOn = placeBlock(this.sheetCells(sheet), { ...block, table, toBeWritten });
      if (goesOn !== undefined) repeatRow(this.book, sheet, goesOn ? table.header : undefined);
    } else keepOnOnePage(this.sheetCells(sheet), block);
  }

  /** Rows of a block in which staff write: what a page has left is theirs. */
  private rowsToBeWritten(sheet: SheetPart, { first, last }: Block): number[] {
    const names = this.definedNames();
    return WRITTEN_BY_STAFF.flatMap((name) => names.get(name) ?? [])
      .filter((place) => place.sheet === sheet && place.range.first.row >= first && place.range.last.row <= last)
      .map(({ range }) => range.first.row);
  }

  private finish(): void {
    refreshCharts(this.book, this.cells);
    for (const sheet of this.filledRows.keys()) this.writeDimension(sheet);
    if (!this.book.sheets.some((sheet) => hasFormulas(this.book, sheet))) return;
    const words = [...Object.keys(this.content.names), ...Object.keys(this.content.tables)];
    for (const sheet of staleSheets(this.book, [...this.filledRows.keys()], words)) {
      if (!hasFormulas(this.book, sheet)) continue;
      this.sheetCells(sheet).dropFormulaValues();
      this.book.touch(sheet.path);
    }
    calculateOnLoad(this.book);
    // The order of calculation names cells that have moved; Excel makes it anew.
    const chain = this.book.partOf('calcChain');
    if (chain) this.book.remove(chain);
  }

  private writeDimension(sheet: SheetPart): void {
    const cells = this.sheetCells(sheet);
    const dimension = childElement(cells.root, 'dimension');
    const range = parseRange(dimension?.getAttribute('ref') ?? '');
    const last = cells.rowNumbers().at(-1);
    if (!dimension || !range || last === undefined || last <= range.last.row) return;
    const [from, to = from] = (dimension.getAttribute('ref') ?? '').split(':');
    dimension.setAttribute('ref', `${from}:${(to ?? '').replace(/(?<!\d)\d+$/, '')}${last}`);
  }
}
