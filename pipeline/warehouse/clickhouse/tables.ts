import { asFlag, asText, type Engine, type SqlValue, sqlName, sqlText } from '../duckdb/engine.ts';
import type { TableColumn, WarehouseTable } from './layout.ts';

/** How many rows are on their way at a time. */
export const BATCH_ROWS = 20_000;

/** The days that a cluster can hold; it would put any other on their edge, and say nothing. */
const [FIRST, LAST] = ['1900-01-01', '2299-12-31'];

/** Every table of a warehouse in DuckDB with its columns, in order of their names. */
export async function tablesOf(engine: Engine): Promise<WarehouseTable[]> {
  const rows = await engine.query(
    `SELECT c.schema_name AS schema_name, c.table_name AS table_name, c.column_name AS column_name, c.data_type AS data_type, c.is_nullable AS is_nullable
       FROM duckdb_columns() AS c JOIN duckdb_tables() AS t ON t.table_oid = c.table_oid AND t.schema_name = c.schema_name AND t.database_name = c.database_name
       WHERE NOT t.temporary AND t.database_name = current_database() ORDER BY c.schema_name, c.table_name, c.column_index`,
  );
  const tables = new Map<string, WarehouseTable & { columns: TableColumn[] }>();
  for (const row of rows) {
    const [schema, name] = [asText(row['schema_name']), asText(row['table_name'])];
    const table = tables.get(`${schema}.${name}`) ?? { schema, name, columns: [] };
    const type = asText(row['data_type']);
    table.columns.push({ name: asText(row['column_name']), type, nullable: asFlag(row['is_nullable']) });
    tables.set(`${schema}.${name}`, table);
  }
  return [...tables.values()];
}

export function duckdbTable({ schema, name }: WarehouseTable): string {
  return `${sqlName(schema)}.${sqlName(name)}`;
}

/** The rows of a table of DuckDB, a batch at a time, in the order in which they lie. */
export async function* rowsOfTable(engine: Engine, table: WarehouseTable): AsyncGenerator<SqlValue[][]> {
  const place = duckdbTable(table);
  const [found] = await engine.query(`SELECT max(rowid) AS last FROM ${place}`);
  const last = found?.['last'] ?? null;
  if (last === null) return;
  const names = table.columns.map(({ name }) => sqlName(name)).join(', ');
  for (let from = 0; from <= Number(last); from += BATCH_ROWS) {
    const columns = await engine.columns(
      `SELECT ${names} FROM ${place} WHERE rowid >= ${from} AND rowid < ${from + BATCH_ROWS}`,
    );
    const count = columns[0]?.values.length ?? 0;
    if (count > 0) yield Array.from({ length: count }, (_, row) => columns.map(({ values }) => values[row] ?? null));
  }
}

/** @returns a day that a cluster cannot hold, and where it stands; undefined where there is none */
export async function dayBeyond(engine: Engine, tables: readonly WarehouseTable[]): Promise<string | undefined> {
  for (const table of tables)
    for (const { name, type } of table.columns) {
      if (type !== 'DATE' && type !== 'TIMESTAMP') continue;
      const day = `CAST(${sqlName(name)} AS DATE)`;
      const [found] = await engine.query(
        `SELECT min(CAST(${day} AS VARCHAR)) AS day FROM ${duckdbTable(table)} WHERE ${day} < DATE ${sqlText(FIRST)} OR ${day} > DATE ${sqlText(LAST)}`,
      );
      if (found !== undefined && found['day'] !== null) return `${table.name}.${name} ${asText(found['day'])}`;
    }
  return undefined;
}
