import type { TableDescription } from '../../../pipeline/ask/describe.ts';
import type { Evaluation } from '../../../pipeline/evaluate/types.ts';
import type { GoingRows } from '../../../pipeline/facts/imports.ts';
import type { OpenFile } from '../../../pipeline/facts/open-questions.ts';
import type { ForecastRecord } from '../../../pipeline/forecast/types.ts';
import type { IndicatorSummary } from '../../../pipeline/library/indicators/summary.ts';
import type { PlanSummary } from '../../../pipeline/library/plans/summary.ts';
import type { Language } from '../../../pipeline/messages.ts';
import type { ImportRow } from '../../../pipeline/office/imports.ts';
import type { Answer, Question } from '../../../pipeline/office/questions.ts';
import type { Said } from '../../../pipeline/office/settle.ts';
import { type Table, tableOfColumns } from '../../../pipeline/office/tables.ts';
import type { WordsAnswer } from '../../../pipeline/office/words/types.ts';
import type { ConsolidationSource } from '../consolidation-source.ts';
import type { LibrarySource } from '../library-source.ts';
import type {
  FigureQuery,
  FormQuery,
  ImportChoice,
  ImportOutcome,
  ImportProgress,
  MemberQuery,
  PlanQuery,
  Source,
  SourceState,
  UnitChoice,
  WhatIfQuery,
  WhyQuery,
  WordsQuery,
} from '../source.ts';
import type { LastFigures } from './last-figures.ts';
import type { Keeping, Storage } from './protocol.ts';
import { BUILD, WorkerCalls } from './worker-calls.ts';

/** The engine inside this page: nothing is installed, nothing leaves the machine. */
export class LocalSource implements Source {
  readonly kind = 'local';
  readonly isSample: boolean = false;
  readonly library: LibrarySource;
  readonly consolidation: ConsolidationSource;
  readonly sending = undefined;
  readonly #calls: WorkerCalls;

  /**
   * @param version of the program, for the reports it makes
   * @param keeps whether it works on what the browser keeps, or forgets all with the page
   */
  constructor(version: string, keeps: Keeping = 'all is kept') {
    this.#calls = new WorkerCalls(version, keeps);
    this.#calls.start();
    this.library = libraryHere(this.#calls);
    this.consolidation = consolidationHere(this.#calls);
  }

  plans(): Promise<PlanSummary[]> {
    return this.#calls.ask('plans', []);
  }

  units(): Promise<UnitChoice[]> {
    return this.#calls.ask('units', []);
  }

  indicators(): Promise<IndicatorSummary[]> {
    return this.#calls.ask('indicators', []);
  }

  evaluation(query: PlanQuery, signal?: AbortSignal): Promise<Evaluation> {
    return this.#calls.ask('evaluation', [query], signal);
  }

  async figures(query: FigureQuery, signal?: AbortSignal): Promise<Table> {
    return tableOfColumns(await this.#calls.ask('figures', [query], signal));
  }

  answers(questions: readonly Question[], language: Language, signal?: AbortSignal): Promise<Answer[]> {
    return this.#calls.ask('answers', [questions, language], signal);
  }

  async members(query: MemberQuery, signal?: AbortSignal): Promise<Table> {
    return tableOfColumns(await this.#calls.ask('members', [query], signal));
  }

  async why(query: WhyQuery, signal?: AbortSignal): Promise<Table> {
    return tableOfColumns(await this.#calls.ask('why', [query], signal));
  }

  forecast(query: WhyQuery, signal?: AbortSignal): Promise<ForecastRecord[]> {
    return this.#calls.ask('forecast', [query], signal);
  }

  async whatIf(query: WhatIfQuery, signal?: AbortSignal): Promise<Table> {
    return tableOfColumns(await this.#calls.ask('whatIf', [query], signal));
  }

  askInWords(query: WordsQuery, signal?: AbortSignal): Promise<WordsAnswer> {
    return this.#calls.ask('askInWords', [query], signal);
  }

  blankForm(query: FormQuery): Promise<Uint8Array> {
    return this.#calls.ask('blankForm', [query]);
  }

  template(): Promise<Uint8Array> {
    return this.#calls.ask('template', []);
  }

  importFiles(
    files: readonly File[],
    options: ImportChoice,
    onProgress: (progress: ImportProgress) => void,
    signal?: AbortSignal,
  ): Promise<ImportOutcome> {
    return this.#calls.ask('importFiles', [files, options], signal, onProgress);
  }

  imports(): Promise<ImportRow[]> {
    return this.#calls.ask('imports', []);
  }

  goingWith(importId: number): Promise<GoingRows[]> {
    return this.#calls.ask('goingWith', [importId]);
  }

  removeImport(importId: number): Promise<void> {
    return this.#calls.ask('removeImport', [importId]);
  }

  rejectedRows(file: File, language: Language): Promise<Uint8Array> {
    return this.#calls.ask('rejectedRows', [file, language]);
  }

  async settle(said: Said): Promise<void> {
    await this.#calls.ask('settle', [said]);
  }

  openFiles(): Promise<OpenFile[]> {
    return this.#calls.ask('openFiles', []);
  }

  state(): Promise<SourceState> {
    return this.#calls.ask('state', []);
  }

  /** One statement that only reads. */
  async query(sql: string, signal?: AbortSignal): Promise<Table & { more: boolean }> {
    const sent = await this.#calls.ask('query', [sql], signal);
    return Object.assign(tableOfColumns(sent), { more: sent.more });
  }

  /** What was shown last, where it still holds: long before the engine stands. */
  async lastFigures(): Promise<LastFigures | undefined> {
    return (await import('./last-figures.ts')).lastFigures(BUILD).catch(() => undefined);
  }

  tables(): Promise<TableDescription[]> {
    return this.#calls.ask('tables', []);
  }

  storage(): Promise<Storage> {
    return this.#calls.ask('storage', []);
  }

  /** The warehouse as a file that the command line opens too. */
  exported(): Promise<Uint8Array> {
    return this.#calls.ask('exported', []);
  }

  replaced(file: File): Promise<Storage> {
    return this.#calls.ask('replaced', [file]);
  }

  cleared(): Promise<Storage> {
    return this.#calls.ask('cleared', []);
  }

  async close(): Promise<void> {
    this.#calls.end();
  }
}

function consolidationHere(calls: WorkerCalls): ConsolidationSource {
  return {
    forms: () => calls.ask('forms', []),
    collect: (query, files, onFile) =>
      calls.ask('collect', [query, files], undefined, ({ number, of }) => onFile(number, of)),
    now: (query) => calls.ask('collectionNow', [query]),
    decide: (query, units, act, reason) => calls.ask('decide', [query, units, act, reason]),
    explainUnit: (query, name, unit) => calls.ask('explainUnit', [query, name, unit]),
    workbook: (query, only) => calls.ask('consolidatedBook', [query, only]),
    letter: (query) => calls.ask('reminderLetter', [query]),
    blanks: (query) => calls.ask('blankReports', [query]),
    difference: (query, unit, target, lists) => calls.ask('difference', [query, unit, target, lists]),
  };
}

function libraryHere(calls: WorkerCalls): LibrarySource {
  return {
    state: () => calls.ask('own', []),
    text: (kind, id) => calls.ask('ownText', [kind, id]),
    put: (kind, name, bytes) => calls.ask('ownPut', [kind, name, bytes]),
    remove: async (kind, id) => [...(await calls.ask('ownRemove', [kind, id])).mistakes],
    spellings: () => calls.ask('spellings', []),
    explain: async (answers) => [...(await calls.ask('explain', [answers])).mistakes],
    forget: async (spelling) => [...(await calls.ask('forget', [spelling])).mistakes],
    defaults: () => calls.ask('ownDefaults', []),
    putDefaults: async (defaults) => [...(await calls.ask('ownDefaultsPut', [defaults])).mistakes],
    exported: () => calls.ask('ownExported', []),
    imported: (zip) => calls.ask('ownImported', [zip]),
    provinces: () => calls.ask('provinces', []),
    unitsOf: (province) => calls.ask('unitsOf', [province]),
    unitsFrom: (rows, province) => calls.ask('unitsFrom', [rows, province]),
  };
}
