import type { Mapping } from '../library/mapping.ts';
import type { UnitScopeRow } from '../library/units/scope.ts';
import type { ListId } from '../lists.ts';
import type { MessageParams, ProblemTemplate, Severity } from '../messages.ts';

export interface ImportOptions {
  /** SHA-256 of the file, hex: who has the bytes computes it. */
  sha256: string;
  /** Local moment `YYYY-MM-DD HH:MM:SS`. */
  now: string;
  /** Which province a bare name of a unit belongs to. */
  province?: string;
  /** Every row is this unit's. */
  unit?: string;
  /** Every sheet is this list. */
  as?: ListId;
  /** Headers and code spellings that the user has explained. */
  mapping?: Mapping;
  /** Only rows of these units (and days) are taken, and only over rows of theirs: who sends the file may say no more. */
  within?: readonly UnitScopeRow[];
  /** The unit that sends the file, where it speaks only for some units. */
  sender?: string;
  /** Its dossiers count though their codes are another agency's. */
  confirmAgency?: boolean;
  /** Called as rows go in, with how many rows of the file have. */
  onRows?: (rows: number) => void;
}

/**
 * One kind of problem in one column, as data: `problemSentence` says it. Who prints it adds the sentence as `message`
 * (`saidProblems`).
 */
export interface ImportProblem {
  code: string;
  severity: Severity;
  /** The column's id, empty where the whole sheet is meant. */
  column: string;
  /** The column's header as it stands in the file. */
  header: string;
  count: number;
  /** The first 20 row numbers. */
  rows: number[];
  /** A cell that shows the problem; it and the other cells are shown, never kept. */
  example: string;
  others: string[];
  /** What may have been meant, nearest first; never kept, because it tells of the cell. */
  suggestions: string[];
  /** What is said of it; it travels with the problem: who shows it need not know the checks. */
  template: ProblemTemplate;
  /** What its sentence names beside the usual (`guess`, `missing`, …); never a cell of the file. */
  params: MessageParams;
  /** The import that the problem is with, where it is with another one: it goes with either of them. */
  otherImport?: number;
}

/** One sheet's report: the keys of `import --format json`. Always read = accepted + rejected + duplicate + skipped. */
export interface ImportedSheet {
  file: string;
  sheet: string;
  list: ListId | null;
  header_row: number | null;
  rows: { read: number; accepted: number; rejected: number; duplicate: number; skipped: number };
  columns: Readonly<Record<string, string>>;
  missing: string[];
  problems: ImportProblem[];
}

/** One answer that can be chosen, as it is kept and as it is shown. */
export interface AnswerChoice {
  id: string;
  vi: string;
  en: string;
}

export const QUESTION_KINDS = ['column', 'value', 'unit', 'sheet-unit', 'agency'] as const;

/**
 * What an import left for somebody to say. One shape for all kinds; a mapping is made of the answers (`answeredMapping`):
 * - `column`: what a header means; the answer is a column of the list, or `ignore`
 * - `value`: what a cell of a code column means; a value of its code list
 * - `unit`: which unit a name means; any unit
 * - `sheet-unit`: whose rows without a unit are; any unit
 * - `agency`: dossiers whose codes are another agency's than the unit they were counted for; any unit
 */
export interface OpenQuestion {
  kind: (typeof QUESTION_KINDS)[number];
  file: string;
  sheet: string;
  /** The list that the sheet is, or is nearest to. */
  list: ListId;
  /** Id of the column that the cell or name stands in; empty where the header itself or a whole sheet is asked about. */
  column: string;
  /** The column's header as it stands in the file; empty where the whole sheet is asked about. */
  header: string;
  /** What is to be explained, as it stands in the file: header, cell, name; of a sheet without units what tells it (`signatureOf`). */
  written: string;
  /** Rows that hang on the answer. */
  rows: number;
  /** Up to three cells below the header, never personal ones; never kept. */
  samples: string[];
  /** The likeliest answer, an id; null where nothing is likely. */
  guess: string | null;
  /** All answers to a column or value; of units the likely ones. */
  choices: AnswerChoice[];
  /**
   * Rows are left out, or a column that is likely there is missing, until it is answered. Else it may stay as it is: with a
   * guess it was taken as that without asking, without one it is not used.
   */
  needed: boolean;
}

export interface ImportedFile {
  file: string;
  /** The number of its import; null where nothing of it went in. */
  importId: number | null;
  /** The same bytes had been imported before; nothing changed. */
  known: boolean;
  sheets: ImportedSheet[];
  /** What is still to be said, of each sheet and kind the most frequent first; without samples where the file had been imported before. */
  open: OpenQuestion[];
}
