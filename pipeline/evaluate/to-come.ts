import type { Period } from '../counts/period.ts';
import { addDays, addYears, monthEnd, monthOf, monthsBetween } from '../dates.ts';
import type { Expression } from '../library/conditions/expression.ts';
import type { Indicator } from '../library/indicators/catalogue.ts';
import type { Plan, Target } from '../library/plans/types.ts';
import { POPULATIONS, type Population } from '../warehouse/populations.ts';
import { countingPeriod } from '../warehouse/question.ts';
import { demandOn } from './verdict.ts';

/** What a target still waits for: the days until the next date that it is judged on. */
export interface ToCome {
  /** The milestone to come: the threshold in force where its date has not come, else the one after it. */
  isNext: boolean;
  due: string;
  /** The days still to come, of the counting period that ends on the due date. */
  days: Period;
  /** The days of that counting period which are over; null where it has not begun. */
  begun: Period | null;
  /** The same days, month by month, of the latest year in which they are all over; none where they are not months of a list. */
  earlier: { year: number; months: Period[] } | null;
}

/** The first day of the counting period that ends on a day. */
export function countingStart(plan: Pick<Plan, 'countFrom'> | undefined, asOf: string): string {
  return plan?.countFrom ?? `${asOf.slice(0, 4)}-01-01`;
}

/**
 * What is to come for a target on a reporting date; null where its date has come, and for what is a state on a day (a
 * catalogue, results in force, what is kept by hand), whose denominator does not wait for anybody.
 */
export function toCome(plan: Plan, target: Target, indicator: Indicator, period: Period): ToCome | null {
  const population = populationOf(indicator);
  if (population === null || (population.state && population.grows !== true)) return null;
  const { asOf } = period;
  const demand = demandOn(target, asOf, null);
  const isNext = demand.due <= asOf;
  const due = isNext ? demand.next?.due : demand.due;
  if (due === undefined) return null;
  const own = period.from !== countingStart(plan, asOf);
  const whole = countingPeriod(indicator, { from: own ? period.from : countingStart(plan, due), asOf: due });
  const begun = whole.from <= asOf;
  const days = { from: begun ? addDays(asOf, 1) : whole.from, asOf: due };
  return {
    isNext,
    due,
    days,
    begun: begun ? { from: whole.from, asOf } : null,
    earlier: population.state ? null : sameDaysEarlier(days, asOf),
  };
}

function populationOf({ rule }: Indicator): Population | null {
  return 'population' in rule ? POPULATIONS[rule.population] : null;
}

/** Whether members who are not in the numerator may still join it: results are digitised, dossiers paid for later. */
export function canStillJoin({ rule }: Indicator): boolean {
  if (rule.kind !== 'share') return false;
  const { later }: Population = POPULATIONS[rule.population];
  return later !== undefined && (later.unless === undefined || !asksFor(rule.where, later.unless));
}

/** Whether a condition asks for a column. */
export function asksFor(expression: Expression, column: string): boolean {
  return JSON.stringify(expression).includes(`"column":${JSON.stringify(column)}`);
}

function sameDaysEarlier(days: Period, asOf: string): ToCome['earlier'] {
  let years = 1;
  while (yearsBefore(days.asOf, years) > asOf) years += 1;
  // The day before is moved, so that the first of March stays the first of March.
  const from = addDays(yearsBefore(addDays(days.from, -1), years), 1);
  const to = yearsBefore(days.asOf, years);
  const months = monthsBetween(from, to).map((month) => ({
    from: month === monthOf(from) ? from : `${month}-01`,
    asOf: month === monthOf(to) ? to : monthEnd(month),
  }));
  return { year: Number(to.slice(0, 4)), months };
}

/** The same day of a month years before; the last day of a month stays the last. */
export function yearsBefore(day: string, years: number): string {
  const moved = addYears(day, -years);
  return day === monthEnd(monthOf(day)) ? monthEnd(monthOf(moved)) : moved;
}

const overPeriods = new WeakMap<Indicator, Indicator>();

/** The indicator over a period as it is asked for, where it is usually counted over twelve months; always the same one. */
export function overAnyPeriod(indicator: Indicator): Indicator {
  if (indicator.window === 'period') return indicator;
  const made = overPeriods.get(indicator) ?? { ...indicator, window: 'period' as const };
  overPeriods.set(indicator, made);
  return made;
}
