import type { Count, Origin } from '../counts/count.ts';
import type { Exact } from '../exact.ts';
import type { MessageParams, Severity } from '../messages.ts';
import type { consolidateMessages } from './messages.ts';

/** What kind of workbook a sheet is of: made by Về đích, a plan's table in a unit's own hand, a form of counts. */
export type SheetKind = 'own' | 'table' | 'form' | 'unknown';

export type ProblemCode = keyof typeof consolidateMessages;

/** One finding of a check: where it is, what stands there, what should, why it may be and what to do. */
export interface CheckProblem {
  code: ProblemCode;
  severity: Severity;
  /** Empty where no unit is known. */
  unit: string;
  file: string;
  sheet: string;
  /** `B12`; empty where no one cell is meant. */
  cell: string;
  expected: string | null;
  found: string | null;
  /** What its sentence names beside the place (`checkSentence`). */
  params: MessageParams;
}

/** What is not certain and asked once: a unit's name, a target that is not found. */
export type Ask =
  | { kind: 'unit'; name: string; suggestions: string[] }
  | { kind: 'period' }
  | { kind: 'target'; target: string; candidates: { cell: string; text: string }[] }
  | { kind: 'row'; cell: string; text: string; suggestions: string[] }
  | { kind: 'column'; header: string };

/** A figure that a unit sent for a target of the plan. */
export interface SentFigure {
  target: string;
  /** `members` and `hits` are null where only a percentage was sent: such a figure cannot be added. */
  count: Count;
  /** What the counts of the year before or of the base year are, where the threshold follows from it. */
  basis: readonly Count[];
  /** The result as it was written, in the indicator's unit of measure; null where there is none. */
  value: Exact | null;
  cells: { hits: string; members: string; value: string };
  /** Changed by hand after Về đích had written it. */
  edited: boolean;
}

/** In a consolidated report: a unit's count for a target, and the cells of that unit's own report in which it stands. */
export interface UnitPart {
  target: string;
  count: Count;
  origins: readonly Origin[];
}

/** A number of a form: of a row (field or unit; null = the total row) and a column. */
export interface SentCell {
  row: string | null;
  /** The section that the row stands in; empty where there is none. */
  section: string;
  column: string;
  value: Exact;
  cell: string;
}

/** One sheet as it was understood; a workbook gives one for each sheet that is a report. */
export interface ReadSheet {
  file: string;
  sheet: string;
  kind: SheetKind;
  /** Id of the form; of the plan, for its table. */
  form: string | null;
  plan: string | null;
  unit: string | null;
  from: string | null;
  asOf: string | null;
  figures: readonly SentFigure[];
  cells: readonly SentCell[];
  /** Of a report that is itself a consolidation: what it was added from, through all levels below. */
  parts: readonly UnitPart[];
  /** For forms: rows are units. */
  byUnit: boolean;
  asked: readonly Ask[];
  problems: readonly CheckProblem[];
  /** Which version of the program made it, and when; null for what a unit made itself. */
  made: { program: string; at: string } | null;
  /** Of a period that was added from shorter ones: how many reports. */
  addedFrom?: number;
}
