import { reportContent } from '../../pipeline/report/content.ts';
import type { ReportContent } from '../../pipeline/report/types.ts';
import { isOf } from '../../pipeline/report/written.ts';
import { appendixSheets, emptySheets, showSheets } from './appendices.ts';
import { changedTargets } from './changed-targets.ts';
import { inWorkbook, WorkbookError } from './errors.ts';
import type { ReportMemory } from './memory.ts';
import { NO_PREFIX, type Places, placesOf } from './places.ts';
import { type ReportEdit, ReportPlan, type ReportState } from './plan-report.ts';
import { type Book, livingNames, readBook, readPlaces } from './read-book.ts';
import { factsNow } from './reports.ts';
import type { AskConflicts, ReportToWrite, Written } from './types.ts';
import { queueReport, writeAll } from './write-report.ts';

/**
 * Brings the figures of a report up to date where they stand: its names, its tables and the cells bound to its targets.
 * Everything else stays. Three round trips, one more where there was something to ask.
 * @returns undefined when `ask` answered that nothing should be written
 */
export async function refreshReport(report: ReportToWrite, ask: AskConflicts): Promise<Written | undefined> {
  return inWorkbook(async (context) => {
    const book = await readBook(context);
    const { plan, unit } = report.evaluation;
    const before = book.memory.reports.find((other) => isOf(other, plan.id, unit.id));
    if (!before) throw new WorkbookError('NO_REPORT');
    const { prefix } = before;
    // A workbook with nothing but bound cells lacks nothing of a report.
    const content = prefix === NO_PREFIX ? NO_CONTENT : reportContent(report.evaluation, report.options);
    const sheets = appendixSheets(book, content, prefix);
    const places = placesOf(book, content, before, emptySheets(sheets, before));
    return fillPlaces(context, { book, content, places, sheets, before, prefix }, report, ask);
  });
}

const NO_CONTENT: ReportContent = { names: {}, tables: {}, keepTogether: [], appendices: {} };

export interface Filling {
  book: Book;
  content: ReportContent;
  places: Places;
  /** Sheets of appendices, and whether each is wanted. */
  sheets: ReadonlyMap<string, boolean>;
  /** What was written before; undefined = nothing yet. */
  before: ReportMemory | undefined;
  /** How the names of the report begin. */
  prefix: string;
}

/** Reads what stands in the places, asks where somebody changed it, writes, and remembers what was written. */
export async function fillPlaces(
  context: Excel.RequestContext,
  { book, content, places, sheets, before, prefix }: Filling,
  report: ReportToWrite,
  ask: AskConflicts,
): Promise<Written | undefined> {
  const { evaluation } = report;
  const { plan, unit } = evaluation;
  const own = book.memory.bindings.filter((binding) => isOf(binding, plan.id, unit.id));
  const alive = livingNames(book);
  const names = [...places.names, ...own].map(({ name }) => name).filter((name) => alive.has(name));
  const tables = places.tables.map(({ id }) => id);
  if (names.length + tables.length === 0) throw new WorkbookError('NOTHING_LEFT');
  const marked = (before?.kept.length ?? 0) > 0 || own.some(({ kept }) => kept);
  const spans = Object.fromEntries((before?.names ?? []).flatMap(({ name, span }) => (span ? [[name, span]] : [])));
  const read = (): Promise<ReportState> => readPlaces(context, book, { names, tables, marked, spans });
  const state = await read();
  const planned = new ReportPlan(content, evaluation, places, state, before, own);
  let keep: boolean[] = [];
  if (planned.conflicts.length > 0) {
    const decisions = await ask(planned.conflicts);
    if (decisions === undefined) return undefined;
    keep = planned.conflicts.map((_, i) => decisions[i] !== 'overwrite');
    // The question may have stood there for an hour, and the workbook was open all the time.
    if (outline(await read()) !== outline(state)) throw new WorkbookError('CHANGED_MEANWHILE');
  }
  const edit = planned.finish(keep);
  refuseProtected(book, state, edit);
  const cells = queueReport(context, edit, state);
  showSheets(context, book, sheets);
  const others = book.memory.bindings.filter((binding) => !isOf(binding, plan.id, unit.id));
  const reports = book.memory.reports.filter((other) => !isOf(other, plan.id, unit.id));
  if (prefix !== NO_PREFIX || edit.bindings.length > 0) reports.push({ ...factsNow(report), prefix, ...edit.after });
  await writeAll(context, book, { reports, bindings: [...others, ...edit.bindings] });
  const changed = changedTargets(before?.tables, edit.after.tables, evaluation);
  return { cells, kept: edit.kept, notFound: planned.notFound, changed };
}

/** What of the state a plan leans on; values of formulas may change by themselves. */
function outline({ cells, tables }: ReportState): string {
  const said = ({ value, formula }: { value: unknown; formula: string | undefined }): unknown => formula ?? value;
  return JSON.stringify([
    [...cells].map(([name, { address, cell }]) => [name, address, said(cell)]),
    [...tables].map(([id, { sheet, top, left, headers, body }]) => [
      id,
      sheet,
      top,
      left,
      headers,
      body.map((row) => row.map(said)),
    ]),
  ]);
}

/** A batch stops at its first error and leaves half of it written: better not to begin. */
function refuseProtected(book: Book, { cells, tables }: ReportState, edit: ReportEdit): void {
  const locked = new Set(book.sheets.filter((sheet) => sheet.protected).map(({ name }) => name));
  const touched = [
    ...edit.cells.flatMap(({ name, value, kept }) => {
      const cell = cells.get(name);
      return cell && (value !== undefined || kept || cell.marks.length > 0) ? [cell.sheet] : [];
    }),
    ...edit.tables.flatMap(({ id, edit: { deletes, inserts, blocks, marked } }) => {
      const table = tables.get(id);
      const work = deletes.length + inserts.length + blocks.length + marked.length + (table?.marks.length ?? 0);
      return table && work > 0 ? [table.sheet] : [];
    }),
  ];
  const sheet = touched.find((name) => locked.has(name));
  if (sheet !== undefined) throw new WorkbookError('PROTECTED_SHEET', { sheet });
}
