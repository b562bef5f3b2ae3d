import type { TextBatch } from '../../../read/batch.ts';
import {
  type Engine,
  LimitError,
  type Limits,
  QueryError,
  rowsOf,
  type SqlColumn,
  type SqlRow,
  sqlName,
  sqlText,
} from '../engine.ts';
import { columnsOfArrow } from './arrow-values.ts';
import { batchStream } from './batch-stream.ts';
import { limitedResult } from './limited-result.ts';

/** What is used of DuckDB-WASM's own (blocking) bindings; the same in a worker of the pane and in Node. */
export interface WasmBindings {
  open(config: { path: string; arrowLosslessConversion: boolean }): void;
  connect(): { useUnsafe<T>(use: (bindings: never, connection: number) => T): T; close(): void };
  runQuery(connection: number, sql: string): Uint8Array;
  /** Refuses more than one statement; the others run whatever they are given. */
  createPrepared(connection: number, sql: string): number;
  closePrepared(connection: number, statement: number): void;
  /** The head of the result, or null: then it is to be polled until there is one. */
  startPendingQuery(connection: number, sql: string, asStream: boolean): Uint8Array | null;
  pollPendingQuery(connection: number): Uint8Array | null;
  cancelPendingQuery(connection: number): boolean;
  /** The next part of the result; null = not yet, empty = there is no more. */
  fetchQueryResults(connection: number): Uint8Array | null;
  insertArrowFromIPCStream(connection: number, stream: Uint8Array, options: { name: string; create: boolean }): void;
  registerFileBuffer(name: string, bytes: Uint8Array): void;
  copyFileToBuffer(name: string): Uint8Array;
  /** All of them, also those that DuckDB has made itself. */
  dropFiles(): void;
  /** Ends the database with all that it holds; another can be opened. */
  reset(): void;
}

/** Extensions are never loaded: they would have to be fetched (DESIGN.md, rule 3). */
const SETTINGS = ['SET autoinstall_known_extensions = false', 'SET autoload_known_extensions = false'];
const SEALS = ['SET enable_external_access = false', 'SET lock_configuration = true'];
const NAME = 'warehouse';

/** DuckDB inside this process or worker, over one warehouse that lies in memory as the bytes of a file. */
export interface WasmDatabase {
  engine: Engine;
  /** The warehouse as a file that every DuckDB opens: all that was committed, whole. */
  save(): Uint8Array;
}

/** Of one opened database. */
export interface WasmOptions {
  /** What the file is called inside the engine; where that has a disk, the log of the file lies beside it. */
  name?: string;
  /** Told once nothing is open any more: another database can be opened in the same bindings. */
  onClosed?: () => void;
}

/**
 * @param bindings instantiated, with nothing open
 * @param file the bytes of a warehouse (an empty database where there is none yet); they are taken over
 * @throws whatever DuckDB says of bytes that are no database of its own; nothing is open then
 */
export function openWasmDatabase(
  bindings: WasmBindings,
  file: Uint8Array,
  { name = 'warehouse.duckdb', onClosed }: WasmOptions = {},
): WasmDatabase {
  bindings.open({ path: ':memory:', arrowLosslessConversion: true });
  const connection = bindings.connect();
  const close = (): void => {
    connection.close();
    bindings.reset();
    // With them the log of what had not been written into the file yet: the next would take it for its own.
    bindings.dropFiles();
    onClosed?.();
  };
  const id = connection.useUnsafe((_, number) => number);
  bindings.registerFileBuffer(name, file);
  try {
    for (const setting of SETTINGS) bindings.runQuery(id, setting);
    bindings.runQuery(id, `ATTACH ${sqlText(name)} AS ${NAME}`);
    bindings.runQuery(id, `USE ${NAME}`);
    // Nothing is read from or sent to anywhere from now on, whatever somebody types in.
    for (const setting of SEALS) bindings.runQuery(id, setting);
  } catch (error) {
    close();
    throw error;
  }
  return {
    engine: new WasmEngine(bindings, id, close),
    save() {
      bindings.runQuery(id, `FORCE CHECKPOINT ${NAME}`);
      return bindings.copyFileToBuffer(name);
    },
  };
}

class WasmEngine implements Engine {
  readonly hasParser = false;
  readonly #given: WasmBindings;
  readonly #connection: number;
  readonly #close: () => void;
  #isClosed = false;
  readonly #loaded = new Set<string>();

  constructor(bindings: WasmBindings, connection: number, close: () => void) {
    this.#given = bindings;
    this.#connection = connection;
    this.#close = close;
  }

  /** @throws Error once it is closed: the bindings may hold another database by then */
  get #bindings(): WasmBindings {
    if (this.#isClosed) throw new Error('the database is closed');
    return this.#given;
  }

  async run(sql: string): Promise<void> {
    this.#send(sql);
  }

  async query(sql: string): Promise<SqlRow[]> {
    return rowsOf(await this.columns(sql));
  }

  async columns(sql: string, limits?: Limits): Promise<SqlColumn[]> {
    if (limits === undefined) return columnsOfArrow(this.#send(sql));
    try {
      return columnsOfArrow(await limitedResult(this.#bindings, this.#connection, sql, limits));
    } catch (cause) {
      limits.signal?.throwIfAborted();
      if (cause instanceof LimitError) throw cause;
      throw new QueryError(sql, cause);
    }
  }

  #send(sql: string): Uint8Array {
    try {
      return this.#bindings.runQuery(this.#connection, sql);
    } catch (cause) {
      throw new QueryError(sql, cause);
    }
  }

  /** Into a temporary table, each batch as an Arrow stream of its own: what came before is freed at once. */
  async load(table: string, names: readonly string[], batches: AsyncIterable<TextBatch>): Promise<number> {
    await this.unload(table);
    const columns = names.map((name) => `${sqlName(name)} VARCHAR`);
    await this.run(`CREATE OR REPLACE TEMP TABLE ${sqlName(table)} (${['row_no INTEGER', ...columns].join(', ')})`);
    this.#loaded.add(table);
    let rows = 0;
    for await (const batch of batches) {
      if (batch.rows === 0) continue;
      this.#bindings.insertArrowFromIPCStream(this.#connection, batchStream(names, batch), {
        name: table,
        create: false,
      });
      rows += batch.rows;
    }
    return rows;
  }

  async unload(table: string): Promise<void> {
    if (!this.#loaded.delete(table)) return;
    await this.run(`DROP TABLE IF EXISTS temp.${sqlName(table)}`);
  }

  async transaction<T>(work: () => Promise<T>): Promise<T> {
    await this.run('BEGIN TRANSACTION');
    try {
      const result = await work();
      await this.run('COMMIT');
      return result;
    } catch (error) {
      await this.run('ROLLBACK').catch(() => undefined);
      // Tables made inside are gone with it; made before, nobody would still unload them.
      for (const table of [...this.#loaded]) await this.unload(table);
      throw error;
    }
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#close();
  }
}
