import { vietnameseDate } from '../dates.ts';
import type { CheckCatalogue } from '../library/checks.ts';
import { type ListDefinition, readableColumns } from '../library/columns.ts';
import type { Library } from '../library/library.ts';
import { NO_MAPPING } from '../library/mapping.ts';
import type { ListId } from '../lists.ts';
import type { MessageParams } from '../messages.ts';
import { asCount, asText, type Engine, sqlName, sqlText } from '../warehouse/duckdb/engine.ts';
import { cellMeanings, spellingsOf } from './code-spellings.ts';
import { keepMonths } from './coverage.ts';
import { gatherSheets, presentColumns } from './gather.ts';
import { valuesOfGuessed } from './guessed-columns.ts';
import { differentCells, makeCodeLookup, makePairs, makeTextLookup } from './lookups.ts';
import { passNoValues, unreadableColumns } from './no-value.ts';
import { countFor, type OtherAgency, otherAgency } from './other-agency.ts';
import { foundFact, foundProblem, problemTemplate } from './problem-words.ts';
import { type UnnamedSheet, unnamedSheets } from './sheet-unit.ts';
import type { StagedSheet } from './stage.ts';
import type { Standing } from './standing.ts';
import { type ProblemGroup, problemGroups, storeFacts, writtenColumns } from './store.ts';
import { listOf } from './tables.ts';
import { warnOutsideTitle } from './title-period.ts';
import { isLookedUp, isMoment, isRepeatedText, typedSql } from './typed.ts';
import type { ImportOptions, ImportProblem } from './types.ts';
import { type ExplainedRows, makeUnitLookup } from './unit-lookup.ts';
import { nameIn, type SheetUnits, type UnitProblem } from './unit-name.ts';
import { guessValues, inferredValues, type ValueGuesses } from './value-guesses.ts';

/** A cell that is to be explained, and how many rows hang on it. */
export interface OpenCell {
  written: string;
  rows: number;
  /** What it may mean, nearest first: names of units, a value. */
  likely: string[];
}

/** A cell of a code column; `taken`: its words left no doubt, and its rows count. */
export interface OpenValue extends OpenCell {
  column: string;
  /** Where the column itself is only guessed: the header that it may be under. */
  header?: string;
  taken: boolean;
}

/** What became of one list's rows, by sheet of the file. */
export interface ListOutcome {
  accepted: Map<number, number>;
  rejected: Map<number, number>;
  duplicate: Map<number, number>;
  problems: Map<number, ImportProblem[]>;
  /** Names that tell no unit, the most frequent first. */
  openUnits: Map<number, OpenCell[]>;
  /** Cells of code columns that no spelling explains, the most frequent first. */
  openValues: Map<number, OpenValue[]>;
  /** Sheets with rows that name no unit. */
  unnamed: Map<number, UnnamedSheet & { rows: number }>;
}

/** Nothing of the file counts until somebody has confirmed it. */
export class HeldBack extends Error {
  readonly other: OtherAgency;

  constructor(other: OtherAgency) {
    super(`dossiers of ${other.agency}`);
    this.other = other;
  }
}

/** All of a file's sheets of one list: staged text → typed → facts. In the caller's transaction. @throws HeldBack */
export async function loadList(
  engine: Engine,
  library: Library,
  id: ListId,
  sheets: readonly StagedSheet[],
  importId: number,
  file: string,
  options: ImportOptions,
  standing: Standing,
): Promise<ListOutcome> {
  const list = listOf(library.columns, id);
  const odd = await gatherSheets(engine, list, sheets);
  const { empty, guesses } = await makeCodeLookups(engine, library, list, sheets, options, standing);
  const unnamed = await unnamedSheets(engine, library, list, sheets, options, file, standing);
  const saidOf = (sheetNo: number): Pick<SheetUnits, 'saidUnit'> => {
    const said = unnamed.get(sheetNo)?.said;
    return said === undefined ? {} : { saidUnit: said };
  };
  const units = await makeUnitLookup(
    engine,
    list,
    library.units,
    sheets.map((sheet) => ({ ...sheet.units, ...saidOf(sheet.sheetNo) })),
    options.mapping?.units ?? {},
    standing,
  );
  const present = presentColumns(sheets);
  const lacking = new Set(sheets.flatMap(({ missing }) => missing));
  const written = writtenColumns(list, library.checks);
  const type = (shaped: ReadonlySet<string>): Promise<void> =>
    engine.run(typedSql(list, { empty, present, lacking, odd: shaped, byAgency: units.byAgency, written }));
  await type(odd);
  let unreadable = await unreadableColumns(engine, list);
  // Of the usual length, and yet not usual: then the other shapes are tried for that column.
  const more = unreadable.filter((column) => isMoment(column) && !odd.has(column.id));
  if (more.length > 0) {
    await type(new Set([...odd, ...more.map(({ id }) => id)]));
    unreadable = await unreadableColumns(engine, list);
  }
  await passNoValues(engine, list, unreadable, library.codes, options.mapping ?? NO_MAPPING);
  const other = id === 'dossiers' ? await otherAgency(engine, library, options) : undefined;
  if (other !== undefined) {
    if (other.said === undefined) throw new HeldBack(other);
    standing.otherAgency(other.agency, other.said);
    if (other.said !== other.unit) await countFor(engine, other);
  }
  await makePairs(
    engine,
    'unit_validity',
    ['unit_id', 'valid_from', 'valid_to'],
    [...units.units, ...(other?.said === undefined ? [] : [other.said])].flatMap((id) => {
      const unit = library.units.byId.get(id);
      return unit === undefined ? [] : [[unit.id, unit.from, unit.to]];
    }),
  );
  const counts = await storeFacts(engine, list, library.checks, sheets, importId, options.now, options.within);
  await keepMonths(engine, id, importId, sheets);
  await warnOutsideTitle(engine, id, sheets);
  const problems = new Map<number, ImportProblem[]>();
  const openUnits: ListOutcome['openUnits'] = new Map();
  const openValues: ListOutcome['openValues'] = new Map();
  const unnamedRows: ListOutcome['unnamed'] = new Map();
  for (const group of await problemGroups(engine)) {
    const sheet = sheets.find(({ sheetNo }) => sheetNo === group.sheetNo);
    if (sheet === undefined) continue;
    const problem = await describe(engine, list, library.checks, sheet, group, units.problems);
    problems.set(group.sheetNo, [...(problems.get(group.sheetNo) ?? []), problem]);
    if (NAMES_NO_UNIT.has(group.code)) {
      const names = (await cellsOf(engine, list, group, MOST_NAMES)).map(({ cell, raw, rows }) => ({
        written: cell === '' ? nameIn('', sheet.units) : cell,
        rows,
        likely: units.problems.get(`${group.sheetNo}/${raw}`)?.suggestions ?? [],
      }));
      openUnits.set(group.sheetNo, [...(openUnits.get(group.sheetNo) ?? []), ...names]);
    }
    if (group.code === 'E_UNKNOWN_CODE') {
      const values = (await cellsOf(engine, list, group, MOST_NAMES)).map(({ cell, rows }) => ({
        column: group.column,
        written: cell,
        rows,
        likely: [guesses.get(group.column)?.get(cell)?.value ?? []].flat(),
        taken: false,
      }));
      openValues.set(group.sheetNo, [...(openValues.get(group.sheetNo) ?? []), ...values]);
    }
    const nameless = group.code === 'E_NO_UNIT' ? unnamed.get(group.sheetNo) : undefined;
    if (nameless !== undefined) unnamedRows.set(group.sheetNo, { ...nameless, rows: group.count });
  }
  if (other?.said !== undefined) {
    const { agency, said, rows } = other;
    const unit = library.units.byId.get(said)?.name ?? said;
    const first = sheets[0]?.sheetNo ?? 0;
    problems.set(first, [
      ...(problems.get(first) ?? []),
      { ...foundFact('I_AGENCY_SAID', { agency, unit }), count: rows },
    ]);
  }
  for (const { code, sheetNo, otherImport, otherSheet, file, day, count, rows } of counts.clashes) {
    const other = sheets.find((sheet) => sheet.sheetNo === otherSheet)?.name ?? '';
    const params: MessageParams = otherSheet === null ? { file, day: { vi: vietnameseDate(day), en: day } } : { other };
    const problem = { ...foundFact(code, params), count, rows, otherImport };
    problems.set(sheetNo, [...(problems.get(sheetNo) ?? []), problem]);
  }
  for (const rows of units.explained) {
    const sheet = sheets.find(({ sheetNo }) => sheetNo === rows.sheetNo);
    const problem = explainedUnit(library, sheet, list.unit, rows);
    problems.set(rows.sheetNo, [...(problems.get(rows.sheetNo) ?? []), problem]);
  }
  for (const { sheetNo, problem } of await inferredValues(engine, library, list, sheets, guesses)) {
    problems.set(sheetNo, [...(problems.get(sheetNo) ?? []), problem]);
    const { column, example: written, count } = problem;
    const likely = [guesses.get(column)?.get(written)?.value ?? []].flat();
    openValues.set(sheetNo, [
      ...(openValues.get(sheetNo) ?? []),
      { column, written, rows: count, likely, taken: true },
    ]);
  }
  for (const [sheetNo, { said }] of unnamed) {
    if (said === undefined) continue;
    const problem = await saidUnit(engine, library, list, sheetNo, said);
    problems.set(sheetNo, [...(problems.get(sheetNo) ?? []), problem]);
  }
  for (const sheet of sheets) {
    const guessed = await valuesOfGuessed(engine, library, list, sheet, options.mapping);
    openValues.set(sheet.sheetNo, [...(openValues.get(sheet.sheetNo) ?? []), ...guessed]);
  }
  for (const { table, filled } of sheets) {
    if (filled !== undefined) await engine.run(`DROP TABLE ${sqlName(filled)}`);
    await engine.unload(table);
  }
  const { accepted, rejected, duplicate } = counts;
  return { accepted, rejected, duplicate, problems, openUnits, openValues, unnamed: unnamedRows };
}

/** @returns what an empty cell means, by column, where it means anything; what cells that no spelling explains may mean */
async function makeCodeLookups(
  engine: Engine,
  library: Library,
  list: ListDefinition,
  sheets: readonly StagedSheet[],
  options: ImportOptions,
  standing: Standing,
): Promise<{ empty: Map<string, string>; guesses: Map<string, ValueGuesses> }> {
  const empty = new Map<string, string>();
  const guesses = new Map<string, ValueGuesses>();
  const present = presentColumns(sheets);
  const cells = await differentCells(
    engine,
    `stage_${list.id}`,
    readableColumns(list).filter((column) => present.has(column.id) && isLookedUp(list, column)),
  );
  for (const column of readableColumns(list)) {
    if (isRepeatedText(list, column) && column.id !== list.unit && present.has(column.id))
      await makeTextLookup(engine, `stage_${list.id}`, column);
    if (!isLookedUp(list, column)) continue;
    const known = spellingsOf(library, list, column, options.mapping ?? NO_MAPPING);
    const { valueFor, isBlank, whenEmpty } = cellMeanings(library, column, known, (key, value) =>
      standing.code(list.id, column.id, key, value),
    );
    if (whenEmpty !== undefined) empty.set(column.id, whenEmpty);
    const different = cells.get(column.id);
    if (different === undefined) continue;
    const found = await makeCodeLookup(engine, column, different, valueFor, async (unknown) =>
      known.codes === null
        ? new Map()
        : await guessValues(
            engine,
            library,
            list,
            column,
            sheets,
            unknown.filter((cell) => !isBlank(cell)),
          ),
    );
    guesses.set(column.id, found);
  }
  return { empty, guesses };
}

/** Problems whose cells are few different words, each to be explained or mended on its own. */
const NAMES_NO_UNIT: ReadonlySet<string> = new Set(['E_UNKNOWN_UNIT', 'E_AMBIGUOUS_UNIT']);
const SPELT_WRONG: ReadonlySet<string> = new Set(['E_UNKNOWN_CODE', ...NAMES_NO_UNIT]);
/** One more than a sentence names, so that it can say that there are more. */
const MOST_OTHERS = 6;

/** More names than somebody would explain one by one: then the column is another one than it seems. */
const MOST_NAMES = 20;

/** The different cells with a problem, the most frequent first. */
async function cellsOf(
  engine: Engine,
  list: ListDefinition,
  { sheetNo, code, column }: ProblemGroup,
  most: number,
): Promise<{ cell: string; raw: string; rows: number }[]> {
  const cells = await engine.query(
    `SELECT coalesce(trim(r.${sqlName(column)}), '') AS word, coalesce(min(r.${sqlName(column)}), '') AS raw, count(*)::INTEGER AS n FROM found_problems AS p
       JOIN stage_${list.id} AS r ON r.sheet_no = p.sheet_no AND r.row_no = p.row_no
       WHERE p.sheet_no = ${sheetNo} AND p.code = ${sqlText(code)} AND p.column_name = ${sqlText(column)}
       GROUP BY word ORDER BY n DESC, word LIMIT ${most}`,
  );
  return cells.map(({ word, raw, n }) => ({ cell: asText(word), raw: asText(raw), rows: asCount(n) }));
}

/** The other cells with the same problem, the most frequent first. */
async function otherCells(engine: Engine, list: ListDefinition, group: ProblemGroup, shown: string): Promise<string[]> {
  const cells = (await cellsOf(engine, list, group, MOST_OTHERS + 1)).map(({ cell }) => cell);
  return cells.filter((cell) => cell !== '' && cell !== shown.trim()).slice(0, MOST_OTHERS);
}

async function describe(
  engine: Engine,
  list: ListDefinition,
  checks: CheckCatalogue,
  sheet: StagedSheet,
  group: ProblemGroup,
  unitProblems: ReadonlyMap<string, UnitProblem>,
): Promise<ImportProblem> {
  const { code, column, count, rows } = group;
  const example = list.columns.some(({ id, type }) => id === column && type !== 'personal')
    ? await cellOf(engine, list, group, rows[0] ?? 0)
    : '';
  const suggestions = unitProblems.get(`${group.sheetNo}/${example}`)?.suggestions ?? [];
  return {
    ...foundProblem(code, problemTemplate(code, checks)),
    column,
    header: sheet.columns[column] ?? list.columns.find(({ id }) => id === column)?.headers[0] ?? column,
    count,
    rows,
    example,
    others: SPELT_WRONG.has(code) ? await otherCells(engine, list, group, example) : [],
    suggestions: suggestions.slice(0, 3),
  };
}

/** What somebody said once is done at every import: it is told, so that a slip is seen. */
function explainedUnit(
  library: Library,
  sheet: StagedSheet | undefined,
  column: string,
  { unit: id, name, count, rows }: ExplainedRows,
): ImportProblem {
  const unit = library.units.byId.get(id)?.name ?? id;
  const header = sheet?.columns[column] ?? column;
  // The name is a cell of the file: shown, not kept.
  return { ...foundFact('I_UNIT_EXPLAINED', { unit }), column, header, count, rows, example: name };
}

/** What was said once of a file that names no unit is done at every import: it is told, so that a slip is seen. */
async function saidUnit(
  engine: Engine,
  library: Library,
  list: ListDefinition,
  sheetNo: number,
  id: string,
): Promise<ImportProblem> {
  const [row] = await engine.query(
    `SELECT count(*)::INTEGER AS n, coalesce(min(row_no, 20), []) AS first_rows FROM stage_${list.id}
       WHERE sheet_no = ${sheetNo} AND coalesce(trim(${sqlName(list.unit)}), '') = ''`,
  );
  const rows = row?.['first_rows'];
  return {
    ...foundFact('I_UNIT_SAID', { unit: library.units.byId.get(id)?.name ?? id }),
    count: asCount(row?.['n']),
    rows: Array.isArray(rows) ? rows.map(asCount) : [],
  };
}

async function cellOf(engine: Engine, list: ListDefinition, group: ProblemGroup, row: number): Promise<string> {
  const cells = await engine.query(
    `SELECT ${sqlName(group.column)} AS cell FROM stage_${list.id} WHERE sheet_no = ${group.sheetNo} AND row_no = ${row} LIMIT 1`,
  );
  return asText(cells[0]?.['cell']);
}
