import { type CheckCatalogue, checksOf } from '../library/checks.ts';
import { type ColumnDefinition, type ListDefinition, readableColumns } from '../library/columns.ts';
import type { UnitScopeRow } from '../library/units/scope.ts';
import { belongsSql } from '../warehouse/belongs.ts';
import { conditionSql, type PrintedOver } from '../warehouse/condition-sql.ts';
import { asCount, asText, type Engine, sqlName, sqlText } from '../warehouse/duckdb/engine.ts';
import type { Clash } from './clashes.ts';
import { keepPeriods } from './export-period.ts';
import { keepMended, keepRejected } from './rejections.ts';
import { ROW_KEYS } from './row-keys.ts';
import type { StagedSheet } from './stage.ts';
import { mergeStates } from './states.ts';
import { canBeUnreadable, isLookedUp, isNumeric } from './typed.ts';

/** The day that says whether a row is within its unit's time. */
const EVENT_DATE: Readonly<Record<ListDefinition['id'], string | null>> = {
  dossiers: 'received_at',
  payments: 'paid_at',
  procedures: null,
  results: 'issued_at',
  surveys: 'answered_at',
  visits: 'taken_at',
  transfers: 'transferred_at',
  observations: 'period_end',
};

/** Rows by sheet of the file: how many became facts, were rejected, were repeated. */
export interface StoredCounts {
  accepted: Map<number, number>;
  rejected: Map<number, number>;
  duplicate: Map<number, number>;
  clashes: Clash[];
}

/**
 * From `typed` to the list's fact table, in the caller's transaction: rejected rows apart, rows repeated in a
 * sheet down to the last one, the rest merged with what the warehouse knows. Leaves `found_problems` (sheet, code, column, row) behind.
 * @param now local moment `YYYY-MM-DD HH:MM:SS` for telling dates in the future
 * @param within rows of other units are rejected, and so are rows that would replace one of theirs
 */
export async function storeFacts(
  engine: Engine,
  list: ListDefinition,
  checks: CheckCatalogue,
  sheets: readonly StagedSheet[],
  importId: number,
  now: string,
  within?: readonly UnitScopeRow[],
): Promise<StoredCounts> {
  const over = { row: 't', now: `TIMESTAMP ${sqlText(now)}` };
  await engine.run(
    `CREATE OR REPLACE TEMP TABLE found_problems AS ${[...rejections(list, checks, over), ...foreign(list, within)].join('\nUNION ALL ')}`,
  );
  const rejected = await countBySheet(engine, 'SELECT sheet_no, row_no FROM found_problems GROUP BY ALL');
  if (rejected.size > 0) {
    await engine.run(
      `INSERT INTO rejected_rows
         SELECT ${importId}, sheet_no, row_no, code, column_name FROM found_problems ORDER BY sheet_no, row_no, column_name`,
    );
    await keepRejected(engine, list.id, importId);
    await engine.run('DELETE FROM typed WHERE (sheet_no, row_no) IN (SELECT (sheet_no, row_no) FROM found_problems)');
  }

  // Within one sheet the last row of a key stands: it is what the warehouse would hold had the rows come in two files.
  await engine.run(
    `CREATE OR REPLACE TEMP TABLE repeated AS
       SELECT g.sheet_no, g.row_no FROM typed AS g
       JOIN (SELECT sheet_no, key, max(row_no) AS last FROM typed GROUP BY sheet_no, key HAVING count(*) > 1) AS k
         ON k.key = g.key AND k.sheet_no = g.sheet_no AND g.row_no <> k.last`,
  );
  const duplicate = await countBySheet(engine, 'FROM repeated');
  if (duplicate.size > 0) {
    await engine.run('DELETE FROM typed WHERE (sheet_no, row_no) IN (SELECT (sheet_no, row_no) FROM repeated)');
    await engine.run(
      `INSERT INTO found_problems SELECT sheet_no, row_no, 'W_DUPLICATE', '${ROW_KEYS[list.id].column}' FROM repeated`,
    );
  }
  await engine.run(`INSERT INTO found_problems ${warnings(list, checks, over).join('\nUNION ALL ')}`);
  const accepted = await countBySheet(engine, 'SELECT sheet_no FROM typed');
  await engine.run(
    `INSERT INTO import_units SELECT ${importId}, sheet_no, unit_id, count(*) FROM typed GROUP BY ALL ORDER BY ALL`,
  );
  await keepMended(engine, list.id, importId);
  await keepPeriods(engine, list.id, sheets, importId, now);
  const clashes = await mergeStates(engine, list, importId, sheets.length);
  return { accepted, rejected, duplicate, clashes };
}

/** Looked-up columns of which checks ask what stands in their cells, whatever it means. Of others `typed` keeps only the meaning. */
export function writtenColumns(list: ListDefinition, checks: CheckCatalogue): ReadonlySet<string> {
  const asked = (['error', 'warning'] as const)
    .flatMap((severity) => checksOf(checks, list.id, severity))
    .map(({ when }) => conditionSql(when, { now: 'NULL' }))
    .join(' ');
  const columns = readableColumns(list).map(({ id }) => id);
  return new Set(columns.filter((id) => asked.includes(sqlName(`${id}_raw`))));
}

/** One SELECT a reason; grain: row and reason. */
function rejections(list: ListDefinition, checks: CheckCatalogue, over: PrintedOver): string[] {
  const keyColumn = ROW_KEYS[list.id].column;
  const select = (code: string, column: string, when: string): string =>
    `SELECT t.sheet_no, t.row_no, '${code}' AS code, '${column}' AS column_name FROM typed AS t WHERE ${when}`;
  const checked = readableColumns(list).filter((column) => column.id !== list.unit && hasBadFlag(list, column.id));
  const readable = (column: string): string =>
    hasBadFlag(list, column) ? ` AND NOT t.${sqlName(`${column}_bad`)}` : '';
  return [
    ...checked.map((column) => select(unreadable(list, column), column.id, `t.${sqlName(`${column.id}_bad`)}`)),
    ...['E_UNKNOWN_UNIT', 'E_AMBIGUOUS_UNIT', 'E_NO_UNIT'].map((code) =>
      select(code, list.unit, `t.unit_problem = '${code}'`),
    ),
    select(
      'E_MISSING_KEY',
      keyColumn,
      `t.key IS NULL${list.id === 'observations' ? ' AND NOT t.indicator_bad' : ''}${readable(keyColumn)}`,
    ),
    ...checksOf(checks, list.id, 'error').map(({ id, column, when }) =>
      select(id, column, `${conditionSql(when, over)}${readable(column)}`),
    ),
  ];
}

function unreadable(list: ListDefinition, column: ColumnDefinition): string {
  if (isLookedUp(list, column)) return 'E_UNKNOWN_CODE';
  return isNumeric(column) ? 'E_UNREADABLE_NUMBER' : 'E_UNREADABLE_DATE';
}

/** What a sender who speaks only for some units may not say. */
function foreign(list: ListDefinition, within: readonly UnitScopeRow[] | undefined): string[] {
  if (within === undefined) return [];
  return [
    `SELECT t.sheet_no, t.row_no, 'E_OTHER_UNIT', '${list.unit}' FROM typed AS t
       WHERE t.unit_id IS NOT NULL AND (NOT ${belongsSql(list.id, 't', within)}
         OR t.key IN (SELECT o.key FROM ${list.id} AS o WHERE NOT ${belongsSql(list.id, 'o', within)}))`,
  ];
}

function hasBadFlag(list: ListDefinition, id: string): boolean {
  const column = list.columns.find((candidate) => candidate.id === id);
  return column !== undefined && canBeUnreadable(list, column);
}

function warnings(list: ListDefinition, checks: CheckCatalogue, over: PrintedOver): string[] {
  const found = checksOf(checks, list.id, 'warning').map(
    ({ id, column, when }) =>
      `SELECT t.sheet_no, t.row_no, '${id}', '${column}' FROM typed AS t WHERE ${conditionSql(when, over)}`,
  );
  const event = EVENT_DATE[list.id];
  const outside =
    event === null
      ? []
      : [
          `SELECT t.sheet_no, t.row_no, 'W_OUTSIDE_VALIDITY', '${event}' FROM typed AS t JOIN unit_validity AS v ON v.unit_id = t.unit_id
             WHERE t.${sqlName(event)}::DATE < v.valid_from::DATE OR t.${sqlName(event)}::DATE > v.valid_to::DATE`,
        ];
  const all = [...found, ...outside];
  return all.length === 0 ? ["SELECT 0, 0, '', '' WHERE false"] : all;
}

async function countBySheet(engine: Engine, rows: string): Promise<Map<number, number>> {
  const counts = await engine.query(`SELECT sheet_no, count(*) AS n FROM (${rows}) GROUP BY sheet_no`);
  return new Map(counts.map((row) => [asCount(row['sheet_no']), asCount(row['n'])]));
}

/** One kind of problem in one column of one sheet, with the first 20 rows. */
export interface ProblemGroup {
  sheetNo: number;
  code: string;
  column: string;
  count: number;
  rows: number[];
}

/** `found_problems`, grouped: one line, many rows. */
export async function problemGroups(engine: Engine): Promise<ProblemGroup[]> {
  const groups = await engine.query(
    `SELECT sheet_no, code, column_name, count(*) AS n, min(row_no, 20) AS rows FROM found_problems
       GROUP BY ALL ORDER BY sheet_no, code, column_name`,
  );
  return groups.map((row) => ({
    sheetNo: asCount(row['sheet_no']),
    code: asText(row['code']),
    column: asText(row['column_name']),
    count: asCount(row['n']),
    rows: Array.isArray(row['rows']) ? row['rows'].map(asCount) : [],
  }));
}
