import { FIRST_DAY, LAST_DAY } from '../counts/period.ts';
import type { UnitScopeRow } from '../library/units/scope.ts';
import { type ListId, MOMENTS } from '../lists.ts';
import { sqlDate, sqlText } from './duckdb/engine.ts';

/** What is said of a row without any day, of a unit that was somebody's for a time only. */
type Undated = 'not theirs' | 'theirs';

/**
 * SQL: whether a row of a list is one of the units in `scope`, at a time when it was theirs. Never NULL.
 * @param row alias of the row
 */
export function belongsSql(
  list: ListId,
  row: string,
  scope: readonly UnitScopeRow[],
  undated: Undated = 'not theirs',
): string {
  // Most units of a province are there for the same days: said once for all of them, it is planned once.
  const alike = Map.groupBy(scope, ({ from, to }) => (from === null && to === null ? '' : `${from} ${to}`));
  const conditions = [...alike.values()].map((units) => {
    const { from, to } = units[0] ?? { from: null, to: null };
    const among = `${row}.unit_id IN (${units.map(({ unit }) => sqlText(unit)).join(', ')})`;
    if (from === null && to === null) return among;
    return `(${among} AND (${inTimeSql(list, row, sqlDate(from ?? FIRST_DAY), sqlDate(to ?? LAST_DAY), undated)}))`;
  });
  return `(${conditions.join(' OR ') || 'false'})`;
}

/** SQL: whether a row of a list is of the days from `first` to `last` (SQL, too). Never NULL. */
export function inTimeSql(list: ListId, row: string, first: string, last: string, undated: Undated): string {
  const days = MOMENTS[list].map((moment) => `${row}.${moment}`);
  if (days.length === 0)
    return `coalesce(${row}.valid_from, ${first}) <= ${last} AND coalesce(${row}.valid_to, ${last}) >= ${first}`;
  return [
    ...days.map((day) => `coalesce(CAST(${day} AS DATE) BETWEEN ${first} AND ${last}, false)`),
    ...(undated === 'theirs' ? [days.map((day) => `${day} IS NULL`).join(' AND ')] : []),
  ].join(' OR ');
}
