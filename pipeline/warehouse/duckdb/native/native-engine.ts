import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, rmdir } from 'node:fs/promises';
import { tmpdir, totalmem } from 'node:os';
import path from 'node:path';
import { type DuckDBConnection, DuckDBInstance, StatementType } from '@duckdb/node-api';
import type { TextBatch } from '../../../read/batch.ts';
import {
  type Engine,
  LimitError,
  type Limits,
  OnlySelectError,
  QueryError,
  rowsOf,
  type SqlColumn,
  type SqlRow,
  sqlName,
  sqlText,
  sqlTexts,
} from '../engine.ts';
import { limitedColumns } from './limited-columns.ts';
import { writeParquet } from './parquet/write-parquet.ts';
import { toSqlValue } from './values.ts';

export interface NativeOptions {
  /** Opens the file for reading only. */
  readOnly?: boolean;
  /** One statement that only reads at a time; no files, no network, no change of settings: for SQL that somebody typed in. */
  sealed?: boolean;
  /**
   * No files but the warehouse and what imports load through, no network, no change of settings, on any connection: for
   * warehouses about which others may ask in SQL while imports run.
   */
  fenced?: boolean;
}

/** Extensions are never loaded: they would have to be fetched, and the pane's engine has none (DESIGN.md, rule 3). */
const SETTINGS = { autoinstall_known_extensions: 'false', autoload_known_extensions: 'false' };

/**
 * Where somebody may ask in SQL, no join or sum takes all of the machine: half of its memory, at most 2 GB, and so much of the
 * disk. (What one function makes within one step DuckDB does not count; `pipeline/ask/functions.ts`.)
 */
function questionLimits(): { memory_limit: string; max_temp_directory_size: string } {
  const megabytes = Math.min(2048, Math.floor(totalmem() / 2 ** 21));
  return { memory_limit: `${megabytes}MiB`, max_temp_directory_size: '8GiB' };
}

/** How often a statement that nobody waits for any longer is told to end. */
const STOPPING_MS = 50;

/** One open warehouse file, shared by several connections: each has temporary tables and a transaction of its own. */
export interface NativeDatabase {
  /**
   * Closing the engine closes its connection only.
   * @param options `signal`: when it aborts, the running statement is ended and none is run any more, and what is asked
   * throws its reason
   */
  connect(options?: { signal?: AbortSignal }): Promise<Engine>;
  /** A new folder that the database may write to; whoever asked for it removes it. */
  scratch(): Promise<string>;
  close(): Promise<void>;
}

/**
 * DuckDB in this process, for several connections at a time.
 * @param file the warehouse, or `:memory:`
 * @throws whatever DuckDB says of a file that it cannot open (locked by another process, not a database)
 */
export async function openNativeDatabase(file: string, options: NativeOptions = {}): Promise<NativeDatabase> {
  const instance = await DuckDBInstance.create(file, {
    ...SETTINGS,
    ...(options.readOnly ? { access_mode: 'READ_ONLY' } : {}),
    ...(options.sealed ? { enable_external_access: 'false' } : {}),
    ...(options.sealed || options.fenced ? questionLimits() : {}),
  });
  const prefix = file === ':memory:' ? path.join(tmpdir(), 'vedich-load-') : scratchPrefix(file, 'load');
  const fence = options.fenced ? `${prefix}served` : undefined;
  if (fence !== undefined) await raiseFence(instance, fence);
  if (options.sealed) await seal(instance);
  const scratch = fence === undefined ? prefix : path.join(fence, 'load-');
  return {
    async connect({ signal } = {}) {
      const connection = await instance.connect();
      return new NativeEngine(connection, scratch, fence, options.sealed === true, signal);
    },
    async scratch() {
      if (fence !== undefined) await mkdir(fence, { recursive: true });
      return mkdtemp(scratch);
    },
    async close() {
      instance.closeSync();
      if (fence !== undefined) await rm(fence, { recursive: true, force: true });
    },
  };
}

async function seal(instance: DuckDBInstance): Promise<void> {
  const connection = await instance.connect();
  await connection.run('SET lock_configuration = true');
  connection.closeSync();
}

/** From now on the instance opens nothing but its own file and what lies in the folder. */
async function raiseFence(instance: DuckDBInstance, folder: string): Promise<void> {
  const connection = await instance.connect();
  await connection.run(`SET allowed_directories = ${sqlTexts([folder])}`);
  await connection.run('SET enable_external_access = false');
  await connection.run('SET lock_configuration = true');
  connection.closeSync();
}

/** One connection that owns its database. @see openNativeDatabase */
export async function openNativeEngine(file: string, options: NativeOptions = {}): Promise<Engine> {
  const database = await openNativeDatabase(file, options);
  const engine = await database.connect();
  const closeConnection = engine.close.bind(engine);
  engine.close = async () => {
    await closeConnection();
    await database.close();
  };
  return engine;
}

/**
 * How the folders begin that imports of this warehouse load through, and those that its uploads lie in: beside it, and no
 * other warehouse's, not even of one whose name begins alike.
 */
export function scratchPrefix(file: string, kind: 'load' | 'upload'): string {
  const name = createHash('sha256').update(path.basename(file)).digest('hex').slice(0, 12);
  return path.join(path.dirname(path.resolve(file)), `vedich-${kind}-${name}-`);
}

class NativeEngine implements Engine {
  readonly hasParser = true;
  readonly #connection: DuckDBConnection;
  /** A path that temporary folders' names are added to. */
  readonly #scratch: string;
  /** The folder that they lie in, where it is theirs alone. */
  readonly #fence: string | undefined;
  readonly #oneSelect: boolean;
  readonly #signal: AbortSignal | undefined;
  /** Loaded tables, and the folder that holds each one's file. */
  readonly #loaded = new Map<string, string>();

  constructor(
    connection: DuckDBConnection,
    scratch: string,
    fence: string | undefined,
    oneSelect: boolean,
    signal?: AbortSignal,
  ) {
    this.#connection = connection;
    this.#scratch = scratch;
    this.#fence = fence;
    this.#oneSelect = oneSelect;
    this.#signal = signal;
  }

  async run(sql: string): Promise<void> {
    try {
      await this.#whileWanted(() => this.#connection.run(sql));
    } catch (cause) {
      this.#signal?.throwIfAborted();
      throw new QueryError(sql, cause);
    }
  }

  async query(sql: string): Promise<SqlRow[]> {
    return rowsOf(await this.columns(sql));
  }

  async columns(sql: string, limits?: Limits): Promise<SqlColumn[]> {
    try {
      if (this.#oneSelect || limits !== undefined) await this.#refuseAllButOneSelect(sql);
      if (limits !== undefined) return await limitedColumns(this.#connection, sql, limits);
      const reader = await this.#whileWanted(() => this.#connection.runAndReadAll(sql));
      const names = reader.deduplicatedColumnNames();
      const types = reader.columnTypes();
      const columns = reader.getColumns();
      return names.map((name, index) => ({
        name,
        type: String(types[index]),
        values: (columns[index] ?? []).map(toSqlValue),
      }));
    } catch (cause) {
      limits?.signal?.throwIfAborted();
      this.#signal?.throwIfAborted();
      if (cause instanceof OnlySelectError || cause instanceof LimitError) throw cause;
      throw new QueryError(sql, cause);
    }
  }

  async #whileWanted<T>(statement: () => Promise<T>): Promise<T> {
    const signal = this.#signal;
    if (signal === undefined) return statement();
    signal.throwIfAborted();
    // Until it is over: a statement that has not begun yet is not ended by what came before.
    let stopping: NodeJS.Timeout | undefined;
    const stop = (): void => {
      this.#connection.interrupt();
      stopping = setInterval(() => this.#connection.interrupt(), STOPPING_MS);
    };
    signal.addEventListener('abort', stop, { once: true });
    try {
      return await statement();
    } finally {
      signal.removeEventListener('abort', stop);
      clearInterval(stopping);
    }
  }

  /** What a file opened for reading refuses by itself is only part of it: PRAGMA, temporary tables, LOAD would pass. */
  async #refuseAllButOneSelect(sql: string): Promise<void> {
    const statements = await this.#connection.extractStatements(sql);
    if (statements.count !== 1 || /^\s*(?:pragma|call)\b/i.test(sql)) throw new OnlySelectError();
    const statement = await statements.prepare(0);
    const { statementType } = statement;
    statement.destroySync();
    if (statementType !== StatementType.SELECT && statementType !== StatementType.EXPLAIN) throw new OnlySelectError();
  }

  /** Through a Parquet file of its own beside the warehouse, of the loaded columns alone; `unload` removes it. */
  async load(table: string, names: readonly string[], batches: AsyncIterable<TextBatch>): Promise<number> {
    await this.unload(table);
    if (this.#fence !== undefined) await mkdir(this.#fence, { recursive: true });
    const folder = await mkdtemp(this.#scratch);
    this.#loaded.set(table, folder);
    try {
      const file = path.join(folder, 'rows.parquet');
      const rows = await writeParquet(file, names, batches);
      await this.run(
        `CREATE OR REPLACE TEMP VIEW ${sqlName(table)} AS SELECT row_no${names.map((name) => `, ${sqlName(name)}`).join('')} FROM read_parquet(${sqlText(file)})`,
      );
      return rows;
    } catch (error) {
      await this.#removeFile(table);
      throw error;
    }
  }

  async unload(table: string): Promise<void> {
    if (!this.#loaded.has(table)) return;
    await this.run(`DROP VIEW IF EXISTS ${sqlName(table)}`);
    await this.#removeFile(table);
  }

  async #removeFile(table: string): Promise<void> {
    const folder = this.#loaded.get(table);
    this.#loaded.delete(table);
    if (folder === undefined) return;
    await rm(folder, { recursive: true, force: true });
    // Only the last one leaves the fence empty.
    if (this.#fence !== undefined) await rmdir(this.#fence).catch(() => undefined);
  }

  async transaction<T>(work: () => Promise<T>): Promise<T> {
    await this.run('BEGIN TRANSACTION');
    try {
      const result = await work();
      await this.run('COMMIT');
      return result;
    } catch (error) {
      await this.#connection.run('ROLLBACK').catch(() => undefined);
      // Views made inside are gone with it, and later ones have nobody who would still unload them.
      for (const table of [...this.#loaded.keys()]) await this.unload(table);
      throw error;
    }
  }

  async close(): Promise<void> {
    for (const table of [...this.#loaded.keys()]) await this.#removeFile(table);
    this.#connection.closeSync();
  }
}
