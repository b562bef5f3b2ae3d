import type { Engine } from '../../pipeline/warehouse/duckdb/engine.ts';

/**
 * Somebody's word that the units have nothing but what was imported: tests of single rows are of a few days, and are not
 * about the months beside them.
 */
export async function sayNothingElse(engine: Engine): Promise<void> {
  await engine.run(
    `INSERT INTO months_without SELECT DISTINCT m.list, m.unit_id, strftime(r.month, '%Y-%m'), 'test', TIMESTAMP '2026-01-01 00:00:00'
       FROM import_months AS m, (SELECT unnest(range(DATE '2015-01-01', DATE '2027-01-01', INTERVAL 1 MONTH)) AS month) AS r`,
  );
}
