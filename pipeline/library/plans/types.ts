export type Operator = '>=' | '>' | '<=';

export interface Milestone {
  /** In the indicator's unit of measure (70 = 70 %); exact decimal text, e.g. `"70"`, `"-10"`. */
  value: string;
  /** `YYYY-MM-DD`. */
  due: string;
}

export type TargetRule =
  | { kind: 'threshold'; milestones: [Milestone] }
  | { kind: 'schedule'; milestones: [Milestone, ...Milestone[]] }
  /** Each year from `from` (`YYYY-MM`): the value of the year before plus `step`, at most `cap`; due at the end of the year. */
  | { kind: 'yearly-increase'; step: string; cap: string; from: string }
  /** Change in per cent against the newest observation at or before the end of `baseYear`. */
  | { kind: 'change-from-baseline'; baseYear: number; milestones: [Milestone] };

export interface Target {
  id: string;
  /** Short name in Vietnamese (our own words) and English. */
  name: { vi: string; en: string };
  indicator: string;
  /** A variant of the indicator's definition that this plan names; absent = the definition of DOMAIN.md. */
  variant?: string;
  operator: Operator;
  rule: TargetRule;
  /** "phấn đấu", "tiến đến": shown, flagged apart from obligations. */
  aspiration: boolean;
  /** Where it stands in the document, e.g. `Mục II, gạch đầu dòng 2`. */
  place: string;
  /** The same place in short, as `II-2`; empty where the plan gives none. */
  clause: string;
  note: string;
}

export type Deadline =
  /** `before`: printed "trước ngày …". The day itself still counts as in time (as the due dates of plan-targets.csv do). */
  | { kind: 'date'; date: string; before: boolean }
  /** `YYYY-MM`; `from: true` = "từ tháng …" on. */
  | { kind: 'month'; month: string; from: boolean }
  /** `YYYY-Q1` … `YYYY-Q4` */
  | { kind: 'quarter'; quarter: string }
  | { kind: 'year'; year: number }
  /** "thường xuyên" */
  | { kind: 'continuous' }
  /** as another document says, in words */
  | { kind: 'other'; text: string };

export interface TaskPart {
  /** As numbered in the document: `3`; parts `7a`, `3.1`. */
  id: string;
  /** What is to be done, in our own words. */
  title: string;
  /** Who leads or urges, who carries out, who takes part: words as printed; `Plan.actors` tells their unit ids. */
  lead: string[];
  executing: string[];
  coordinating: string[];
  /** Empty where the document gives none. */
  deadlines: Deadline[];
  /** What shows that it is done, where the document says so. */
  result: string;
  /** When and how it is reported, where the document says so. */
  reporting: string;
  /** The day until which it is reported, `YYYY-MM-DD`, where the document names one. */
  reportBy: string | null;
}

/** One numbered task. With parts, its own units and deadlines are those of all its parts, each once. */
export interface Task extends TaskPart {
  parts: TaskPart[];
}

export interface Contradiction {
  /** Where it stands in the document. */
  place: string;
  /** What contradicts what, in Vietnamese. */
  finding: string;
}

/** A catalogue of fields with printed sums, as in the 2022 plan. */
export interface CatalogueRow {
  field: string;
  level3: number;
  level4: number;
  total: number;
}

export interface Plan {
  id: string;
  /** Changes with the plan's content, not with its comments and layout: which plan it was that a report was judged by. */
  version: string;
  title: { vi: string; en: string };
  /** Short title for lists, e.g. `Kế hoạch DVCTT 2024 · Sở GDĐT BR-VT`. */
  shortTitle: string;
  /** Number of the document, e.g. `2647/QĐ-UBND`; empty where the published text has none. */
  number: string;
  /** Date as far as the document gives it: `2023-10-19`, `2024-08`. */
  date: string;
  issuer: string;
  /** The unit id that issued it, and the unit id it is usually evaluated for. */
  issuerUnit: string;
  defaultUnit: string;
  /** To whom it applies, in words, and exclusions by unit id. */
  scope: string;
  excludedUnits: string[];
  replaces: string[];
  basedOn: string[];
  /** The file that the plan was read from, and the SHA-256 of its bytes; absent where somebody typed it. */
  document?: { file: string; sha256: string };
  /** Counting period of the reports: calendar months or the 15th–14th months of Thông tư 01/2020/TT-VPCP. */
  calendar: 'calendar' | 'government';
  /** First day of the counting period where the plan fixes one (`YYYY-MM-DD`); null = 1 January of the reporting year. */
  countFrom: string | null;
  targets: Target[];
  tasks: Task[];
  /** Words for units in the tasks → unit ids; an empty list = a group or somebody outside the unit tree. */
  actors: Readonly<Record<string, string[]>>;
  /** Typed in the YAML, then those found by code (`check.ts`). */
  contradictions: Contradiction[];
  /** `place`: where the table stands in the document. */
  catalogue?: { place: string; rows: CatalogueRow[]; printedTotal: CatalogueRow };
}
