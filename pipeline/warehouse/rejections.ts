import type { Period } from '../counts/period.ts';
import { LISTS, type ListId, momentOf } from '../lists.ts';
import { belongsSql } from './belongs.ts';
import { asCount, asText, asTexts, type Engine, sqlDate } from './duckdb/engine.ts';
import type { Scope } from './question.ts';

/** Rows of one sheet that were left out for one reason, of one unit and day as far as they could be read. */
export interface RejectedRows {
  importId: number;
  sheetNo: number;
  file: string;
  sheet: string;
  list: ListId;
  /** null = nobody knows. */
  unit: string | null;
  day: string | null;
  /** The columns that they were left out for; empty = the whole row (a shifted table, a second one below the first). */
  columns: string[];
  rows: number;
  /** The units and days that the sheet's accepted rows are of; empty where none was accepted. */
  units: string[];
  firstDay: string | null;
  lastDay: string | null;
  /** Who has seen them, `YYYY-MM-DD HH:MM`; null = nobody yet. */
  seen: { by: string; at: string } | null;
}

// What a later import mended no longer counts.
const REJECTED = `
SELECT r.import_id AS import_id, r.sheet_no AS sheet_no, i.file AS file, s.sheet AS sheet, r.list AS list, r.unit_id AS unit_id, r.day AS day, r.columns AS columns,
  r.row_count AS row_count, m.units AS units, m.first_day AS first_day, m.last_day AS last_day, n.seen_by AS seen_by, n.seen_at AS seen_at
FROM (
  SELECT f.import_id AS import_id, f.sheet_no AS sheet_no, f.list AS list, f.unit_id AS unit_id, f.happened_on AS day, f.columns AS columns, count(*) AS row_count
  FROM rejected_facts AS f LEFT JOIN mended_rows AS d ON d.of_import = f.import_id AND d.sheet_no = f.sheet_no AND d.row_no = f.row_no
  WHERE d.of_import IS NULL
  GROUP BY f.import_id, f.sheet_no, f.list, f.unit_id, f.happened_on, f.columns
  UNION ALL
  SELECT w.import_id, w.sheet_no, w.list, NULL, NULL, [], w.rows_rejected - coalesce(k.row_count, 0)
  FROM import_sheets AS w LEFT JOIN (
    SELECT import_id, sheet_no, count(DISTINCT row_no) AS row_count FROM rejected_rows GROUP BY import_id, sheet_no
  ) AS k ON k.import_id = w.import_id AND k.sheet_no = w.sheet_no
  WHERE w.list IS NOT NULL AND w.rows_rejected > coalesce(k.row_count, 0)
) AS r
JOIN imports AS i ON i.import_id = r.import_id
JOIN import_sheets AS s ON s.import_id = r.import_id AND s.sheet_no = r.sheet_no
LEFT JOIN (
  SELECT import_id, sheet_no, list(DISTINCT unit_id) AS units, min(month) || '-01' AS first_day, max(last_day) AS last_day
  FROM import_months GROUP BY import_id, sheet_no
) AS m ON m.import_id = r.import_id AND m.sheet_no = r.sheet_no
LEFT JOIN rejections_seen AS n ON n.import_id = r.import_id AND n.sheet_no = r.sheet_no
ORDER BY r.import_id, r.sheet_no, r.day, r.unit_id, r.columns`;

/** All rows that were left out and not mended since; grain: sheet, unit, day and reason. */
export async function rejectedRows(engine: Engine): Promise<RejectedRows[]> {
  const rows = await engine.query(REJECTED);
  return rows.map((row) => ({
    importId: asCount(row['import_id']),
    sheetNo: asCount(row['sheet_no']),
    file: asText(row['file']),
    sheet: asText(row['sheet']),
    list: LISTS.find((list) => list === row['list']) ?? 'dossiers',
    unit: asText(row['unit_id']) || null,
    day: asText(row['day']) || null,
    columns: asTexts(row['columns']),
    rows: asCount(row['row_count']),
    units: asTexts(row['units']).sort(),
    firstDay: asText(row['first_day']) || null,
    lastDay: asText(row['last_day']) || null,
    seen: row['seen_by'] === null ? null : { by: asText(row['seen_by']), at: asText(row['seen_at']).slice(0, 16) },
  }));
}

/** How many rows of a list the scope has in a period; of a list without a moment, of any day. */
export async function rowsKnown(engine: Engine, scope: Scope, list: ListId, { from, asOf }: Period): Promise<number> {
  const moment = momentOf(list);
  const within = moment === null ? 'true' : `CAST(e.${moment} AS DATE) BETWEEN ${sqlDate(from)} AND ${sqlDate(asOf)}`;
  const [row] = await engine.query(
    `SELECT count(*) AS n FROM ${list} AS e WHERE ${belongsSql(list, 'e', scope.rows)} AND ${within}`,
  );
  return asCount(row?.['n']);
}
