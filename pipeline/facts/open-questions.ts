import { readableColumns } from '../library/columns.ts';
import type { Library } from '../library/library.ts';
import { valueChoices } from '../library/spellings.ts';
import type { ListId } from '../lists.ts';
import { LISTS } from '../lists.ts';
import { looksPersonal } from '../recognise/personal-cells.ts';
import { textKey } from '../text.ts';
import { asCount, asText, asTexts, type Engine, sqlText, sqlTexts } from '../warehouse/duckdb/engine.ts';
import { partOf } from './answers.ts';
import type { ListOutcome, OpenCell } from './load-list.ts';
import type { StagedSheet } from './stage.ts';
import { listOf } from './tables.ts';
import { type AnswerChoice, type OpenQuestion, QUESTION_KINDS } from './types.ts';

/** What a sheet leaves open, the kinds in the order in which one would answer them: whose it is, columns, values, names. */
export function openQuestions(
  library: Library,
  file: string,
  staged: StagedSheet,
  outcomes: ReadonlyMap<ListId, ListOutcome>,
): OpenQuestion[] {
  const { open, sheetNo, name: sheet } = staged;
  const list = staged.list ?? open?.list;
  if (list === undefined) return [];
  const outcome = staged.list === null ? undefined : outcomes.get(staged.list);
  const place = { file, sheet, list, samples: [], needed: true } as const;
  const unitColumn = listOf(library.columns, list).unit;
  const header = (column: string): string => staged.columns[column] ?? firstHeader(library, list, column);
  const unnamed = outcome?.unnamed.get(sheetNo);
  const units = byName(library);
  return [
    ...(unnamed === undefined ? [] : [unnamed]).map(({ signature, rows, likely }): OpenQuestion => {
      const choices = unitChoices(library, likely);
      const asked = { kind: 'sheet-unit', column: '', header: '', written: signature, rows } as const;
      return { ...place, ...asked, samples: [], guess: choices[0]?.id ?? null, choices };
    }),
    ...(open?.headers ?? []).map(({ header: written, guess, samples }): OpenQuestion => {
      const choices = columnChoices(library, list, open?.missing ?? []);
      const needed = open?.taken !== true || guess !== null;
      const asked = { kind: 'column', column: '', header: '', written, rows: staged.dataRows } as const;
      return { ...place, ...asked, samples, guess, choices, needed };
    }),
    ...staged.problems
      .filter(({ code }) => code === 'COLUMN_INFERRED')
      .map(({ column, header: written }): OpenQuestion => {
        const choices = columnChoices(library, list, [column, ...staged.missing]);
        const asked = { kind: 'column', column: '', header: '', written, rows: staged.dataRows } as const;
        return { ...place, ...asked, samples: [], guess: column, choices, needed: false };
      }),
    ...(outcome?.openValues.get(sheetNo) ?? []).map(
      ({ column, header: under, written, rows, likely, taken }): OpenQuestion => {
        const choices = valueChoices(column, library) ?? [];
        const asked = { kind: 'value', column, header: under ?? header(column), written, rows } as const;
        return { ...place, ...asked, samples: [], guess: likely[0] ?? null, choices, needed: !taken };
      },
    ),
    ...(outcome?.openUnits.get(sheetNo) ?? []).map(({ written, rows, likely }: OpenCell): OpenQuestion => {
      const choices = unitChoices(
        library,
        likely.flatMap((name) => units.get(name) ?? []),
      );
      const asked = { kind: 'unit', column: unitColumn, header: header(unitColumn), written, rows } as const;
      // Of several units with the name none is likelier.
      return {
        ...place,
        ...asked,
        samples: [],
        guess: choices.length === 1 ? (choices[0]?.id ?? null) : null,
        choices,
      };
    }),
  ];
}

/** Kept with the import, so that they can be answered later: nothing that may be somebody's, no samples. */
export async function keepQuestions(
  engine: Engine,
  library: Library,
  importId: number,
  sheetNo: number,
  open: readonly OpenQuestion[],
): Promise<void> {
  const rows = open
    .filter(({ kind, written }) => kind === 'column' || !looksPersonal(written, library.columns))
    .map(({ kind, list, column, header, written, rows: count, guess, choices, needed }, place) => {
      const likely = kind === 'unit' || kind === 'sheet-unit' ? choices.map(({ id }) => id) : [];
      const texts = [kind, list, column, header, written].map(sqlText).join(', ');
      return `(${importId}, ${sheetNo}, ${place}, ${texts}, ${count}, ${sqlText(guess)}, ${sqlTexts(likely)}, ${needed})`;
    });
  if (rows.length > 0) await engine.run(`INSERT INTO open_questions VALUES ${rows.join(', ')}`);
}

/** A file that was imported and is still to be asked about. */
export interface OpenFile {
  file: string;
  /** SHA-256 of the file, hex. */
  sha256: string;
  /** The day it was imported, `YYYY-MM-DD`. */
  importedOn: string;
  /** Without samples: cells are not kept. What was answered elsewhere since is the guess. */
  questions: OpenQuestion[];
}

/**
 * Imported files with questions, whether they must be answered or can be, newest first; a file that was imported again under its name is asked about in
 * its newest state.
 */
export async function openFiles(engine: Engine, library: Library): Promise<OpenFile[]> {
  const imports = await engine.query(
    `SELECT i.import_id, i.file, i.sha256, i.imported_at::DATE AS imported_on FROM imports AS i
       WHERE i.import_id IN (SELECT import_id FROM open_questions)
         AND NOT EXISTS (FROM imports AS n WHERE n.file = i.file AND n.import_id > i.import_id)
       ORDER BY i.import_id DESC LIMIT ${MOST_FILES}`,
  );
  const files: OpenFile[] = [];
  for (const row of imports) {
    const questions = await keptQuestions(engine, library, asCount(row['import_id']));
    files.push({
      file: asText(row['file']),
      sha256: asText(row['sha256']),
      importedOn: asText(row['imported_on']),
      questions: questions.map((question) => ({ ...question, guess: saidOf(library, question) ?? question.guess })),
    });
  }
  return files;
}

/** More nobody answers at once. */
const MOST_FILES = 50;

/** What the office has said of it since. */
function saidOf({ office: { spellings } }: Library, question: OpenQuestion): string | undefined {
  const part = partOf(question);
  const said = part === 'codes' ? (spellings.codes[question.column] ?? {}) : spellings[part];
  const key = textKey(question.written);
  return Object.entries(said).find(([written]) => textKey(written) === key)?.[1];
}

/** The questions of a file that was imported before. */
export async function keptQuestions(engine: Engine, library: Library, importId: number): Promise<OpenQuestion[]> {
  const rows = await engine.query(
    `SELECT q.*, i.file, s.sheet, s.list AS taken, s.columns_missing FROM open_questions AS q
       JOIN imports AS i USING (import_id) JOIN import_sheets AS s ON s.import_id = q.import_id AND s.sheet_no = q.sheet_no
       WHERE q.import_id = ${importId} ORDER BY q.sheet_no, q.question_no`,
  );
  return rows.flatMap((row) => {
    const kind = QUESTION_KINDS.find((one) => one === row['kind']);
    const list = LISTS.find((one) => one === row['list']);
    if (kind === undefined || list === undefined) return [];
    const column = asText(row['column_name']);
    const guessed = row['guess'] === null ? null : asText(row['guess']);
    const missing =
      row['taken'] === null
        ? readableColumns(listOf(library.columns, list)).map(({ id }) => id)
        : [...new Set([...(guessed === null ? [] : [guessed]), ...asTexts(row['columns_missing'])])];
    const choices =
      kind === 'column'
        ? columnChoices(library, list, missing)
        : kind === 'value'
          ? (valueChoices(column, library) ?? [])
          : unitChoices(library, asTexts(row['likely']));
    return [
      {
        kind,
        file: asText(row['file']),
        sheet: asText(row['sheet']),
        list,
        column,
        header: asText(row['header']),
        written: asText(row['written']),
        rows: asCount(row['row_count']),
        samples: [],
        guess: choices.some(({ id }) => id === guessed) ? guessed : null,
        choices,
        needed: row['needed'] === true,
      },
    ];
  });
}

function firstHeader(library: Library, list: ListId, column: string): string {
  return listOf(library.columns, list).columns.find(({ id }) => id === column)?.headers[0] ?? column;
}

function columnChoices(library: Library, list: ListId, columns: readonly string[]): AnswerChoice[] {
  return columns.map((id) => ({ id, vi: firstHeader(library, list, id), en: firstHeader(library, list, id) }));
}

function unitChoices({ units }: Library, ids: readonly string[]): AnswerChoice[] {
  return [...new Set(ids)].flatMap((id) => {
    const unit = units.byId.get(id);
    return unit === undefined ? [] : [{ id, vi: unit.name, en: unit.name }];
  });
}

/** Units by their full name: two of one name are of different times. */
function byName({ units }: Library): ReadonlyMap<string, string[]> {
  const ids = new Map<string, string[]>();
  for (const { id, name } of units.units) ids.set(name, [...(ids.get(name) ?? []), id]);
  return ids;
}
