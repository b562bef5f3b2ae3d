import type { Coverage } from '../coverage/coverage.ts';
import { commonDays, type Days } from '../coverage/days.ts';
import { monthEnd, monthsBetween } from '../dates.ts';
import type { CoverageLine, CoverageMonth } from '../evaluate/types.ts';
import type { Library } from '../library/library.ts';
import { LISTS, type ListId } from '../lists.ts';
import type { Scope } from '../warehouse/question.ts';

/**
 * Which months of a period are known, list by list; lists of which nothing is expected are left out. Grain: list and month
 * in the order of time; units of which days are missing are named.
 */
export function coverageLines(
  coverage: Coverage,
  { columns, units }: Library,
  scope: Scope,
  period: { from: string; asOf: string },
): CoverageLine[] {
  const whole = { from: period.from, to: period.asOf };
  const lineOf = (list: ListId): CoverageLine[] => {
    const expected = coverage.expected(list, scope, whole);
    if (expected.length === 0) return [];
    const holes = coverage.holes(list, scope, whole);
    const months = monthsBetween(period.from, period.asOf).map((month): CoverageMonth => {
      const missing = holes.filter(({ days }) =>
        days.some(({ from, to }) => from <= monthEnd(month) && to >= `${month}-01`),
      );
      const all = holes.filter(({ days }) => days.some((one) => covers(one, month, whole)));
      const said = coverage.saidFor(list, expected, month);
      return {
        month,
        rows: expected.reduce((sum, unit) => sum + coverage.rowsOf(list, unit, month), 0),
        state:
          missing.length === 0
            ? said.length > 0
              ? 'said'
              : 'whole'
            : all.length === expected.length
              ? 'missing'
              : 'part',
        missing: missing.map(({ unit }) => ({ id: unit, name: units.byId.get(unit)?.shortName ?? unit })),
        said: said.map(({ unit, by, at }) => ({ id: unit, name: units.byId.get(unit)?.shortName ?? unit, by, at })),
      };
    });
    return [{ list, name: columns.lists.find(({ id }) => id === list)?.name ?? { vi: list, en: list }, months }];
  };
  return LISTS.flatMap(lineOf);
}

/** Whether days hold all of a month, as far as it is of the period. */
function covers(days: Days, month: string, period: Days): boolean {
  const needed = commonDays({ from: `${month}-01`, to: monthEnd(month) }, period);
  return needed !== undefined && days.from <= needed.from && days.to >= needed.to;
}
