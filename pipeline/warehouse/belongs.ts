import { FIRST_DAY, LAST_DAY } from '../counts/period.ts';
import type { UnitScopeRow } from '../library/units/scope.ts';
import { type ListId, MOMENTS } from '../lists.ts';
import { sqlDate, sqlText } from './duckdb/engine.ts';

/**
 * SQL: whether a row of a list is one of the units in `scope`, at a time when it was theirs. Never NULL.
 * @param row alias of the row
 * @param undated what is said of a row without any day, of a unit that was theirs for a time only
 */
export function belongsSql(
  list: ListId,
  row: string,
  scope: readonly UnitScopeRow[],
  undated: 'not theirs' | 'theirs' = 'not theirs',
): string {
  const whole = scope.filter(({ from, to }) => from === null && to === null).map(({ unit }) => sqlText(unit));
  const bounded = scope.filter(({ from, to }) => from !== null || to !== null);
  const days = MOMENTS[list].map((moment) => `${row}.${moment}`);
  const noDay = undated === 'theirs' && days.length > 0 ? [days.map((day) => `${day} IS NULL`).join(' AND ')] : [];
  const conditions = [
    ...(whole.length === 0 ? [] : [`${row}.unit_id IN (${whole.join(', ')})`]),
    ...bounded.map(({ unit, from, to }) => {
      const first = sqlDate(from ?? FIRST_DAY);
      const last = sqlDate(to ?? LAST_DAY);
      const inTime =
        days.length === 0
          ? `coalesce(${row}.valid_from, ${first}) <= ${last} AND coalesce(${row}.valid_to, ${last}) >= ${first}`
          : [...days.map((day) => `coalesce(CAST(${day} AS DATE) BETWEEN ${first} AND ${last}, false)`), ...noDay].join(
              ' OR ',
            );
      return `(${row}.unit_id = ${sqlText(unit)} AND (${inTime}))`;
    }),
  ];
  return `(${conditions.join(' OR ') || 'false'})`;
}
