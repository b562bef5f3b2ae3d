import { type Count, GROUPS, type GroupBy, type Measure, type Part } from '../counts/count.ts';
import { partsInOrder } from '../counts/parts.ts';
import type { Period } from '../counts/period.ts';
import { type Exact, exact } from '../exact.ts';
import type { ColumnCatalogue } from '../library/columns.ts';
import type { Indicator, Rule } from '../library/indicators/catalogue.ts';
import type { ListId } from '../lists.ts';
import { conditionSql } from './condition-sql.ts';
import { asCount, asText, type Engine, type SqlRow } from './duckdb/engine.ts';
import { groupSql, partOfGroup } from './groups.ts';
import { withKeepers } from './keepers.ts';
import { type Lacks, type ListsThere, lacksOf, listsThere } from './lacks.ts';
import { type Observations, type Observed, observationsOf } from './observations.ts';
import { POPULATIONS, type PopulationId, populationSql } from './populations.ts';
import { procedureTies } from './procedures.ts';
import { type CountQuestion, countingPeriod, type Division, type KnownScope, type Scope } from './question.ts';

type CountedRule = Extract<Rule, { population: string }>;

/** The counts that were asked for; what was not asked for is our fault. */
export interface Counts {
  /** Whose rows they are of. */
  scope: Scope;
  /** The lists of which its units have rows. */
  there: ReadonlySet<ListId>;
  /** All members of the unit. */
  whole(indicator: Indicator, period: Period): Count;
  /**
   * A count for each part that has members, in Vietnamese order. By unit each child counts as if it had been asked itself,
   * with its own catalogue, payments and hand-kept numbers, and what it lacks: what two children share is in both.
   */
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
 * Counts many questions of one scope together: one scan a population, whichever targets, periods and parts are asked for,
 * and another where units below are asked for each by itself. Every statement holds its scope and its periods, so that two
 * questions may run at once.
 */
export async function countAll(
  engine: Engine,
  columns: ColumnCatalogue,
  scope: Scope,
  questions: readonly CountQuestion[],
): Promise<Counts> {
  const observed = await observationsOf(engine, scope, questions);
  const known = await withKeepers(engine, scope);
  const ofUnits = questions.filter(({ by }) => by === 'unit');
  const whole = await Counted.of(
    engine,
    columns,
    known,
    questions.filter(({ by }) => by !== 'unit'),
    'whole',
  );
  const children = ofUnits.length === 0 ? undefined : await Counted.of(engine, columns, known, ofUnits, 'children');
  return {
    scope,
    there: whole.there.get('') ?? new Set(),
    whole: (indicator, period) => whole.count(indicator, period, undefined, NOBODY, observed, scope.unit),
    parts(indicator, period, by) {
      const counted = by === 'unit' ? children : whole;
      if (counted === undefined) throw new RangeError(`${indicator.id} was not asked for by ${by}`);
      return counted.parts(indicator, period, by, observed, scope);
    },
  };
}

interface Cell {
  group: string;
  name: string;
  members: Exact;
  hits: Exact;
  amount: Exact;
}

/** One number that is wanted of a population. */
interface Wanted {
  period: Period;
  by: GroupBy | undefined;
}

/** What was counted, of the whole scope or of each child. */
class Counted {
  readonly there: ListsThere;
  readonly #periods: readonly Period[];
  readonly #cells = new Map<Indicator, Map<string, Cell[]>>();
  readonly #lacks: Lacks;

  private constructor(there: ListsThere, periods: readonly Period[], lacks: Lacks) {
    this.there = there;
    this.#periods = periods;
    this.#lacks = lacks;
  }

  static async of(
    engine: Engine,
    columns: ColumnCatalogue,
    scope: KnownScope,
    questions: readonly CountQuestion[],
    division: Division,
  ): Promise<Counted> {
    const there = await listsThere(engine, scope, division);
    const indicators = [...new Set(questions.map(({ indicator }) => indicator))];
    const overs = questions.map(({ indicator, period }) => countingPeriod(indicator, period));
    const periods = [...new Map(overs.map((period) => [periodKey(period), period])).values()];
    const lacks = await lacksOf(engine, columns, scope, indicators, periods, there, division);
    const counted = new Counted(there, periods, lacks);
    const populations = new Map<PopulationId, Indicator[]>();
    for (const indicator of indicators) {
      if (!('population' in indicator.rule)) continue;
      const { population } = indicator.rule;
      populations.set(population, [...(populations.get(population) ?? []), indicator]);
    }
    for (const [population, own] of populations) {
      const wanted = wantedOf(questions, own);
      await scan(engine, scope, division, population, own, wanted, (...cell) => counted.#put(...cell));
    }
    return counted;
  }

  #put(indicator: Indicator, { period, by }: Wanted, cell: Cell): void {
    const ofIndicator = this.#cells.get(indicator) ?? new Map<string, Cell[]>();
    const key = `${by ?? ''} ${periodKey(period)}`;
    ofIndicator.set(key, [...(ofIndicator.get(key) ?? []), cell]);
    this.#cells.set(indicator, ofIndicator);
  }

  /**
   * @param keeper whose hand-kept numbers count
   * @param alone what is kept by hand is the keeper's own, nothing of those below it
   */
  count(
    indicator: Indicator,
    asked: Period,
    part: Part | undefined,
    given: Cell,
    observed: Observations,
    keeper: string,
    child = '',
    alone = false,
  ): Count {
    const period = countingPeriod(indicator, asked);
    const index = this.#periods.findIndex((one) => periodKey(one) === periodKey(period));
    if (index < 0) throw new RangeError(`${indicator.id} was not asked for over ${periodKey(period)}`);
    const { rule } = indicator;
    const place = { ...placeOf(indicator, period), unit: keeper, part: part ?? null };
    if (!('population' in rule))
      return { ...place, ...observed.newest(indicator.id, keeper, period.asOf, alone), amount: null };
    const cell = part === undefined ? (this.#cells.get(indicator)?.get(` ${periodKey(period)}`)?.[0] ?? given) : given;
    const kept = rule.kind === 'per-observation' ? observed.newest(rule.per, keeper, period.asOf, alone) : undefined;
    return {
      ...place,
      ...numbersOf(rule, cell, kept),
      lacks: [...this.#lacks(indicator, index, child), ...(kept?.lacks ?? [])],
    };
  }

  parts(indicator: Indicator, period: Period, by: GroupBy, observed: Observations, { unit, rows }: Scope): Count[] {
    const ofPart = (part: Part, cell: Cell): Count => {
      // What a child keeps by hand is its own: its officers, not those of the unit above it.
      const [keeper, child] = by === 'unit' ? [part.id, part.id] : [unit, ''];
      // The unit itself among its children is its own rows.
      return {
        ...this.count(indicator, period, part, cell, observed, keeper, child, keeper === unit && by === 'unit'),
        unit,
      };
    };
    if (!('population' in indicator.rule)) {
      // Nobody wrote down which fields and procedures a hand-kept number is made of: it stays whole.
      if (by !== 'unit') return [ofPart({ by, id: '', name: '' }, NOBODY)];
      return [...new Set(rows.map(({ child }) => child))]
        .map((id) => ofPart({ by, id, name: '' }, NOBODY))
        .filter(({ hits, lacks }) => hits !== null || lacks.length > 0);
    }
    const cells = this.#cells.get(indicator)?.get(`${by} ${periodKey(countingPeriod(indicator, period))}`) ?? [];
    return partsInOrder(cells.map((cell) => ofPart({ by, id: cell.group, name: cell.name }, cell)));
  }
}

/** What is asked of some indicators, each period and grouping once. */
function wantedOf(questions: readonly CountQuestion[], indicators: readonly Indicator[]): Wanted[] {
  const found = new Map<string, Wanted>();
  for (const { indicator, period, by } of questions) {
    if (!indicators.includes(indicator)) continue;
    const over = countingPeriod(indicator, period);
    found.set(`${by ?? ''} ${periodKey(over)}`, { period: over, by });
  }
  return [...found.values()];
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
  kept: Observed | undefined,
): Pick<Count, 'members' | 'hits' | 'amount'> {
  if (rule.kind === 'mean') return { members: cell.members, hits: cell.members, amount: cell.amount };
  if (rule.kind === 'share') return { members: cell.members, hits: cell.hits, amount: null };
  return { members: kept?.hits ?? null, hits: cell.members, amount: null };
}

function periodKey({ from, asOf }: Period): string {
  return `${from} ${asOf}`;
}

/** Every number of one population, in one statement. Grain of its result: period (with its grouping) and group. */
async function scan(
  engine: Engine,
  scope: KnownScope,
  division: Division,
  population: PopulationId,
  indicators: readonly Indicator[],
  wanted: readonly Wanted[],
  put: (indicator: Indicator, wanted: Wanted, cell: Cell) => void,
): Promise<void> {
  const groups = GROUPS.flatMap((by) => {
    const ids = wanted.flatMap((one, id) => (one.by === by ? [id] : []));
    return ids.length === 0 ? [] : [`WHEN m.period_id IN (${ids.join(', ')}) THEN ${groupSql(by, 'm')}`];
  });
  const rules = indicators.map(({ rule }) => rule as CountedRule);
  const conditions = rules.flatMap((rule, index) => [
    `${conditionSql(rule.where, { row: 'm' })} AS in${index}`,
    `${rule.kind === 'share' ? `coalesce(${conditionSql(rule.hit, { row: 'm' })}, false)` : 'true'} AS hit${index}`,
    `CAST(${rule.kind === 'mean' ? conditionSql(rule.amount, { row: 'm' }) : 'NULL'} AS BIGINT) AS amount${index}`,
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
         division,
       )}) AS m
     ) AS c GROUP BY period_id, grp`,
  );
  const ties = wanted.some(({ by }) => by === 'procedure') ? await procedureTies(engine, scope) : undefined;
  for (const row of rows) {
    const asked = row['period_id'] === null ? undefined : wanted[asCount(row['period_id'])];
    if (asked === undefined) continue;
    const group = asText(row['grp']);
    indicators.forEach((indicator, index) => {
      const cell = cellOf(row, index, partOfGroup(asked.by, group, ties));
      // A group of the population in which this indicator has nobody is none of its parts.
      if (asked.by === undefined || cell.members.n > 0n) put(indicator, asked, cell);
    });
  }
}

function cellOf(row: SqlRow, index: number, { id, name }: Pick<Part, 'id' | 'name'>): Cell {
  const number = (column: string): Exact => exact(BigInt(asText(row[`${column}${index}`]) || '0'));
  return { group: id, name, members: number('members'), hits: number('hits'), amount: number('total') };
}
