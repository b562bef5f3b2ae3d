import type { TextBatch } from '../../read/batch.ts';
import type { Engine, SqlValue } from '../duckdb/engine.ts';
import type { ClusterAddress } from './address.ts';
import { clusterError, connectCluster, systemRows } from './connect.ts';
import type { CopiedTable } from './copy-in.ts';
import { ClusterFault } from './fault.ts';
import { clusterTable, type TableColumn, type WarehouseTable } from './layout.ts';
import { Print } from './print.ts';
import { clickhouseText } from './quoting.ts';
import { rowsOfCluster } from './rows.ts';
import { BATCH_ROWS, duckdbTable, rowsOfTable, tablesOf } from './tables.ts';

/**
 * Copies the warehouse of a cluster into one of DuckDB that has its tables and no rows of anybody's, and reads all of it back.
 * @throws ClusterFault where the tables are not alike, or came otherwise
 */
export async function copyFromCluster(
  address: ClusterAddress,
  password: string,
  engine: Engine,
): Promise<CopiedTable[]> {
  const client = await connectCluster(address, password);
  try {
    const found = await systemRows(
      client,
      `SELECT name FROM system.tables WHERE database = ${clickhouseText(address.database)} AND NOT endsWith(name, '_local')`,
    );
    const there = new Set(found.map(({ name }) => String(name)));
    const tables = (await tablesOf(engine)).filter((table) => there.delete(clusterTable(table)));
    if (there.size > 0) throw new ClusterFault('COPY_DIFFERS', [...there].join(', '));
    const copied: CopiedTable[] = [];
    for (const table of tables) {
      const sent = new Print();
      await engine.run(`DELETE FROM ${duckdbTable(table)}`);
      for await (const rows of inBatches(rowsOfCluster(client, table))) {
        for (const row of rows) sent.add(row);
        await put(engine, table, rows);
      }
      const back = new Print();
      for await (const rows of rowsOfTable(engine, table)) for (const row of rows) back.add(row);
      if (!back.equals(sent)) throw new ClusterFault('COPY_DIFFERS', `${table.name} (${sent.rows} ≠ ${back.rows})`);
      copied.push({ table: clusterTable(table), rows: sent.rows });
    }
    return copied;
  } catch (error) {
    throw clusterError(error, address);
  } finally {
    await client.close();
  }
}

/** Fewer and larger ones. */
async function* inBatches(batches: AsyncIterable<SqlValue[][]>): AsyncGenerator<SqlValue[][]> {
  let kept: SqlValue[][] = [];
  for await (const rows of batches) {
    kept = kept.concat(rows);
    if (kept.length < BATCH_ROWS) continue;
    yield kept;
    kept = [];
  }
  if (kept.length > 0) yield kept;
}

const SEPARATOR = '\u001f';

const nameAt = (place: number): string => `c${place}`;

/** Texts are loaded behind a sign, also those of a list: an empty one is not a missing one. */
function textOf({ type }: TableColumn, value: SqlValue): string {
  if (value === null) return '';
  if (Array.isArray(value)) return value.map((one) => `=${String(one)}`).join(SEPARATOR);
  return type === 'VARCHAR' ? `=${String(value)}` : String(value);
}

/** @param place of the column, which loaded rows are called by: they have a `row_no` of their own */
function cellSql({ type }: TableColumn, place: number): string {
  const cell = nameAt(place);
  if (type === 'VARCHAR') return `substr(${cell}, 2)`;
  if (!type.endsWith('[]')) return `CAST(${cell} AS ${type})`;
  return `CAST(CASE WHEN ${cell} IS NULL THEN [] ELSE [substr(one, 2) FOR one IN string_split(${cell}, chr(31))] END AS ${type})`;
}

async function put(engine: Engine, table: WarehouseTable, rows: readonly SqlValue[][]): Promise<void> {
  const names = table.columns.map((_, place) => nameAt(place));
  const batch: TextBatch = {
    rows: rows.length,
    rowNumbers: Uint32Array.from(rows, (_, row) => row + 1),
    columns: table.columns.map((column, place) => plainColumn(rows.map((row) => textOf(column, row[place] ?? null)))),
  };
  await engine.load('copied', names, once(batch));
  await engine.run(
    `INSERT INTO ${duckdbTable(table)} SELECT ${table.columns.map((column, place) => cellSql(column, place)).join(', ')} FROM copied`,
  );
  await engine.unload('copied');
}

async function* once<T>(value: T): AsyncGenerator<T> {
  yield value;
}

function plainColumn(texts: readonly string[]): { bytes: Uint8Array; offsets: Uint32Array } {
  const encoder = new TextEncoder();
  const cells = texts.map((text) => encoder.encode(text));
  const offsets = new Uint32Array(texts.length + 1);
  for (const [row, cell] of cells.entries()) offsets[row + 1] = (offsets[row] ?? 0) + cell.length;
  const bytes = new Uint8Array(offsets[texts.length] ?? 0);
  for (const [row, cell] of cells.entries()) bytes.set(cell, offsets[row] ?? 0);
  return { bytes, offsets };
}
