import type { ColumnCatalogue } from '../library/columns.ts';
import { LISTS } from '../lists.ts';
import { asText, type Engine, sqlName, sqlText } from '../warehouse/duckdb/engine.ts';
import { forgetStates } from './states.ts';
import { listOf } from './tables.ts';

/** Columns that hold the number of an import; a row about two imports goes with either of them. */
const NUMBERS: readonly string[] = ['import_id', 'other_import', 'of_import'];

/**
 * Takes an import away as if it had never been, in the caller's transaction: what it alone brought goes, older (or other)
 * states of what it changed come back, and with it goes whatever a table knows under its number.
 */
export async function forgetImport(engine: Engine, columns: ColumnCatalogue, importId: number): Promise<void> {
  for (const id of LISTS) await forgetStates(engine, listOf(columns, id), importId);
  const places = await engine.query(
    `SELECT table_name, column_name FROM duckdb_columns() WHERE column_name IN (${NUMBERS.map(sqlText).join(', ')})
       AND schema_name = 'main' AND database_name = current_database() ORDER BY ALL`,
  );
  for (const row of places) {
    const [table, column] = [sqlName(asText(row['table_name'])), sqlName(asText(row['column_name']))];
    await engine.run(`DELETE FROM ${table} WHERE ${column} = ${importId}`);
  }
  // Rows that were refused because another unit had them may be taken now: such a file is read again when it comes again.
  await engine.run(
    `DELETE FROM import_standings WHERE import_id IN (SELECT import_id FROM rejected_rows WHERE code = 'E_OTHER_UNIT')`,
  );
}
