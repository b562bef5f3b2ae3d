import type { SqlAnswer } from '../../pipeline/ask/ask.ts';
import type { TableDescription } from '../../pipeline/ask/describe.ts';
import type { Evaluation } from '../../pipeline/evaluate/types.ts';
import type { GoingRows } from '../../pipeline/facts/imports.ts';
import type { OpenFile } from '../../pipeline/facts/open-questions.ts';
import type { ForecastRecord } from '../../pipeline/forecast/types.ts';
import type { IndicatorSummary } from '../../pipeline/library/indicators/summary.ts';
import type { PlanSummary } from '../../pipeline/library/plans/summary.ts';
import type { Language } from '../../pipeline/messages.ts';
import type { ImportRow } from '../../pipeline/office/imports.ts';
import type { Answer, Question } from '../../pipeline/office/questions.ts';
import type { Said } from '../../pipeline/office/settle.ts';
import { type Table, tableOfColumns } from '../../pipeline/office/tables.ts';
import type { WordsAnswer } from '../../pipeline/office/words/types.ts';
import type { ConsolidationSource, SendingSource } from './consolidation-source.ts';
import type { LibrarySource } from './library-source.ts';
import type { Connection } from './server-address.ts';
import { askServer } from './server-answers.ts';
import { bodyOf, callServer } from './server-call.ts';
import { consolidationOfServer, sendingToServer } from './server-consolidation.ts';
import { sendFiles } from './server-import.ts';
import { libraryOfServer } from './server-library.ts';
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
} from './source.ts';

const ARROW = 'application/vnd.apache.arrow.stream';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Dossiers of one answer. */
const PAGE_ROWS = '20000';

type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

/** A `vedich serve` somewhere. Lists and tables travel as Arrow, what is built of parts as JSON. */
export class ServerSource implements Source {
  readonly kind = 'server';
  readonly connection: Connection;
  readonly library: LibrarySource;
  readonly consolidation: ConsolidationSource;
  readonly sending: SendingSource;

  constructor(connection: Connection) {
    this.connection = connection;
    this.library = libraryOfServer(connection);
    this.consolidation = consolidationOfServer(connection);
    this.sending = sendingToServer(connection);
  }

  plans(): Promise<PlanSummary[]> {
    return this.#json('/plans', {});
  }

  units(): Promise<UnitChoice[]> {
    return this.#json('/units', {});
  }

  indicators(): Promise<IndicatorSummary[]> {
    return this.#json('/indicator-list', {});
  }

  evaluation({ plan, unit, asOf, from }: PlanQuery, signal?: AbortSignal): Promise<Evaluation> {
    return this.#json('/report-data', { plan, unit, as_of: asOf, from }, signal);
  }

  figures({ plan, unit, from, asOf, indicators, by, language }: FigureQuery, signal?: AbortSignal): Promise<Table> {
    return this.#table(
      '/indicators',
      { plan, unit, from, as_of: asOf, indicator: indicators, by, lang: language },
      signal,
    );
  }

  answers(questions: readonly Question[], language: Language, signal?: AbortSignal): Promise<Answer[]> {
    return askServer(this.connection, questions, language, signal);
  }

  members({ plan, indicator, unit, from, asOf, side, part, first }: MemberQuery, signal?: AbortSignal): Promise<Table> {
    const limit = first === undefined ? PAGE_ROWS : String(first);
    const query = { plan, indicator, unit, from, as_of: asOf, side, by: part?.by, part: part?.id, limit };
    return this.#table('/dossiers', query, signal, first !== undefined);
  }

  why({ plan, unit, asOf, from, target, against, language }: WhyQuery, signal?: AbortSignal): Promise<Table> {
    return this.#table('/explain', { plan, unit, as_of: asOf, from, target, against, lang: language }, signal);
  }

  forecast({ plan, unit, asOf, from, target, language }: WhyQuery, signal?: AbortSignal): Promise<ForecastRecord[]> {
    return this.#json('/forecast', { plan, unit, as_of: asOf, from, target, lang: language }, signal);
  }

  whatIf({ plan, unit, asOf, from, channels, language }: WhatIfQuery, signal?: AbortSignal): Promise<Table> {
    return this.#table('/what-if', { plan, unit, as_of: asOf, from, channel: channels, lang: language }, signal);
  }

  askInWords(
    { question, plan, unit, asOf, from, corrections, language }: WordsQuery,
    signal?: AbortSignal,
  ): Promise<WordsAnswer> {
    const set = Object.entries(corrections).map(([part, code]) => `${part}=${code}`);
    return this.#json('/ask', { q: question, plan, unit, as_of: asOf, from, set, lang: language }, signal);
  }

  async query(sql: string, signal?: AbortSignal): Promise<Table & { more: boolean }> {
    const { address } = this.connection;
    const answer = await callServer(this.connection, '/query', {}, 'application/json', signal, { sql });
    const { more, ...sent } = await bodyOf(answer, (body): Promise<SqlAnswer> => body.json(), address, signal);
    return Object.assign(tableOfColumns(sent), { more });
  }

  async tables(): Promise<TableDescription[]> {
    const { tables } = await this.#json<{ tables: TableDescription[] }>('/tables', {});
    return tables;
  }

  template(): Promise<Uint8Array> {
    return this.#bytes('/template', {}, XLSX);
  }

  blankForm({ list, plan, unit, asOf }: FormQuery): Promise<Uint8Array> {
    return this.#bytes('/blank-form', { list, plan, unit, as_of: asOf }, XLSX);
  }

  importFiles(
    files: readonly File[],
    options: ImportChoice,
    onProgress: (progress: ImportProgress) => void,
    signal?: AbortSignal,
  ): Promise<ImportOutcome> {
    return sendFiles(this.connection, files, options, onProgress, signal);
  }

  imports(): Promise<ImportRow[]> {
    return this.#json('/imports', {});
  }

  async goingWith(importId: number): Promise<GoingRows[]> {
    const { lists } = await this.#json<{ lists: GoingRows[] }>(`/imports/${importId}`, {});
    return lists;
  }

  async removeImport(importId: number): Promise<void> {
    await callServer(this.connection, `/imports/${importId}`, {}, 'application/json', undefined, undefined, 'DELETE');
  }

  async rejectedRows(file: File, language: Language): Promise<Uint8Array> {
    const query = { filename: file.name, lang: language };
    const body = new Blob([file], { type: 'application/octet-stream' });
    const answer = await callServer(this.connection, '/rejected', query, XLSX, undefined, body);
    const read = async (sent: Response): Promise<Uint8Array> => new Uint8Array(await sent.arrayBuffer());
    return bodyOf(answer, read, this.connection.address);
  }

  async settle(said: Said): Promise<void> {
    await callServer(this.connection, '/said', {}, 'application/json', undefined, said);
  }

  async openFiles(): Promise<OpenFile[]> {
    return (await this.#json<{ files: OpenFile[] }>('/open-questions', {})).files;
  }

  state(): Promise<SourceState> {
    return this.#json('/state', {});
  }

  async close(): Promise<void> {}

  /** The server is ours and of the same version: what it sends is what its types say. */
  async #json<T>(place: string, query: Query, signal?: AbortSignal): Promise<T> {
    const answer = await callServer(this.connection, place, query, 'application/json', signal);
    return bodyOf(answer, (body): Promise<T> => body.json(), this.connection.address, signal);
  }

  /** With all its pages where it has several. */
  /** @param isOnePage whatever more there is is not wanted */
  async #table(place: string, query: Query, signal?: AbortSignal, isOnePage = false): Promise<Table> {
    // What reads Arrow is fetched with the first table, while the server reckons it.
    const [first, { tableFromArrow }] = await Promise.all([
      this.#page(place, query, ARROW, signal),
      import('./arrow-table.ts'),
    ]);
    const tables = [tableFromArrow(first.bytes)];
    for (let { rest } = first; rest !== undefined && !isOnePage; ) {
      const page = await this.#page(place, { ...query, offset: rest }, ARROW, signal);
      tables.push(tableFromArrow(page.bytes));
      rest = page.rest;
    }
    return { columns: tables[0]?.columns ?? [], rows: tables.flatMap(({ rows }) => rows) };
  }

  async #bytes(place: string, query: Query, type: string, signal?: AbortSignal): Promise<Uint8Array> {
    return (await this.#page(place, query, type, signal)).bytes;
  }

  /** @returns `rest`: the row that the next page begins with, where there is one */
  async #page(place: string, query: Query, type: string, signal?: AbortSignal) {
    const answer = await callServer(this.connection, place, query, type, signal);
    const read = async (body: Response): Promise<Uint8Array> => new Uint8Array(await body.arrayBuffer());
    const bytes = await bodyOf(answer, read, this.connection.address, signal);
    const [next = '', rel] = (answer.headers.get('link') ?? '').split('>', 2);
    return {
      bytes,
      rest: rel === '; rel="next"' ? (new URLSearchParams(next.split('?')[1]).get('offset') ?? undefined) : undefined,
    };
  }
}
