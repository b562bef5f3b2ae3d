import type { ListId } from '../lists.ts';
import { type Engine, sqlText } from '../warehouse/duckdb/engine.ts';
import type { StagedSheet } from './stage.ts';

/** SQL over a row: it cannot be of the days `$from` to `$to`. A list without such a rule is not exported by period. */
const OUTSIDE: Partial<Record<ListId, { column: string; when: string }>> = {
  // Open dossiers of earlier periods are carried over, so only those closed before the period are strangers to it.
  dossiers: {
    column: 'received_at',
    when: 't.received_at::DATE > $to OR (t.received_at::DATE < $from AND coalesce(t.returned_at, t.finished_at)::DATE < $from)',
  },
  payments: { column: 'paid_at', when: 't.paid_at::DATE NOT BETWEEN $from AND $to' },
  surveys: { column: 'answered_at', when: 't.answered_at::DATE NOT BETWEEN $from AND $to' },
  visits: { column: 'taken_at', when: 't.taken_at::DATE NOT BETWEEN $from AND $to' },
  transfers: { column: 'transferred_at', when: 't.transferred_at::DATE NOT BETWEEN $from AND $to' },
};

/**
 * Adds to `found_problems` the accepted rows of `typed` that are outside of the period that the title above their table
 * claims: a sign that the wrong file was sent, or that a title was typed over.
 */
export async function warnOutsideTitle(engine: Engine, list: ListId, sheets: readonly StagedSheet[]): Promise<void> {
  const rule = OUTSIDE[list];
  if (rule === undefined) return;
  for (const { sheetNo, titlePeriod } of sheets) {
    if (titlePeriod === null) continue;
    const when = rule.when
      .replaceAll('$from', `DATE ${sqlText(titlePeriod.from)}`)
      .replaceAll('$to', `DATE ${sqlText(titlePeriod.to)}`);
    await engine.run(
      `INSERT INTO found_problems
         SELECT t.sheet_no, t.row_no, 'W_OUTSIDE_TITLE_PERIOD', '${rule.column}' FROM typed AS t
         ANTI JOIN (FROM found_problems WHERE code LIKE 'E%' OR code = 'W_DUPLICATE') AS p ON p.sheet_no = t.sheet_no AND p.row_no = t.row_no
         WHERE t.sheet_no = ${sheetNo} AND (${when})`,
    );
  }
}
