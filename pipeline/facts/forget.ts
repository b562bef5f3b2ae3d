import type { ColumnCatalogue } from '../library/columns.ts';
import { LISTS } from '../lists.ts';
import { asText, type Engine, sqlName } from '../warehouse/duckdb/engine.ts';
import { forgetStates } from './states.ts';
import { listOf } from './tables.ts';

/**
 * Takes an import away as if it had never been, in the caller's transaction: what it alone brought goes, older (or other)
 * states of what it changed come back, and with it goes whatever a table knows under its number.
 */
export async function forgetImport(engine: Engine, columns: ColumnCatalogue, importId: number): Promise<void> {
  for (const id of LISTS) await forgetStates(engine, listOf(columns, id), importId);
  const tables = await engine.query(
    `SELECT table_name FROM duckdb_columns() WHERE column_name = 'import_id' AND schema_name = 'main' AND database_name = current_database()`,
  );
  for (const row of tables)
    await engine.run(`DELETE FROM ${sqlName(asText(row['table_name']))} WHERE import_id = ${importId}`);
  await engine.run(`DELETE FROM problems WHERE other_import = ${importId}`);
  // Rows that were refused because another unit had them may be taken now: such a file is read again when it comes again.
  await engine.run(
    `DELETE FROM import_standings WHERE import_id IN (SELECT import_id FROM rejected_rows WHERE code = 'E_OTHER_UNIT')`,
  );
}
