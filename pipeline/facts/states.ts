import type { ListDefinition } from '../library/columns.ts';
import { asCount, type Engine, sqlName } from '../warehouse/duckdb/engine.ts';
import { type Clash, clashesOf } from './clashes.ts';
import { SHEETS_BY_AGE } from './export-period.ts';
import { factColumns, seenTable, stateTable } from './tables.ts';

/*
 * What makes a fact of its states. A key that one sheet alone has brought lies in its list's table and nowhere else. Of
 * what several have brought, `past.<list>` keeps each different state once, `past.<list>_seen` which sheet showed which,
 * and the list's table has what follows from them: the newest state, in which a column that its sheet lacks altogether is
 * what the next older one says (an empty cell in a column that is there is newer knowledge). So it is the same whatever the
 * order of imports, and an import can be taken away as if it had never been.
 */

/**
 * From `typed`, where no key is repeated within a sheet, to the list's table. Needs the sheets in `import_periods`.
 * @returns what is to be said of states that differ from those of other sheets
 */
export async function mergeStates(
  engine: Engine,
  list: ListDefinition,
  importId: number,
  sheetCount: number,
): Promise<Clash[]> {
  await repeatedKeys(
    engine,
    `SELECT key FROM ${list.id} WHERE key IN (SELECT key FROM typed)${
      sheetCount > 1 ? ' UNION SELECT key FROM typed GROUP BY key HAVING count(*) > 1' : ''
    }`,
  );
  const repeats = await hasRows(engine, 'repeated_keys');
  const rows = `SELECT key, unit_id, ${columnNames(list)}, lacks, ${importId}::INTEGER AS import_id, sheet_no, row_no FROM typed`;
  await engine.run(`INSERT INTO ${list.id} BY NAME ${rows}${repeats ? ' WHERE key NOT IN (FROM repeated_keys)' : ''}`);
  if (!repeats) return [];
  // What lay alone until now becomes a state among others.
  await keepStates(
    engine,
    list,
    `FROM ${list.id} WHERE key IN (FROM repeated_keys) AND key NOT IN (SELECT key FROM ${seenTable(list)})`,
    'each is new',
  );
  await keepStates(
    engine,
    list,
    `${rows} WHERE key IN (FROM repeated_keys)`,
    sheetCount > 1 ? 'may be twice' : 'may be known',
  );
  await remake(engine, list);
  return clashesOf(engine, list, importId);
}

/** Takes away what an import brought, in the caller's transaction: older states come back. */
export async function forgetStates(engine: Engine, list: ListDefinition, importId: number): Promise<void> {
  const [states, seen] = [stateTable(list), seenTable(list)];
  await repeatedKeys(engine, `SELECT DISTINCT key FROM ${seen} WHERE import_id = ${importId}`);
  if (await hasRows(engine, 'repeated_keys')) {
    await engine.run(`DELETE FROM ${seen} WHERE import_id = ${importId}`);
    await engine.run(
      `DELETE FROM ${states} AS p WHERE key IN (FROM repeated_keys)
         AND NOT EXISTS (FROM ${seen} AS s WHERE s.key = p.key AND s.state = p.state)`,
    );
    await remake(engine, list);
    // What one sheet alone has brought lies in the list's table and nowhere else.
    await engine.run(
      `CREATE OR REPLACE TEMP TABLE lonely_keys AS
         SELECT key FROM ${seen} WHERE key IN (FROM repeated_keys) GROUP BY key HAVING count(*) = 1`,
    );
    for (const table of [states, seen]) await engine.run(`DELETE FROM ${table} WHERE key IN (FROM lonely_keys)`);
  }
  await engine.run(`DELETE FROM ${list.id} WHERE import_id = ${importId}`);
}

async function repeatedKeys(engine: Engine, keys: string): Promise<void> {
  await engine.run(`CREATE OR REPLACE TEMP TABLE repeated_keys AS ${keys}`);
}

async function hasRows(engine: Engine, table: string): Promise<boolean> {
  const [row] = await engine.query(`SELECT count(*) AS n FROM ${table}`);
  return asCount(row?.['n']) > 0;
}

async function keepStates(
  engine: Engine,
  list: ListDefinition,
  rows: string,
  states: 'each is new' | 'may be known' | 'may be twice',
): Promise<void> {
  const [table, names] = [stateTable(list), columnNames(list)];
  // A state is told by its hash within the few of its key; were it reckoned otherwise some day, it would be kept twice.
  const state = `hash(n.unit_id, ${columnNames(list, 'n.')}, n.lacks)`;
  await engine.run(
    `INSERT INTO ${table} BY NAME
       SELECT ${states === 'may be twice' ? 'DISTINCT ON (key, state)' : ''} key, ${state} AS state, unit_id, ${names}, lacks FROM (${rows}) AS n
       ${states === 'each is new' ? '' : `WHERE NOT EXISTS (FROM ${table} AS p WHERE p.key = n.key AND p.state = ${state})`}`,
  );
  await engine.run(
    `INSERT INTO ${seenTable(list)} BY NAME SELECT key, ${state} AS state, import_id, sheet_no, row_no FROM (${rows}) AS n`,
  );
}

/** Makes the facts of `repeated_keys` anew from their states. */
async function remake(engine: Engine, list: ListDefinition): Promise<void> {
  const states = stateTable(list);
  await engine.run(`DELETE FROM ${list.id} WHERE key IN (FROM repeated_keys)`);
  await engine.run(
    `CREATE OR REPLACE TEMP TABLE sights AS
       SELECT s.key, s.state, max(a.age) AS age, arg_max(s.row_no, a.age) AS row_no
       FROM ${seenTable(list)} AS s JOIN (${SHEETS_BY_AGE}) AS a ON a.import_id = s.import_id AND a.sheet_no = s.sheet_no
       WHERE s.key IN (FROM repeated_keys) GROUP BY s.key, s.state`,
  );
  // Most files of a portal have the same columns: then the newest state is the fact as it is.
  await engine.run(
    `CREATE OR REPLACE TEMP TABLE newest AS
       SELECT s.key, arg_max(s.state, s.age) AS state, max(s.age) AS age, arg_max(s.row_no, s.age) AS row_no,
         min(hash(p.lacks)) <> max(hash(p.lacks)) AS is_mixed
       FROM sights AS s JOIN ${states} AS p ON p.key = s.key AND p.state = s.state GROUP BY s.key`,
  );
  await engine.run(
    `INSERT INTO ${list.id} BY NAME
       SELECT p.* EXCLUDE (state), a.import_id, a.sheet_no, n.row_no
       FROM newest AS n JOIN ${states} AS p ON p.key = n.key AND p.state = n.state JOIN (${SHEETS_BY_AGE}) AS a ON a.age = n.age
       WHERE NOT n.is_mixed`,
  );
  if (!(await hasRows(engine, 'newest WHERE is_mixed'))) return;
  const values = factColumns(list).map(
    ({ name }) =>
      `arg_max_null(p.${sqlName(name)}, s.age) FILTER (WHERE NOT list_contains(p.lacks, '${name}')) AS ${sqlName(name)}`,
  );
  await engine.run(
    `INSERT INTO ${list.id} BY NAME
       WITH merged AS (
         SELECT s.key, ${values.join(', ')}, list(p.lacks) AS all_lacks
         FROM sights AS s JOIN ${states} AS p ON p.key = s.key AND p.state = s.state
         WHERE s.key IN (SELECT key FROM newest WHERE is_mixed) GROUP BY s.key
       )
       SELECT m.key, p.unit_id, ${columnNames(list, 'm.')}, a.import_id, a.sheet_no, n.row_no,
         list_filter(p.lacks, lambda c: len(list_filter(m.all_lacks, lambda l: NOT list_contains(l, c))) = 0) AS lacks
       FROM merged AS m JOIN newest AS n ON n.key = m.key JOIN ${states} AS p ON p.key = n.key AND p.state = n.state
       JOIN (${SHEETS_BY_AGE}) AS a ON a.age = n.age`,
  );
}

function columnNames(list: ListDefinition, row = ''): string {
  return factColumns(list)
    .map(({ name }) => `${row}${sqlName(name)}`)
    .join(', ');
}
