import type { Words } from '../../pipeline/messages.ts';
import { makeReport } from '../../pipeline/office/report.ts';
import { reportContent } from '../../pipeline/report/content.ts';
import type { NotFound, ReportContent } from '../../pipeline/report/types.ts';
import { isOf, type WrittenReport } from '../../pipeline/report/written.ts';
import { appendixSheets, emptySheets, showSheets } from './appendices.ts';
import { bringIn, keepWidths } from './bring-in.ts';
import { addingSheets, inWorkbook } from './errors.ts';
import type { ReportMemory } from './memory.ts';
import { FIRST_PREFIX, freePrefix, NO_PREFIX, placesOf, prefixed } from './places.ts';
import { type Book, readBook } from './read-book.ts';
import { type Filling, fillPlaces } from './refresh-report.ts';
import { type FileOutline, outlineOf, withPrefix, zeroBased } from './report-file.ts';
import { makingNow } from './reports.ts';
import { missingChart, missingColumn, missingName, missingTable } from './texts.ts';
import type { AskConflicts, ReportToWrite, Written } from './types.ts';
import { writeAll } from './write-report.ts';

/**
 * Brings a report into the workbook: the template comes in whole, filled; where the workbook has names and tables of
 * the report that belong to none yet (an own template), those are filled instead. A report of the same plan and unit
 * that stands there already stays as it is; from now on the new one is refreshed.
 * @param ask asked where an own template's cells already hold something; without it such cells are kept and marked
 * @returns undefined when `ask` answered that nothing should be written
 */
export async function insertReport(
  template: Uint8Array,
  report: ReportToWrite,
  ask: AskConflicts = async (conflicts) => conflicts.map(() => 'keep'),
): Promise<Written | undefined> {
  const content = reportContent(report.evaluation, report.options);
  return inWorkbook(async (context) => {
    const book = withoutDeleted(context, await readBook(context));
    const own = ownTemplate(book, content);
    if (own) {
      const filling = { book, content, ...own, before: undefined, prefix: FIRST_PREFIX };
      return fillPlaces(context, filling, report, ask);
    }
    return insertSheets(context, book, content, template, report);
  });
}

/** Forgets reports whose sheets were deleted, and takes away the names that Excel left of them. */
function withoutDeleted(context: Excel.RequestContext, book: Book): Book {
  const living = ({ prefix, names, tables, ids }: ReportMemory): boolean => {
    const known = new Set(names.map(({ name }) => name.toLowerCase()));
    const called = new Set(Object.keys(tables).map((own) => prefixed(own, prefix).toLowerCase()));
    const identified = new Set(Object.values(ids));
    return (
      prefix === NO_PREFIX ||
      book.names.some(({ name, dead }) => !dead && known.has(name.toLowerCase())) ||
      book.tables.some(({ id, name }) => called.has(name.toLowerCase()) || identified.has(id))
    );
  };
  const reports = book.memory.reports.filter(living);
  const gone = book.memory.reports.filter((report) => !reports.includes(report));
  const left = (name: string): boolean => gone.some(({ prefix }) => name.toLowerCase().startsWith(prefix));
  for (const { name, dead } of book.names) if (dead && left(name)) context.workbook.names.getItem(name).delete();
  return {
    ...book,
    memory: { ...book.memory, reports },
    names: book.names.filter(({ name, dead }) => !(dead && left(name))),
  };
}

/** Names and tables of a report that stand in the workbook and belong to no report that we wrote. */
function ownTemplate(book: Book, content: ReportContent): Pick<Filling, 'places' | 'sheets'> | undefined {
  if (book.memory.reports.some(({ prefix }) => prefix === FIRST_PREFIX)) return undefined;
  const sheets = appendixSheets(book, content, FIRST_PREFIX);
  const places = placesOf(book, content, { prefix: FIRST_PREFIX, ids: {} }, emptySheets(sheets, undefined));
  return places.names.length + places.tables.length > 0 ? { places, sheets } : undefined;
}

async function insertSheets(
  context: Excel.RequestContext,
  book: Book,
  content: ReportContent,
  template: Uint8Array,
  report: ReportToWrite,
): Promise<Written> {
  const filled = await makeReport(report.evaluation, template, makingNow(report), report.options);
  const prefix = freePrefix(book);
  const bytes = await withPrefix(filled.bytes, prefix);
  const { ids, charts } = await addingSheets(() => bringIn(context, bytes));
  const notFound = [...filled.notFound.map(lacking), ...charts.map(missingChart)];
  try {
    const cells = await adopt(context, book, content, await outlineOf(bytes), { ids, prefix, report: filled.report });
    return { cells, kept: 0, notFound, changed: [] };
  } catch (error) {
    // Sheets that nothing remembers could never be refreshed.
    for (const id of ids) context.workbook.worksheets.getItemOrNullObject(id).delete();
    await context.sync();
    throw error;
  }
}

/** Remembers what was brought in, and mends what Excel lost of it. @returns the number of cells written */
async function adopt(
  context: Excel.RequestContext,
  book: Book,
  content: ReportContent,
  outline: FileOutline,
  { ids, prefix, report }: { ids: readonly string[]; prefix: string; report: WrittenReport },
): Promise<number> {
  const after = await readBook(context);
  const sheets = insertedSheets(after, outline, ids);
  mendNames(context, after, outline, sheets);
  const tables = tableIds(context, after, outline, sheets);
  keepWidths(context, outline, sheets);
  showSheets(context, after, appendixSheets(after, content, prefix));
  const memory = inThisBook(report, prefix, tables, (sheet) => sheets[outline.sheets.indexOf(sheet)]?.name ?? sheet);
  const others = book.memory.reports.filter((other) => !isOf(other, report.plan, report.unit));
  const first = sheets[0];
  if (first) context.workbook.worksheets.getItem(first.id).activate();
  await writeAll(context, after, { reports: [...others, memory], bindings: book.memory.bindings });
  const cells = Object.values(memory.tables).map(({ rows, columns }) => rows.length * columns.length);
  return cells.reduce((sum, count) => sum + count, memory.names.length);
}

interface InsertedSheet {
  id: string;
  name: string;
}

/** Which sheet of the file became which sheet of the workbook; a name that was taken got a number behind it. */
function insertedSheets(after: Book, outline: FileOutline, ids: readonly string[]): InsertedSheet[] {
  const inserted = ids.flatMap((id) => after.sheets.filter((sheet) => sheet.id === id));
  return outline.sheets.flatMap((name, i) => {
    const like = (sheet: InsertedSheet): boolean =>
      sheet.name === name || sheet.name.replace(/ \(\d+\)$/, '') === name.slice(0, sheet.name.length);
    const sheet = inserted.find((one) => one.name === name) ?? inserted.find(like) ?? inserted[i];
    return sheet ? [sheet] : [];
  });
}

/**
 * Some versions of Excel lose what the names of an inserted sheet stand for, or keep them for the sheet alone. What is
 * not there as it should be is named anew.
 */
function mendNames(
  context: Excel.RequestContext,
  after: Book,
  outline: FileOutline,
  sheets: readonly InsertedSheet[],
): void {
  const { names, worksheets } = context.workbook;
  for (const { name, sheet, range } of outline.names) {
    const place = sheets[sheet];
    if (!place) continue;
    const found = after.names.find((other) => other.name.toLowerCase() === name.toLowerCase());
    if (found && !found.dead && found.sheet === place.name) continue;
    if (found) names.getItem(found.name).delete();
    names.add(name, worksheets.getItem(place.id).getRangeByIndexes(...zeroBased(range)));
  }
}

/** Ids of the inserted tables by their names in the file; one that Excel renamed gets its name back. */
function tableIds(
  context: Excel.RequestContext,
  after: Book,
  outline: FileOutline,
  sheets: readonly InsertedSheet[],
): Map<string, string> {
  const found = new Map<string, string>();
  for (const { name, sheet } of outline.tables) {
    const there = after.tables.filter((table) => table.sheet === sheets[sheet]?.name);
    const same = there.find((table) => table.name.toLowerCase() === name.toLowerCase());
    const renamed = there.find(
      (table) => table.name.replace(/(?:_|(?<![_\d]))\d+$/, '').toLowerCase() === name.toLowerCase(),
    );
    const table = same ?? renamed;
    if (!table) continue;
    if (!same) context.workbook.tables.getItem(table.id).name = name;
    found.set(name.toLowerCase(), table.id);
  }
  return found;
}

/** A report as it was written into its file, with the names that its tables, cells and sheets have in the workbook. */
function inThisBook(
  report: WrittenReport,
  prefix: string,
  ids: ReadonlyMap<string, string>,
  sheetName: (sheet: string) => string,
): ReportMemory {
  const tables = Object.entries(report.tables);
  const idOf = (own: string): [string, string][] => {
    const id = ids.get(prefixed(own, prefix).toLowerCase());
    return id === undefined ? [] : [[own, id]];
  };
  return {
    ...report,
    prefix,
    names: report.names.map((one) => ({ ...one, name: prefixed(one.name, prefix), sheet: sheetName(one.sheet) })),
    tables: Object.fromEntries(tables.map(([own, one]) => [own, { ...one, sheet: sheetName(one.sheet) }])),
    ids: Object.fromEntries(tables.flatMap(([own]) => idOf(own))),
    kept: [],
  };
}

function lacking(one: NotFound): Words {
  if (one.kind === 'column') return missingColumn(one.table, one.name);
  return one.kind === 'table' ? missingTable(one.name, one.name) : missingName(one.name, one.name);
}
