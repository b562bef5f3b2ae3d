import type { SqlAnswer } from '../../../pipeline/ask/ask.ts';
import type { TableDescription } from '../../../pipeline/ask/describe.ts';
import type { Act } from '../../../pipeline/consolidate/roll.ts';
import type { Evaluation } from '../../../pipeline/evaluate/types.ts';
import type { GoingRows } from '../../../pipeline/facts/imports.ts';
import type { OpenFile } from '../../../pipeline/facts/open-questions.ts';
import type { ForecastRecord } from '../../../pipeline/forecast/types.ts';
import type { IndicatorSummary } from '../../../pipeline/library/indicators/summary.ts';
import type { OfficeDefaults } from '../../../pipeline/library/layer/types.ts';
import type { Mapping } from '../../../pipeline/library/mapping.ts';
import type { PlanSummary } from '../../../pipeline/library/plans/summary.ts';
import type { UnitsTable } from '../../../pipeline/library/units/table.ts';
import type { Language } from '../../../pipeline/messages.ts';
import type { FormChoice } from '../../../pipeline/office/collection-now.ts';
import type { ImportRow } from '../../../pipeline/office/imports.ts';
import type { Answer, Question } from '../../../pipeline/office/questions.ts';
import type { Said } from '../../../pipeline/office/settle.ts';
import type { Spelling } from '../../../pipeline/office/spellings.ts';
import type { Cell, ColumnType } from '../../../pipeline/office/tables.ts';
import type { WordsAnswer } from '../../../pipeline/office/words/types.ts';
import type { CollectedFiles, CollectionNow, CollectionQuery, DifferenceRecord } from '../consolidation-source.ts';
import type { OwnChange, OwnImport, OwnKind, OwnLibrary, ProvinceChoice, ReportDefaults } from '../library-source.ts';
import type {
  FigureQuery,
  FormQuery,
  ImportChoice,
  ImportOutcome,
  ImportProgress,
  MemberQuery,
  PlanQuery,
  SourceState,
  UnitChoice,
  WhatIfQuery,
  WhyQuery,
  WordsQuery,
} from '../source.ts';

/** A table by columns: large ones travel between threads without a million small objects. */
export interface SentTable {
  columns: { name: string; type: ColumnType }[];
  values: (readonly Cell[])[];
}

/** Whether the worker reads and writes the browser's private storage, or has none. */
export type Keeping = 'all is kept' | 'nothing is kept';

/** The data on this machine. */
export interface Storage {
  /** False where the browser offers no private storage: then all is gone with the window. */
  kept: boolean;
  /** Bytes of the warehouse as it was kept last; 0 where nothing is kept. */
  bytes: number;
  /** When it was kept last, local `YYYY-MM-DD HH:MM`; null where it never was. */
  keptAt: string | null;
}

/** What the worker does for the page; each call is a message there and a message back. */
export interface WorkerTasks {
  /** @param build which program it is; two of one version may differ */
  open(version: string, build: string, keeps: Keeping): Promise<Storage>;
  plans(): Promise<PlanSummary[]>;
  units(): Promise<UnitChoice[]>;
  indicators(): Promise<IndicatorSummary[]>;
  evaluation(query: PlanQuery): Promise<Evaluation>;
  figures(query: FigureQuery): Promise<SentTable>;
  answers(questions: readonly Question[], language: Language): Promise<Answer[]>;
  members(query: MemberQuery): Promise<SentTable>;
  why(query: WhyQuery): Promise<SentTable>;
  forecast(query: WhyQuery): Promise<ForecastRecord[]>;
  whatIf(query: WhatIfQuery): Promise<SentTable>;
  askInWords(query: WordsQuery): Promise<WordsAnswer>;
  blankForm(query: FormQuery): Promise<Uint8Array>;
  template(): Promise<Uint8Array>;
  importFiles(files: readonly File[], options: ImportChoice): Promise<ImportOutcome>;
  imports(): Promise<ImportRow[]>;
  goingWith(importId: number): Promise<GoingRows[]>;
  removeImport(importId: number): Promise<void>;
  rejectedRows(file: File, language: Language): Promise<Uint8Array>;
  settle(said: Said): Promise<void>;
  openFiles(): Promise<OpenFile[]>;
  state(): Promise<SourceState>;
  query(sql: string): Promise<SqlAnswer>;
  tables(): Promise<TableDescription[]>;
  storage(): Promise<Storage>;
  /** The warehouse as a file that the command line opens too. */
  exported(): Promise<Uint8Array>;
  /** Takes a file made by `exported` or by the command line instead of what is here. */
  replaced(file: File): Promise<Storage>;
  cleared(): Promise<Storage>;
  /** The office's own layer, as `LibrarySource` says. */
  own(): Promise<OwnLibrary>;
  ownText(kind: OwnKind, id: string): Promise<string>;
  ownPut(kind: OwnKind, name: string, bytes: Uint8Array): Promise<OwnChange>;
  ownRemove(kind: OwnKind, id: string): Promise<OwnChange>;
  spellings(): Promise<Spelling[]>;
  explain(answers: Mapping): Promise<OwnChange>;
  forget(spelling: Spelling): Promise<OwnChange>;
  ownDefaults(): Promise<ReportDefaults>;
  ownDefaultsPut(defaults: OfficeDefaults): Promise<OwnChange>;
  ownExported(): Promise<Uint8Array>;
  ownImported(zip: File): Promise<OwnImport>;
  provinces(): Promise<ProvinceChoice[]>;
  unitsOf(province: string): Promise<UnitChoice[]>;
  unitsFrom(rows: readonly (readonly string[])[], province: string): Promise<UnitsTable>;
  /** Reports of units, as `ConsolidationSource` says. */
  forms(): Promise<FormChoice[]>;
  collect(query: CollectionQuery, files: readonly File[]): Promise<CollectedFiles>;
  collectionNow(query: CollectionQuery): Promise<CollectionNow>;
  decide(query: CollectionQuery, units: readonly string[], act: Act['act'], reason: string): Promise<void>;
  explainUnit(query: CollectionQuery, name: string, unit: string): Promise<void>;
  consolidatedBook(query: CollectionQuery, only: 'accepted' | 'all'): Promise<Uint8Array>;
  reminderLetter(query: CollectionQuery): Promise<Uint8Array>;
  blankReports(query: CollectionQuery): Promise<Uint8Array>;
  difference(query: CollectionQuery, unit: string, target: string, lists: readonly File[]): Promise<DifferenceRecord>;
}

export type TaskName = keyof WorkerTasks;

export type ToWorker =
  | { call: number; task: TaskName; args: readonly unknown[] }
  /** The page does not want the answer any more. */
  | { cancel: number };

/** A sentence that is shown, or a fault of ours (code `OUR_FAULT`). */
export interface SentError {
  code: string;
  vi: string;
  en: string;
}

export type FromWorker =
  | { call: number; value: unknown }
  | { call: number; error: SentError }
  | { call: number; progress: ImportProgress }
  /** Another window has kept something, or the engine does not start behind an answer that was given already: ask again. */
  | { changed: true };
