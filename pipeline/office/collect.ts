import { blockProblems } from '../consolidate/blocks.ts';
import { changesBetween } from '../consolidate/changes.ts';
import { chartsOf } from '../consolidate/charts.ts';
import { collectBook } from '../consolidate/collect.ts';
import type { Collection, Remembered } from '../consolidate/collection.ts';
import { type Consolidated, consolidate, type Included } from '../consolidate/consolidate.ts';
import { dueMoment } from '../consolidate/deadline.ts';
import { historyProblems } from '../consolidate/history.ts';
import { withShorter } from '../consolidate/months.ts';
import { problem } from '../consolidate/problems.ts';
import { rankUnits } from '../consolidate/rank.ts';
import { consolidatedContent, consolidatedFacts, type Ranked } from '../consolidate/report.ts';
import {
  type Act,
  answerable,
  isOfPeriod,
  type Received,
  type Roll,
  type RollLine,
  rollOf,
} from '../consolidate/roll.ts';
import { sentBy } from '../consolidate/sent-by.ts';
import { consolidatedTemplate } from '../consolidate/sheets.ts';
import type { CheckProblem, ReadSheet } from '../consolidate/types.ts';
import type { Library } from '../library/library.ts';
import type { Ranking } from '../library/rankings/types.ts';
import type { ByteSource, ReadOptions } from '../read/book.ts';
import { fillPlain, fillTemplate } from '../report/fill.ts';
import type { Filled } from '../report/types.ts';
import type { Making } from '../report/written.ts';
import { textKey } from '../text.ts';
import type { Engine } from '../warehouse/duckdb/engine.ts';
import {
  addAct,
  addReceived,
  type CollectionKey,
  collectedPeriods,
  prepareReceived,
  receivedReports,
  reportActs,
  reportWords,
} from '../warehouse/received.ts';
import { duckdbWarehouse } from '../warehouse/warehouse.ts';
import { exportProblems } from './export-checks.ts';
import { questionError } from './questions.ts';

/** Where what units sent is kept, and what is known. */
export interface CollectingOffice {
  engine: Engine;
  library: Library;
}

/** Under which key what units sent for a collection is kept. */
export function keyOf({ plan, form, unit, period }: Collection): CollectionKey {
  return { subject: plan === null ? `form:${form.id}` : `plan:${plan.id}`, collector: unit, ...period };
}

/** A file that a unit sent, with when it came. */
export interface SentFile {
  source: ByteSource;
  sha256: string;
  /** Local moments `YYYY-MM-DD HH:MM:SS`. */
  receivedAt: string;
}

/** A sheet as it was taken in; `known` = the same file had been taken in before and nothing changed. */
export interface CollectedSheet {
  sheet: ReadSheet;
  known: boolean;
}

/**
 * Reads one file of a unit into the collection, all of its sheets or nothing. What was sent before is kept; the same bytes a
 * second time change nothing. A file that is no report is told and not kept.
 * @param sender whose file it is, where that is known of whoever hands it in
 * @throws UserError OTHER_UNITS_REPORT where a sheet is not the sender's; nothing of the file is kept then
 */
export async function collectFile(
  office: CollectingOffice,
  collection: Collection,
  sent: SentFile,
  reading: ReadOptions,
  { now, by, sender }: { now: string; by: string; sender?: string },
): Promise<CollectedSheet[]> {
  await prepareReceived(office.engine);
  const { library } = office;
  const words = await explainedWords(office, collection);
  const read = await collectBook(sent.source, reading, library, collection, words);
  const sheets = sender === undefined ? read : sentBy(read, sender, library.units, collection.asOf);
  if (sheets === undefined) throw questionError('OTHER_UNITS_REPORT', { file: sent.source.name });
  return keepSheets(office, collection, sheets, sent, { now, by });
}

/** Names of units and rows of tables that somebody explained, in the library and while collecting. */
export async function explainedWords({ engine, library }: CollectingOffice, { unit }: Collection): Promise<Remembered> {
  const words = await reportWords(engine, unit);
  const ofLibrary = Object.entries(library.office.spellings.units).map(([name, id]) => [textKey(name), id] as const);
  return { units: new Map([...ofLibrary, ...words.units]), targets: words.targets };
}

/** Keeps what was read of a file (`collectBook`), all of its sheets or nothing; where it is known already nothing changes. */
export async function keepSheets(
  { engine }: CollectingOffice,
  collection: Collection,
  sheets: readonly ReadSheet[],
  { sha256, receivedAt }: Omit<SentFile, 'source'>,
  { now, by }: { now: string; by: string },
): Promise<CollectedSheet[]> {
  const key = keyOf(collection);
  const before = await receivedReports(engine, key, { sha256 });
  return engine.transaction(async () => {
    const collected: CollectedSheet[] = [];
    const sameOf = (sheet: ReadSheet): Received | undefined =>
      before.findLast((one) => one.sheet.sheet === sheet.sheet && one.sheet.unit === sheet.unit);
    // All sheets of a file or none: they are one report.
    const known = sheets.every((sheet) => {
      const same = sameOf(sheet);
      return same !== undefined && JSON.stringify(plainOf(same.sheet)) === JSON.stringify(plainOf(sheet));
    });
    for (const sheet of sheets) {
      const same = sameOf(sheet);
      if (known && same !== undefined) {
        const told = problem(
          'W_SAME_FILE',
          { unit: sheet.unit ?? '', file: sheet.file, sheet: sheet.sheet },
          { before: same.sheet.file },
        );
        collected.push({ sheet: { ...sheet, problems: [...sheet.problems, told] }, known });
        continue;
      }
      if (sheet.kind !== 'unknown') await addReceived(engine, key, { sheet, sha256, receivedAt, collectedAt: now, by });
      collected.push({ sheet, known });
    }
    return collected;
  });
}

/** What a report says, without the name of its file and numbers as text: to compare. */
function plainOf({ file: _, figures, cells, ...rest }: ReadSheet): unknown {
  const { unit, asOf, form, plan } = rest;
  return {
    unit,
    asOf,
    form,
    plan,
    figures: figures.map(({ target, count, edited }) => [
      target,
      edited,
      String(count.hits?.n),
      String(count.hits?.d),
      String(count.members?.n),
    ]),
    cells: cells.map(({ row, column, value }) => [row, column, String(value.n)]),
  };
}

/**
 * Who was to report, and what came of it; of a form what units sent for shorter periods stands for the whole.
 * @param of only what these units sent is looked at; the lines of others say nothing then
 */
export async function rollNow(
  { engine, library }: CollectingOffice,
  collection: Collection,
  of?: readonly string[],
): Promise<Roll> {
  const key = keyOf(collection);
  const due = dueOf(collection, library);
  const { plan, form, unit, asOf, period } = collection;
  let received = await receivedReports(engine, key, of && { of });
  if (plan === null) {
    const shorter: Received[] = [];
    for (const other of await collectedPeriods(engine, key))
      if (
        other.from >= period.from &&
        other.asOf <= period.asOf &&
        (other.from !== period.from || other.asOf !== period.asOf)
      )
        shorter.push(...(await receivedReports(engine, { ...key, ...other }, of && { of })));
    received = withShorter(form, period, received, shorter, library.units);
  }
  return rollOf({ units: library.units, unit, asOf, plan, due }, received, await reportActs(engine, key));
}

/** The moment until which a report of the collection is on time. */
export function dueOf({ form, asOf }: Collection, library: Library): string {
  return dueMoment(form.deadline, asOf, library.holidays);
}

/**
 * Keeps a decision on units' reports. Acceptance and return are of each report that counts now.
 * @param seen numbers of the reports that were looked at, where others may have come meanwhile
 * @throws UserError NOT_EXPECTED, NOTHING_SENT, REASON_NEEDED, SENT_MEANWHILE
 */
export async function decide(
  office: CollectingOffice,
  collection: Collection,
  units: readonly string[],
  act: Act['act'],
  reason: string,
  { now, by }: { now: string; by: string },
  seen?: readonly number[],
): Promise<RollLine[]> {
  if (reason.trim() === '' && (act === 'returned' || act === 'excluded')) throw questionError('REASON_NEEDED');
  await prepareReceived(office.engine);
  const { lines } = await rollNow(office, collection);
  const chosen = units.map((unit) => {
    const line = lines.find((one) => one.unit === unit);
    if (line === undefined) throw questionError('NOT_EXPECTED', { unit, above: collection.unit });
    if ((act === 'accepted' || act === 'returned') && line.current.length === 0)
      throw questionError('NOTHING_SENT', { unit });
    if (seen !== undefined && line.current.some(({ id }) => !seen.includes(id)))
      throw questionError('SENT_MEANWHILE', { unit: line.name });
    return line;
  });
  const ofReports = act === 'accepted' || act === 'returned';
  await office.engine.transaction(async () => {
    for (const { unit, current } of chosen)
      for (const received of ofReports ? current.map(({ id }) => id) : [null])
        await addAct(office.engine, keyOf(collection), { act, unit, received, reason: reason.trim(), at: now, by });
  });
  const changed = await rollNow(office, collection);
  return changed.lines.filter(({ unit }) => units.includes(unit));
}

/** Freezes the collection: what changes later makes a new version. */
export async function freeze(
  { engine }: CollectingOffice,
  collection: Collection,
  { now, by }: { now: string; by: string },
): Promise<void> {
  await prepareReceived(engine);
  await addAct(engine, keyOf(collection), { act: 'frozen', unit: '', received: null, reason: '', at: now, by });
}

/** The collection of the same subject whose period ended last before this one's; undefined where there is none. */
export async function collectionBefore(
  { engine }: CollectingOffice,
  collection: Collection,
): Promise<Collection | undefined> {
  const periods = await collectedPeriods(engine, keyOf(collection));
  const period = periods.findLast(({ asOf }) => asOf < collection.asOf);
  return period && { ...collection, period, asOf: period.asOf };
}

/** All reports as one, and everything that the checks find in those that are included. */
export interface ConsolidatedReport {
  consolidated: Consolidated;
  checks: CheckProblem[];
}

/** All reports as one, unchecked. */
export async function addedNow(
  office: CollectingOffice,
  collection: Collection,
  only: Included,
): Promise<Consolidated> {
  const { indicators, units } = office.library;
  return consolidate(collection, indicators, units, await rollNow(office, collection), only);
}

/** All reports as one, with what the checks find: in each by itself, beside its block, against the exports imported here. */
export async function consolidateNow(
  office: CollectingOffice,
  collection: Collection,
  only: Included,
): Promise<ConsolidatedReport> {
  const { engine, library } = office;
  const consolidated = await addedNow(office, collection, only);
  const { roll } = consolidated;
  const earlier = await earlierReports(engine, collection);
  const exports = await exportProblems(
    { warehouse: duckdbWarehouse(engine, library.columns), library },
    collection,
    roll,
  );
  const { blocks = [] } = rankingOf(library, collection) ?? {};
  const apart = blockProblems(collection, roll.lines, blocks, library.units);
  const checks = roll.lines.flatMap((line) => [
    ...checksOf(collection, library, line, earlier),
    ...apart.filter(({ unit }) => unit === line.unit),
    ...exports.filter(({ unit }) => unit === line.unit),
  ]);
  return { consolidated, checks: [...checks, ...roll.others.flatMap(({ sheet }) => [...sheet.problems])] };
}

/**
 * The reports of each earlier period of what is collected, in order of their days.
 * @param of only what these units sent
 */
export async function earlierReports(
  engine: Engine,
  collection: Collection,
  of?: readonly string[],
): Promise<Received[][]> {
  const key = keyOf(collection);
  const earlier: Received[][] = [];
  for (const period of await collectedPeriods(engine, key))
    if (period.asOf < collection.asOf) {
      const received = await receivedReports(engine, { ...key, ...period }, of && { of });
      earlier.push(received.filter(({ sheet }) => isOfPeriod(sheet)));
    }
  return earlier;
}

/** Everything that the checks find in what one unit sent, by itself and by what it sent before. */
export function checksOf(
  collection: Collection,
  library: Library,
  line: RollLine,
  earlier: readonly (readonly Received[])[],
): CheckProblem[] {
  return [
    ...answerable(line).flatMap(({ sheet }) => sheet.problems.map((one) => ({ ...one, unit: one.unit || line.unit }))),
    ...sentAgain(line),
    ...halvesLeftOut(line),
    ...historyProblems(collection, library, line, earlier),
  ];
}

/** Reports of units that merged, which are not added because the unit that took them over sent its own. */
function halvesLeftOut({ unit, current, sent }: RollLine): CheckProblem[] {
  if (!current.some(({ sheet }) => sheet.unit === unit)) return [];
  const halves = sent.filter(({ sheet }) => sheet.unit !== unit && isOfPeriod(sheet));
  return halves.map(({ sheet }) =>
    problem('W_HALF_LEFT_OUT', { unit, file: sheet.file, sheet: sheet.sheet }, { file: sheet.file }),
  );
}

/** What the report that counts says otherwise than the one that it took the place of. */
function sentAgain({ unit, current, sent }: RollLine): CheckProblem[] {
  return current.flatMap((now) => {
    const place = { unit, file: now.sheet.file, sheet: now.sheet.sheet };
    const before = sent.find(
      (one) => !current.includes(one) && one.sheet.unit === now.sheet.unit && isOfPeriod(one.sheet),
    );
    if (before === undefined) return [];
    const changes = changesBetween(before.sheet, now.sheet).length;
    return [problem('W_SENT_AGAIN', place, { before: before.sheet.file, file: now.sheet.file, changes })];
  });
}

/** By what units are ranked: an office's own way of giving points before a shipped one. */
function rankingOf({ rankings, office: own }: Library, { plan, form }: Collection): Ranking | undefined {
  const fitting = [...rankings.values()].filter((one) => one.form === (plan === null ? form.id : null));
  return fitting.find(({ id }) => own.rankings.has(id)) ?? fitting[0];
}

/** The ranking of what was consolidated; null where there is none. */
async function rankedOf(office: CollectingOffice, consolidated: Consolidated): Promise<Ranked | null> {
  const { units } = office.library;
  const ranking = rankingOf(office.library, consolidated.collection);
  if (ranking === undefined) return null;
  const before = await collectionBefore(office, consolidated.collection);
  const earlier = before === undefined ? null : await addedNow(office, before, 'all');
  return { ranking, blocks: rankUnits(ranking, consolidated, units, earlier) };
}

/**
 * The consolidated workbook. Of a plan it carries its own machine-readable part, so that the office above can add it again.
 * @param template one of the office's own; without it the template of this plan or form
 */
export async function consolidatedWorkbook(
  office: CollectingOffice,
  { consolidated, checks }: ConsolidatedReport,
  making: Making,
  template?: { bytes: Uint8Array; file: string },
): Promise<Omit<Filled, 'report'>> {
  const { library } = office;
  const content = consolidatedContent(consolidated, checks, library.units, await rankedOf(office, consolidated));
  const charts = chartsOf(consolidated, (id) => library.units.byId.get(id)?.shortName ?? id);
  const bytes = template?.bytes ?? consolidatedTemplate(consolidated, charts);
  if (consolidated.collection.plan === null) return fillPlain(bytes, content, template?.file);
  return fillTemplate(bytes, content, consolidatedFacts(consolidated, library.units, making), template?.file);
}
