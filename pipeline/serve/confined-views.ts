import type { UnitScopeRow } from '../library/units/scope.ts';
import { LISTS } from '../lists.ts';
import { belongsSql } from '../warehouse/belongs.ts';
import { asText, type Engine, sqlName, sqlText } from '../warehouse/duckdb/engine.ts';

/**
 * Puts temporary views in front of every table of the warehouse, on this connection only: whatever is asked through it,
 * rows of other units are not there. A table without a view of its own is hidden altogether.
 *
 * A sheet with rows of other units too, were they only left out, shows how many were this unit's, and nothing of its
 * problems; to whoever sent it all of it.
 */
export async function confine(engine: Engine, scope: readonly UnitScopeRow[]): Promise<void> {
  const [found] = await engine.query('SELECT current_database() AS name');
  const whole = (table: string): string => `${sqlName(asText(found?.['name']))}.main.${sqlName(table)}`;
  for (const list of LISTS) {
    await engine.run(
      `CREATE OR REPLACE TEMP VIEW ${list} AS SELECT f.* FROM ${whole(list)} AS f WHERE ${belongsSql(list, 'f', scope)}`,
    );
  }
  const always = scope.filter(({ from, to }) => from === null && to === null).map(({ unit }) => sqlText(unit));
  const own = always.length === 0 ? 'NULL' : always.join(', ');
  const stored = LISTS.map((list) => `SELECT import_id, sheet_no FROM ${list}`).join(' UNION ALL ');
  // Grain: sheet. Rows accepted for these units at import, and rows of theirs that stand there now.
  await engine.run(
    `CREATE OR REPLACE TEMP VIEW unitssheets AS
       SELECT import_id, sheet_no, sum(accepted)::INTEGER AS accepted, sum(stored)::INTEGER AS stored FROM (
         SELECT import_id, sheet_no, rows_accepted AS accepted, 0 AS stored FROM ${whole('import_units')}
           WHERE unit_id IN (${own})
         UNION ALL SELECT import_id, sheet_no, 0, count(*) FROM (${stored}) GROUP BY ALL
       ) GROUP BY ALL`,
  );
  // Grain: sheet. Those in which something of another unit was left out.
  await engine.run(
    `CREATE OR REPLACE TEMP VIEW foreignleftout AS
       SELECT r.import_id, r.sheet_no FROM ${whole('rejected_facts')} AS r WHERE r.unit_id NOT IN (${own})
       UNION SELECT r.import_id, r.sheet_no FROM ${whole('rejected_rows')} AS r
         JOIN ${whole('imports')} AS i USING (import_id) WHERE r.code = 'E_OTHER_UNIT' AND coalesce(i.sender NOT IN (${own}), true)`,
  );
  // Grain: sheet. Those in which nothing is another unit's.
  await engine.run(
    `CREATE OR REPLACE TEMP VIEW whollyown AS
       SELECT s.import_id, s.sheet_no FROM ${whole('import_sheets')} AS s JOIN unitssheets AS o USING (import_id, sheet_no)
       WHERE o.accepted = s.rows_accepted AND (s.import_id, s.sheet_no) NOT IN (SELECT (import_id, sheet_no) FROM foreignleftout)`,
  );
  const ofOwn = 'greatest(o.accepted, o.stored)';
  await engine.run(
    `CREATE OR REPLACE TEMP VIEW import_sheets AS
       SELECT s.* REPLACE (
         if(w.import_id IS NOT NULL, s.rows_read, ${ofOwn}) AS rows_read,
         if(w.import_id IS NOT NULL, s.rows_accepted, ${ofOwn}) AS rows_accepted,
         if(w.import_id IS NOT NULL, s.rows_rejected, 0) AS rows_rejected,
         if(w.import_id IS NOT NULL, s.rows_duplicate, 0) AS rows_duplicate,
         if(w.import_id IS NOT NULL, s.rows_skipped, 0) AS rows_skipped)
       FROM ${whole('import_sheets')} AS s JOIN unitssheets AS o USING (import_id, sheet_no)
       LEFT JOIN whollyown AS w ON w.import_id = s.import_id AND w.sheet_no = s.sheet_no WHERE ${ofOwn} > 0`,
  );
  await engine.run(
    `CREATE OR REPLACE TEMP VIEW imports AS SELECT * FROM ${whole('imports')} WHERE import_id IN (SELECT import_id FROM import_sheets)`,
  );
  for (const table of ['problems', 'rejected_rows', 'rejected_facts', 'rejections_seen', 'open_questions']) {
    await engine.run(
      `CREATE OR REPLACE TEMP VIEW ${table} AS
         SELECT p.* FROM ${whole(table)} AS p JOIN whollyown USING (import_id, sheet_no)
         JOIN unitssheets AS o USING (import_id, sheet_no) WHERE o.accepted > 0`,
    );
  }
  await engine.run(
    `CREATE OR REPLACE TEMP VIEW mended_rows AS SELECT * FROM ${whole('mended_rows')} WHERE of_import IN (SELECT import_id FROM rejected_facts)`,
  );
  // What units sent and what was decided of it has its own routes, which look at who may see what.
  for (const table of ['import_units', 'received_reports', 'report_acts', 'report_words'])
    await engine.run(`CREATE OR REPLACE TEMP VIEW ${table} AS SELECT NULL AS hidden WHERE false`);
  const units = `unit_id IN (${[...new Set(scope.map(({ unit }) => sqlText(unit)))].join(', ') || 'NULL'})`;
  for (const table of ['import_months', 'months_without'])
    await engine.run(`CREATE OR REPLACE TEMP VIEW ${table} AS SELECT * FROM ${whole(table)} WHERE ${units}`);
  await engine.run(
    `CREATE OR REPLACE TEMP VIEW import_spans AS
       SELECT * FROM ${whole('import_spans')} WHERE (import_id, sheet_no) IN (SELECT (import_id, sheet_no) FROM import_months)`,
  );
}
