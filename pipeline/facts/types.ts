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

/** Headers of a sheet that nobody recognised, for whoever can say what they are. Headers alone, never cells, none personal. */
export interface OpenHeaders {
  file: string;
  sheet: string;
  /** The list that the sheet is, or is nearest to. */
  list: ListId;
  /** Whether the sheet was taken as that list. */
  taken: boolean;
  headers: string[];
  /** Columns of the list that the sheet does not have, by their first name. */
  columns: { id: string; name: string }[];
}

/** A name that stands for no unit that is known, for whoever can say which one is meant. */
export interface OpenUnit {
  file: string;
  sheet: string;
  /** As it stands in the file. */
  name: string;
  /** Rows that are not counted for it. */
  rows: number;
  /** Names of units that are like it, nearest first. */
  suggestions: string[];
}

export interface ImportedFile {
  file: string;
  /** The same bytes had been imported before; nothing changed. */
  known: boolean;
  sheets: ImportedSheet[];
  /** Where there is something to explain; not known of a file that had been imported before. */
  open: OpenHeaders[];
  /** The most frequent ones first; as `open`. */
  open_units: OpenUnit[];
}
