import type { UnitOfMeasure } from '../../library/indicators/units-of-measure.ts';
import type { Contradiction, Deadline, Milestone, Operator, Plan } from '../../library/plans/types.ts';

/** A piece of a document as it was read, in the order of the document. `page`: from 1, where the format knows pages. */
export type Block =
  | { kind: 'text'; text: string; page: number | null; heading?: boolean }
  /** A row of a table; `table` counts from 1. A cell over several columns stands once, empty ones keep their place. */
  | { kind: 'row'; table: number; cells: string[]; page: number | null };

/** What one place of the document asks for. `levels`: thresholds that differ by level of government, as the text says. */
export interface FoundTarget {
  sentence: string;
  place: string;
  page: number | null;
  /** The blocks that say it. */
  blocks: number[];
  /** Null: no indicator that there is means this; somebody decides what becomes of it. */
  indicator: string | null;
  /** Other indicators that it could mean, the likeliest first. */
  alternatives: string[];
  /** `<` ("dưới") is one that plans do not have: it becomes `<=` in a draft, and is told. */
  operator: Operator | '<';
  /** Null where the threshold rises every year. In the unit of measure, exact text: `70`, `-10`. */
  value: string | null;
  /** Empty where there is one date only. */
  schedule: Milestone[];
  yearly: { step: string; cap: string; from: string } | null;
  /** The yearly step of a schedule that is written out. */
  rise: { step: string; cap: string; from: string } | null;
  baseYear: number | null;
  /** `YYYY-MM-DD`; null where neither the sentence, its section nor the document names one. */
  due: string | null;
  unitOfMeasure: UnitOfMeasure;
  aspiration: boolean;
  exceptions: string[];
  levels: { level: string; value: string }[];
  /** For whom, where a table sets it by unit. */
  unit: string;
  /** Short name, as the document calls what is measured. */
  name: string;
  /** What somebody should look at; empty = sure. */
  doubts: Doubt[];
}

/** Why a target is not sure. */
export type Doubt =
  | 'indicator'
  | 'no-indicator'
  | 'due-of-document'
  | 'no-due'
  | 'derived'
  | 'several-levels'
  | 'below'
  | 'range'
  | 'aspiration'
  | 'repeated'
  | 'relative'
  | 'unused';

export interface FoundTask {
  /** As numbered in the document. */
  id: string;
  title: string;
  lead: string[];
  executing: string[];
  coordinating: string[];
  deadlines: Deadline[];
  product: string;
  reporting: string;
  reportBy: string | null;
  place: string;
  parts: FoundTask[];
}

export interface FoundPlan {
  number: string;
  /** As far as the document gives it: `2023-10-19`, `2024-08`, empty. */
  date: string;
  title: string;
  issuer: string;
  scope: string;
  replaces: string[];
  basedOn: string[];
  targets: FoundTarget[];
  tasks: FoundTask[];
  /** What looks like a target and could not be read as one. */
  notUnderstood: { sentence: string; place: string }[];
  contradictions: Contradiction[];
  catalogue: Plan['catalogue'] | undefined;
}
