import type { Words } from '../../messages.ts';

/**
 * How a column's numbers of several periods become the number of the whole: flows add, a stock at the beginning is the first
 * period's, one at the end the last period's, and `is` is reckoned anew from other columns. Over units all of them add.
 */
export type OverTime = 'flow' | 'first' | 'last' | { is: readonly string[] };

export interface FormColumn {
  id: string;
  /** As the form numbers it; null = it does not, or a family of spellings has it that the form does not know. */
  number: number | null;
  name: Words;
  /** The first spelling as it is written: the header above it (empty = none) and its own. */
  header: { group: string; own: string };
  /** Headers above it, of which one must stand there; empty = it stands under none. Keys (`textKey`). */
  group: readonly string[];
  /** Its own header below that group. Keys. */
  words: readonly string[];
  /** The header where it stands alone, without a group. Keys. */
  whole: readonly string[];
  overTime: OverTime;
  /** Columns that this one holds together where a family of spellings does not part them. */
  of: readonly string[];
  /** Not missed where a sheet has none. */
  optional: boolean;
  /** Holds words, no number. */
  text: boolean;
}

/** A column must be the sum of others; a broken rule is shown with its likely cause and blocks nothing. */
export interface SumRule {
  id: string;
  left: string;
  right: readonly string[];
  cause: Words;
}

/** What is carried over must be what was open at the end of the period before; of a merged unit the sum of its predecessors'. */
export interface CarriedRule {
  column: string;
  before: string;
  cause: Words;
}

/** When a form is due: `days` after the last day of its period, at an hour of Vietnam's time. */
export interface Deadline {
  days: number;
  /** `HH:MM` */
  hour: string;
  /** Days on which offices work; else days of the calendar. */
  working: boolean;
  assumed: boolean;
}

/**
 * What units send: a form of counts by field or by unit, or (`plan`) the table of a plan's targets. Which column is which is
 * told by words, never by position.
 */
export interface Form {
  id: string;
  kind: 'counts' | 'plan';
  title: Words;
  shortTitle: string;
  /** Where the form and its rules stand. */
  source: string;
  /** Nobody could check it against the document. */
  assumed: boolean;
  /** The form's own number as it is written above it. Keys. */
  numbers: readonly string[];
  calendar: 'calendar' | 'government';
  deadline: Deadline;
  /** The first of these, or of `labelUnit`, as it is written. */
  labelHeader: string;
  /** Headers of the column that says what a row is of. Keys. */
  label: readonly string[];
  /** The same where each row is a unit. Keys. */
  labelUnit: readonly string[];
  columns: readonly FormColumn[];
  rules: readonly SumRule[];
  carried: CarriedRule | null;
  /** Columns that make the bars of its chart, the worst one last, and by which one the worst units are found. */
  chart: { columns: readonly string[]; worst: string } | null;
}

/** By id. */
export type FormCatalogue = ReadonlyMap<string, Form>;
