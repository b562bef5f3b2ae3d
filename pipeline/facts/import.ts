import { asCount, asText, asTexts, type Engine, type SqlRow, sqlText, sqlTexts } from '../engine/engine.ts';
import type { Library } from '../library.ts';
import { LISTS, type ListId } from '../lists.ts';
import { type Language, renderMessage } from '../messages.ts';
import type { Book, ByteSource, ReadOptions } from '../read/book.ts';
import { openBook } from '../read/open.ts';
import { type KeptProblem, keptProblems } from './kept-problems.ts';
import { type ListOutcome, loadList } from './load-list.ts';
import { factMessages } from './messages.ts';
import { type StagedSheet, stageSheet } from './stage.ts';
import type { ImportedFile, ImportedSheet, ImportOptions, ImportProblem } from './types.ts';

/**
 * Reads one file into the warehouse, all of it or nothing: one transaction. The same bytes under the same options are
 * known and change nothing.
 * @throws UserError for a file that cannot be read whole (the warehouse stays as it was)
 */
export async function importFile(
  engine: Engine,
  library: Library,
  source: ByteSource,
  reading: ReadOptions,
  options: ImportOptions,
): Promise<ImportedFile> {
  const fingerprint = fingerprintOf(library, options);
  const known = await knownImport(engine, library, source.name, fingerprint, options.language);
  if (known !== null) return known;
  const book = await openBook(source, reading);
  return engine.transaction(() => importBook(engine, library, source, book, fingerprint, options));
}

function fingerprintOf(library: Library, options: ImportOptions): string {
  const { sha256, province, unit, as, mapping } = options;
  return [sha256, library.version, province ?? '', unit ?? '', as ?? '', JSON.stringify(mapping ?? null)].join('|');
}

async function importBook(
  engine: Engine,
  library: Library,
  source: ByteSource,
  book: Book,
  fingerprint: string,
  options: ImportOptions,
): Promise<ImportedFile> {
  const [next] = await engine.query('SELECT coalesce(max(import_id), 0) + 1 AS id FROM imports');
  const importId = asCount(next?.['id']);
  await engine.run(
    `INSERT INTO imports VALUES (${importId}, ${sqlText(source.name)}, ${sqlText(options.sha256)}, ${sqlText(fingerprint)},
       ${source.size}, ${sqlText(book.kind)}, ${sqlText(book.encoding)}, TIMESTAMP ${sqlText(options.now)})`,
  );
  const sheets: StagedSheet[] = [];
  for (const [index, info] of book.sheets.entries()) {
    sheets.push(await stageSheet(engine, library, book, index, info, options));
  }
  const outcomes = new Map<ListId, ListOutcome>();
  for (const list of LISTS) {
    const ofList = sheets.filter((sheet) => sheet.list === list && !sheet.shifted);
    if (ofList.length > 0) outcomes.set(list, await loadList(engine, library, list, ofList, importId, options));
  }
  const imported = sheets.map((sheet) =>
    importedSheet(source.name, sheet, sheet.list === null ? undefined : outcomes.get(sheet.list), options.language),
  );
  for (const [index, sheet] of imported.entries()) await record(engine, importId, index, sheet);
  return { file: source.name, known: false, sheets: imported };
}

function importedSheet(
  file: string,
  staged: StagedSheet,
  outcome: ListOutcome | undefined,
  language: Language,
): ImportedSheet {
  const rejected =
    staged.list === null || staged.shifted ? staged.dataRows : (outcome?.rejected.get(staged.sheetNo) ?? 0);
  const duplicate = outcome?.duplicate.get(staged.sheetNo) ?? 0;
  const rows = {
    read: staged.rowsRead,
    accepted: staged.dataRows - rejected - duplicate,
    rejected,
    duplicate,
    skipped: staged.rowsRead - staged.dataRows,
  };
  const problems = [...staged.problems, ...(outcome?.problems.get(staged.sheetNo) ?? [])];
  if (staged.shifted) problems.push(shiftedSheet(staged, language));
  if (Object.values(rows).some((count) => count < 0))
    throw new Error(`rows of ${file}/${staged.name} do not add up: ${JSON.stringify(rows)}`);
  return {
    file,
    sheet: staged.name,
    list: staged.list,
    header_row: staged.headerRow,
    rows,
    columns: staged.columns,
    missing: staged.missing,
    problems,
  };
}

function shiftedSheet(staged: StagedSheet, language: Language): ImportProblem {
  const template = factMessages.E_SHIFTED;
  return {
    code: 'E_SHIFTED',
    severity: template.severity,
    column: '',
    count: staged.dataRows,
    rows: staged.firstRows,
    example: '',
    message: renderMessage(template, { count: staged.dataRows }, language),
  };
}

async function record(engine: Engine, importId: number, sheetNo: number, sheet: ImportedSheet): Promise<void> {
  const { rows } = sheet;
  const found = Object.entries(sheet.columns).map(([column, header]) => `${column}=${header}`);
  await engine.run(
    `INSERT INTO import_sheets VALUES (${importId}, ${sheetNo}, ${sqlText(sheet.sheet)}, ${sqlText(sheet.list)}, ${sheet.header_row ?? 'NULL'},
       ${rows.read}, ${rows.accepted}, ${rows.rejected}, ${rows.duplicate}, ${rows.skipped}, ${sqlTexts(found)}, ${sqlTexts(sheet.missing)})`,
  );
  for (const problem of sheet.problems) {
    const header = sheet.columns[problem.column] ?? problem.column;
    await engine.run(
      `INSERT INTO problems VALUES (${importId}, ${sheetNo}, ${sqlText(problem.code)}, ${sqlText(problem.severity)}, ${sqlText(problem.column)},
         ${sqlText(header)}, ${problem.count}, [${problem.rows.join(', ')}]::INTEGER[])`,
    );
  }
}

/** The report of an earlier import of the same bytes under the same options. */
async function knownImport(
  engine: Engine,
  library: Library,
  file: string,
  fingerprint: string,
  language: Language,
): Promise<ImportedFile | null> {
  const rows = await engine.query(
    `SELECT s.* FROM import_sheets AS s JOIN imports AS i USING (import_id)
       WHERE i.fingerprint = ${sqlText(fingerprint)} ORDER BY s.sheet_no`,
  );
  if (rows.length === 0) return null;
  const kept = await keptProblems(engine, language, asCount(rows[0]?.['import_id']));
  const note: ImportProblem = {
    code: 'I_KNOWN_FILE',
    severity: factMessages.I_KNOWN_FILE.severity,
    column: '',
    count: 0,
    rows: [],
    example: '',
    message: factMessages.I_KNOWN_FILE[language],
  };
  return { file, known: true, sheets: rows.map((row) => knownSheet(library, file, row, note, kept)) };
}

function knownSheet(
  library: Library,
  file: string,
  row: SqlRow,
  note: ImportProblem,
  kept: readonly KeptProblem[],
): ImportedSheet {
  const problems = kept
    .filter(({ sheetNo }) => sheetNo === asCount(row['sheet_no']))
    .map(({ code, severity, column, count, rows, example, message }) => ({
      code,
      severity,
      column,
      count,
      rows,
      example,
      message,
    }));
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
    columns: Object.fromEntries(
      asTexts(row['columns_found']).map((pair) => {
        const at = pair.indexOf('=');
        return [pair.slice(0, at), pair.slice(at + 1)];
      }),
    ),
    missing: asTexts(row['columns_missing']),
    problems: [note, ...problems],
  };
}
