import type { Period } from '../counts/period.ts';
import { countOf } from '../counts/record.ts';
import { addDays, dateText, vietnameseDate } from '../dates.ts';
import type { Library } from '../library/library.ts';
import type { Plan } from '../library/plans/types.ts';
import { UserError, type Words } from '../messages.ts';
import type { ByteSource, ReadOptions } from '../read/book.ts';
import { openBook } from '../read/open.ts';
import { readZipDirectory } from '../read/zip/zip-directory.ts';
import { textKey } from '../text.ts';
import { nextUnitsTable } from './apart.ts';
import type { Collection, Remembered } from './collection.ts';
import { ruleProblems } from './form-rules.ts';
import { formRows } from './form-table.ts';
import { type Grid, gridsOf } from './grid.ts';
import { findHeader } from './header.ts';
import { headerProblems, scaleProblems } from './header-problems.ts';
import { type OwnReports, ownReports, readOwn } from './own-report.ts';
import { figureProblems, planRows } from './plan-table.ts';
import { problem } from './problems.ts';
import { type Calendar, reportingPeriodOf, type SaidPeriod, saidPeriod } from './reporting-periods.ts';
import { isOfPeriod } from './roll.ts';
import type { Ask, CheckProblem, ReadSheet, SentFigure } from './types.ts';
import { byUnits, unitRows } from './unit-rows.ts';
import { type Whose, whose } from './whose.ts';

/**
 * Reads a workbook that a unit sent. Never throws for what is in it: a file that cannot be read is one sheet of kind
 * `unknown` with the reason. Pure but for the reading: runs anywhere.
 */
export async function collectBook(
  source: ByteSource,
  reading: ReadOptions,
  library: Library,
  collection: Collection,
  remembered: Remembered,
): Promise<ReadSheet[]> {
  const file = source.name;
  try {
    const own = (await mayBeOwn(source)) ? await ownReports(await source.read(0, source.size), file) : undefined;
    const grids = await gridsOf(await openBook(source, reading));
    const made = own === undefined ? [] : ownSheets(own, grids, file, collection);
    if (made.length > 0) return made;
    const sheets = grids.flatMap((grid) => readGrid(grid, file, library, collection, remembered));
    const right = withoutBreakdowns(sheets.filter(isOfPeriod), collection);
    // A book with a sheet a month: those of other months are no mistake.
    const found = right.length > 0 ? withMissing(withoutCopies(right, grids), collection.plan) : sheets;
    const damage =
      own?.damaged == null ? [] : [problem('E_PART_DAMAGED', { file, sheet: '' }, { reason: own.damaged })];
    if (found.length === 0)
      return [noSheet(file, grids[0]?.sheet ?? '', [...damage, problem('W_NO_REPORT', { file, sheet: '' }, {})])];
    return found.map((sheet, at) => (at === 0 ? { ...sheet, problems: [...damage, ...sheet.problems] } : sheet));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const reason = { vi: error.sentence('vi'), en: error.sentence('en') };
    return [unreadSheet(file, reason)];
  }
}

/** Whether a workbook has a custom part at all: the others are not opened a second time to look for one. */
async function mayBeOwn(source: ByteSource): Promise<boolean> {
  const [first, second] = await source.read(0, 2);
  if (first !== 0x50 || second !== 0x4b) return false;
  try {
    return (await readZipDirectory(source)).some(({ name }) => /^customXml\//i.test(name));
  } catch (error) {
    // What is wrong with the file is told by whoever reads its sheets.
    if (error instanceof UserError) return false;
    throw error;
  }
}

/** A file that cannot be read, with the reason. */
export function unreadSheet(file: string, reason: Words): ReadSheet {
  return noSheet(file, '', [problem('E_NOT_READ', { file, sheet: '' }, { reason })]);
}

/** A sheet of which nothing was read. */
function noSheet(file: string, sheet: string, problems: CheckProblem[]): ReadSheet {
  return {
    file,
    sheet,
    kind: 'unknown',
    form: null,
    plan: null,
    unit: null,
    from: null,
    asOf: null,
    figures: [],
    cells: [],
    parts: [],
    byUnit: false,
    asked: [],
    problems,
    made: null,
  };
}

/**
 * Without the rows of units below in the report of one that consolidates itself: they say its numbers again, and are nobody
 * that is asked here.
 */
function withoutBreakdowns(sheets: readonly ReadSheet[], { unit: above }: Collection): readonly ReadSheet[] {
  const isWhole = ({ kind, byUnit, unit }: ReadSheet): boolean =>
    kind === 'form' && !byUnit && unit !== null && unit !== above;
  return sheets.some(isWhole) ? sheets.filter(({ byUnit }) => !byUnit) : sheets;
}

/**
 * A unit's sheets without those that say again what one before them says: visible ones go before hidden ones, and a sheet
 * that was left out is told. Sheets that part a report among them all stay.
 */
function withoutCopies(sheets: readonly ReadSheet[], grids: readonly Grid[]): ReadSheet[] {
  const hidden = (one: ReadSheet): number => Number(grids.find(({ sheet }) => sheet === one.sheet)?.hidden === true);
  const kept: ReadSheet[] = [];
  for (const sheet of [...sheets].sort((a, b) => hidden(a) - hidden(b))) {
    const at = kept.findIndex((one) => one.unit !== null && one.unit === sheet.unit && saysOf(one, sheet));
    const first = kept[at];
    if (first === undefined) kept.push(sheet);
    else if (first.sheet !== sheet.sheet) {
      const place = { unit: sheet.unit ?? '', file: sheet.file, sheet: sheet.sheet };
      const told = problem('W_TABLE_AGAIN', place, { counted: first.sheet });
      kept[at] = { ...first, problems: [...first.problems, told] };
    }
  }
  return kept;
}

/** Tables of a plan, each unit's first with what none of its sheets has. */
function withMissing(sheets: readonly ReadSheet[], plan: Plan | null): ReadSheet[] {
  return sheets.map((sheet) => {
    const own = sheets.filter(({ unit }) => unit === sheet.unit);
    if (plan === null || (sheet.unit !== null && own[0] !== sheet)) return sheet;
    const figures = (sheet.unit === null ? [sheet] : own).flatMap((one) => one.figures);
    const place = { unit: sheet.unit ?? '', file: sheet.file, sheet: sheet.sheet };
    return { ...sheet, problems: [...sheet.problems, ...missingTargets(plan, figures, place)] };
  });
}

/** Whether two sheets have a number of the same thing. */
function saysOf(a: ReadSheet, b: ReadSheet): boolean {
  const rows = new Set(a.cells.map(({ row, section }) => `${section}\u0000${row}`));
  return (
    b.figures.some(({ target }) => a.figures.some((one) => one.target === target)) ||
    b.cells.some(({ row, section }) => row !== null && rows.has(`${section}\u0000${row}`)) ||
    (a.cells.length > 0 &&
      b.cells.length > 0 &&
      (a.byUnit || rows.size === 1 || b.cells.every(({ row }) => row === null)))
  );
}

function ownSheets(own: OwnReports, grids: readonly Grid[], file: string, collection: Collection): ReadSheet[] {
  const { plan } = collection;
  return own.reports.map((report): ReadSheet => {
    const { figures: written, problems, sheet } = readOwn(own, report, grids, file);
    // Counts by another definition are no counts of this target, whatever it is called.
    const other = plan === null ? [] : written.filter((figure) => isOther(figure, plan));
    const figures = written.filter((figure) => !other.includes(figure));
    const place = { unit: report.unit, file, sheet };
    const all: CheckProblem[] = [];
    if (plan === null)
      all.push(problem('E_OTHER_FORM', { ...place, found: report.plan, expected: collection.form.shortTitle }, {}));
    else if (report.plan !== plan.id)
      all.push(problem('E_OTHER_PLAN', { ...place, found: report.plan, expected: plan.id }, {}));
    else if (report.as_of !== collection.asOf) all.push(wrongPeriod(place, report.as_of, collection));
    else {
      if (report.plan_version !== plan.version) all.push(problem('I_OTHER_VERSION', place, { plan: plan.id }));
      for (const { target } of other)
        all.push(
          problem('E_OTHER_DEFINITION', place, {
            target: plan.targets.find(({ id }) => id === target)?.name ?? target,
          }),
        );
      all.push(
        ...missingTargets(plan, written, place),
        ...problems.map((one) => ({ ...one, unit: report.unit, file })),
      );
    }
    return {
      file,
      sheet,
      kind: 'own',
      form: null,
      plan: report.plan,
      unit: report.unit,
      from: report.from,
      asOf: report.as_of,
      figures,
      cells: [],
      parts: (report.parts ?? []).map(({ target, count, origins }) => ({ target, count: countOf(count), origins })),
      byUnit: false,
      asked: [],
      problems: all,
      made: { program: report.program, at: report.made_at },
    };
  });
}

/** Whether a target of this name is counted by another indicator, or another variant of it, than the plan says now. */
function isOther({ target: id, count }: SentFigure, plan: Plan): boolean {
  const target = plan.targets.find((one) => one.id === id);
  if (target === undefined) return false;
  return count.indicator !== target.indicator || count.variant !== (target.variant ?? null);
}

function wrongPeriod(
  place: { unit: string; file: string; sheet: string },
  found: string,
  { asOf }: Collection,
): CheckProblem {
  const day = (iso: string): Words => ({ vi: dateText(iso, 'vi'), en: dateText(iso, 'en') });
  return problem('E_WRONG_PERIOD', { ...place, expected: asOf, found }, { said: day(found), asked: day(asOf) });
}

function readGrid(
  grid: Grid,
  file: string,
  library: Library,
  collection: Collection,
  remembered: Remembered,
  before?: SaidPeriod,
): ReadSheet[] {
  const reading = { abbreviations: library.words.abbreviations, ...collection.period };
  const counts = [...library.forms.values()].filter(({ kind }) => kind === 'counts');
  const header = findHeader(grid, [collection.form], reading) ?? findHeader(grid, counts, reading);
  if (header === undefined) return [];
  const { form } = header;
  const { plan, unit: above, asOf } = collection;
  const at = grid.rows.findIndex(({ row }) => row >= header.firstRow);
  const lines = grid.rows
    .slice(0, at)
    .flatMap(({ cells }) => [...cells.filter((cell) => cell !== ''), cells.filter((cell) => cell !== '').join(' ')]);
  const calendar = plan?.calendar ?? form.calendar;
  const said =
    saidPeriod([...new Set(lines), grid.sheet], calendar) ??
    before ??
    monthOfSheet(grid.sheet, asOf, calendar) ??
    saidPeriod([file.replace(/[_-]+/g, ' ')], calendar);
  const ownerOf = (texts: Parameters<typeof whose>[3]): Whose =>
    whose(library.units, above, asOf, texts, remembered.units);
  if (!header.byUnit) {
    const first = ownerOf({ file, sheet: grid.sheet, above: lines, below: [] });
    const next = nextUnitsTable(grid, header, first, (line) =>
      ownerOf({ file: '', sheet: '', above: line, below: [] }),
    );
    const part = (rows: Grid['rows'], time: SaidPeriod | undefined): ReadSheet[] =>
      readGrid({ ...grid, rows }, file, library, collection, remembered, time);
    if (next >= 0) return [...part(grid.rows.slice(0, next), before), ...part(grid.rows.slice(next), said)];
  }
  const period: Period =
    said === undefined ? collection.period : { from: said.from ?? collection.period.from, asOf: said.asOf };
  const fits = said === undefined || isAsked(said, collection);
  const read =
    plan === null || form !== collection.form
      ? { ...formRows(grid, header), figures: [], asked: [] }
      : {
          cells: [],
          labels: [],
          ...planRows(grid, header, plan, library, '', fits ? { ...period, asOf } : period, file, remembered.targets),
        };
  if (form.kind === 'plan' && read.figures.length === 0 && read.problems.length === 0) return [];
  const below = grid.rows.slice(read.end).flatMap(({ cells }) => cells.filter((cell) => cell !== ''));
  const owner: Whose = header.byUnit
    ? { unit: above, how: 'named' }
    : ownerOf({ file, sheet: grid.sheet, above: lines, below });
  const unit = owner.unit ?? '';
  const place = { unit, file, sheet: grid.sheet };
  if (form !== collection.form) {
    const expected = plan?.shortTitle ?? collection.form.shortTitle;
    const other = problem('E_OTHER_FORM', { ...place, found: form.shortTitle, expected }, {});
    return [{ ...noSheet(file, grid.sheet, [other]), kind: 'form', form: form.id, unit: owner.unit, ...period }];
  }
  const asked: Ask[] = [...read.asked];
  const problems: CheckProblem[] = [...read.problems];
  if (grid.hidden) problems.push(problem('W_HIDDEN', place, {}));
  if (grid.cut) problems.push(problem('E_SHEET_CUT', place, { rows: grid.rows.length }));
  if (owner.unit === null) {
    asked.push({ kind: 'unit', name: owner.name, suggestions: owner.suggestions });
    const hint = owner.suggestions.length === 0 ? '' : ` → ${owner.suggestions.join('; ')}?`;
    problems.push(problem('E_UNKNOWN_UNIT', place, { name: owner.name, hint }));
  }
  if (!fits) problems.push(wrongPeriod(place, period.asOf, collection));
  else if (said === undefined)
    problems.push(
      problem('W_NO_PERIOD', place, { period: `${vietnameseDate(period.from)} – ${vietnameseDate(period.asOf)}` }),
    );
  problems.push(...scaleProblems(lines, place), ...headerProblems(grid, header, place));
  const rows = header.byUnit
    ? unitRows(read.cells, read.labels, library, collection, remembered, grid.sheet)
    : { cells: read.cells, problems: [], asked: [] };
  problems.push(...rows.problems);
  asked.push(...rows.asked);
  if (form.kind === 'counts') {
    const broken = new Set(
      read.problems
        .filter(({ code }) => code === 'E_TOTAL_SUM')
        .flatMap(({ cell }) => read.cells.find((one) => one.cell === cell)?.column ?? []),
    );
    problems.push(...ruleProblems(form, grid.sheet, read.cells, broken));
  } else if (plan !== null) problems.push(...figureProblems(plan, grid.sheet, read.figures));
  const sheet: ReadSheet = {
    file,
    sheet: grid.sheet,
    kind: plan === null ? 'form' : 'table',
    form: form.id,
    plan: plan?.id ?? null,
    unit: owner.unit,
    from: period.from,
    asOf: fits ? asOf : period.asOf,
    figures: read.figures.map((figure) => ({ ...figure, count: { ...figure.count, unit } })),
    cells: rows.cells,
    parts: [],
    byUnit: header.byUnit,
    asked,
    problems: problems.map((one) => ({ ...one, unit: one.unit || unit, file: one.file || file })),
    made: null,
  };
  return header.byUnit ? byUnits(sheet) : [sheet];
}

/**
 * Whether what a report says of its time is what is being collected. A plan's figures are cumulative: a table that says from
 * when to when must begin with the plan's period, while "Tháng 10" is the month in which it was written. A form's numbers are
 * of its own period.
 */
function isAsked(said: SaidPeriod, { plan, asOf, period }: Collection): boolean {
  if (plan !== null)
    return said.days
      ? said.asOf === asOf && startsWith(said, period.from)
      : said.asOf === asOf || sameMonth(said, asOf);
  return said.asOf === asOf && (said.from === null || said.from === period.from);
}

/** `T7`, `Th 07`, `Tháng 7`: a sheet a month, of the year that is collected where the name says none. */
function monthOfSheet(name: string, asOf: string, calendar: Calendar): SaidPeriod | undefined {
  const [, month] = /^t(?:h|hang)? ?0?([1-9]|1[0-2])$/.exec(textKey(name)) ?? [];
  if (month === undefined) return undefined;
  const period = reportingPeriodOf('month', Number(asOf.slice(0, 4)), Number(month), calendar);
  return { ...period, days: false, line: name };
}

/** Up to a month before: the government's year begins on 15 December. */
function startsWith({ from }: SaidPeriod, wanted: string): boolean {
  return from === null || (from <= wanted && addDays(from, 31) >= wanted);
}

/** "Tháng 11 năm 2024" may be meant by either calendar: the month is the same one. */
function sameMonth(said: SaidPeriod, asOf: string): boolean {
  return said.from !== null && said.asOf.slice(0, 7) === asOf.slice(0, 7);
}

function missingTargets(
  plan: Plan,
  figures: ReadSheet['figures'],
  place: { unit: string; file: string; sheet: string },
): CheckProblem[] {
  return plan.targets
    .filter(({ id }) => !figures.some(({ target }) => target === id))
    .map(({ name }) => problem('W_TARGET_MISSING', place, { target: name }));
}
