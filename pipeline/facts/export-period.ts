import type { ListId } from '../lists.ts';
import { type Engine, sqlDate } from '../warehouse/duckdb/engine.ts';
import type { StagedSheet } from './stage.ts';

/** What happened to a row, by list: an export tells of nothing later than the day it was made. Due and expiry days lie ahead. */
const EVENTS: Readonly<Record<ListId, readonly string[]>> = {
  dossiers: ['submitted_at', 'received_at', 'finished_at', 'returned_at'],
  payments: ['paid_at'],
  procedures: [],
  results: ['issued_at', 'digitised_at', 'signed_at'],
  surveys: ['answered_at'],
  visits: ['taken_at', 'called_at', 'finished_at'],
  transfers: ['transferred_at'],
  observations: ['period_end'],
};

/**
 * Adds each sheet of a list to `import_periods`: the period its title claims, the latest event in the rows of `typed`, and
 * the day it is as new as: the end of the title's period, else the latest event, else the day of its import. Days after
 * the import do not count: a title can name the whole year, a cell can be mistyped.
 * @param now local moment `YYYY-MM-DD HH:MM:SS`
 */
export async function keepPeriods(
  engine: Engine,
  list: ListId,
  sheets: readonly StagedSheet[],
  importId: number,
  now: string,
): Promise<void> {
  const today = sqlDate(now.slice(0, 10));
  const latest = EVENTS[list].map((column) => `max(${column}::DATE) FILTER (WHERE ${column}::DATE <= ${today})`);
  const last = latest.length === 0 ? 'NULL::DATE' : `greatest(${latest.join(', ')})`;
  const titles = sheets.map(
    ({ sheetNo, titlePeriod }) =>
      `(${sheetNo}, ${sqlDate(titlePeriod?.from ?? null)}, ${sqlDate(titlePeriod?.to ?? null)})`,
  );
  // `least` passes over NULL: without a title it would say today.
  await engine.run(
    `INSERT INTO import_periods
       SELECT ${importId}, s.sheet_no, s.title_from, s.title_to, e.last_event,
         coalesce(CASE WHEN s.title_to IS NOT NULL THEN least(s.title_to, ${today}) END, e.last_event, ${today})
       FROM (VALUES ${titles.join(', ')}) AS s (sheet_no, title_from, title_to)
       LEFT JOIN (SELECT sheet_no, ${last} AS last_event FROM typed GROUP BY sheet_no) AS e ON e.sheet_no = s.sheet_no`,
  );
}

/**
 * SQL for the sheets of all imports with their place in the order of newness, oldest first: by the day they are as new as,
 * then by their latest event, then as they were imported. Two sheets of one file are as two files.
 */
export const SHEETS_BY_AGE = `SELECT import_id, sheet_no, as_new_as, last_event,
    row_number() OVER (ORDER BY as_new_as, last_event NULLS FIRST, import_id, sheet_no) AS age FROM import_periods`;
