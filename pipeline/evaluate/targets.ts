import { divide, type Exact, exact, multiply, subtract, toNumber } from '../exact.ts';
import type { ColumnCatalogue } from '../library/columns.ts';
import type { Indicator, IndicatorCatalogue } from '../library/indicators/catalogue.ts';
import type { Plan, Target } from '../library/plans/types.ts';
import type { Language } from '../messages.ts';
import { computeFigures, type Figure, newestObservations, type Period } from '../warehouse/compute.ts';
import type { Engine } from '../warehouse/duckdb/engine.ts';
import { missingFor } from '../warehouse/missing.ts';
import type { PaymentSource } from '../warehouse/populations.ts';
import { type Lack, lackSentences } from './missing-words.ts';
import type { EvaluationRow } from './types.ts';
import { type Demand, demandOn, shortfallOf, statusOf } from './verdict.ts';

/** What evaluation stands on. `scope` is set in the engine for `unit` (see `setScope`). */
export interface Counting {
  engine: Engine;
  unit: string;
  indicators: IndicatorCatalogue;
  columns: ColumnCatalogue;
  payments: PaymentSource;
  language: Language;
}

/** A figure with what it lacks; with something lacking there is no value. */
export interface Measured {
  figure: Figure;
  lacks: Lack[];
}

export interface EvaluatedTarget {
  target: Target;
  indicator: Indicator;
  measured: Measured;
  demand: Demand;
  shortfall: bigint | null;
  row: EvaluationRow;
}

/** All targets of a plan on a reporting date, in the plan's order. */
export async function evaluateTargets(counting: Counting, plan: Plan, period: Period): Promise<EvaluatedTarget[]> {
  const evaluated: EvaluatedTarget[] = [];
  for (const target of plan.targets) evaluated.push(await evaluateTarget(counting, plan, target, period));
  return evaluated;
}

/** The definition that a target is counted by: the plan's own variant where it names one. */
export function indicatorOf(target: Target, indicators: IndicatorCatalogue): Indicator {
  const indicator = indicators.get(target.indicator);
  const chosen = target.variant === undefined ? indicator : indicator?.variants.get(target.variant);
  if (chosen === undefined)
    throw new Error(`target ${target.id}: no indicator ${target.indicator} ${target.variant ?? ''}`);
  return chosen;
}

async function evaluateTarget(
  counting: Counting,
  plan: Plan,
  target: Target,
  period: Period,
): Promise<EvaluatedTarget> {
  const indicator = indicatorOf(target, counting.indicators);
  const measured = await measureTarget(counting, target, indicator, period);
  const yearly =
    target.rule.kind === 'yearly-increase' ? await valueOfYearBefore(counting, indicator, period.asOf) : null;
  const demand = demandOn(target, period.asOf, yearly);
  if (
    target.rule.kind === 'yearly-increase' &&
    demand.threshold === null &&
    period.asOf >= `${demand.due.slice(0, 4)}-01-01`
  ) {
    measured.lacks.push({ kind: 'year-before', year: Number(period.asOf.slice(0, 4)) - 1 });
  }
  const { figure } = measured;
  const status = statusOf(figure.value, target.operator, demand, period.asOf);
  const factor = indicator.unitOfMeasure === 'percent' ? exact(100) : exact(1);
  const shortfall =
    figure.value === null
      ? null
      : shortfallOf(figure.numerator, figure.denominator, factor, target.operator, demand.threshold);
  return {
    target,
    indicator,
    measured,
    demand,
    shortfall,
    row: {
      plan: plan.id,
      target: target.id,
      indicator: target.indicator,
      unit: counting.unit,
      from: figure.from,
      as_of: figure.asOf,
      numerator: orNull(figure.numerator),
      denominator: orNull(figure.denominator),
      value: orNull(figure.value),
      unit_of_measure: indicator.unitOfMeasure,
      operator: target.operator,
      threshold: orNull(demand.threshold),
      due: demand.due,
      status,
      shortfall: shortfall === null ? null : Number(shortfall),
      next_threshold: orNull(demand.next?.threshold ?? null),
      next_due: demand.next?.due ?? null,
      aspiration: target.aspiration,
      missing: lackSentences(measured.lacks, counting.columns, counting.language),
    },
  };
}

/** A target's figures over several periods; a change is counted against its base year. */
export async function measureTarget(
  counting: Counting,
  target: Target,
  indicator: Indicator,
  period: Period,
): Promise<Measured> {
  const [measured] = await measureOver(counting, indicator, [period]);
  if (measured === undefined) throw new RangeError('no period');
  if (target.rule.kind !== 'change-from-baseline' || measured.figure.numerator === null) return measured;
  const { baseYear } = target.rule;
  const [base] = await newestObservations(counting.engine, indicator.id, counting.unit, [
    { asOf: `${baseYear}-12-31` },
  ]);
  if (base === undefined || base === null) {
    return { figure: { ...measured.figure, value: null }, lacks: [{ kind: 'base-year', year: baseYear }] };
  }
  return {
    ...measured,
    figure: changeFrom(measured.figure, base.numerator),
    lacks: base.numerator.n === 0n ? [{ kind: 'zero' }] : [],
  };
}

/** Change in per cent of the base value; no value against a base of 0. */
export function changeFrom(figure: Figure, base: Exact): Figure {
  if (figure.numerator === null) return figure;
  const value = base.n === 0n ? null : multiply(divide(subtract(figure.numerator, base), base), exact(100));
  return { ...figure, denominator: base, value };
}

/** An indicator over several periods, with what each lacks. */
export async function measureOver(
  counting: Counting,
  indicator: Indicator,
  periods: readonly Period[],
): Promise<Measured[]> {
  const { engine, unit, payments } = counting;
  const figures = await computeFigures(engine, indicator, unit, periods, payments);
  const missing = await missingFor(engine, indicator, periods, payments);
  return figures.map((figure, index) => {
    const lacks: Lack[] = missing[index] ?? [];
    if (lacks.length > 0) return { figure: { ...figure, numerator: null, denominator: null, value: null }, lacks };
    if (figure.value !== null) return { figure, lacks: [] };
    const lack = lackOf(indicator, figure);
    // Half an observation is none: a numerator without what it is a part of is not shown as a count.
    return lack.kind === 'denominator'
      ? { figure: { ...figure, numerator: null }, lacks: [lack] }
      : { figure, lacks: [lack] };
  });
}

function lackOf(indicator: Indicator, figure: Figure): Lack {
  const { kind } = indicator.rule;
  if (figure.numerator === null) return { kind: 'observation', asOf: figure.asOf };
  if (kind === 'observed-share' && figure.denominator === null) return { kind: 'denominator' };
  return { kind: 'zero' };
}

async function valueOfYearBefore(counting: Counting, indicator: Indicator, asOf: string): Promise<Exact | null> {
  const year = Number(asOf.slice(0, 4)) - 1;
  const [measured] = await measureOver(counting, indicator, [{ from: `${year}-01-01`, asOf: `${year}-12-31` }]);
  return measured?.figure.value ?? null;
}

function orNull(value: Exact | null): number | null {
  return value === null ? null : toNumber(value);
}
