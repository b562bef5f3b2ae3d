import { addDays, addYears } from '../dates.ts';
import { divide, type Exact, exact, exactFromText, multiply } from '../exact.ts';
import type { Indicator, Rule } from '../library/indicators/catalogue.ts';
import { conditionSql } from './condition-sql.ts';
import { asText, type Engine, sqlDate, sqlText } from './duckdb/engine.ts';
import { type PaymentSource, populationSql } from './populations.ts';

/** A counting period, both days included. */
export interface Period {
  from: string;
  asOf: string;
}

/** A unit whose rows count from one day to another (`null` = open), and below which child of the unit asked for. */
export interface ScopeRow {
  unit: string;
  child: string;
  from: string | null;
  to: string | null;
}

export type GroupBy = 'unit' | 'field' | 'procedure';

/**
 * One number, exact. `numerator` and `denominator` are what is shown (minutes and visits for means); null where there is
 * none. `value` is null for a denominator of 0 or missing: no value is not zero.
 */
export interface Figure {
  /** Position in the periods asked for. */
  period: number;
  /** The group's id or name; empty without grouping. */
  group: string;
  /** What it was really counted over. */
  from: string;
  asOf: string;
  numerator: Exact | null;
  denominator: Exact | null;
  value: Exact | null;
}

const HUNDRED = exact(100);
const SECONDS_A_MINUTE = exact(60);

/** The period that an indicator is counted over, where the report asks for `period`. */
export function countingPeriod(indicator: Indicator, period: Period): Period {
  if (indicator.window === 'period') return period;
  return { from: addDays(addYears(period.asOf, -1), 1), asOf: period.asOf };
}

/** The population's part that counts, with `hit` and `amount`: grain member and period. Needs `periods` and `scope`. */
export function membersSql(rule: Extract<Rule, { population: string }>, payments: PaymentSource): string {
  const hit = rule.kind === 'share' ? `coalesce(${conditionSql(rule.hit)}, false)` : 'true';
  const amount = rule.kind === 'mean' ? conditionSql(rule.amount) : 'NULL::BIGINT';
  return `SELECT *, ${hit} AS hit, ${amount} AS amount FROM (${populationSql(rule.population, payments)}) AS m WHERE ${conditionSql(rule.where)}`;
}

/** Fills `scope`; call again for another unit. */
export async function setScope(engine: Engine, rows: readonly ScopeRow[]): Promise<void> {
  const values = rows.map(
    ({ unit, child, from, to }) =>
      `(${sqlText(unit)}, ${sqlText(child)}, ${sqlDate(from ?? '0001-01-01')}, ${sqlDate(to ?? '9999-12-31')})`,
  );
  await engine.run(
    `CREATE OR REPLACE TEMP TABLE scope AS
       SELECT * FROM (VALUES ${values.join(', ')}) AS v (unit_id, child_id, valid_from, valid_to)`,
  );
}

export async function setPeriods(engine: Engine, periods: readonly Period[]): Promise<void> {
  const values = periods.map(({ from, asOf }, index) => `(${index}, ${sqlDate(from)}, ${sqlDate(asOf)})`);
  await engine.run(
    `CREATE OR REPLACE TEMP TABLE periods AS
       SELECT * FROM (VALUES ${values.join(', ')}) AS v (period_id, from_date, as_of)`,
  );
}

/** Payments have a list of their own where one was imported for a unit of the scope. */
export async function paymentSource(engine: Engine): Promise<PaymentSource> {
  const rows = await engine.query('SELECT 1 AS found FROM payments SEMI JOIN scope USING (unit_id) LIMIT 1');
  return rows.length > 0 ? 'payments' : 'dossiers';
}

/**
 * An indicator over several periods, for the units of `scope`. Without `by` one figure a period, in their order (a
 * period without members too); with `by` one for each group that has members, in no order.
 * @param unit whose observations count (the unit's own, not its descendants')
 */
export async function computeFigures(
  engine: Engine,
  indicator: Indicator,
  unit: string,
  asked: readonly Period[],
  payments: PaymentSource,
  by?: GroupBy,
): Promise<Figure[]> {
  const periods = asked.map((period) => countingPeriod(indicator, period));
  if (periods.length === 0) return [];
  const { rule } = indicator;
  if (!('population' in rule)) return by === undefined ? observedFigures(engine, indicator, unit, periods) : [];
  await setPeriods(engine, periods);
  const group = by === undefined ? "''" : { unit: 'child_id', field: 'field', procedure: 'procedure_code' }[by];
  const rows = await engine.query(
    `SELECT period_id, coalesce(${group}, '') AS grp, count(*) AS members, count(*) FILTER (hit) AS hits, sum(amount)::VARCHAR AS amounts
       FROM (${membersSql(rule, payments)}) AS c GROUP BY ALL`,
  );
  const per =
    rule.kind === 'per-observation'
      ? await newestObservations(engine, rule.per, unit, periods)
      : periods.map(() => null);
  const figures = rows.map((row) => {
    const period = Number(row['period_id']);
    return figure(rule, periods, period, asText(row['grp']), counts(row), per[period]?.numerator ?? null);
  });
  if (by !== undefined) return figures;
  return periods.map(
    (_, period) =>
      figures.find((candidate) => candidate.period === period) ??
      figure(rule, periods, period, '', { members: 0n, hits: 0n, amount: 0n }, per[period]?.numerator ?? null),
  );
}

interface Counts {
  members: bigint;
  hits: bigint;
  amount: bigint;
}

function counts(row: Readonly<Record<string, unknown>>): Counts {
  return {
    members: BigInt(String(row['members'])),
    hits: BigInt(String(row['hits'])),
    amount: BigInt(String(row['amounts'] ?? 0)),
  };
}

function figure(
  rule: Rule,
  periods: readonly Period[],
  period: number,
  group: string,
  { members, hits, amount }: Counts,
  observed: Exact | null,
): Figure {
  const over = periods[period];
  if (over === undefined) throw new RangeError(`no period ${period}`);
  const place = { period, group, from: over.from, asOf: over.asOf };
  if (rule.kind === 'share') return { ...place, ...ratio(exact(hits), exact(members), HUNDRED) };
  if (rule.kind === 'mean')
    return { ...place, ...ratio(divide(exact(amount), SECONDS_A_MINUTE), exact(members), exact(1)) };
  if (observed === null) return { ...place, numerator: null, denominator: null, value: null };
  return { ...place, ...ratio(exact(members), observed, exact(1)) };
}

function ratio(
  numerator: Exact,
  denominator: Exact,
  factor: Exact,
): Pick<Figure, 'numerator' | 'denominator' | 'value'> {
  const value = denominator.n === 0n ? null : multiply(divide(numerator, denominator), factor);
  return { numerator, denominator, value };
}

export interface Observed {
  numerator: Exact;
  denominator: Exact | null;
  periodEnd: string;
}

/** The unit's newest observation at or before each period's last day; null where there is none. */
export async function newestObservations(
  engine: Engine,
  indicator: string,
  unit: string,
  periods: readonly Pick<Period, 'asOf'>[],
): Promise<(Observed | null)[]> {
  const rows = await engine.query(
    `SELECT numerator::VARCHAR AS numerator, denominator::VARCHAR AS denominator, period_end FROM observations
       WHERE indicator = ${sqlText(indicator)} AND unit_id = ${sqlText(unit)} ORDER BY period_end`,
  );
  const observed = rows.map((row) => ({
    numerator: exactFromText(asText(row['numerator'])),
    denominator: row['denominator'] === null ? null : exactFromText(asText(row['denominator'])),
    periodEnd: asText(row['period_end']),
  }));
  return periods.map(({ asOf }) => observed.findLast(({ periodEnd }) => periodEnd <= asOf) ?? null);
}

async function observedFigures(
  engine: Engine,
  indicator: Indicator,
  unit: string,
  periods: readonly Period[],
): Promise<Figure[]> {
  const observations = await newestObservations(engine, indicator.id, unit, periods);
  return periods.map((over, period) => {
    const observed = observations[period] ?? null;
    const place = { period, group: '', from: over.from, asOf: over.asOf };
    if (observed === null) return { ...place, numerator: null, denominator: null, value: null };
    if (indicator.rule.kind === 'observed-share') {
      if (observed.denominator === null)
        return { ...place, numerator: observed.numerator, denominator: null, value: null };
      return { ...place, ...ratio(observed.numerator, observed.denominator, HUNDRED) };
    }
    return { ...place, numerator: observed.numerator, denominator: null, value: observed.numerator };
  });
}
