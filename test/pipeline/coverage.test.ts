import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shippedLibrary } from '../../pipeline/cli/library.ts';
import { officeOf } from '../../pipeline/cli/warehouse.ts';
import { Coverage } from '../../pipeline/coverage/coverage.ts';
import { monthsBetween } from '../../pipeline/dates.ts';
import { indicatorOf } from '../../pipeline/evaluate/targets.ts';
import { evaluateTargets } from '../../pipeline/office/evaluate.ts';
import { countedLists, missingDays } from '../../pipeline/office/missing-days.ts';
import { reportingPeriod, scopeOf } from '../../pipeline/office/scope.ts';
import type { Engine } from '../../pipeline/warehouse/duckdb/engine.ts';
import { type KnownMonths, knownMonths } from '../../pipeline/warehouse/months.ts';
import { countingPeriod } from '../../pipeline/warehouse/question.ts';
import { SAMPLE_CASES, type SampleCase, trueRows } from '../support/sample-truth.ts';
import { openSamples } from '../support/sample-warehouse.ts';

const library = shippedLibrary();
const there = new Set(['dossiers', 'payments', 'surveys', 'visits', 'transfers', 'results'] as const);

let engine: Engine;
let known: KnownMonths;
beforeAll(async () => {
  ({ engine } = await openSamples());
  known = await knownMonths(engine);
});
afterAll(() => engine.close());

/** Of each target that counts dossiers of a period: what is missing, where the warehouse knows only these months. */
function missingOf(months: KnownMonths, one: SampleCase) {
  const { plan: id, unit, asOf } = one;
  const plan = library.plans.get(id);
  if (plan === undefined) throw new Error(`no plan ${id}`);
  const office = officeOf(engine, library);
  const missing = missingDays(new Coverage(months, library.units), library, scopeOf(office, unit, plan), there);
  const period = reportingPeriod(asOf, undefined, plan);
  const judged = (trueRows(one) as { target: string; value: number | null }[]).filter(({ value }) => value !== null);
  return plan.targets.flatMap((target) => {
    if (!judged.some((row) => row.target === target.id)) return [];
    const indicator = indicatorOf(target, library.indicators);
    if (!countedLists(indicator, there).includes('dossiers')) return [];
    const { from } = countingPeriod(indicator, period);
    return [{ target: target.id, months: monthsBetween(from, asOf), missing: missing(indicator, period) }];
  });
}

const without = (keep: (row: { unit: string; month: string }) => boolean): KnownMonths => ({
  ...known,
  sheets: known.sheets
    .map((sheet) => (sheet.list === 'dossiers' ? { ...sheet, rows: sheet.rows.filter(keep) } : sheet))
    .filter(({ rows }) => rows.length > 0),
});

const cases = SAMPLE_CASES.filter(({ asOf }) => asOf !== '2023-06-30');

describe.each(cases)('$plan for $unit on $asOf', (one) => {
  it('lacks no day of dossiers as the samples are, and one of each month that is dropped', () => {
    const targets = missingOf(known, one);
    expect(targets.flatMap(({ missing }) => missing)).toEqual([]);
    for (const month of new Set(targets.flatMap(({ months }) => months))) {
      const dropped = without((row) => row.month !== month);
      for (const { target, months, missing } of missingOf(dropped, one)) {
        if (!months.includes(month)) continue;
        const days = missing.filter(({ list }) => list === 'dossiers').flatMap((hole) => hole.days);
        expect(
          days.some(({ from, to }) => from.slice(0, 7) <= month && month <= to.slice(0, 7)),
          `${target} ${month}`,
        ).toBe(true);
      }
    }
  });

  it('lacks days where a file of dossiers is not there', () => {
    const units = new Set(
      scopeOf(officeOf(engine, library), one.unit, library.plans.get(one.plan)).rows.map(({ unit }) => unit),
    );
    const year = one.asOf.slice(0, 4);
    for (const sheet of known.sheets) {
      // What was filed at the desk is a part of a month, and an export carries rows of the month before along.
      if (sheet.list !== 'dossiers' || new Set(sheet.rows.map(({ way }) => way)).size === 1) continue;
      const [fullest] = [...sheet.rows].sort((a, b) => b.rows - a.rows);
      const ours = sheet.rows.some(({ unit }) => units.has(unit)) && fullest?.month.startsWith(year);
      if (!ours || (fullest?.month ?? '') > one.asOf.slice(0, 7)) continue;
      const rest = { ...known, sheets: known.sheets.filter((other) => other !== sheet) };
      for (const { target, missing } of missingOf(rest, one))
        expect(missing.length, `${target} without ${JSON.stringify(sheet.rows.slice(0, 2))}`).toBeGreaterThan(0);
    }
  });
});

describe('a unit that is missing under a province', () => {
  const province = cases.filter(({ unit }) => unit === 'brvt').at(-1);
  const units = [
    'brvt-stp',
    'brvt-skhcn',
    'brvt-syt',
    'brvt-stttt',
    'brvt-vungtau',
    'brvt-chauduc',
    'brvt-chauduc-kimlong',
    'brvt-sgddt',
  ];

  it.each(units)('%s in one month, and altogether', (unit) => {
    if (province === undefined) throw new Error('no province among the samples');
    for (const month of [undefined, '2023-01', '2023-06', '2023-11']) {
      const dropped = without((row) => row.unit !== unit || (month !== undefined && row.month !== month));
      for (const { target, missing } of missingOf(dropped, province)) {
        const named = missing
          .filter(({ list }) => list === 'dossiers')
          .flatMap(({ units }) => units.map(({ id }) => id));
        expect(named, `${target} without ${unit} in ${month}`).toEqual([unit]);
      }
    }
  });
});

it('only November: no cumulative target is met, below or pending', async () => {
  const { engine: copy } = await openSamples(['brvt-2024']);
  try {
    await copy.run("DELETE FROM import_months WHERE month < '2024-11' OR list <> 'dossiers'");
    const plan = library.plans.get('brvt-sgddt-2024');
    if (plan === undefined) throw new Error('no plan');
    const question = { plan, unit: 'brvt-sgddt', period: reportingPeriod('2024-11-30', undefined, plan) };
    const evaluated = await evaluateTargets(officeOf(copy, library), question);
    const status = Object.fromEntries(evaluated.map(({ row }) => [row.target, row.status]));
    expect(status).toMatchObject({
      'remote-online': 'incomplete',
      'full-online': 'incomplete',
      'services-used-online': 'incomplete',
    });
    expect(status['full-service-coverage']).toBe('met');
    const remote = evaluated.find(({ row }) => row.target === 'remote-online')?.row;
    expect(remote).toMatchObject({ numerator: 1049, denominator: 1500, shortfall: null, threshold: 70 });
    expect(remote?.lacks).toMatchObject([{ kind: 'months', list: 'dossiers', units: [] }]);
  } finally {
    await copy.close();
  }
});
