import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { TextBatch } from '../../read/batch.ts';
import { type Engine, QueryError, type SqlColumn, type SqlRow, sqlName, sqlText } from '../engine.ts';
import { batchToCsv } from './csv-rows.ts';
import { toSqlValue } from './values.ts';

export interface NativeOptions {
  /** Opens the file for reading only. */
  readOnly?: boolean;
  /** No files, no network, no change of settings: for SQL that somebody typed in. */
  sealed?: boolean;
}

/** Extensions are never loaded: they would have to be fetched, and the pane's engine has none (DESIGN.md, rule 3). */
const SETTINGS = { autoinstall_known_extensions: 'false', autoload_known_extensions: 'false' };

/**
 * DuckDB in this process.
 * @param file the warehouse, or `:memory:`
 * @throws whatever DuckDB says of a file that it cannot open (locked by another process, not a database)
 */
export async function openNativeEngine(file: string, options: NativeOptions = {}): Promise<Engine> {
  const instance = await DuckDBInstance.create(file, {
    ...SETTINGS,
    ...(options.readOnly ? { access_mode: 'READ_ONLY' } : {}),
    ...(options.sealed ? { enable_external_access: 'false' } : {}),
  });
  const connection = await instance.connect();
  if (options.sealed) await connection.run('SET lock_configuration = true');
  const scratch = file === ':memory:' ? tmpdir() : path.dirname(path.resolve(file));
  return new NativeEngine(instance, connection, scratch);
}

class NativeEngine implements Engine {
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;
  readonly #scratch: string;

  constructor(instance: DuckDBInstance, connection: DuckDBConnection, scratch: string) {
    this.#instance = instance;
    this.#connection = connection;
    this.#scratch = scratch;
  }

  async run(sql: string): Promise<void> {
    try {
      await this.#connection.run(sql);
    } catch (cause) {
      throw new QueryError(sql, cause);
    }
  }

  async query(sql: string): Promise<SqlRow[]> {
    const result = await this.columns(sql);
    const count = result[0]?.values.length ?? 0;
    return Array.from({ length: count }, (_, row) =>
      Object.fromEntries(result.map(({ name, values }) => [name, values[row] ?? null])),
    );
  }

  async columns(sql: string): Promise<SqlColumn[]> {
    try {
      const reader = await this.#connection.runAndReadAll(sql);
      const names = reader.deduplicatedColumnNames();
      const types = reader.columnTypes();
      const columns = reader.getColumns();
      return names.map((name, index) => ({
        name,
        type: String(types[index]),
        values: (columns[index] ?? []).map(toSqlValue),
      }));
    } catch (cause) {
      throw new QueryError(sql, cause);
    }
  }

  /** Through a CSV file of its own beside the warehouse, read by DuckDB's parallel reader; the file goes at once. */
  async load(table: string, names: readonly string[], batches: AsyncIterable<TextBatch>): Promise<number> {
    const folder = await mkdtemp(path.join(this.#scratch, 'vedich-load-'));
    const file = path.join(folder, 'rows.csv');
    try {
      let rows = 0;
      const handle = await open(file, 'wx', 0o600);
      try {
        for await (const batch of batches) {
          rows += batch.rows;
          await handle.writeFile(batchToCsv(batch, names.length));
        }
      } finally {
        await handle.close();
      }
      const columns = ["'row_no': 'INTEGER'", ...names.map((name) => `${sqlText(name)}: 'VARCHAR'`)].join(', ');
      await this.run(
        `CREATE OR REPLACE TEMP TABLE ${sqlName(table)} AS FROM read_csv(${sqlText(file)}, header = false, auto_detect = false,
           delim = ',', quote = '"', escape = '"', nullstr = '', new_line = '\\n', columns = {${columns}})`,
      );
      return rows;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  async transaction<T>(work: () => Promise<T>): Promise<T> {
    await this.run('BEGIN TRANSACTION');
    try {
      const result = await work();
      await this.run('COMMIT');
      return result;
    } catch (error) {
      await this.#connection.run('ROLLBACK').catch(() => undefined);
      throw error;
    }
  }

  async close(): Promise<void> {
    this.#connection.closeSync();
    this.#instance.closeSync();
  }
}
