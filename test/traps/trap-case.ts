import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { EvaluationRow } from '../../pipeline/evaluate/types.ts';
import type { ImportedFile, ImportedSheet, ImportOptions } from '../../pipeline/facts/types.ts';
import type { ColumnCatalogue, ListDefinition } from '../../pipeline/library/columns.ts';
import { headerKeys } from '../../pipeline/recognise/headers.ts';

const TRAPS = fileURLToPath(new URL('.', import.meta.url));
/** What stands in a case's folder beside its input files. */
const BESIDE_INPUT = new Set(['expected.json', 'make.ts']);

/**
 * A sheet's import report, as far as a trap states it. What is never left out is compared whole: rows are rejected, lost
 * or warned about only where a trap says so. Of headers a trap states what it is about, and everything else must be as
 * usual (`asStated`).
 */
export interface ExpectedSheet extends Pick<ImportedSheet, 'file' | 'sheet' | 'list' | 'header_row' | 'rows'> {
  problems: { code: string; column: string; count: number; rows: number[] }[];
  /** Every column with the header that it was found under, where the trap is about headers. */
  columns?: Readonly<Record<string, string>>;
  /** Columns that the sheet lacks, where the trap is about them; it may lack others. */
  missing?: string[];
  /** Headers that nobody recognised; none where absent. */
  open?: string[];
}

/** An expected sheet, or what is out of the usual in a real one; a trap never states the latter. */
export interface StatedSheet extends ExpectedSheet {
  /** Columns under a header that is no spelling of theirs. */
  misread?: string[];
  /** Columns of the list that are neither found nor missing, or both. */
  unaccounted?: string[];
}

/**
 * The reports of an import in the words of the expectation: what it does not state is left out where it is as usual, and
 * shown where it is not. So a new column in `columns.yaml` changes nothing, and a header that is no longer read does.
 */
export function asStated(
  files: readonly ImportedFile[],
  expected: readonly ExpectedSheet[],
  catalogue: ColumnCatalogue,
): StatedSheet[] {
  return files.flatMap(({ sheets, open }) =>
    sheets.map((sheet) => {
      const wanted = expected.find((one) => one.file === sheet.file && one.sheet === sheet.sheet);
      const { file, list, header_row, rows, columns, missing } = sheet;
      const headers = open
        .filter((one) => one.kind === 'column' && one.sheet === sheet.sheet)
        .map((one) => one.written);
      const definition = catalogue.lists.find(({ id }) => id === list);
      const misread = wanted?.columns === undefined ? misreadColumns(columns, definition) : [];
      const unaccounted = definition === undefined ? [] : unaccountedColumns(sheet, definition);
      return {
        file,
        sheet: sheet.sheet,
        list,
        header_row,
        rows,
        ...(wanted?.columns === undefined ? {} : { columns }),
        ...(wanted?.missing === undefined ? {} : { missing: missing.filter((id) => wanted.missing?.includes(id)) }),
        ...(headers.length === 0 ? {} : { open: headers }),
        ...(misread.length === 0 ? {} : { misread }),
        ...(unaccounted.length === 0 ? {} : { unaccounted }),
        problems: sheet.problems.map(({ code, column, count, rows: numbers }) => ({
          code,
          column,
          count,
          rows: numbers,
        })),
      };
    }),
  );
}

function misreadColumns(columns: ImportedSheet['columns'], definition: ListDefinition | undefined): string[] {
  return Object.entries(columns)
    .filter(([id, header]) => {
      const spellings = definition?.columns.find((column) => column.id === id)?.headers.flatMap(headerKeys) ?? [];
      return !headerKeys(header).some((key) => spellings.includes(key));
    })
    .map(([id, header]) => `${id}: ${header}`);
}

function unaccountedColumns({ columns, missing }: ImportedSheet, definition: ListDefinition): string[] {
  const factual = definition.columns.filter(({ type }) => type !== 'personal').map(({ id }) => id);
  const said = [...Object.keys(columns), ...missing];
  return [...new Set([...factual, ...said])].filter(
    (id) => !factual.includes(id) || said.filter((one) => one === id).length !== 1,
  );
}

/** Targets of one plan on one day: of each row the keys that the trap is about. */
export interface ExpectedEvaluation {
  plan: string;
  unit: string;
  as_of: string;
  from?: string;
  rows: (Pick<EvaluationRow, 'target'> & Partial<EvaluationRow>)[];
}

export interface Expected {
  /** What the trap is, and what must come of it. */
  why: string;
  options?: Partial<ImportOptions>;
  sheets: ExpectedSheet[];
  /** SQL over the facts → rows of texts. */
  facts?: Record<string, (string | null)[][]>;
  /** Texts that must stand nowhere in the warehouse. */
  absent?: string[];
  evaluate?: ExpectedEvaluation[];
  /** The months that the files do not have are missing; without it there was nothing in them. */
  months?: true;
}

/** What `make.ts` of a case exports as default: files that are not worth keeping as bytes, by name. */
export type MadeFiles = () => Record<string, Uint8Array | string>;

export interface TrapCase {
  name: string;
  expected: Expected;
  /** Puts the case's input files into an empty folder. */
  lay(folder: string): Promise<void>;
}

/** One folder, one trap, named for it. */
export function trapCases(): TrapCase[] {
  const folders = readdirSync(TRAPS, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders.map(({ name }) => {
    const home = path.join(TRAPS, name);
    return {
      name,
      expected: JSON.parse(readFileSync(path.join(home, 'expected.json'), 'utf8')),
      lay: (folder) => lay(home, folder),
    };
  });
}

async function lay(home: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(home).filter((entry) => !BESIDE_INPUT.has(entry)))
    cpSync(path.join(home, name), path.join(folder, name));
  const maker = path.join(home, 'make.ts');
  if (!existsSync(maker)) return;
  const { default: make }: { default: MadeFiles } = await import(pathToFileURL(maker).href);
  for (const [name, bytes] of Object.entries(make())) writeFileSync(path.join(folder, name), bytes);
}
