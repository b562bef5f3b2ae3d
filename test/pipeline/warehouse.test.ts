import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shippedLibrary } from '../../pipeline/cli/library.ts';
import { officeOf } from '../../pipeline/cli/warehouse.ts';
import { figureOf } from '../../pipeline/counts/figure.ts';
import { answerQuestions } from '../../pipeline/office/answers.ts';
import { evaluatePlan, evaluateTargets } from '../../pipeline/office/evaluate.ts';
import { membersTable } from '../../pipeline/office/members.ts';
import { type Office, reportingPeriod, scopeOf } from '../../pipeline/office/scope.ts';
import { figuresOf, GROUPINGS } from '../../pipeline/office/tables.ts';
import type { Engine } from '../../pipeline/warehouse/duckdb/engine.ts';
import { withKeepers } from '../../pipeline/warehouse/keepers.ts';
import { POPULATION_IDS, populationSql } from '../../pipeline/warehouse/populations.ts';
import { openSamples } from '../support/sample-warehouse.ts';
import { recording } from './core-sql.ts';
import { unportable } from './portable-sql.ts';

const library = shippedLibrary();
const indicators = [...library.indicators.values()];
const plans = [...library.plans.values()];
let engine: Engine;
let office: Office;

beforeAll(async () => {
  ({ engine } = await openSamples());
  office = officeOf(engine, library);
});
afterAll(() => engine.close());

/** Numbers that look random and are the same in every run. */
function* chance(seed: number): Generator<number> {
  for (let state = seed; ; ) {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    yield state / 2 ** 32;
  }
}

/** Two hundred questions of all kinds, about several units, plans and days. */
function mixedQuestions(): ((office: Office) => Promise<unknown>)[] {
  const numbers = chance(20_261_124);
  const one = <T>(all: readonly T[]): T => all[Math.floor(numbers.next().value * all.length)]!;
  const units = ['brvt', 'brvt-sgddt', 'brvt-chauduc', 'brvt-syt', 'gialai-sgddt', 'gialai'];
  const days = ['2021-11-30', '2022-12-31', '2023-10-31', '2023-11-30', '2024-08-31', '2024-11-30'];
  return Array.from({ length: 200 }, (_, index) => {
    const [unit, asOf, plan, indicator] = [one(units), one(days), one(plans), one(indicators)];
    const period = { from: `${asOf.slice(0, 4)}-01-01`, asOf };
    switch (index % 5) {
      case 0:
        return (asked) => evaluateTargets(asked, { plan, unit, period });
      case 1: {
        const by = one(GROUPINGS);
        return (asked) => figuresOf(asked, [indicator, one(indicators)], { unit, period, by }, 'vi');
      }
      case 2: {
        const side = one(['numerator', 'missing'] as const);
        const counted = one(indicators.filter(({ rule }) => 'population' in rule));
        return async (asked) => (await membersTable(asked, { indicator: counted, unit, period, side })).rows.length;
      }
      case 3:
        return (asked) => asked.warehouse.state(scopeOf(asked, unit), asOf);
      default: {
        const of = one(indicators).id;
        return (asked) => answerQuestions(asked, [{ ask: 'figure', of, unit, as_of: asOf }], null, 'en');
      }
    }
  });
}

describe('questions at once', () => {
  it('two hundred mixed ones on one connection are answered as one by one', async () => {
    const one = mixedQuestions();
    const alone: unknown[] = [];
    for (const ask of one) alone.push(await ask(office));
    const together = await Promise.all(mixedQuestions().map((ask) => ask(office)));
    expect(together).toEqual(alone);
    expect(new Set(alone.map((answer) => inspect(answer, { depth: 9 }))).size).toBeGreaterThan(100);
  });

  it('leave nothing behind', async () => {
    const tables = await engine.query(
      `SELECT table_name FROM duckdb_tables() WHERE temporary AND table_name IN ('scope', 'periods')`,
    );
    expect(tables).toEqual([]);
  });
});

describe('statements', () => {
  const largest = plans.reduce((a, b) => (b.targets.length > a.targets.length ? b : a));

  it.each(plans.map((plan) => plan.id))(
    '%s needs at most twenty-one, with months, fields, procedures and sources',
    async (id) => {
      const plan = library.plans.get(id)!;
      const counted = recording(engine);
      const period = reportingPeriod('2023-11-30', undefined, plan);
      await evaluatePlan(officeOf(counted, library), { plan, unit: plan.defaultUnit, period });
      expect(counted.statements.size).toBeLessThanOrEqual(21);
    },
  );

  it('the targets alone need one a population and nine more', async () => {
    const counted = recording(engine);
    const period = reportingPeriod('2023-11-30', undefined, largest);
    await evaluateTargets(officeOf(counted, library), { plan: largest, unit: largest.defaultUnit, period });
    const populations = new Set(
      largest.targets.flatMap(({ indicator }) => {
        const rule = library.indicators.get(indicator)?.rule;
        return rule !== undefined && 'population' in rule ? [rule.population] : [];
      }),
    );
    expect(largest.targets.length).toBeGreaterThanOrEqual(20);
    expect(counted.statements.size).toBeLessThanOrEqual(populations.size + 9);
  });

  it('are those of every engine where they count', async () => {
    const counted = recording(engine);
    const asked = officeOf(counted, library);
    for (const plan of plans) {
      const period = reportingPeriod('2023-11-30', undefined, plan);
      await evaluatePlan(asked, { plan, unit: plan.defaultUnit, period });
    }
    const period = { from: '2023-01-01', asOf: '2023-11-30' };
    for (const id of POPULATION_IDS)
      counted.statements.add(
        populationSql(id, await withKeepers(engine, scopeOf(asked, 'brvt')), [period], 'children'),
      );
    const ours = [...counted.statements].filter((sql) => /\bscope AS\b|\bperiods AS\b/.test(sql));
    expect(ours.length).toBeGreaterThan(30);
    expect(ours.flatMap((sql) => unportable(sql).map((what) => `${what}\n  in ${sql.slice(0, 200)}`))).toEqual([]);
  });

  it.each([
    'SELECT count(*) FILTER (x) FROM t',
    'SELECT 1 FROM t QUALIFY row_number() OVER () = 1',
    'SELECT 1 FROM t SEMI JOIN u USING (a)',
    'SELECT a, count(*) FROM t GROUP BY ALL',
    'SELECT a FROM t GROUP BY 1',
    'SELECT bool_or(x) FROM t',
    'SELECT a + INTERVAL 1 DAY FROM t',
    "SELECT coalesce(a, DATE '9999-12-31') FROM t",
    'SELECT a::DATE FROM t',
  ])('would see %s', (sql) => {
    expect(unportable(sql)).not.toEqual([]);
  });
});

describe('a unit below another', () => {
  it.each(indicators.filter(({ rule }) => 'population' in rule).map(({ id }) => id))(
    'has the same %s when the unit above asks by unit as when it asks itself',
    async (id) => {
      const indicator = library.indicators.get(id)!;
      for (const [unit, asOf] of [
        ['brvt', '2023-11-30'],
        ['brvt-sgddt', '2024-11-30'],
        ['gialai-sgddt', '2022-12-31'],
      ] as const) {
        const period = { from: `${asOf.slice(0, 4)}-01-01`, asOf };
        const counts = await office.warehouse.counts(scopeOf(office, unit), [{ indicator, period, by: 'unit' }]);
        for (const count of counts.parts(indicator, period, 'unit')) {
          const child = count.part?.id ?? '';
          // The unit's own rows are a part of it, not a question of its own.
          if (child === unit) continue;
          const own = await office.warehouse.counts(scopeOf(office, child), [{ indicator, period }]);
          const { members, hits, amount } = own.whole(indicator, period);
          // The newest version of a procedure counts once for the unit above, whichever unit below wrote it.
          if (indicator.rule.kind === 'share' && indicator.rule.population.startsWith('procedures')) continue;
          expect({ members: count.members, hits: count.hits, amount: count.amount }, child).toEqual({
            members,
            hits,
            amount,
          });
        }
      }
    },
  );

  it('is divided by its own officers, not by those of the unit above', async () => {
    const indicator = library.indicators.get('dossiers_per_officer_year')!;
    const asOf = '2023-11-30';
    const period = { from: '2023-01-01', asOf };
    const counts = await office.warehouse.counts(scopeOf(office, 'brvt'), [{ indicator, period, by: 'unit' }]);
    const parts = counts.parts(indicator, period, 'unit');
    expect(parts.length).toBeGreaterThan(3);
    const kept = await engine.query(`SELECT DISTINCT unit_id FROM observations WHERE indicator = 'one_stop_officers'`);
    const keepers = new Set(kept.map((row) => row['unit_id']));
    for (const part of parts) {
      expect(figureOf(part).value === null, part.part?.id).toBe(!keepers.has(part.part?.id ?? ''));
    }
  });
});
