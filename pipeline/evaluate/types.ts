import type { Lack, MissingMonths } from '../counts/lack.ts';
import type { CountRecord } from '../counts/record.ts';
import type { Operator, Plan } from '../library/plans/types.ts';
import type { ListId } from '../lists.ts';
import type { ProblemTemplate, Words } from '../messages.ts';
import type { KeptProblem } from '../warehouse/problems.ts';
import type { SourceSheet } from '../warehouse/sources.ts';

/** `incomplete`: there is a value, but days of its period are missing, so that nothing is said of the threshold. */
export type Status = 'met' | 'below' | 'pending' | 'incomplete' | 'no-data';

/**
 * One target of a plan, evaluated: the keys of `vedich evaluate --format json` in this order, where `lacks` are said in
 * sentences (`missing`). Percentages are plain numbers (70 is 70 %); `null` where there is no value. Dates are `YYYY-MM-DD`.
 */
export interface EvaluationRow {
  plan: string;
  target: string;
  indicator: string;
  unit: string;
  /** First and last day of the period that the number was counted over. */
  from: string;
  as_of: string;
  /** Counts; minutes and visits for means; current and base value for changes. */
  numerator: number | null;
  denominator: number | null;
  value: number | null;
  unit_of_measure: string;
  operator: Operator;
  /** The threshold in force (or the first one to come), and its date. */
  threshold: number | null;
  due: string | null;
  status: Status;
  /** The fewest further members that must join the numerator for the threshold; 0 when reached, null where it has no meaning or the period is incomplete. */
  shortfall: number | null;
  /** The milestone after the one in force. */
  next_threshold: number | null;
  next_due: string | null;
  aspiration: boolean;
  /** What is missing for a value, or for the whole period of it. */
  lacks: readonly (Lack | MissingMonths)[];
}

export interface TrendPoint {
  /** `YYYY-MM` */
  month: string;
  /** Counted from the start of the period to the end of that month (or the reporting date). */
  from: string;
  as_of: string;
  numerator: number | null;
  denominator: number | null;
  value: number | null;
}

/** What the report and the pane show of a target beside its row. */
export interface TargetDetail {
  row: EvaluationRow;
  name: Words;
  /** Where the target stands in the document. */
  place: string;
  /** The definition in words; a plain count has no denominator. */
  definition: { numerator: Words; denominator: Words | null };
  /** The value as plain decimal text with as many decimals as the verdict needs, `69.96`; empty without a value. */
  valueText: string;
  /** Value minus threshold with its sign, `-0.04`; empty without a value. */
  differenceText: string;
  /** What the numerator counts, as a noun for "còn thiếu 82 …": `hồ sơ`, `thủ tục`; absent = no noun is printed. */
  counted?: Words;
  /** The lists that the number is counted from. */
  lists: ListId[];
  /** Members per month still needed until the date, rounded up; null where it has no meaning. */
  monthlyPace: number | null;
  trend: TrendPoint[];
  /** What the verdict stands on: the target's own count, then any that its threshold follows from. */
  counts: CountRecord[];
}

/** A sheet of an imported file that the numbers stand on. */
export interface SourceFile extends Omit<SourceSheet, 'problems' | 'list'> {
  /** What the list is called; null where it was not recognised. */
  list: Words | null;
  listId: ListId | null;
}

/** One kind of problem in one column of one sheet, as the import found it; `problemSentence` says it. */
export interface SourceProblem extends Omit<KeptProblem, 'importId' | 'sheetNo'> {
  file: string;
  sheet: string;
  template: ProblemTemplate;
}

/** A remark that belongs on the report because it bears on its numbers. */
export type Footnote = 'online-unspecified' | 'payments-of-dossiers';

export interface BreakdownRow {
  /** The field's or the procedure's name; empty where it is not known. */
  label: string;
  /** The procedure's code; empty for fields and units. */
  code: string;
  indicator: string;
  numerator: number | null;
  denominator: number | null;
  value: number | null;
  /** As `TargetDetail`: with decimals that never contradict `reached`; empty without a value or a threshold. */
  valueText: string;
  differenceText: string;
  /** Whether the group by itself reaches the threshold of the indicator's first target. */
  reached: boolean | null;
}

/** A field's number, and the count that it is made of. */
export interface FieldRow extends BreakdownRow {
  count: CountRecord;
}

/** Everything that a report of one plan, unit and date shows. */
export interface Evaluation {
  plan: Plan;
  unit: { id: string; name: string; shortName: string; superiorName: string; place: string };
  from: string;
  asOf: string;
  targets: TargetDetail[];
  byField: FieldRow[];
  /** One indicator of dossiers by procedure, what lacks most first: the first of the plan that falls short, else the first. */
  byProcedure: BreakdownRow[];
  sources: SourceFile[];
  problems: SourceProblem[];
  footnotes: Footnote[];
}
