import { textKey } from '../text.ts';
import { layoutOf, PREFIX, REPORT_NAMES } from './layout.ts';
import { machineParts } from './leave-report.ts';
import { parsePart } from './machine-part.ts';
import { aboutColumns } from './row-keys.ts';
import { SheetCells } from './sheet.ts';
import type { CellContent, KeptRows, NamedContent, TableContent } from './types.ts';
import { Workbook } from './workbook.ts';
import { isOf, type WrittenReport } from './written.ts';
import { tablePlace } from './written-places.ts';

/** What staff wrote into a report by hand and a report made anew must not lose. */
export interface Kept {
  /** Single cells of theirs (causes, measures, signatory, number …): name → text. */
  names: ReadonlyMap<string, string>;
  /** Columns of theirs, by table. */
  tables: ReadonlyMap<string, KeptRows>;
}

/** The content with what staff had written in the places that are theirs. */
export function withKept<N extends string, T extends string>(
  { names, tables }: { names: Record<N, NamedContent>; tables: Record<T, TableContent> },
  kept: Kept | undefined,
): { names: Record<string, NamedContent>; tables: Record<string, TableContent> } {
  if (kept === undefined) return { names, tables };
  return {
    names: mapped<NamedContent>(names, (name, content) => {
      const text = content.ifEmpty ? kept.names.get(name) : undefined;
      return text === undefined ? content : { ...content, kept: text };
    }),
    tables: mapped<TableContent>(tables, (table, content) => {
      const rows = kept.tables.get(table);
      return rows === undefined ? content : { ...content, kept: rows };
    }),
  };
}

function mapped<V>(all: Record<string, V>, change: (key: string, value: V) => V): Record<string, V> {
  return Object.fromEntries(Object.entries(all).map(([key, value]) => [key, change(key, value)]));
}

/**
 * What staff wrote into a report of a plan and unit, whoever saved the file since.
 * @param file its name, for messages
 * @returns undefined where the workbook holds no such report
 * @throws UserError where the file is no .xlsx, is damaged or has a password
 */
export async function keptIn(bytes: Uint8Array, file: string, plan: string, unit: string): Promise<Kept | undefined> {
  const book = await Workbook.open(bytes, file);
  const reports = machineParts(book).flatMap(({ xml }) => parsePart(xml).reports);
  const report = reports.find((one) => one.prefix !== '' && isOf(one, plan, unit));
  if (report === undefined) return undefined;
  const sheets = new Map<string, SheetCells>();
  const cellsOf = (path: string): SheetCells => {
    const cells = sheets.get(path) ?? new SheetCells(book.document(path), book.sharedStrings());
    sheets.set(path, cells);
    return cells;
  };
  return { names: keptNames(book, report, cellsOf), tables: keptTables(book, report, cellsOf) };
}

type CellsOf = (path: string) => SheetCells;

/** What a cell of the report says now where it says something else than what was written into it. */
function keptNames(book: Workbook, { prefix, names }: WrittenReport, cellsOf: CellsOf): Map<string, string> {
  const written = new Map(names.map(({ name, value }) => [name.toLowerCase(), `${value}`]));
  return new Map(
    book.namedRanges().flatMap(({ name, sheet, range }): [string, string][] => {
      const text = shown(cellsOf(sheet.path).value(range.first));
      const own = PREFIX + name.toLowerCase().slice(prefix.length);
      if (!name.toLowerCase().startsWith(prefix) || !Object.hasOwn(REPORT_NAMES, own) || text.trim() === '') return [];
      return text === written.get(name.toLowerCase()) ? [] : [[own, text]];
    }),
  );
}

/** Texts in the columns of staff, each with the row that it stands in: found by what the row is about. */
function keptTables(book: Workbook, report: WrittenReport, cellsOf: CellsOf): Map<string, KeptRows> {
  const kept = new Map<string, KeptRows>();
  for (const [name, written] of Object.entries(report.tables)) {
    const place = tablePlace(book, report, name);
    const staff = layoutOf(name)?.staff ?? [];
    if (!place || staff.length === 0) continue;
    const { part, range, headers } = place;
    const cells = cellsOf(part.sheet.path);
    const at = (row: number, header: string): string => {
      const position = headers.indexOf(textKey(header));
      return position < 0 ? '' : shown(cells.value({ row, column: range.first.column + position }));
    };
    const columns = written.columns.map((column) => column.name);
    const about = aboutColumns(name, columns);
    const key = (texts: readonly string[]): string => texts.map(textKey).join('\n');
    const known = new Map(written.rows.map((row) => [key(about.map((i) => `${row.cells[i] ?? ''}`)), row.key]));
    const rows = new Map<string, Map<string, string>>();
    for (let row = range.first.row + 1; row <= range.last.row; row += 1) {
      const own = known.get(key(about.map((i) => at(row, columns[i] ?? ''))));
      const texts = staff.flatMap((header): [string, string][] =>
        at(row, header) === '' ? [] : [[header, at(row, header)]],
      );
      if (own !== undefined && texts.length > 0) rows.set(own, new Map(texts));
    }
    if (rows.size > 0) kept.set(name, rows);
  }
  return kept;
}

function shown(content: CellContent): string {
  return `${content ?? ''}`;
}
