import type { UnitScopeRow } from '../library/units/scope.ts';
import type { ListId } from '../lists.ts';
import { sqlDate, sqlText } from '../warehouse/duckdb/engine.ts';

/** The days by which a row can belong to a unit's time; a row of the catalogue has a span of its own. */
const DAYS: Readonly<Record<ListId, readonly string[]>> = {
  dossiers: ['received_at', 'finished_at'],
  payments: ['paid_at'],
  procedures: [],
  results: ['issued_at'],
  surveys: ['answered_at'],
  visits: ['taken_at'],
  transfers: ['transferred_at'],
  observations: ['period_end'],
};

/**
 * SQL: whether a row of a list is one of the units in `scope`, at a time when it was theirs. Never NULL.
 * @param row alias of the row
 */
export function belongsSql(list: ListId, row: string, scope: readonly UnitScopeRow[]): string {
  const whole = scope.filter(({ from, to }) => from === null && to === null).map(({ unit }) => sqlText(unit));
  const bounded = scope.filter(({ from, to }) => from !== null || to !== null);
  const conditions = [
    ...(whole.length === 0 ? [] : [`${row}.unit_id IN (${whole.join(', ')})`]),
    ...bounded.map(({ unit, from, to }) => {
      const first = sqlDate(from ?? '0001-01-01');
      const last = sqlDate(to ?? '9999-12-31');
      const inTime =
        list === 'procedures'
          ? `coalesce(${row}.valid_from, ${first}) <= ${last} AND coalesce(${row}.valid_to, ${last}) >= ${first}`
          : DAYS[list].map((day) => `coalesce(${row}.${day}::DATE BETWEEN ${first} AND ${last}, false)`).join(' OR ');
      return `(${row}.unit_id = ${sqlText(unit)} AND (${inTime}))`;
    }),
  ];
  return `(${conditions.join(' OR ') || 'false'})`;
}
