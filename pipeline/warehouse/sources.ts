import type { Period } from '../counts/period.ts';
import { type ListId, momentOf } from '../lists.ts';
import { belongsSql } from './belongs.ts';
import { asCount, asText, type Engine, sqlDate, sqlText } from './duckdb/engine.ts';
import { type KeptProblem, keptProblems } from './problems.ts';
import type { Scope } from './question.ts';

/** A sheet of an imported file, and what became of its rows. */
export interface SourceSheet {
  file: string;
  sheet: string;
  /** null = not recognised. */
  list: ListId | null;
  read: number;
  accepted: number;
  rejected: number;
  duplicate: number;
  skipped: number;
  /** SHA-256 of the file, hex. */
  sha256: string;
  /** The day it was imported, `YYYY-MM-DD`. */
  importedOn: string;
  /** What the import found wrong in it. */
  problems: KeptProblem[];
}

/** The rows of each list that bear on a period: those dated in it; of what is in force, all up to its end. */
function bearing(list: ListId, { from, asOf }: Period): string {
  const [first, last] = [sqlDate(from), sqlDate(asOf)];
  const within = (moment: string): string => `CAST(e.${moment} AS DATE) BETWEEN ${first} AND ${last}`;
  switch (list) {
    case 'dossiers':
      return `(${within('received_at')} OR ${within('finished_at')})`;
    case 'procedures':
      return `(e.valid_from IS NULL OR e.valid_from <= ${last}) AND (e.valid_to IS NULL OR e.valid_to >= ${last})`;
    case 'results':
    case 'observations':
      return `e.${momentOf(list)} <= ${last}`;
    default:
      return within(momentOf(list) ?? '');
  }
}

/**
 * The sheets of some lists that the unit's rows bearing on a period came from, in order of import. Rows that were
 * rejected belong to no unit and no day, so a sheet of which nothing was accepted counts as everybody's.
 */
export async function sourcesOf(
  engine: Engine,
  scope: Scope,
  lists: ReadonlySet<ListId>,
  period: Period,
): Promise<SourceSheet[]> {
  if (lists.size === 0) return [];
  const ofScope = [...lists]
    .map(
      (list) =>
        `SELECT DISTINCT e.import_id AS import_id, e.sheet_no AS sheet_no FROM ${list} AS e
         WHERE ${belongsSql(list, 'e', scope.rows)} AND ${bearing(list, period)}`,
    )
    .join(' UNION ');
  const named = [...lists].map(sqlText).join(', ');
  const rows = await engine.query(
    `SELECT i.file, i.sha256, CAST(i.imported_at AS DATE) AS imported_on, s.* FROM import_sheets AS s JOIN imports AS i ON i.import_id = s.import_id
       WHERE (s.rows_accepted = 0 AND s.rows_read > 0 AND coalesce(s.list IN (${named}), true))
         OR (s.import_id, s.sheet_no) IN (${ofScope}) ORDER BY s.import_id, s.sheet_no`,
  );
  const imports = [...new Set(rows.map((row) => asCount(row['import_id'])))];
  const problems = await keptProblems(engine, imports);
  const problemsOf = (importId: number, sheetNo: number): KeptProblem[] =>
    problems.filter((problem) => problem.importId === importId && problem.sheetNo === sheetNo);
  return rows.map((row) => ({
    file: asText(row['file']),
    sheet: asText(row['sheet']),
    list: row['list'] === null ? null : (asText(row['list']) as ListId),
    read: asCount(row['rows_read']),
    accepted: asCount(row['rows_accepted']),
    rejected: asCount(row['rows_rejected']),
    duplicate: asCount(row['rows_duplicate']),
    skipped: asCount(row['rows_skipped']),
    sha256: asText(row['sha256']),
    importedOn: asText(row['imported_on']),
    problems: problemsOf(asCount(row['import_id']), asCount(row['sheet_no'])),
  }));
}
