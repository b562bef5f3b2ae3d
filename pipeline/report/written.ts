import type { Origin } from '../counts/count.ts';
import type { CountRecord } from '../counts/record.ts';
import type { Evaluation } from '../evaluate/types.ts';

/** What a cell holds as it was written; an empty cell is `''`. */
export type WrittenValue = string | number | boolean;

/** A single cell, found by its defined name. */
export interface WrittenName {
  /** As the workbook has it; further places of one value have a number behind it (`vd_phu_de_3`). */
  name: string;
  sheet: string;
  /** `B5` */
  cell: string;
  value: WrittenValue;
  /** Columns that the cell is merged over, in one row; absent = one. */
  span?: number;
}

export interface WrittenRow {
  /** Its number in the sheet. */
  row: number;
  /** What the row is about, the same from one report to the next: a target, a procedure, a file. */
  key: string;
  cells: WrittenValue[];
}

/** A table's cells: each stands in one of the columns and one of the rows. */
export interface WrittenTable {
  sheet: string;
  /** The columns that were found: header as the report names it, and letter. */
  columns: { name: string; column: string }[];
  rows: WrittenRow[];
}

/** Every cell that was written, with its value: where it stood then, and by what it is found when it has moved. */
export interface Written {
  /** How the report's names and tables begin in the workbook: `vd_`, or `vd2_` … for further reports of one workbook. */
  prefix: string;
  names: WrittenName[];
  /** By the report's own name of the table, `vd_chi_tieu` whatever the prefix is. */
  tables: Record<string, WrittenTable>;
}

/** A sheet of a file that the numbers were counted from, and what became of its rows. */
export interface WrittenSource {
  file: string;
  sheet: string;
  /** Of the file, hex. */
  sha256: string;
  read: number;
  accepted: number;
  rejected: number;
  duplicate: number;
  skipped: number;
}

/** What a report stands on. Days are `YYYY-MM-DD`. */
export interface ReportFacts {
  /** Local moment of the writing, `YYYY-MM-DD HH:MM:SS`. */
  made_at: string;
  /** Version of the program that made the numbers. */
  program: string;
  plan: string;
  /** Hash over the plan's content (`Plan.version`). */
  plan_version: string;
  plan_title: string;
  unit: string;
  unit_name: string;
  from: string;
  as_of: string;
  /** For each target what its verdict stands on: its own count, then any that its threshold follows from. */
  targets: { target: string; counts: CountRecord[] }[];
  /** The counts of the table by field. */
  fields: CountRecord[];
  /** In a consolidated report: the counts of each unit, and the cells of its own report in which they stand. */
  parts?: { target: string; count: CountRecord; origins: Origin[] }[];
  sources: WrittenSource[];
}

/** A report as it was written, down to its cells: what the machine-readable part of a workbook keeps of it. */
export interface WrittenReport extends ReportFacts, Written {}

/** When a report is made, and by which version of the program. */
export interface Making {
  version: string;
  /** Local moment `YYYY-MM-DD HH:MM:SS`. */
  madeAt: string;
}

export function factsOf(evaluation: Evaluation, { version, madeAt }: Making): ReportFacts {
  const { plan, unit, from, asOf, targets, byField, sources } = evaluation;
  return {
    made_at: madeAt,
    program: version,
    plan: plan.id,
    plan_version: plan.version,
    plan_title: plan.title.vi,
    unit: unit.id,
    unit_name: unit.name,
    from,
    as_of: asOf,
    targets: targets.map(({ row, counts }) => ({ target: row.target, counts })),
    fields: byField.map(({ count }) => count),
    sources: sources.map(({ file, sheet, sha256, read, accepted, rejected, duplicate, skipped }) => ({
      file,
      sheet,
      sha256,
      read,
      accepted,
      rejected,
      duplicate,
      skipped,
    })),
  };
}

/** Whether something is of a plan and unit. */
export function isOf(place: { plan: string; unit: string }, plan: string, unit: string): boolean {
  return place.plan === plan && place.unit === unit;
}
