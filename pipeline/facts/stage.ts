import { readableColumns } from '../library/columns.ts';
import type { Library } from '../library/library.ts';
import { resolveUnit } from '../library/units/resolve.ts';
import type { UnitTree } from '../library/units/types.ts';
import type { ListId } from '../lists.ts';
import type { TextBatch } from '../read/batch.ts';
import type { Book, MergedArea, SheetInfo } from '../read/book.ts';
import { rowsOf } from '../read/rows.ts';
import { withDaysAndTimes } from '../recognise/day-and-time.ts';
import { recogniseProblems } from '../recognise/messages.ts';
import { type Recognition, recogniseSheet } from '../recognise/recognise.ts';
import { classRow } from '../recognise/row-class.ts';
import type { TitlePeriod } from '../recognise/titles.ts';
import { textKey } from '../text.ts';
import type { Engine } from '../warehouse/duckdb/engine.ts';
import { guessedColumns } from './guessed-columns.ts';
import { fillMerged } from './merged.ts';
import { type OpenHeaders, openHeaders } from './open-headers.ts';
import { foundFact, foundProblem } from './problem-words.ts';
import { newRowCounts, projectRows, type RowCounts } from './project.ts';
import { listOf } from './tables.ts';
import type { ImportOptions, ImportProblem } from './types.ts';
import { isUnitName, type SheetUnits } from './unit-name.ts';

/** One sheet, recognised and (where it is a list) loaded as text into the temporary table `table`. */
export interface StagedSheet {
  /** Position in the file, first = 0. */
  sheetNo: number;
  name: string;
  list: ListId | null;
  headerRow: number | null;
  /** Header and rows do not line up: nothing of it is taken. */
  shifted: boolean;
  table: string;
  /** The same rows with the values of merged cells, where the sheet has some. */
  filled?: string;
  columns: Readonly<Record<string, string>>;
  /** Where each column stands, first = 0. */
  positions: Readonly<Record<string, number>>;
  /** Columns that are staged only to ask about their values, with the headers that they may be under. */
  guessed: Record<string, string>;
  /** The texts above the table. */
  titleLines: readonly string[];
  missing: string[];
  date1904: boolean;
  units: SheetUnits;
  /** What `Từ ngày … đến ngày …` above the table says. */
  titlePeriod: TitlePeriod | null;
  rowsRead: number;
  /** Rows that are no titles, totals or notes; among them those of another table below the first, which are not taken. */
  dataRows: number;
  otherTableRows: number;
  firstRows: number[];
  problems: ImportProblem[];
  /** Headers that could still be explained, of this list; undefined where nothing is near. */
  open: OpenHeaders | undefined;
}

/**
 * Reads a sheet once: its head is recognised, and the rest follows into the engine in the same pass.
 * @param engine `null`: the rows are only counted; `head`: not even read
 */
export async function stageSheet(
  engine: Engine | null | 'head',
  library: Library,
  book: Book,
  sheetNo: number,
  info: SheetInfo,
  options: ImportOptions,
): Promise<StagedSheet> {
  const staged: StagedSheet = {
    sheetNo,
    name: info.name,
    list: null,
    headerRow: null,
    shifted: false,
    table: `sheet_${sheetNo}`,
    columns: {},
    positions: {},
    titleLines: [],
    guessed: {},
    missing: [],
    date1904: info.date1904,
    units: { sheetNo },
    titlePeriod: null,
    rowsRead: 0,
    dataRows: 0,
    otherTableRows: 0,
    firstRows: [],
    problems: [],
    open: undefined,
  };
  if (info.hidden) {
    staged.problems.push(foundFact('I_HIDDEN_SHEET', { sheet: info.name }));
    return staged;
  }
  const batches = book.read(sheetNo)[Symbol.asyncIterator]();
  const head = await batches.next();
  if (head.done) {
    staged.problems.push(foundFact('I_EMPTY_SHEET', { sheet: info.name }));
    return staged;
  }
  const recognition = recogniseSheet(rowsOf(head.value), library.columns, {
    codes: library.codes,
    words: library.words,
    isUnit: (text) => isUnitName(library.units, text),
    madeHeader: info.madeHeader,
    ...(options.as === undefined ? {} : { as: options.as }),
    map: options.mapping?.columns ?? {},
  });
  takeRecognition(staged, recognition, library, options);
  staged.open = openHeaders(recognition);
  staged.problems.push(...headersSaid(staged, options));
  if (engine === 'head') {
    await batches.return?.();
    return staged;
  }
  const counts = newRowCounts();
  const rows = withDaysAndTimes(all(head.value, batches), [...recognition.daysAndTimes.values()], info.date1904);
  if (recognition.list === null || recognition.shifted) await countRows(rows, recognition, counts);
  else await load(engine, library, rows, recognition, staged, counts, options, () => book.merged(sheetNo));
  staged.rowsRead = counts.lastRow;
  staged.dataRows = counts.data + counts.otherTable.rows;
  staged.otherTableRows = counts.otherTable.rows;
  staged.firstRows = counts.firstRows;
  staged.problems.push(...recognitionProblems(recognition, counts));
  if (counts.otherTable.header > 0) staged.problems.push(otherTable(counts.otherTable));
  if (recognition.list !== null && counts.data === 0 && counts.otherTable.rows === 0)
    staged.problems.push(foundFact('I_NO_ROWS', { sheet: info.name }));
  return staged;
}

function takeRecognition(
  staged: StagedSheet,
  recognition: Recognition,
  library: Library,
  options: ImportOptions,
): void {
  staged.list = recognition.list;
  staged.headerRow = recognition.headerRow;
  staged.shifted = recognition.shifted;
  staged.columns = Object.fromEntries([...recognition.mapping].map(([column, { header }]) => [column, header]));
  staged.positions = Object.fromEntries([...recognition.mapping].map(([column, { position }]) => [column, position]));
  staged.missing = recognition.list === null ? [] : [...recognition.missing];
  staged.titlePeriod = recognition.titlePeriod;
  staged.titleLines = recognition.titleLines;
  const titleProvince = provinceOfLines(library.units, [...recognition.titleLines, recognition.titleUnit]);
  staged.units = {
    sheetNo: staged.sheetNo,
    ...(options.unit === undefined ? {} : { unit: options.unit }),
    ...(options.province === undefined ? {} : { province: options.province }),
    ...(recognition.titleUnit === '' ? {} : { titleUnit: recognition.titleUnit }),
    ...(titleProvince === undefined ? {} : { titleProvince }),
  };
}

/** What somebody said once of a header is done at every import: it is told, so that a slip is seen. */
function headersSaid({ columns }: StagedSheet, { mapping }: ImportOptions): ImportProblem[] {
  const said = Object.entries(mapping?.columns ?? {}).filter(
    ([header, column]) => textKey(columns[column] ?? '') === textKey(header),
  );
  if (said.length === 0) return [];
  return [foundFact('I_HEADERS_SAID', { headers: said.map(([header]) => `'${header}'`).join(', ') })];
}

/** What recognition found; what concerns a sheet that was not recognised concerns all its rows. */
function recognitionProblems(recognition: Recognition, counts: RowCounts): ImportProblem[] {
  const headerRows = recognition.headerRow === null ? [] : [recognition.headerRow];
  return recognition.problems.map(({ code, column, params }) => ({
    ...foundProblem(code, recogniseProblems[code], params),
    column,
    header: recognition.mapping.get(column)?.header ?? column,
    count: recognition.list === null ? counts.data : 1,
    rows: recognition.list === null ? counts.firstRows : headerRows,
  }));
}

/** Another table below the first, with a header of its own: which columns it has is not guessed. */
function otherTable({ header, rows, firstRows }: RowCounts['otherTable']): ImportProblem {
  return { ...foundFact('E_OTHER_TABLE', { header: String(header) }), count: rows, rows: firstRows };
}

/** `UBND TỈNH …` above a table tells whose it is; a line that names a unit without doubt does as well. */
function provinceOfLines(tree: UnitTree, lines: readonly string[]): string | undefined {
  for (const line of lines) {
    const found = resolveUnit(tree, line, { suggests: false });
    if ('unit' in found) return tree.byId.get(found.unit)?.province;
  }
  return undefined;
}

async function load(
  engine: Engine | null,
  library: Library,
  rows: AsyncIterable<TextBatch>,
  recognition: Recognition,
  staged: StagedSheet,
  counts: RowCounts,
  options: ImportOptions,
  merged: () => readonly MergedArea[],
): Promise<void> {
  if (recognition.list === null) return;
  const list = listOf(library.columns, recognition.list);
  const kept = readableColumns(list).flatMap(({ id }) => {
    const place = recognition.mapping.get(id);
    return place === undefined ? [] : [{ id, position: place.position }];
  });
  const guessed = guessedColumns(list, recognition);
  for (const [id, { header, position }] of guessed) {
    staged.guessed[id] = header;
    kept.push({ id, position });
  }
  const projected = projectRows(
    rows,
    {
      dataStart: recognition.dataStart,
      positions: kept.map(({ position }) => position),
      keyPosition: recognition.keyPosition,
      classOf: (cells) => classRow(cells, recognition, list),
    },
    counts,
  );
  if (engine === null) {
    for await (const _ of projected);
    return;
  }
  await engine.load(
    staged.table,
    kept.map(({ id }) => id),
    watched(projected, counts, options),
  );
  await fillMerged(engine, list, staged, merged(), recognition.dataStart);
}

/** Rows of a sheet that is not a list, or whose columns are shifted: counted, so that nothing vanishes, and not taken. */
async function countRows(rows: AsyncIterable<TextBatch>, recognition: Recognition, counts: RowCounts): Promise<void> {
  for await (const batch of rows) {
    for (let row = 0; row < batch.rows; row += 1) {
      const number = batch.rowNumbers[row] ?? 0;
      counts.lastRow = Math.max(counts.lastRow, number);
      // Row 0 is a header that the reader made: no row of the file.
      if (number < Math.max(1, recognition.dataStart)) continue;
      counts.data += 1;
      if (counts.firstRows.length < 20) counts.firstRows.push(number);
    }
  }
}

async function* all(first: TextBatch, rest: AsyncIterator<TextBatch>): AsyncIterable<TextBatch> {
  yield first;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

async function* watched(
  batches: AsyncIterable<TextBatch>,
  counts: RowCounts,
  options: ImportOptions,
): AsyncIterable<TextBatch> {
  for await (const batch of batches) {
    yield batch;
    options.onRows?.(counts.data);
  }
}
