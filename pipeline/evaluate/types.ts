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
 * What must come until the date of a target whose number still grows (dossiers, payments, visits), so that its threshold is
 * reached then, where the intake is as expected; one less, and it is not. Sentences are made of it last (`needed-words.ts`).
 */
export interface Needed {
  /**
   * `at-least`: `hits` of the `of` to come must join the numerator; `at-most`: no more than `hits` may; `mean`: they may take
   * `share` minutes on average; `secured`: reached whatever comes; `out-of-reach`: missed even at best.
   */
  kind: 'at-least' | 'at-most' | 'mean' | 'secured' | 'out-of-reach';
  /** Of the milestone to come: the one in force, or where its date is over the next. */
  threshold: number;
  /** Whether today's value reaches it. */
  reached: boolean;
  hits: number | null;
  /** Those expected, and the `old` ones of today who are not in the numerator and may still join it. */
  of: number;
  old: number;
  /** `hits` of `of` in per cent; minutes for means. */
  share: number | null;
  /** What those to come may take together, for means. */
  seconds: number | null;
  /** The value on the date at best, where it is out of reach. */
  best: number | null;
  /** First and last day of what is still to come. */
  from: string;
  until: string;
  /** Whence the intake is expected: the same months of the `year`, or as many a day as in the period so far. */
  basis: 'last_year' | 'pace';
  year: number | null;
}

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
  /**
   * How many members are missing in the numerator (or are too many, where at most is asked) as things stand; 0 when reached.
   * null for means, while days of the period are missing, and while others are still to come: then `needed` tells.
   */
  shortfall: number | null;
  /** What the members who are still to come must bring; null where the date has come or nobody is awaited. */
  needed: Needed | null;
  /** The milestone after the one in force. */
  next_threshold: number | null;
  next_due: string | null;
  aspiration: boolean;
  /** What is missing for a value, or for the whole period of it. */
  lacks: readonly (Lack | MissingMonths)[];
  /** Rows of its lists that were left out at their import, and how many of them for a reason that concerns this number. */
  rejected: number;
  rejected_concerning: number;
  /** More than one in a hundred rows were left out for such a reason, and nobody has seen and accepted it. */
  unsure: boolean;
}

/** What was left out of one list that a number stands on. */
export interface Rejections {
  list: ListId;
  name: Words;
  /** Rows that are known of the unit and the period. */
  rows: number;
  rejected: number;
  /** Of these, those whose reason concerns the number: a column it needs, the code, the unit or the date. */
  concerning: number;
  sheets: {
    importId: number;
    sheetNo: number;
    file: string;
    sheet: string;
    rejected: number;
    concerning: number;
    /** The columns that these were rejected for, by their usual names. */
    columns: string[];
    /** Who has seen and accepted them, and when, `YYYY-MM-DD HH:MM`. */
    seen: { by: string; at: string } | null;
  }[];
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
  /** Decimals that its values have where no verdict needs more. */
  decimals: number;
  /** Value minus threshold with its sign, `-0.04`; empty without a value. */
  differenceText: string;
  /** What the numerator counts, as a noun for "còn thiếu 82 …": `hồ sơ`, `thủ tục`; absent = no noun is printed. */
  counted?: Words;
  /** The lists that the number is counted from. */
  lists: ListId[];
  rejections: Rejections[];
  trend: TrendPoint[];
  /** What the verdict stands on: the target's own count, then any that its threshold follows from. */
  counts: CountRecord[];
}

/** A month of a list: whether all days are known of all units that are expected. */
export interface CoverageMonth {
  /** `YYYY-MM` */
  month: string;
  /** Rows that are known of it. */
  rows: number;
  /** `said`: some of it stands on somebody's word; `part`: days or units are missing; `missing`: all of it is. */
  state: 'whole' | 'said' | 'part' | 'missing';
  /** Units of which days are missing. */
  missing: { id: string; name: string }[];
  /** Who said that a unit had none, and when, `YYYY-MM-DD HH:MM`. */
  said: { id: string; name: string; by: string; at: string }[];
}

/** The months of a list over the period of a report. */
export interface CoverageLine {
  list: ListId;
  name: Words;
  months: CoverageMonth[];
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
  /** Which months of which list are known. */
  coverage: CoverageLine[];
  sources: SourceFile[];
  problems: SourceProblem[];
  footnotes: Footnote[];
}
