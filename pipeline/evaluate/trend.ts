import { monthEnd, monthOf, monthsBetween } from '../dates.ts';
import { toNumber } from '../exact.ts';
import { newestObservations, type Period } from '../warehouse/compute.ts';
import { type Counting, changeFrom, type EvaluatedTarget, measureOver } from './targets.ts';
import type { TrendPoint } from './types.ts';

/** The last day of each month from the start of the period to the reporting date, the last one the reporting date itself. */
export function monthEnds(period: Period): { month: string; asOf: string }[] {
  return monthsBetween(period.from, period.asOf).map((month) => ({
    month,
    asOf: month === monthOf(period.asOf) ? period.asOf : monthEnd(month),
  }));
}

/** How a target's number grew: counted from the start of the period to the end of each month. */
export async function trendOf(counting: Counting, evaluated: EvaluatedTarget, period: Period): Promise<TrendPoint[]> {
  const { target, indicator } = evaluated;
  const ends = monthEnds(period);
  const measured = await measureOver(
    counting,
    indicator,
    ends.map(({ asOf }) => ({ from: period.from, asOf })),
  );
  const base =
    target.rule.kind === 'change-from-baseline'
      ? ((
          await newestObservations(counting.engine, indicator.id, counting.unit, [
            { asOf: `${target.rule.baseYear}-12-31` },
          ])
        )[0] ?? null)
      : null;
  return measured.map(({ figure }, index) => {
    const shown =
      target.rule.kind !== 'change-from-baseline'
        ? figure
        : base === null
          ? { ...figure, value: null }
          : changeFrom(figure, base.numerator);
    return {
      month: ends[index]?.month ?? '',
      from: figure.from,
      as_of: figure.asOf,
      numerator: shown.numerator === null ? null : toNumber(shown.numerator),
      denominator: shown.denominator === null ? null : toNumber(shown.denominator),
      value: shown.value === null ? null : toNumber(shown.value),
    };
  });
}
