import type { Indicator } from '../library/indicators/catalogue.ts';
import { countingPeriod, membersSql, type Period, setPeriods } from './compute.ts';
import type { Engine, SqlColumn } from './duckdb/engine.ts';
import type { PaymentSource } from './populations.ts';

/** `numerator`: the members counted in it; `missing`: those of the denominator that are not. */
export type Side = 'numerator' | 'missing';

/**
 * The members behind a number, in order of their codes: dossiers for most indicators, else procedures, payments,
 * results, answers, visits, transfers. No personal data, since none are kept. Columns: member, unit, procedure_code,
 * field, happened_on, received_on, due_on, finished_on, status, channel, file, sheet, row.
 * @returns null for an indicator kept by hand, which has no members
 */
export async function membersOf(
  engine: Engine,
  indicator: Indicator,
  period: Period,
  payments: PaymentSource,
  side: Side,
): Promise<SqlColumn[] | null> {
  const { rule } = indicator;
  if (!('population' in rule)) return null;
  await setPeriods(engine, [countingPeriod(indicator, period)]);
  return engine.columns(
    `SELECT m.member, m.unit_id AS unit, m.procedure_code, m.field, m.happened_on,
       d.received_at::DATE AS received_on, d.due_at::DATE AS due_on, d.finished_at::DATE AS finished_on, d.status, d.channel,
       i.file, s.sheet, m.row_no AS row
     FROM (${membersSql(rule, payments)}) AS m
     LEFT JOIN dossiers AS d ON d.key = m.member
     LEFT JOIN imports AS i ON i.import_id = m.import_id
     LEFT JOIN import_sheets AS s ON s.import_id = m.import_id AND s.sheet_no = m.sheet_no
     WHERE ${side === 'numerator' ? 'm.hit' : 'NOT m.hit'} ORDER BY m.member, m.row_no`,
  );
}
