import type { ColumnCatalogue } from '../library/columns.ts';
import { LISTS } from '../lists.ts';
import type { Words } from '../messages.ts';
import { asCount, asText, type Engine, sqlName } from '../warehouse/duckdb/engine.ts';
import { listOf, seenTable, stateTable } from './tables.ts';

/** What must hold in a warehouse, said of the rows for which it does not. */
export const RULES = {
  ONCE: { vi: 'có khóa trùng với dòng khác', en: 'have the key of another row' },
  ONE_ROW: { vi: 'thừa hoặc thiếu: bảng này có đúng một dòng', en: 'too many or too few: this table has one row' },
  ORIGIN: { vi: 'thuộc về lần nạp hoặc trang tính không có', en: 'belong to an import or a sheet that is not there' },
  RECONCILE: {
    vi: 'có số dòng đọc khác tổng nhận, loại, lặp và bỏ qua',
    en: 'have another number of rows read than accepted, rejected, repeated and skipped together',
  },
  WHOLE: {
    vi: 'có số dòng nhận khác số dòng nằm trong kho',
    en: 'have another number of rows accepted than lie in the warehouse',
  },
  BY_UNIT: {
    vi: 'có số dòng nhận khác tổng theo đơn vị',
    en: 'have another number of rows accepted than their units together',
  },
  REJECTED: {
    vi: 'có số dòng loại ít hơn số dòng được ghi lý do',
    en: 'have fewer rows rejected than have a reason',
  },
  NO_SHEET: { vi: 'không có trang tính nào', en: 'have no sheet' },
  NUMBER: { vi: 'có số lớn hơn lần nạp cuối cùng', en: 'have a number above that of the last import' },
  STATES: {
    vi: 'không khớp giữa các trạng thái và nơi ghi chúng',
    en: 'do not match between states and where they stand',
  },
} satisfies Record<string, Words>;

export type Rule = keyof typeof RULES;

/** One table, looked at whole. */
export interface CheckedTable {
  table: string;
  rows: number;
  broken: { rule: Rule; rows: number }[];
}

type Checks = Readonly<Record<string, Partial<Record<Rule, string>>>>;

const SHEETS = '(SELECT (import_id, sheet_no) FROM import_sheets)';
const OF_SHEET = `WHERE (import_id, sheet_no) NOT IN ${SHEETS}`;
const OF_IMPORT = 'WHERE import_id NOT IN (SELECT import_id FROM imports)';
const twice = (table: string, columns: string): string =>
  `(SELECT ${columns} FROM ${table} GROUP BY ALL HAVING count(*) > 1)`;

/** For each table the rows that break a rule, as what stands behind FROM. */
function checksOf(columns: ColumnCatalogue): Checks {
  const checks: Record<string, Partial<Record<Rule, string>>> = {
    warehouse_version: { ONE_ROW: '(SELECT count(*) AS n FROM warehouse_version) WHERE n <> 1' },
    last_import: { ONE_ROW: '(SELECT count(*) AS n FROM last_import) WHERE n <> 1' },
    imports: {
      ONCE: twice('imports', 'import_id'),
      NUMBER: 'imports WHERE import_id > (SELECT max(number) FROM last_import)',
      NO_SHEET: 'imports WHERE import_id NOT IN (SELECT import_id FROM import_sheets)',
    },
    import_sheets: {
      ONCE: twice('import_sheets', 'import_id, sheet_no'),
      ORIGIN: `import_sheets ${OF_IMPORT}`,
      RECONCILE: 'import_sheets WHERE rows_read <> rows_accepted + rows_rejected + rows_duplicate + rows_skipped',
      WHOLE: `import_sheets AS s LEFT JOIN (${storedRows(columns)}) AS k USING (import_id, sheet_no) WHERE s.rows_accepted <> coalesce(k.n, 0)`,
      BY_UNIT: `import_sheets AS s LEFT JOIN (SELECT import_id, sheet_no, sum(rows_accepted) AS n FROM import_units GROUP BY ALL) AS k
        USING (import_id, sheet_no) WHERE s.rows_accepted <> coalesce(k.n, 0)`,
      REJECTED: `import_sheets AS s LEFT JOIN (SELECT import_id, sheet_no, count(DISTINCT row_no) AS n FROM rejected_rows GROUP BY ALL) AS k
        USING (import_id, sheet_no) WHERE s.rows_rejected < coalesce(k.n, 0)`,
    },
    import_units: { ONCE: twice('import_units', 'import_id, sheet_no, unit_id') },
    import_periods: { ONCE: twice('import_periods', 'import_id, sheet_no') },
    import_standings: { ONCE: twice('import_standings', 'import_id'), ORIGIN: `import_standings ${OF_IMPORT}` },
    import_words: { ORIGIN: `import_words ${OF_IMPORT}` },
    months_without: { ONCE: twice('months_without', 'list, unit_id, month') },
  };
  const ofSheets = ['import_units', 'import_periods', 'import_months', 'import_spans', 'rejected_rows', 'problems'];
  for (const table of [...ofSheets, 'open_questions', 'rejected_facts', 'rejections_seen'])
    checks[table] = { ...checks[table], ORIGIN: `${table} ${OF_SHEET}` };
  for (const id of LISTS) {
    const list = listOf(columns, id);
    const [states, seen] = [stateTable(list), seenTable(list)];
    checks[id] = { ONCE: twice(id, 'key'), ORIGIN: `${id} ${OF_SHEET}` };
    checks[states] = {
      ONCE: twice(states, 'key, state'),
      STATES: `${states} WHERE (key, state) NOT IN (SELECT (key, state) FROM ${seen})`,
    };
    checks[seen] = {
      ONCE: twice(seen, 'key, import_id, sheet_no'),
      ORIGIN: `${seen} ${OF_SHEET}`,
      STATES: `${seen} WHERE (key, state) NOT IN (SELECT (key, state) FROM ${states}) OR key NOT IN (SELECT key FROM ${id})`,
    };
  }
  return checks;
}

/** Grain: sheet. How many of its rows the warehouse knows: keys that it alone has brought, and its states of the others. */
function storedRows(columns: ColumnCatalogue): string {
  const known = LISTS.map((id) => {
    const seen = seenTable(listOf(columns, id));
    return `SELECT import_id, sheet_no FROM ${id} WHERE key NOT IN (SELECT key FROM ${seen}) UNION ALL SELECT import_id, sheet_no FROM ${seen}`;
  });
  return `SELECT import_id, sheet_no, count(*) AS n FROM (${known.join(' UNION ALL ')}) GROUP BY ALL`;
}

/**
 * Reads every row of every table, and looks whether all that must hold between them does.
 * @throws QueryError where DuckDB cannot read its file any more
 */
export async function checkWarehouse(engine: Engine, columns: ColumnCatalogue): Promise<CheckedTable[]> {
  const checks = checksOf(columns);
  const tables = await engine.query(
    `SELECT schema_name, table_name FROM duckdb_tables() WHERE NOT temporary AND database_name = current_database() ORDER BY ALL`,
  );
  const checked: CheckedTable[] = [];
  for (const row of tables) {
    const [schema, name] = [asText(row['schema_name']), asText(row['table_name'])];
    const table = schema === 'main' ? name : `${schema}.${name}`;
    // The fingerprint of all cells: so that each is read.
    const [whole] = await engine.query(
      `SELECT count(*) AS n, bit_xor(hash(t)) IS NULL AS no_cell FROM ${sqlName(schema)}.${sqlName(name)} AS t`,
    );
    const broken: CheckedTable['broken'] = [];
    for (const rule of Object.keys(RULES).filter(isRule)) {
      const from = checks[table]?.[rule];
      if (from === undefined) continue;
      const [found] = await engine.query(`SELECT count(*) AS n FROM ${from}`);
      if (asCount(found?.['n']) > 0) broken.push({ rule, rows: asCount(found?.['n']) });
    }
    checked.push({ table, rows: asCount(whole?.['n']), broken });
  }
  return checked;
}

function isRule(name: string): name is Rule {
  return name in RULES;
}
