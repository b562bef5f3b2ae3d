import type { Operator, Plan } from '../library/plans/types.ts';

export type Status = 'met' | 'below' | 'pending' | 'no-data';

/**
 * One target of a plan, evaluated: the keys of `vedich evaluate --format json`, in this order, never others.
 * Percentages are plain numbers (70 is 70 %); `null` where there is no value. Dates are `YYYY-MM-DD`.
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
  /** The fewest further members that must join the numerator for the threshold; 0 when reached, null where it has no meaning. */
  shortfall: number | null;
  /** The milestone after the one in force. */
  next_threshold: number | null;
  next_due: string | null;
  aspiration: boolean;
  /** What is missing for a value, a sentence each, in the language asked for. */
  missing: string[];
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
  name: { vi: string; en: string };
  /** Where the target stands in the document. */
  place: string;
  /** The definition in words. */
  definition: { vi: string; en: string };
  /** The value as it may be printed: with as many decimals as the verdict needs, e.g. `69,96`; empty without a value. */
  valueText: string;
  /** Value minus threshold, printed with a sign; empty without a value. */
  differenceText: string;
  /** What the numerator counts, as a noun for "còn thiếu 82 …": `hồ sơ`, `thủ tục`; absent = no noun is printed. */
  counted?: { vi: string; en: string };
  /** Members per month still needed until the date, rounded up; null where it has no meaning. */
  monthlyPace: number | null;
  trend: TrendPoint[];
}

export interface SourceFile {
  file: string;
  sheet: string;
  list: string;
  read: number;
  accepted: number;
  rejected: number;
  duplicate: number;
  skipped: number;
  /** SHA-256 of the file, hex. */
  sha256: string;
  /** The day it was imported, `YYYY-MM-DD`. */
  importedOn: string;
}

export interface RejectedGroup {
  file: string;
  sheet: string;
  code: string;
  severity: string;
  column: string;
  count: number;
  /** The first 20 row numbers. */
  rows: number[];
  message: string;
}

export interface BreakdownRow {
  /** Field name, procedure or unit. */
  label: string;
  /** The procedure's code; empty for fields and units. */
  code: string;
  indicator: string;
  numerator: number | null;
  denominator: number | null;
  value: number | null;
  /** As `TargetDetail`: printed so that they never contradict `reached`; empty without a value or a threshold. */
  valueText: string;
  differenceText: string;
  /** Whether the group by itself reaches the threshold of the indicator's first target. */
  reached: boolean | null;
}

/** Everything that a report of one plan, unit and date shows. */
export interface Evaluation {
  plan: Plan;
  unit: { id: string; name: string; shortName: string; superiorName: string; place: string };
  from: string;
  asOf: string;
  targets: TargetDetail[];
  byField: BreakdownRow[];
  /** One indicator of dossiers by procedure, what lacks most first: the first of the plan that falls short, else the first. */
  byProcedure: BreakdownRow[];
  sources: SourceFile[];
  problems: RejectedGroup[];
  /** Remarks that belong on the report, e.g. that a channel "Trực tuyến" counts as remote. */
  footnotes: string[];
}
