import type { Count } from '../counts/count.ts';
import { type Figure, figureOf } from '../counts/figure.ts';
import { distinctLacks, type MissingMonths } from '../counts/lack.ts';
import type { Period } from '../counts/period.ts';
import { monthEnd, monthOf, monthsBetween } from '../dates.ts';
import { type Exact, toNumber } from '../exact.ts';
import type { Indicator, IndicatorCatalogue } from '../library/indicators/catalogue.ts';
import type { Plan, Target } from '../library/plans/types.ts';
import type { Counts } from '../warehouse/counts.ts';
import type { CountQuestion } from '../warehouse/question.ts';
import { expectedIntake, neededOf } from './needed.ts';
import { canStillJoin, overAnyPeriod, type ToCome, toCome } from './to-come.ts';
import type { EvaluationRow, Needed, Rejections, TrendPoint } from './types.ts';
import { type Demand, demandOn, shortfallOf, statusOf } from './verdict.ts';

export interface EvaluatedTarget {
  target: Target;
  indicator: Indicator;
  count: Count;
  /** Further counts that its threshold stands on: of the year before, where the threshold follows from it. */
  basis: Count[];
  figure: Figure;
  demand: Demand;
  /** What was left out of its lists at their import; known once the warehouse was asked. */
  rejections: Rejections[];
  row: EvaluationRow;
}

/** The definition that a target is counted by: the plan's own variant where it names one. */
export function indicatorOf(target: Target, indicators: IndicatorCatalogue): Indicator {
  const indicator = indicators.get(target.indicator);
  const chosen = target.variant === undefined ? indicator : indicator?.variants.get(target.variant);
  if (chosen === undefined)
    throw new Error(`target ${target.id}: no indicator ${target.indicator} ${target.variant ?? ''}`);
  return chosen;
}

/** The counts that the verdict of a target stands on, and what must still come for it. */
export function questionsOf(plan: Plan, target: Target, indicator: Indicator, period: Period): CountQuestion[] {
  const { rule } = target;
  const ahead = toCome(plan, target, indicator, period);
  const some = overAnyPeriod(indicator);
  return [
    { indicator, period },
    ...(ahead?.begun ? [{ indicator: some, period: ahead.begun }] : []),
    ...(ahead?.earlier?.months ?? []).map((month) => ({ indicator: some, period: month })),
    ...(rule.kind === 'yearly-increase' ? [{ indicator, period: yearOf(Number(period.asOf.slice(0, 4)) - 1) }] : []),
    ...(rule.kind === 'change-from-baseline' ? [{ indicator, period: yearOf(rule.baseYear) }] : []),
  ];
}

/** The days that nobody has brought of what an indicator counts over a period. */
export type MissingDays = (indicator: Indicator, period: Period) => readonly MissingMonths[];

/** A target on a reporting date. Pure: all that it needs of the data are the counts of `questionsOf`, and which days are missing. */
export function evaluateTarget(
  counts: Counts,
  plan: Plan,
  target: Target,
  indicator: Indicator,
  period: Period,
  missing: MissingDays,
): EvaluatedTarget {
  const count = countOfTarget(counts, target, indicator, period);
  const yearly = target.rule.kind === 'yearly-increase';
  const year = Number(period.asOf.slice(0, 4));
  const basis = yearly ? [counts.whole(indicator, yearOf(year - 1))] : [];
  const [before = null] = basis.map((one) => figureOf(one).value);
  const demand = demandOn(target, period.asOf, before);
  const figure = figureOf(count);
  const lacksYearBefore = yearly && demand.threshold === null && period.asOf >= `${demand.due.slice(0, 4)}-01-01`;
  const ahead = toCome(plan, target, indicator, period);
  const waits = ahead !== null && !ahead.isNext;
  const stands = [period, ...(yearly && demand.threshold !== null ? [yearOf(year - 1)] : [])];
  const holes = figure.value === null ? [] : distinctLacks(stands.flatMap((one) => missing(indicator, one)));
  const whole = holes.length === 0;
  const counted = figure.value !== null && whole;
  const shortfall = !counted || waits ? null : shortfallOf(count, target.operator, demand.threshold);
  return {
    target,
    indicator,
    count,
    basis,
    figure,
    demand,
    rejections: [],
    row: {
      plan: plan.id,
      target: target.id,
      indicator: target.indicator,
      unit: counts.scope.unit,
      from: figure.from,
      as_of: figure.asOf,
      numerator: orNull(figure.numerator),
      denominator: orNull(figure.denominator),
      value: orNull(figure.value),
      unit_of_measure: indicator.unitOfMeasure,
      operator: target.operator,
      threshold: orNull(demand.threshold),
      due: demand.due,
      status: statusOf(figure.value, target.operator, demand, period.asOf, whole),
      shortfall: shortfall === null ? null : Number(shortfall),
      needed:
        ahead === null || !whole ? null : neededAhead(counts, target, indicator, { ahead, demand, count, missing }),
      next_threshold: orNull(demand.next?.threshold ?? null),
      next_due: demand.next?.due ?? null,
      aspiration: target.aspiration,
      lacks: [
        ...figure.lacks,
        ...(lacksYearBefore ? [{ kind: 'year-before' as const, year: year - 1 }] : []),
        ...holes,
      ],
      rejected: 0,
      rejected_concerning: 0,
      unsure: false,
    },
  };
}

/** What those who are still to come must bring. */
function neededAhead(
  counts: Counts,
  target: Target,
  indicator: Indicator,
  { ahead, demand, count, missing }: { ahead: ToCome; demand: Demand; count: Count; missing: MissingDays },
): Needed | null {
  const { value } = figureOf(count);
  const threshold = ahead.isNext ? (demand.next?.threshold ?? null) : demand.threshold;
  if (value === null || threshold === null) return null;
  const some = overAnyPeriod(indicator);
  const isKnown = ahead.earlier?.months.every((month) => missing(some, month).length === 0) ?? false;
  const earlier = isKnown ? (ahead.earlier?.months ?? []).map((month) => counts.whole(some, month)) : [];
  const expected = expectedIntake(count, earlier, ahead);
  if (expected === null) return null;
  return neededOf(ahead.begun && counts.whole(some, ahead.begun), count.measure, {
    operator: target.operator,
    threshold,
    days: ahead.days,
    expected,
    value,
    canStillJoin: canStillJoin(indicator),
    against: count.measure === 'ratio' ? count.members : null,
  });
}

/** What a target counts; a change is counted against its base year. */
function countOfTarget(counts: Counts, target: Target, indicator: Indicator, period: Period): Count {
  const count = counts.whole(indicator, period);
  if (target.rule.kind !== 'change-from-baseline') return count;
  const { baseYear } = target.rule;
  const base = counts.whole(indicator, yearOf(baseYear)).hits;
  return {
    ...count,
    measure: 'change',
    members: base,
    lacks: base === null ? [...count.lacks, { kind: 'base-year', year: baseYear }] : count.lacks,
  };
}

function yearOf(year: number): Period {
  return { from: `${year}-01-01`, asOf: `${year}-12-31` };
}

export function orNull(value: Exact | null): number | null {
  return value === null ? null : toNumber(value);
}

/** The last day of each month from the start of the period to the reporting date, the last one the reporting date itself. */
function monthEnds(period: Period): { month: string; period: Period }[] {
  return monthsBetween(period.from, period.asOf).map((month) => ({
    month,
    period: { from: period.from, asOf: month === monthOf(period.asOf) ? period.asOf : monthEnd(month) },
  }));
}

/** The counts that a target's trend stands on, beside those of `questionsOf`. */
export function trendQuestions(indicator: Indicator, period: Period): CountQuestion[] {
  return monthEnds(period).map((end) => ({ indicator, period: end.period }));
}

/** How a target's number grew: counted from the start of the period to the end of each month. */
export function trendOf(counts: Counts, target: Target, indicator: Indicator, period: Period): TrendPoint[] {
  return monthEnds(period).map((end) => {
    const figure = figureOf(countOfTarget(counts, target, indicator, end.period));
    return {
      month: end.month,
      from: figure.from,
      as_of: figure.asOf,
      numerator: orNull(figure.numerator),
      denominator: orNull(figure.denominator),
      value: orNull(figure.value),
    };
  });
}
