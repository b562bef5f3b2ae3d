import { keptProblems } from '../facts/kept-problems.ts';
import type { CheckCatalogue } from '../library/checks.ts';
import type { ColumnCatalogue } from '../library/columns.ts';
import type { ListId } from '../lists.ts';
import type { Language } from '../messages.ts';
import type { Period } from '../warehouse/compute.ts';
import { asCount, asText, type Engine, sqlText } from '../warehouse/duckdb/engine.ts';
import type { RejectedGroup, SourceFile } from './types.ts';

/** The rows of each list that bear on a period: those dated in it; of what is in force, all up to its end. */
const BEARING: Readonly<Record<ListId, (from: string, asOf: string) => string>> = {
  dossiers: (from, asOf) => `${within('received_at', from, asOf)} OR ${within('finished_at', from, asOf)}`,
  payments: (from, asOf) => within('paid_at', from, asOf),
  procedures: (_, asOf) =>
    `coalesce(valid_from, DATE '${asOf}') <= DATE '${asOf}' AND coalesce(valid_to, DATE '${asOf}') >= DATE '${asOf}'`,
  results: (_, asOf) => `issued_at <= DATE '${asOf}'`,
  surveys: (from, asOf) => within('answered_at', from, asOf),
  visits: (from, asOf) => within('taken_at', from, asOf),
  transfers: (from, asOf) => within('transferred_at', from, asOf),
  observations: (_, asOf) => `period_end <= DATE '${asOf}'`,
};

function within(column: string, from: string, asOf: string): string {
  return `(${column} >= DATE '${from}' AND ${column} < DATE '${asOf}' + INTERVAL 1 DAY)`;
}

/** A sheet of an import, and where it is kept. */
export interface SourceSheet extends SourceFile {
  importId: number;
  sheetNo: number;
}

/**
 * The sheets of some lists that the unit's rows bearing on a period came from, in order of import. Rows that were
 * rejected belong to no unit and no day, so a sheet of which nothing was accepted counts as everybody's.
 */
export async function sourcesOf(
  engine: Engine,
  columns: ColumnCatalogue,
  lists: ReadonlySet<ListId>,
  period: Period,
): Promise<SourceSheet[]> {
  if (lists.size === 0) return [];
  const ofScope = [...lists]
    .map(
      (list) =>
        `SELECT DISTINCT import_id, sheet_no FROM ${list} SEMI JOIN scope USING (unit_id) WHERE ${BEARING[list](period.from, period.asOf)}`,
    )
    .join(' UNION ');
  const named = [...lists].map(sqlText).join(', ');
  const rows = await engine.query(
    `SELECT i.file, i.sha256, i.imported_at::DATE AS imported_on, s.* FROM import_sheets AS s JOIN imports AS i USING (import_id)
       WHERE (s.rows_accepted = 0 AND s.rows_read > 0 AND coalesce(s.list IN (${named}), true))
         OR (s.import_id, s.sheet_no) IN (${ofScope}) ORDER BY s.import_id, s.sheet_no`,
  );
  return rows.map((row) => ({
    importId: asCount(row['import_id']),
    sheetNo: asCount(row['sheet_no']),
    file: asText(row['file']),
    sheet: asText(row['sheet']),
    list: columns.lists.find(({ id }) => id === row['list'])?.name.vi ?? '',
    read: asCount(row['rows_read']),
    accepted: asCount(row['rows_accepted']),
    rejected: asCount(row['rows_rejected']),
    duplicate: asCount(row['rows_duplicate']),
    skipped: asCount(row['rows_skipped']),
    sha256: asText(row['sha256']),
    importedOn: asText(row['imported_on']),
  }));
}

/** What was found wrong in those sheets, one line a kind. */
export async function problemsOf(
  engine: Engine,
  checks: CheckCatalogue,
  sources: readonly SourceSheet[],
  language: Language,
): Promise<RejectedGroup[]> {
  const shown = new Set(sources.map(({ importId, sheetNo }) => `${importId}/${sheetNo}`));
  const problems = await keptProblems(engine, checks, language);
  return problems
    .filter(({ importId, sheetNo, severity }) => severity !== 'info' && shown.has(`${importId}/${sheetNo}`))
    .map(({ file, sheet, code, severity, header, count, rows, message }) => ({
      file,
      sheet,
      code,
      severity,
      column: header,
      count,
      rows,
      message,
    }));
}
