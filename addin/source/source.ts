import type { TableDescription } from '../../pipeline/ask/describe.ts';
import type { Corrections } from '../../pipeline/ask/words/reading.ts';
import type { Evaluation } from '../../pipeline/evaluate/types.ts';
import type { GoingRows } from '../../pipeline/facts/imports.ts';
import type { OpenFile } from '../../pipeline/facts/open-questions.ts';
import type { ImportedSheet, OpenQuestion } from '../../pipeline/facts/types.ts';
import type { ForecastRecord } from '../../pipeline/forecast/types.ts';
import type { FormList } from '../../pipeline/forms/form-lists.ts';
import type { IndicatorSummary } from '../../pipeline/library/indicators/summary.ts';
import type { Mapping } from '../../pipeline/library/mapping.ts';
import type { PlanSummary } from '../../pipeline/library/plans/summary.ts';
import type { ListId } from '../../pipeline/lists.ts';
import type { Language } from '../../pipeline/messages.ts';
import type { Comparison } from '../../pipeline/office/comparisons.ts';
import type { ImportRow } from '../../pipeline/office/imports.ts';
import type { Answer, Question } from '../../pipeline/office/questions.ts';
import type { Said } from '../../pipeline/office/settle.ts';
import type { Grouping, Table } from '../../pipeline/office/tables.ts';
import type { WordsAnswer } from '../../pipeline/office/words/types.ts';
import type { MemberPart } from '../../pipeline/warehouse/members.ts';

import type { ConsolidationSource, SendingSource } from './consolidation-source.ts';
import type { LibrarySource } from './library-source.ts';

/**
 * Where the pane's tables come from: a server, or the engine inside the pane. Screens, custom functions and the workbook
 * ask this interface and never know which of the two answers.
 *
 * Every method rejects with a `SourceError` (a sentence with the next step) where it cannot answer.
 */
export interface Source {
  readonly kind: 'server' | 'local';
  /** Made-up figures, to try the pane with. */
  readonly isSample?: boolean;
  /** The office's own plans and units. */
  readonly library: LibrarySource;
  /** Reports of units taken in and added, by whoever consolidates. */
  readonly consolidation: ConsolidationSource;
  /** A unit's own reports to the office above; undefined where there is none to send to. */
  readonly sending: SendingSource | undefined;
  plans(): Promise<PlanSummary[]>;
  units(): Promise<UnitChoice[]>;
  /** All that can be counted, whether a plan asks for it or not. */
  indicators(): Promise<IndicatorSummary[]>;
  /** Everything that the report and the pane show of one plan, unit and date. */
  evaluation(query: PlanQuery, signal?: AbortSignal): Promise<Evaluation>;
  /** Indicators, one row a figure (`INDICATOR_COLUMNS`). */
  figures(query: FigureQuery, signal?: AbortSignal): Promise<Table>;
  /** Many questions at once, as the functions of a workbook ask them; the answers in their order. */
  answers(questions: readonly Question[], language: Language, signal?: AbortSignal): Promise<Answer[]>;
  /** The dossiers behind a number: in its numerator, or in its denominator and not in its numerator. */
  members(query: MemberQuery, signal?: AbortSignal): Promise<Table>;
  /** Why a target is short, part by part (`ExplainRow`). */
  why(query: WhyQuery, signal?: AbortSignal): Promise<Table>;
  /** What is expected of a target at its dates to come. */
  forecast(query: WhyQuery, signal?: AbortSignal): Promise<ForecastRecord[]>;
  /** All targets of a plan, if the dossiers of some channels had been filed from afar (`WhatIfRow`). */
  whatIf(query: WhatIfQuery, signal?: AbortSignal): Promise<Table>;
  /** A question in Vietnamese, with what was set instead of how it was read; an empty one gives those that are ready. */
  askInWords(query: WordsQuery, signal?: AbortSignal): Promise<WordsAnswer>;
  /** One SELECT that somebody typed, over all facts there are; at most 10,000 rows, and whether there are `more`. */
  query(sql: string, signal?: AbortSignal): Promise<Table & { more: boolean }>;
  /** The tables that such a question can ask about, with what they mean. */
  tables(): Promise<TableDescription[]>;
  /** The office's own template, else the standard one: an `.xlsx`. */
  template(): Promise<Uint8Array>;
  /** An empty list to be filled in and imported, an `.xlsx`. */
  blankForm(query: FormQuery): Promise<Uint8Array>;
  /** Imports files one after the other; those that cannot be read are told, the others are kept. */
  importFiles(
    files: readonly File[],
    options: ImportChoice,
    onProgress: (progress: ImportProgress) => void,
    signal?: AbortSignal,
  ): Promise<ImportOutcome>;
  /** What was imported, the oldest import first. */
  imports(): Promise<ImportRow[]>;
  /** What would go with an import, of the lists that it changed. */
  goingWith(importId: number): Promise<GoingRows[]>;
  /** Takes an import away, as if it had never been. */
  removeImport(importId: number): Promise<void>;
  /** The rows of an imported file that were left out, an `.xlsx`: made of the file itself, since none of their cells is kept. */
  rejectedRows(file: File, language: Language): Promise<Uint8Array>;
  /** Keeps somebody's word: a month without any, rows that were left out and are accepted. */
  settle(said: Said): Promise<void>;
  /** Files that were imported and are still to be asked about. */
  openFiles(): Promise<OpenFile[]>;
  /** What is known of the data at hand: nothing imported yet, until when the figures go. */
  state(): Promise<SourceState>;
  close(): Promise<void>;
}

export interface UnitChoice {
  id: string;
  name: string;
  short_name: string;
  kind: string;
  province: string | null;
  parent: string | null;
  from: string | null;
  to: string | null;
}

/** Days are `YYYY-MM-DD`; without `from` the period begins on 1 January of the reporting year (or as the plan says). */
export interface PlanQuery {
  plan: string;
  unit: string;
  asOf: string;
  from?: string;
}

export interface FormQuery extends PlanQuery {
  list: FormList;
}

export interface FigureQuery {
  /** Without the units that this plan leaves out, as its own figures are counted. */
  plan?: string;
  unit: string;
  from: string;
  asOf: string;
  indicators?: readonly string[];
  by?: Grouping;
  /** Of the sentences in the table. */
  language: Language;
}

export interface MemberQuery {
  /** Without the units that this plan leaves out, as its own figures are counted. */
  plan?: string;
  indicator: string;
  unit: string;
  from: string;
  asOf: string;
  side: 'numerator' | 'missing';
  /** Only those of a part of it. */
  part?: MemberPart;
  /** Only so many of them, the first: a screen shows no more. All without it. */
  first?: number;
}

export interface WhyQuery extends PlanQuery {
  target: string;
  against?: Comparison;
  /** Of the words in the answer. */
  language: Language;
}

export interface WhatIfQuery extends PlanQuery {
  channels: readonly string[];
  language: Language;
}

export interface WordsQuery extends PlanQuery {
  question: string;
  corrections: Corrections;
  language: Language;
}

export interface ImportChoice {
  province?: string;
  unit?: string;
  as?: ListId;
  /** What was answered, where it may not be kept in the office's library. */
  answers?: Mapping;
}

export interface ImportProgress {
  /** Until another window is done; on its way to the server; being read. */
  step: 'waiting' | 'sending' | 'reading';
  file: string;
  /** From 1. */
  number: number;
  of: number;
  /** Bytes. */
  read: number;
  total: number;
  /** Rows of its lists that have been read. */
  rows: number;
}

export interface ImportOutcome {
  /** The files that are in now, by the number of their import. */
  imports: { file: string; import: number }[];
  sheets: ImportedSheet[];
  /** What is still to be said of the files. */
  open: OpenQuestion[];
  failures: { file: string; code: string; message: string; message_en: string }[];
}

export interface SourceState {
  empty: boolean;
  /** The version of the program that makes the numbers. */
  version: string;
  /** The last day on which a dossier was received; null where there is none. */
  lastDay: string | null;
  /** Ids of the units that there are figures of. */
  units: string[];
  /** What the caller may do; a reader may not import. */
  role: 'reader' | 'contributor' | 'consolidator';
  /** The unit that the caller speaks for; null for whoever sits at the machine itself. */
  unit: string | null;
}

/** What could not be done, as a sentence that says what to do next, in both languages. */
export class SourceError extends Error {
  /** `OFFLINE`, `EXPIRED_TOKEN`, `NO_TOKEN`, `EMPTY_WAREHOUSE`, … or the code of the server's problem document. */
  readonly code: string;
  readonly vi: string;
  readonly en: string;

  constructor(code: string, vi: string, en: string, options?: ErrorOptions) {
    super(en, options);
    this.name = 'SourceError';
    this.code = code;
    this.vi = vi;
    this.en = en;
  }
}
