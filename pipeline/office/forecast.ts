import type { Count } from '../counts/count.ts';
import type { Period } from '../counts/period.ts';
import { addDays, addYears, daysIn, monthEnd, monthsBetween } from '../dates.ts';
import { type EvaluatedTarget, orNull } from '../evaluate/targets.ts';
import { canStillJoin, countingStart } from '../evaluate/to-come.ts';
import { demandOn } from '../evaluate/verdict.ts';
import { divide, type Exact, exact, multiply, subtract, toNumber } from '../exact.ts';
import { FEWEST_MONTHS, forecastShare, type MonthAhead, type MonthCount } from '../forecast/forecast.ts';
import type { Backtest, ForecastRecord, Refusal } from '../forecast/types.ts';
import { chanceWords, isInside, refusalWords } from '../forecast/words.ts';
import type { Indicator } from '../library/indicators/catalogue.ts';
import type { Plan, Target } from '../library/plans/types.ts';
import type { Language } from '../messages.ts';
import { POPULATIONS } from '../warehouse/populations.ts';
import { evaluateTargets, type PlanQuestion } from './evaluate.ts';
import { coverageOf, missingDays } from './missing-days.ts';
import { type Office, scopeOf } from './scope.ts';
import type { Table } from './tables.ts';

/** How far ahead something is said. */
const MOST_MONTHS = 14;

/** What is expected of each target at each of its dates to come; a target whose dates are over has none. */
export async function forecastTargets(
  office: Office,
  question: PlanQuestion,
  { targets = question.plan.targets, language }: { targets?: readonly Target[] | undefined; language: Language },
): Promise<ForecastRecord[]> {
  const { plan, unit, period } = question;
  const evaluated = (await evaluateTargets(office, question, targets)).filter(
    (one) => duesOf(one.target, period.asOf).length > 0,
  );
  const known: Period = { from: `${addYears(period.from, -1).slice(0, 4)}-01-01`, asOf: period.asOf };
  const scope = scopeOf(office, unit, plan);
  const told = evaluated.filter(({ indicator }) => refusalOf(indicator) === null);
  const counts = await office.warehouse.counts(
    scope,
    told.map(({ indicator }) => ({ indicator, period: known, by: 'month' as const })),
  );
  const missing = missingDays(await coverageOf(office), office.library, scope, counts.there);
  return evaluated.flatMap((one) => {
    const { indicator } = one;
    const refused = refusalOf(indicator) ?? (one.row.status === 'incomplete' ? 'incomplete' : null);
    const history =
      refused === null
        ? historyOf(counts.parts(indicator, known, 'month'), known, (month) => missing(indicator, month).length === 0)
        : [];
    return duesOf(one.target, period.asOf).map((due) => record(one, plan, period, { due, history, refused }, language));
  });
}

function refusalOf(indicator: Indicator): Refusal | null {
  const { rule, window } = indicator;
  if (!('population' in rule) || window !== 'period' || POPULATIONS[rule.population].state) return 'not-additive';
  if (rule.kind !== 'share') return 'no-share';
  return canStillJoin(indicator) ? 'changes-later' : null;
}

/** The dates to come on which a target is judged. */
function duesOf({ rule }: Target, asOf: string): string[] {
  if (rule.kind === 'yearly-increase') return [`${asOf.slice(0, 4)}-12-31`].filter((due) => due > asOf);
  return rule.milestones.map(({ due }) => due).filter((due) => due > asOf);
}

/** The threshold on a date to come; null where it follows from a year that is not over. */
function thresholdOn({ target, demand }: EvaluatedTarget, due: string): Exact | null {
  if (target.rule.kind === 'yearly-increase') return demand.threshold;
  return demandOn(target, due, null).threshold;
}

/** The months up to the reporting date that follow one another without a hole; a month without members is one of none. */
function historyOf(parts: readonly Count[], known: Period, isWhole: (month: Period) => boolean): MonthCount[] {
  const months = monthsBetween(known.from, known.asOf).map((month) => {
    const asOf = earlier(monthEnd(month), known.asOf);
    const count = parts.find(({ part }) => part?.id === month);
    const own = { from: `${month}-01`, asOf };
    return {
      month,
      part: daysIn(own.from, own.asOf) / daysIn(own.from, monthEnd(month)),
      members: toNumber(count?.members ?? exact(0)),
      hits: toNumber(count?.hits ?? exact(0)),
      whole: isWhole(own) && (count?.lacks.length ?? 0) === 0,
    };
  });
  const from = months.findLastIndex(({ whole }) => !whole) + 1;
  // Before the first member there was nothing to count.
  const first = months.findIndex(({ members }, index) => index >= from && members > 0);
  return first < 0 ? [] : months.slice(first).map(({ whole: _, ...month }) => month);
}

function earlier(a: string, b: string): string {
  return [a, b].sort()[0] ?? a;
}

/** The months after a day until another, those before `from` with nothing of them. */
function monthsAhead(after: string, from: string, until: string): MonthAhead[] {
  return monthsBetween(addDays(after, 1), until).map((month) => {
    const first = [`${month}-01`, addDays(after, 1), from].sort().at(-1) ?? '';
    return {
      month,
      part: Math.max(0, daysIn(first, earlier(monthEnd(month), until))) / daysIn(`${month}-01`, monthEnd(month)),
    };
  });
}

interface At {
  due: string;
  history: readonly MonthCount[];
  refused: Refusal | null;
}

function record(
  one: EvaluatedTarget,
  plan: Plan,
  period: Period,
  { due, history, refused }: At,
  language: Language,
): ForecastRecord {
  const { target, row, count } = one;
  const isOwn = period.from !== countingStart(plan, period.asOf);
  const from = isOwn ? period.from : countingStart(plan, due);
  const begun =
    from <= period.asOf
      ? { members: toNumber(count.members ?? exact(0)), hits: toNumber(count.hits ?? exact(0)) }
      : NOBODY;
  const ahead = monthsAhead(period.asOf, from, due);
  const far = refused ?? (ahead.length > MOST_MONTHS ? 'too-far' : null);
  const forecast = far === null ? forecastShare(history, begun, ahead) : null;
  const why = far ?? (forecast === null ? 'too-few-months' : null);
  const threshold = thresholdOn(one, due);
  const intake = forecast === null ? null : Math.max(1, Math.round(forecast.intake));
  const backtest = forecast === null ? [] : backtests(history, period);
  const chance = forecast === null || threshold === null ? null : forecast.chance(target.operator, toNumber(threshold));
  return {
    plan: row.plan,
    target: row.target,
    indicator: row.indicator,
    unit: row.unit,
    as_of: row.as_of,
    due,
    operator: target.operator,
    threshold: orNull(threshold),
    value_now: row.value,
    expected: forecast?.expected ?? null,
    low: forecast?.low ?? null,
    high: forecast?.high ?? null,
    needed_share: intake === null || threshold === null ? null : neededShare(begun, intake, threshold),
    expected_intake: intake,
    chance,
    chance_words: chanceWords(chance, language),
    method: forecast?.basis ?? 'none',
    refused: why,
    reason: why === null ? '' : refusalWords(why, language),
    backtest,
  };
}

const NOBODY = { members: 0, hits: 0 };

/** Of those to come, in percent, exact where their number is. */
function neededShare({ members, hits }: { members: number; hits: number }, intake: number, threshold: Exact): number {
  const all = exact(members + intake);
  const wanted = subtract(multiply(divide(threshold, exact(100)), all), exact(hits));
  return toNumber(multiply(divide(wanted, exact(intake)), exact(100)));
}

/** What the end of each earlier month would have said of today; where the year before is whole, of its end, too. */
function backtests(history: readonly MonthCount[], { from, asOf }: Period): Backtest[] {
  const years = [...new Set(history.map(({ month }) => month.slice(0, 4)))];
  const spans = years.flatMap((year) => {
    const own = history.filter(({ month }) => month.slice(0, 4) === year);
    if (year === asOf.slice(0, 4)) return [{ first: from.slice(0, 7), until: asOf }];
    return own.length === 12 ? [{ first: `${year}-01`, until: `${year}-12-31` }] : [];
  });
  return spans.flatMap(({ first, until }) => {
    const period = history.filter(({ month }) => month >= first && month <= until.slice(0, 7));
    const actual = sumOf(period);
    return period.slice(0, -1).flatMap(({ month }): Backtest[] => {
      const before = history.filter((one) => one.month <= month);
      const ahead = period.filter((one) => one.month > month);
      const said =
        before.length < FEWEST_MONTHS
          ? null
          : forecastShare(before, sumOf(period.filter((one) => one.month <= month)), ahead);
      if (said === null || actual.members === 0) return [];
      const { expected, low, high } = said;
      return [{ as_of: monthEnd(month), until, expected, low, high, actual: (100 * actual.hits) / actual.members }];
    });
  });
}

function sumOf(months: readonly MonthCount[]): { members: number; hits: number } {
  return months.reduce((sum, one) => ({ members: sum.members + one.members, hits: sum.hits + one.hits }), NOBODY);
}

/** The keys of a row of `forecast` in tables; in JSON each has its `backtest` beside. */
export const FORECAST_COLUMNS: Table['columns'] = [
  { name: 'plan', type: 'text' },
  { name: 'target', type: 'text' },
  { name: 'indicator', type: 'text' },
  { name: 'unit', type: 'text' },
  { name: 'as_of', type: 'date' },
  { name: 'due', type: 'date' },
  { name: 'operator', type: 'text' },
  { name: 'threshold', type: 'number' },
  { name: 'value_now', type: 'number' },
  { name: 'expected', type: 'number' },
  { name: 'low', type: 'number' },
  { name: 'high', type: 'number' },
  { name: 'needed_share', type: 'number' },
  { name: 'expected_intake', type: 'integer' },
  { name: 'chance', type: 'number' },
  { name: 'chance_words', type: 'text' },
  { name: 'method', type: 'text' },
  { name: 'reason', type: 'text' },
  { name: 'backtest_months', type: 'integer' },
  { name: 'backtest_inside', type: 'integer' },
];

/** Grain: target and date to come. */
export function forecastTable(records: readonly ForecastRecord[]): Table {
  return {
    columns: FORECAST_COLUMNS,
    rows: records.map(({ backtest, refused: _, ...row }) => ({
      ...row,
      backtest_months: backtest.length,
      backtest_inside: backtest.filter(isInside).length,
    })),
  };
}
