import type { Library } from '../library/library.ts';
import { joinedMappings, type Mapping, NO_MAPPING } from '../library/mapping.ts';
import { LISTS, type ListId } from '../lists.ts';
import type { Book, ByteSource, ReadOptions } from '../read/book.ts';
import { openBook } from '../read/open.ts';
import { keptName } from '../recognise/kept-name.ts';
import { asCount, asText, asTexts, type Engine, type SqlRow, sqlText, sqlTexts } from '../warehouse/duckdb/engine.ts';
import { keptProblems, paramPairs, splitPair } from '../warehouse/problems.ts';
import { forgetImport } from './forget.ts';
import { HeldBack, type ListOutcome, loadList } from './load-list.ts';
import { checkMapping } from './mapping-check.ts';
import { keepQuestions, keptQuestions, openQuestions } from './open-questions.ts';
import type { OtherAgency } from './other-agency.ts';
import { foundFact, problemTemplate } from './problem-words.ts';
import { type StagedSheet, stageSheet } from './stage.ts';
import { renewStanding, Standing, sheetsStand, standOf } from './standing.ts';
import type { ImportedFile, ImportedSheet, ImportOptions, ImportProblem, OpenQuestion } from './types.ts';

/**
 * Reads one file into the warehouse, all of it or nothing: one transaction. The same bytes under the same options are
 * known and change nothing.
 * @throws UserError for a mapping with values that do not exist, and for a file that cannot be read whole (the warehouse stays as it was)
 */
export async function importFile(
  engine: Engine,
  library: Library,
  source: ByteSource,
  reading: ReadOptions,
  options: ImportOptions,
): Promise<ImportedFile> {
  if (options.mapping !== undefined) checkMapping(options.mapping, library);
  const fingerprint = fingerprintOf(options);
  const explained = { ...options, mapping: joinedMappings(library.office.spellings, options.mapping) };
  const known = await standingImport(engine, library, source, reading, fingerprint, explained);
  if (known !== undefined) return knownImport(engine, library, source.name, known);
  const book = await openBook(source, reading);
  try {
    return await engine.transaction(() => importBook(engine, library, source, book, fingerprint, explained));
  } catch (error) {
    if (error instanceof HeldFile) return error.file;
    throw error;
  }
}

/** Ends the transaction of a file that must be confirmed first. */
class HeldFile extends Error {
  readonly file: ImportedFile;

  constructor(file: ImportedFile) {
    super(`held back: ${file.file}`);
    this.file = file;
  }
}

/** What was asked; what the library makes of it is looked at on its own (`standing.ts`). */
function fingerprintOf(options: ImportOptions): string {
  const { sha256, province, unit, as, mapping, within } = options;
  const parts = [sha256, province ?? '', unit ?? '', as ?? '', explained(mapping)];
  return [...parts, ...(within === undefined ? [] : [JSON.stringify(within)])].join('|');
}

/** The import of the same bytes under the same options that would come out the same today; undefined where there is none. */
async function standingImport(
  engine: Engine,
  library: Library,
  source: ByteSource,
  reading: ReadOptions,
  fingerprint: string,
  options: ImportOptions,
): Promise<number | undefined> {
  const [last] = await engine.query(
    `SELECT max(import_id) AS id FROM imports WHERE fingerprint = ${sqlText(fingerprint)}`,
  );
  if (last === undefined || last['id'] === null) return undefined;
  const importId = asCount(last['id']);
  const stand = await standOf(engine, library, options.mapping ?? NO_MAPPING, importId);
  if (stand.same) return importId;
  if (stand.check === 'import-again') return undefined;
  if (stand.check !== 'nothing') {
    const book = await openBook(source, reading);
    const sheets: StagedSheet[] = [];
    for (const [index, info] of book.sheets.entries())
      sheets.push(await stageSheet(stand.check === 'heads' ? 'head' : null, library, book, index, info, options));
    if (!sheetsStand(stand, sheets)) return undefined;
  }
  await renewStanding(engine, importId, library);
  return importId;
}

/** An empty mapping explains nothing, as does none. */
function explained(mapping: Mapping | undefined): string {
  const { columns, codes, units, agencies, sheets } = mapping ?? NO_MAPPING;
  // What nobody said is left out, as it was before it could be said.
  const more = Object.entries({ units, agencies, sheets }).filter(([, part]) => Object.keys(part).length > 0);
  const said = { columns, codes, ...Object.fromEntries(more) };
  return Object.values(said).every((part) => Object.keys(part).length === 0) ? '' : JSON.stringify(said);
}

async function importBook(
  engine: Engine,
  library: Library,
  source: ByteSource,
  book: Book,
  fingerprint: string,
  options: ImportOptions,
): Promise<ImportedFile> {
  const earlier = await earlierImports(engine, options);
  await engine.run('UPDATE last_import SET number = number + 1');
  const [next] = await engine.query('SELECT number FROM last_import');
  const importId = asCount(next?.['number']);
  await engine.run(
    `INSERT INTO imports VALUES (${importId}, ${sqlText(keptName(source.name, library))}, ${sqlText(options.sha256)}, ${sqlText(fingerprint)},
       ${source.size}, ${sqlText(book.kind)}, ${sqlText(book.encoding)}, TIMESTAMP ${sqlText(options.now)},
       ${sqlText(options.unit ?? null)}, ${sqlText(options.sender ?? null)})`,
  );
  const standing = new Standing();
  const sheets: StagedSheet[] = [];
  let rowsBefore = 0;
  const ofBook: ImportOptions = { ...options, onRows: (rows) => options.onRows?.(rowsBefore + rows) };
  for (const [index, info] of book.sheets.entries()) {
    const staged = await stageSheet(engine, library, book, index, info, ofBook);
    rowsBefore += staged.dataRows;
    sheets.push(staged);
  }
  const outcomes = new Map<ListId, ListOutcome>();
  for (const list of LISTS) {
    const ofList = sheets.filter((sheet) => sheet.list === list && !sheet.shifted);
    if (ofList.length === 0) continue;
    try {
      outcomes.set(list, await loadList(engine, library, list, ofList, importId, source.name, options, standing));
    } catch (error) {
      throw error instanceof HeldBack ? new HeldFile(heldFile(library, source.name, sheets, error.other)) : error;
    }
  }
  await standing.keep(engine, importId, library, sheets);
  const imported: ImportedSheet[] = [];
  for (const staged of sheets) {
    const sheet = importedSheet(source.name, staged, staged.list === null ? undefined : outcomes.get(staged.list));
    await record(engine, library, importId, staged.sheetNo, sheet);
    imported.push(sheet);
  }
  const accepted = imported.reduce((sum, { rows }) => sum + rows.accepted, 0);
  for (const one of earlier) {
    if (accepted < one.accepted) continue;
    await forgetImport(engine, library.columns, one.importId);
    for (const sheet of imported)
      sheet.problems = sheet.problems.filter(({ otherImport }) => otherImport !== one.importId);
  }
  const open: OpenQuestion[] = [];
  for (const staged of sheets) {
    const ofSheet = openQuestions(library, source.name, staged, outcomes);
    await keepQuestions(engine, library, importId, staged.sheetNo, ofSheet);
    open.push(...ofSheet);
  }
  return { file: source.name, importId, known: false, sheets: imported, open };
}

/** What is told of a file of which nothing counts before it is confirmed: all its rows are left out, for one reason. */
function heldFile(library: Library, file: string, sheets: readonly StagedSheet[], other: OtherAgency): ImportedFile {
  const name = (id: string): string => library.units.byId.get(id)?.name ?? id;
  const params = {
    agency: other.agency,
    unit: name(other.unit),
    owner:
      other.owner === null
        ? { vi: 'chưa đơn vị nào có', en: 'nobody has had so far' }
        : { vi: `đến nay là của ${name(other.owner)}`, en: `have been those of ${name(other.owner)}` },
  };
  const held = sheets.map((staged): ImportedSheet => {
    const sheet = importedSheet(file, { ...staged, shifted: true, problems: [] }, undefined);
    const { rejected } = sheet.rows;
    const problem = { ...foundFact('E_OTHER_AGENCY', params), count: rejected, rows: staged.firstRows };
    return { ...sheet, problems: [...staged.problems, ...(staged.list === null || rejected === 0 ? [] : [problem])] };
  });
  const asked = sheets.find(({ list }) => list === 'dossiers');
  return {
    file,
    importId: null,
    known: false,
    sheets: held,
    open: [
      {
        kind: 'agency',
        file,
        sheet: asked?.name ?? '',
        list: 'dossiers',
        column: 'dossier_code',
        header: asked?.columns['dossier_code'] ?? '',
        written: other.agency,
        rows: other.rows,
        samples: [],
        guess: other.owner,
        choices: [other.owner, other.unit].flatMap((id) => (id === null ? [] : [{ id, vi: name(id), en: name(id) }])),
        needed: true,
      },
    ],
  };
}

/**
 * Earlier imports of the same bytes from the same sender, for the same unit or for none in particular: what is explained
 * now takes their place. One that had more rows accepted stays beside it.
 */
async function earlierImports(
  engine: Engine,
  { sha256, unit, sender }: ImportOptions,
): Promise<{ importId: number; accepted: number }[]> {
  const rows = await engine.query(
    `SELECT i.import_id, (SELECT sum(s.rows_accepted) FROM import_sheets AS s WHERE s.import_id = i.import_id) AS accepted
       FROM imports AS i WHERE i.sha256 = ${sqlText(sha256)} AND i.sender IS NOT DISTINCT FROM ${sqlText(sender ?? null)}
         AND (i.said_unit IS NULL OR i.said_unit IS NOT DISTINCT FROM ${sqlText(unit ?? null)}) ORDER BY i.import_id`,
  );
  return rows.map((row) => ({ importId: asCount(row['import_id']), accepted: asCount(row['accepted']) }));
}

function importedSheet(file: string, staged: StagedSheet, outcome: ListOutcome | undefined): ImportedSheet {
  const none = staged.list === null || staged.shifted;
  const rows = {
    read: staged.rowsRead,
    accepted: outcome?.accepted.get(staged.sheetNo) ?? 0,
    rejected: none ? staged.dataRows : (outcome?.rejected.get(staged.sheetNo) ?? 0) + staged.otherTableRows,
    duplicate: outcome?.duplicate.get(staged.sheetNo) ?? 0,
    skipped: staged.rowsRead - staged.dataRows,
  };
  // Nothing vanishes (DESIGN.md, rule 5): each number was counted where it happened, and they must add up.
  if (rows.skipped < 0 || rows.read !== rows.accepted + rows.rejected + rows.duplicate + rows.skipped) {
    throw new Error(`rows of ${file}/${staged.name} do not add up: ${JSON.stringify(rows)}`);
  }
  return {
    file,
    sheet: staged.name,
    list: staged.list,
    header_row: staged.headerRow,
    rows,
    columns: staged.columns,
    missing: staged.missing,
    problems: [
      ...staged.problems,
      ...(outcome?.problems.get(staged.sheetNo) ?? []),
      ...(staged.shifted ? [{ ...foundFact('E_SHIFTED'), count: staged.dataRows, rows: staged.firstRows }] : []),
    ],
  };
}

/** The sheet of a file without sheets is called as the file is. */
async function record(
  engine: Engine,
  library: Library,
  importId: number,
  sheetNo: number,
  sheet: ImportedSheet,
): Promise<void> {
  const { rows } = sheet;
  await engine.run(
    `INSERT INTO import_sheets VALUES (${importId}, ${sheetNo}, ${sqlText(keptName(sheet.sheet, library))}, ${sqlText(sheet.list)}, ${sheet.header_row ?? 'NULL'},
       ${rows.read}, ${rows.accepted}, ${rows.rejected}, ${rows.duplicate}, ${rows.skipped}, ${pairs(sheet.columns)}, ${sqlTexts(sheet.missing)})`,
  );
  for (const problem of sheet.problems) {
    await engine.run(
      `INSERT INTO problems VALUES (${importId}, ${sheetNo}, ${sqlText(problem.code)}, ${sqlText(problem.severity)}, ${sqlText(problem.column)},
         ${sqlText(problem.header)}, ${problem.count}, [${problem.rows.join(', ')}]::INTEGER[], ${sqlTexts(paramPairs(problem.params))}, ${problem.otherImport ?? 'NULL'})`,
    );
  }
}

function pairs(values: Readonly<Record<string, string>>): string {
  return sqlTexts(Object.entries(values).map(([name, value]) => `${name}=${value}`));
}

/** The report of an earlier import of the same bytes under the same options. */
async function knownImport(engine: Engine, library: Library, file: string, importId: number): Promise<ImportedFile> {
  const rows = await engine.query(
    `SELECT s.* FROM import_sheets AS s JOIN imports AS i USING (import_id)
       WHERE i.import_id = ${importId} ORDER BY s.sheet_no`,
  );
  const kept = await keptProblems(engine, [importId]);
  return {
    file,
    importId,
    known: true,
    sheets: rows.map((row) => {
      const ofSheet = kept
        .filter(({ sheetNo }) => sheetNo === asCount(row['sheet_no']))
        .map(({ importId: _, sheetNo: __, ...problem }) => ({
          ...problem,
          template: problemTemplate(problem.code, library.checks),
          example: '',
          others: [],
          suggestions: [],
        }));
      return knownSheet(library, file, row, [foundFact('I_KNOWN_FILE'), ...ofSheet]);
    }),
    open: await keptQuestions(engine, library, importId),
  };
}

function knownSheet(library: Library, file: string, row: SqlRow, problems: ImportProblem[]): ImportedSheet {
  return {
    file,
    sheet: asText(row['sheet']),
    list: library.columns.lists.find(({ id }) => id === row['list'])?.id ?? null,
    header_row: row['header_row'] === null ? null : asCount(row['header_row']),
    rows: {
      read: asCount(row['rows_read']),
      accepted: asCount(row['rows_accepted']),
      rejected: asCount(row['rows_rejected']),
      duplicate: asCount(row['rows_duplicate']),
      skipped: asCount(row['rows_skipped']),
    },
    columns: Object.fromEntries(asTexts(row['columns_found']).map(splitPair)),
    missing: asTexts(row['columns_missing']),
    problems,
  };
}
