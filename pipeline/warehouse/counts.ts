import type { Count, GroupBy, Measure, Part } from '../counts/count.ts';
import type { Lack } from '../counts/lack.ts';
import { partsInOrder } from '../counts/parts.ts';
import type { Period } from '../counts/period.ts';
import { type Exact, exact, exactFromText } from '../exact.ts';
import type { ColumnCatalogue } from '../library/columns.ts';
import type { Indicator, Rule } from '../library/indicators/catalogue.ts';
import type { ListId } from '../lists.ts';
import { asCount, asText, type Engine, type SqlRow, sqlDate, sqlTexts } from './duckdb/engine.ts';
import { lacksOf, listsThere } from './lacks.ts';
import { type PaymentSource, POPULATIONS, type PopulationId, populationSql } from './populations.ts';
import { type CountQuestion, countingPeriod, type Scope } from './question.ts';

type CountedRule = Extract<Rule, { population: string }>;

/** The counts that were asked for; what was not asked for is our fault. */
export interface Counts {
  /** Whose rows they are of. */
  scope: Scope;
  /** The lists of which its units have rows. */
  there: ReadonlySet<ListId>;
  /** All members of the unit. */
  whole(indicator: Indicator, period: Period): Count;
  /** A count for each part that has members, in Vietnamese order; none where the indicator is kept by hand. */
  parts(indicator: Indicator, period: Period, by: GroupBy): Count[];
}

const MEASURES: Readonly<Record<Rule['kind'], Measure>> = {
  share: 'percent',
  mean: 'minutes',
  'per-observation': 'ratio',
  'observed-share': 'percent',
  'observed-count': 'number',
  // Against its base year it is a change (`evaluate/targets.ts`); by itself it is the number that was kept.
  'observed-change': 'number',
};

/**
 * Counts many questions of one scope together: one scan a population, whichever targets, periods and parts are asked for.
 * Every statement holds its scope and its periods, so that two questions may run at once.
 */
export async function countAll(
  engine: Engine,
  columns: ColumnCatalogue,
  scope: Scope,
  questions: readonly CountQuestion[],
): Promise<Counts> {
  const counting = new Counting(questions);
  const there = await listsThere(engine, scope);
  const observed = await observations(engine, counting);
  for (const [population, indicators] of counting.byPopulation()) {
    const wanted = counting.wanted(indicators);
    const ofChildren = (by: GroupBy | undefined): boolean => 'payments' in POPULATIONS[population] && by === 'unit';
    const source = there.has('payments') ? 'payments' : 'dossiers';
    const whole = wanted.filter(({ by }) => !ofChildren(by));
    const children = wanted.filter(({ by }) => ofChildren(by));
    await scan(engine, counting, scope, source, population, indicators, whole);
    await scan(engine, counting, scope, 'children', population, indicators, children);
  }
  const lacks = await counting.lacks(engine, columns, scope, there);
  return {
    scope,
    there,
    whole: (indicator, period) => counting.whole(indicator, period, scope.unit, observed, lacks),
    parts: (indicator, period, by) => counting.parts(indicator, period, by, observed, scope.unit),
  };
}

interface Cell {
  group: string;
  name: string;
  members: Exact;
  hits: Exact;
  amount: Exact;
}

interface Wanted {
  period: Period;
  by: GroupBy | undefined;
}

/** The periods of some questions, and what was counted for each. */
class Counting {
  readonly indicators: Indicator[];
  readonly #questions: readonly CountQuestion[];
  readonly #periods = new Map<Indicator, Period[]>();
  readonly #cells = new Map<Indicator, Map<string, Cell[]>>();

  constructor(questions: readonly CountQuestion[]) {
    this.#questions = questions;
    for (const { indicator, period } of questions) {
      const known = this.#periods.get(indicator) ?? [];
      known.push(countingPeriod(indicator, period));
      this.#periods.set(indicator, known);
    }
    this.indicators = [...this.#periods.keys()];
  }

  byPopulation(): Map<PopulationId, Indicator[]> {
    const found = new Map<PopulationId, Indicator[]>();
    for (const indicator of this.indicators) {
      if (!('population' in indicator.rule)) continue;
      const { population } = indicator.rule;
      found.set(population, [...(found.get(population) ?? []), indicator]);
    }
    return found;
  }

  /** What is asked of some indicators, each period and grouping once. */
  wanted(indicators: readonly Indicator[]): Wanted[] {
    const found = new Map<string, Wanted>();
    for (const { indicator, period, by } of this.#questions) {
      if (!indicators.includes(indicator)) continue;
      const over = countingPeriod(indicator, period);
      found.set(`${by ?? ''} ${periodKey(over)}`, { period: over, by });
    }
    return [...found.values()];
  }

  put(indicator: Indicator, period: Period, by: GroupBy | undefined, cell: Cell): void {
    const ofIndicator = this.#cells.get(indicator) ?? new Map<string, Cell[]>();
    const key = `${by ?? ''} ${periodKey(period)}`;
    ofIndicator.set(key, [...(ofIndicator.get(key) ?? []), cell]);
    this.#cells.set(indicator, ofIndicator);
  }

  async lacks(
    engine: Engine,
    columns: ColumnCatalogue,
    scope: Scope,
    there: ReadonlySet<ListId>,
  ): Promise<Map<Indicator, Map<string, Lack[]>>> {
    const periods = [...new Map([...this.#periods.values()].flat().map(withKey)).values()];
    const found = await lacksOf(engine, columns, scope, this.indicators, periods, there);
    return new Map(
      this.indicators.map((indicator, index) => [
        indicator,
        new Map(periods.map((period, at) => [periodKey(period), found[index]?.[at] ?? []])),
      ]),
    );
  }

  whole(
    indicator: Indicator,
    asked: Period,
    unit: string,
    observed: Observations,
    lacks: ReadonlyMap<Indicator, ReadonlyMap<string, readonly Lack[]>>,
  ): Count {
    const period = countingPeriod(indicator, asked);
    if (!this.#periods.get(indicator)?.some((one) => periodKey(one) === periodKey(period)))
      throw new RangeError(`${indicator.id} was not asked for over ${periodKey(period)}`);
    const { rule } = indicator;
    const place = { ...placeOf(indicator, period), unit, part: null };
    if (!('population' in rule)) return { ...place, ...observed.newest(indicator.id, unit, period.asOf), amount: null };
    const [cell = NOBODY] = this.#cells.get(indicator)?.get(` ${periodKey(period)}`) ?? [];
    const counted = numbersOf(rule, cell, observed, unit, period.asOf);
    return { ...place, ...counted, lacks: lacks.get(indicator)?.get(periodKey(period)) ?? [] };
  }

  parts(indicator: Indicator, asked: Period, by: GroupBy, observed: Observations, unit: string): Count[] {
    const { rule } = indicator;
    if (!('population' in rule)) return [];
    const period = countingPeriod(indicator, asked);
    const cells = this.#cells.get(indicator)?.get(`${by} ${periodKey(period)}`) ?? [];
    return partsInOrder(
      cells.map((cell): Count => {
        const part: Part = { by, id: cell.group, name: cell.name };
        // What a child keeps by hand is its own: its officers, not those of the unit above it.
        const keeper = by === 'unit' ? cell.group : unit;
        return {
          ...placeOf(indicator, period),
          unit,
          part,
          ...numbersOf(rule, cell, observed, keeper, period.asOf),
        };
      }),
    );
  }
}

const NOBODY: Cell = { group: '', name: '', members: exact(0), hits: exact(0), amount: exact(0) };

function placeOf(indicator: Indicator, { from, asOf }: Period) {
  const { rule } = indicator;
  return {
    indicator: indicator.id,
    variant: indicator.variant,
    from,
    asOf,
    measure: MEASURES[rule.kind],
    // Twelve months up to each date overlap, and do not add over time either.
    state: !('population' in rule) || indicator.window !== 'period' || POPULATIONS[rule.population].state,
    lacks: [],
    origins: [],
  };
}

function numbersOf(
  rule: CountedRule,
  cell: Cell,
  observed: Observations,
  keeper: string,
  asOf: string,
): Pick<Count, 'members' | 'hits' | 'amount'> {
  if (rule.kind === 'mean') return { members: cell.members, hits: cell.members, amount: cell.amount };
  if (rule.kind === 'share') return { members: cell.members, hits: cell.hits, amount: null };
  return { members: observed.newest(rule.per, keeper, asOf).hits, hits: cell.members, amount: null };
}

function periodKey({ from, asOf }: Period): string {
  return `${from} ${asOf}`;
}

const withKey = (period: Period): [string, Period] => [periodKey(period), period];

const GROUPS: Readonly<Record<GroupBy, string>> = {
  unit: 'm.child_id',
  field: 'm.field',
  procedure: 'm.procedure_code',
};

/** Every number of one population, in one statement. Grain of its result: period (with its grouping) and group. */
async function scan(
  engine: Engine,
  counting: Counting,
  scope: Scope,
  payments: PaymentSource,
  population: PopulationId,
  indicators: readonly Indicator[],
  wanted: readonly Wanted[],
): Promise<void> {
  if (wanted.length === 0) return;
  const groups = (['unit', 'field', 'procedure'] as const).flatMap((by) => {
    const ids = wanted.flatMap((one, id) => (one.by === by ? [id] : []));
    return ids.length === 0 ? [] : [`WHEN m.period_id IN (${ids.join(', ')}) THEN coalesce(${GROUPS[by]}, '')`];
  });
  const rules = indicators.map(({ rule }) => rule as CountedRule);
  const conditions = rules.flatMap((rule, index) => [
    `(${rule.where}) AS in${index}`,
    `${rule.kind === 'share' ? `coalesce(${rule.hit}, false)` : 'true'} AS hit${index}`,
    `CAST(${rule.kind === 'mean' ? rule.amount : 'NULL'} AS BIGINT) AS amount${index}`,
  ]);
  const numbers = rules.flatMap((rule, index) => [
    `count(*) FILTER (WHERE in${index}) AS members${index}`,
    `count(*) FILTER (WHERE in${index} AND hit${index}) AS hits${index}`,
    ...(rule.kind === 'mean' ? [`sum(amount${index}) FILTER (WHERE in${index}) AS total${index}`] : []),
  ]);
  const rows = await engine.query(
    `SELECT period_id, grp, ${numbers.join(', ')} FROM (
       SELECT m.period_id AS period_id, ${groups.length === 0 ? "''" : `CASE ${groups.join(' ')} ELSE '' END`} AS grp, ${conditions.join(', ')}
       FROM (${populationSql(
         population,
         scope,
         wanted.map(({ period }) => period),
         payments,
       )}) AS m
     ) AS c GROUP BY period_id, grp`,
  );
  const names = wanted.some(({ by }) => by === 'procedure') ? await procedureNames(engine, scope) : new Map();
  for (const row of rows) {
    const asked = row['period_id'] === null ? undefined : wanted[asCount(row['period_id'])];
    if (asked === undefined) continue;
    const group = asText(row['grp']);
    indicators.forEach((indicator, index) => {
      const cell = cellOf(row, index, group, asked.by === 'procedure' ? (names.get(group) ?? '') : '');
      // A group of the population in which this indicator has nobody is none of its parts.
      if (asked.by === undefined || cell.members.n > 0n) counting.put(indicator, asked.period, asked.by, cell);
    });
  }
}

function cellOf(row: SqlRow, index: number, group: string, name: string): Cell {
  const number = (column: string): Exact => exact(BigInt(asText(row[`${column}${index}`]) || '0'));
  return { group, name, members: number('members'), hits: number('hits'), amount: number('total') };
}

/** The newest name that the catalogue of these units has for each procedure. */
async function procedureNames(engine: Engine, { rows }: Scope): Promise<Map<string, string>> {
  const units = [...new Set(rows.map(({ unit }) => unit))];
  const found = await engine.query(
    `SELECT procedure_code, procedure_name FROM (
       SELECT procedure_code, procedure_name, row_number() OVER (PARTITION BY procedure_code ORDER BY valid_from DESC NULLS LAST, key) AS version_no
       FROM procedures WHERE procedure_name IS NOT NULL AND list_contains(${sqlTexts(units)}, unit_id)
     ) AS v WHERE version_no = 1`,
  );
  return new Map(found.map((row) => [asText(row['procedure_code']), asText(row['procedure_name'])]));
}

/** What offices keep by hand: the newest at or before a day counts, for the unit that it names alone. */
interface Observations {
  newest(indicator: string, unit: string, asOf: string): Pick<Count, 'members' | 'hits'>;
}

async function observations(engine: Engine, counting: Counting): Promise<Observations> {
  const ids = counting.indicators.flatMap(({ id, rule }) =>
    'population' in rule ? (rule.kind === 'per-observation' ? [rule.per] : []) : [id],
  );
  const [last = ''] = counting
    .wanted(counting.indicators)
    .map(({ period }) => period.asOf)
    .sort()
    .reverse();
  const rows =
    ids.length === 0
      ? []
      : await engine.query(
          `SELECT indicator, unit_id, CAST(numerator AS VARCHAR) AS numerator, CAST(denominator AS VARCHAR) AS denominator, period_end
             FROM observations WHERE list_contains(${sqlTexts(ids)}, indicator) AND period_end <= ${sqlDate(last)} ORDER BY period_end`,
        );
  const known = new Map<string, { day: string; members: Exact | null; hits: Exact }[]>();
  for (const row of rows) {
    const key = `${asText(row['indicator'])} ${asText(row['unit_id'])}`;
    const hits = exactFromText(asText(row['numerator']));
    const members = row['denominator'] === null ? null : exactFromText(asText(row['denominator']));
    known.set(key, [...(known.get(key) ?? []), { day: asText(row['period_end']), members, hits }]);
  }
  return {
    newest(indicator, unit, asOf) {
      const found = known.get(`${indicator} ${unit}`)?.findLast(({ day }) => day <= asOf);
      return { members: found?.members ?? null, hits: found?.hits ?? null };
    },
  };
}
