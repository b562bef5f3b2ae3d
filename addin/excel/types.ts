import type { Evaluation } from '../../pipeline/evaluate/types.ts';
import type { Words } from '../../pipeline/messages.ts';
import type { ReportOptions } from '../../pipeline/report/options.ts';

/** Where the pane runs. `old-excel` lacks what the report needs; `browser` has no workbook at all. */
export type Host = 'excel' | 'old-excel' | 'browser';

/** A report that stands in the workbook. */
export interface ReportRecord {
  /** One report of a plan and unit a workbook; a new date refreshes it. */
  plan: string;
  planTitle: string;
  unit: string;
  unitName: string;
  from: string;
  asOf: string;
  /** Local moment of the last writing, `YYYY-MM-DD HH:MM`. */
  writtenAt: string;
}

/** A part of a target that a cell can be bound to. */
export const BOUND_PARTS = ['value', 'numerator', 'denominator', 'threshold', 'verdict'] as const;
export type BoundPart = (typeof BOUND_PARTS)[number];

export function isBoundPart(text: string): text is BoundPart {
  return BOUND_PARTS.some((part) => part === text);
}

/** What a cell is bound to; it stays bound when rows and columns move or its sheet is renamed. */
export interface CellBinding {
  plan: string;
  unit: string;
  target: string;
  part: BoundPart;
}

/** A cell that somebody changed by hand since it was written; whoever sits there decides. */
export interface Conflict {
  /** `Sheet!B5`, as Excel writes it. */
  address: string;
  /** What the cell is about, for people: the target's name and the column's header. */
  label: Words;
  /** Texts, formulas and numbers as they are: who shows them writes numbers as its reader does. */
  written: string | number;
  current: string | number;
  fresh: string | number;
}

export type Decision = 'keep' | 'overwrite';

/** Asked once for all conflicts of a refresh; undefined = nothing is written at all. */
export type AskConflicts = (conflicts: readonly Conflict[]) => Promise<readonly Decision[] | undefined>;

export interface Written {
  cells: number;
  /** Edits by hand that were kept; they stay marked. */
  kept: number;
  /** Names and tables of the report that the workbook has no more, for people. */
  notFound: Words[];
  /** Targets whose result is another one than the report had. */
  changed: ChangedTarget[];
}

export interface ChangedTarget {
  name: Words;
  /** Results with their units: `57,64 %`. */
  from: Words;
  to: Words;
}

export interface ReportToWrite {
  evaluation: Evaluation;
  /** Of the program that made the numbers. */
  version: string;
  /** What the office wants of its reports. */
  options?: ReportOptions;
}
