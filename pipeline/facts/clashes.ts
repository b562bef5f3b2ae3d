import type { ListDefinition } from '../library/columns.ts';
import { asCount, asText, type Engine, sqlName } from '../warehouse/duckdb/engine.ts';
import { SHEETS_BY_AGE } from './export-period.ts';
import type { factProblems } from './messages.ts';
import { factColumns, seenTable, stateTable } from './tables.ts';

/** Rows of a sheet that another sheet shows in another state, where something is to be said of which of the two counts. */
export interface Clash {
  code: keyof Pick<typeof factProblems, 'I_OLDER_STATE' | 'W_SAME_PERIOD' | 'W_PERIODS_DISAGREE' | 'W_OTHER_SHEET'>;
  sheetNo: number;
  otherImport: number;
  /** The other sheet, where it is of the same file. */
  otherSheet: number | null;
  /** The name of the other file. */
  file: string;
  /** The day that the other sheet is as new as, `YYYY-MM-DD`. */
  day: string;
  count: number;
  /** The first 20. */
  rows: number[];
}

/** What is to be said of two sheets, `m` the one just imported, `o` the other: NULL where `m` is plainly the newer one. */
const CODE = `CASE
  WHEN m.import_id = o.import_id THEN 'W_OTHER_SHEET'
  WHEN (m.as_new_as < o.as_new_as AND m.last_event > o.last_event) OR (m.as_new_as > o.as_new_as AND m.last_event < o.last_event)
    THEN 'W_PERIODS_DISAGREE'
  WHEN m.as_new_as = o.as_new_as AND m.last_event IS NOT DISTINCT FROM o.last_event THEN 'W_SAME_PERIOD'
  WHEN m.age < o.age THEN 'I_OLDER_STATE' END`;

/**
 * Looks at the states of `repeated_keys` that an import has just added. Two states differ where a column that both sheets
 * have is not the same, or the unit.
 */
export async function clashesOf(engine: Engine, list: ListDefinition, importId: number): Promise<Clash[]> {
  const [states, seen] = [stateTable(list), seenTable(list)];
  const differ = factColumns(list).map(
    ({ name }) =>
      `(a.${sqlName(name)} IS DISTINCT FROM b.${sqlName(name)} AND NOT list_contains(a.lacks, '${name}') AND NOT list_contains(b.lacks, '${name}'))`,
  );
  // Mostly the new sheet is plainly the newer one, and nothing is to be looked at.
  await engine.run(
    `CREATE OR REPLACE TEMP TABLE differing AS
       WITH sheets AS (${SHEETS_BY_AGE}), pairs AS (
         SELECT m.sheet_no, o.import_id AS other_import, o.sheet_no AS other_sheet, o.as_new_as AS day, ${CODE} AS code
         FROM sheets AS m JOIN sheets AS o ON o.import_id < m.import_id OR (o.import_id = m.import_id AND o.sheet_no < m.sheet_no)
         WHERE m.import_id = ${importId} AND code IS NOT NULL
       )
       SELECT p.*, x.key, x.row_no, x.state, y.state AS other_state FROM pairs AS p
         JOIN ${seen} AS x ON x.import_id = ${importId} AND x.sheet_no = p.sheet_no
         JOIN ${seen} AS y ON y.key = x.key AND y.state <> x.state AND y.import_id = p.other_import AND y.sheet_no = p.other_sheet
         WHERE x.key IN (FROM repeated_keys)`,
  );
  const rows = await engine.query(
    `SELECT d.code, d.sheet_no, d.other_import, CASE WHEN d.code = 'W_OTHER_SHEET' THEN d.other_sheet END AS other_sheet,
         i.file, max(d.day) AS day, count(DISTINCT d.row_no) AS n, min(DISTINCT d.row_no, 20) AS first_rows
       FROM differing AS d JOIN ${states} AS a ON a.key = d.key AND a.state = d.state
       JOIN ${states} AS b ON b.key = d.key AND b.state = d.other_state JOIN imports AS i ON i.import_id = d.other_import
       WHERE a.unit_id <> b.unit_id OR ${differ.join(' OR ')}
       GROUP BY ALL ORDER BY ALL`,
  );
  return rows.map((row) => ({
    code: asText(row['code']) as Clash['code'],
    sheetNo: asCount(row['sheet_no']),
    otherImport: asCount(row['other_import']),
    otherSheet: row['other_sheet'] === null ? null : asCount(row['other_sheet']),
    file: asText(row['file']),
    day: asText(row['day']),
    count: asCount(row['n']),
    rows: Array.isArray(row['first_rows']) ? row['first_rows'].map(asCount) : [],
  }));
}
