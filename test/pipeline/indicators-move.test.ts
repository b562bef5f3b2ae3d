import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { shippedLibrary } from '../../pipeline/cli/library.ts';
import { officeOf } from '../../pipeline/cli/warehouse.ts';
import { figureOf } from '../../pipeline/counts/figure.ts';
import { toNumber } from '../../pipeline/exact.ts';
import { LISTS, type ListId } from '../../pipeline/lists.ts';
import { evaluateTargets } from '../../pipeline/office/evaluate.ts';
import { reportingPeriod, scopeOf } from '../../pipeline/office/scope.ts';
import { importInto, newWarehouse, temporaryFolder } from '../support/warehouse.ts';
import { changed, csvOf, OBSERVED, RECORDS, type Records, type Row } from './hand-made.ts';

const UNIT = 'brvt-sgddt';
const PERIOD = { from: '2024-01-01', asOf: '2024-06-30' };
const scratch = temporaryFolder();
afterAll(scratch.remove);

type Pair = readonly [numerator: number | null, denominator: number | null];
type Figures = Readonly<Record<string, Pair>>;

/** Counted by hand from `RECORDS`; the observed ones are what was written down. */
const BY_HAND: Figures = {
  remote_online_rate: [2, 6],
  online_rate: [3, 6],
  full_online_rate: [1, 3],
  services_used_online_rate: [2, 3],
  services_with_dossiers_rate: [2, 3],
  full_service_coverage: [1, 2],
  online_coverage: [3, 4],
  online_coverage_eligible: [2, 3],
  payable_online_coverage: [2, 3],
  procedures_with_online_payment_rate: [2, 3],
  online_payment_transaction_rate: [2, 4],
  online_payment_dossier_rate: [2, 4],
  dossiers_with_online_payment_rate: [2, 5],
  digital_signature_service_rate: [1, 3],
  multi_device_service_rate: [2, 3],
  procedures_published_rate: [3, 4],
  on_time_rate: [3, 4],
  results_digitised_rate: [2, 4],
  results_signed_rate: [1, 3],
  satisfaction_rate: [2, 3],
  satisfaction_education_rate: [1, 2],
  no_resubmission_rate: [2, 6],
  internal_electronic_rate: [2, 3],
  waiting_minutes: [15.5, 2],
  handling_minutes: [35, 2],
  dossiers_per_officer_year: [7, 2],
  ...Object.fromEntries(OBSERVED.map((id, n) => [id, observedPair(id, n)])),
};

function observedPair(id: string, n: number): Pair {
  const share = shippedLibrary().indicators.get(id)?.rule.kind === 'observed-share';
  return [id === 'one_stop_officers' ? 2 : 10 + n, share ? 100 + n : null];
}

/** A list as a file of its own in a folder of its own. */
function fileOf(folder: string, list: ListId, rows: readonly Row[]): string {
  mkdirSync(path.join(scratch.folder, folder), { recursive: true });
  const file = path.join(scratch.folder, folder, `${list}.csv`);
  writeFileSync(file, csvOf(list, rows));
  return file;
}

/** A closed warehouse with every list but one, made once for each. */
const without = new Map<ListId, Promise<string>>();
function warehouseWithout(list: ListId): Promise<string> {
  const known = without.get(list);
  if (known !== undefined) return known;
  const made = (async () => {
    const file = path.join(scratch.folder, `without-${list}.duckdb`);
    const engine = await newWarehouse(file);
    const others = LISTS.filter((other) => other !== list).map((other) => fileOf('whole', other, RECORDS[other]));
    expect((await importInto(engine, others, { province: 'brvt' })).failures).toEqual([]);
    await engine.close();
    return file;
  })();
  without.set(list, made);
  return made;
}

let made = 0;

/** Every indicator's numerator and denominator, where the list holds these records and all others their own. */
async function figuresWith(list: ListId, records: Records): Promise<Figures> {
  made += 1;
  const file = path.join(scratch.folder, `case-${made}.duckdb`);
  copyFileSync(await warehouseWithout(list), file);
  const engine = await newWarehouse(file);
  try {
    const { sheets } = await importInto(engine, [fileOf(`case-${made}`, list, records[list])], { province: 'brvt' });
    expect(sheets.map(({ rows }) => rows)).toEqual([
      { read: records[list].length + 1, accepted: records[list].length, rejected: 0, duplicate: 0, skipped: 1 },
    ]);
    const library = shippedLibrary();
    const office = officeOf(engine, library);
    const indicators = [...library.indicators.values()];
    const questions = indicators.map((indicator) => ({ indicator, period: PERIOD }));
    const counts = await office.warehouse.counts(scopeOf(office, UNIT), questions);
    const figures: [string, Pair][] = [];
    for (const indicator of indicators) {
      const { numerator, denominator } = figureOf(counts.whole(indicator, PERIOD));
      figures.push([indicator.id, [numerator && toNumber(numerator), denominator && toNumber(denominator)]]);
    }
    return Object.fromEntries(figures);
  } finally {
    await engine.close();
  }
}

/** What differs from the figures counted by hand. */
function moved(figures: Figures): Figures {
  return Object.fromEntries(
    Object.entries(figures).filter(([id, pair]) => JSON.stringify(pair) !== JSON.stringify(BY_HAND[id])),
  );
}

interface PlanTarget {
  plan: string;
  target: string;
  indicator: string;
}

const planTargets: PlanTarget[] = readFileSync(new URL('../plans/plan-targets.csv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  // No cell of the first four columns holds a comma.
  .map((line) => line.split(','))
  .map(([plan = '', target = '', , indicator = '']) => ({ plan, target, indicator }));

describe('the documents’ targets', () => {
  it('all 43 indicators are in the catalogue, and no plan names another', () => {
    const named = new Set(planTargets.map(({ indicator }) => indicator));
    const { indicators, plans } = shippedLibrary();
    expect(named.size).toBe(43);
    expect([...named].filter((id) => !indicators.has(id))).toEqual([]);
    const used = [...plans.values()].flatMap(({ targets }) => targets.map(({ indicator }) => indicator));
    expect(new Set(used)).toEqual(named);
  });

  it('all 60 targets are in their plans, in the order of the documents', () => {
    const shipped = [...shippedLibrary().plans.values()].flatMap((plan) =>
      plan.targets.map(({ id, indicator }) => ({ plan: plan.id, target: id, indicator })),
    );
    const ids = [...new Set(planTargets.map(({ plan }) => plan))];
    expect(planTargets).toHaveLength(60);
    for (const id of ids) {
      expect(shipped.filter(({ plan }) => plan === id)).toEqual(planTargets.filter(({ plan }) => plan === id));
    }
    expect(shipped).toHaveLength(60);
  });
});

it('every indicator of the hand-made half year is what was counted by hand', async () => {
  const figures = await figuresWith('dossiers', RECORDS);
  expect(figures).toEqual(BY_HAND);
});

/** One of `indicators-move.yaml`. */
interface Case {
  what: string;
  /** From 1. */
  record: number;
  change: Row;
  /** Every indicator that moves, with its new numerator and denominator; everything else must stay as it was. */
  moves: Figures;
}

const lists: Partial<Record<ListId, Case[]>> = parse(
  readFileSync(new URL('indicators-move.yaml', import.meta.url), 'utf8'),
);
const CASES = LISTS.flatMap((list) => (lists[list] ?? []).map((one) => ({ list, ...one })));

describe('one record changes, and exactly its numbers move', () => {
  it('all cases are of a list that there is', () => {
    expect(Object.keys(lists).filter((id) => !LISTS.some((list) => list === id))).toEqual([]);
  });

  it.each(CASES)('$list $record: $what', async ({ list, record, change, moves }) => {
    const records = changed(list, record, change);
    // A column that is written wrong would change nothing, and nothing would move.
    expect(csvOf(list, records[list])).not.toBe(csvOf(list, RECORDS[list]));
    expect(moved(await figuresWith(list, records))).toEqual(moves);
  });

  it('every indicator counted from facts moves in one case at least', () => {
    const counted = Object.keys(BY_HAND).filter((id) => !OBSERVED.includes(id));
    expect(counted.filter((id) => !CASES.some(({ moves }) => id in moves))).toEqual([]);
  });
});

describe('an observation changes, and exactly its number moves', () => {
  it.each(OBSERVED.map((id, n) => ({ id, n })))('$id', async ({ id, n }) => {
    const [numerator, denominator] = observedPair(id, n);
    const figures = await figuresWith('observations', changed('observations', n + 1, { numerator: '7' }));
    expect(numerator).not.toBe(7);
    const ofOfficers = id === 'one_stop_officers' ? { dossiers_per_officer_year: [7, 7] as const } : {};
    expect(moved(figures)).toEqual({ [id]: [7, denominator], ...ofOfficers });
  });

  it('a newer one after the reporting date moves nothing', async () => {
    const later = changed('observations', 1, { period_end: '30/06/2024' });
    expect(moved(await figuresWith('observations', later))).toEqual({});
  });
});

describe('a change against a base year', () => {
  const plan = shippedLibrary().plans.get('brvt-sgddt-2021-2025');

  async function targetsWith(records: Records): Promise<Map<string, string>> {
    made += 1;
    const engine = await newWarehouse();
    try {
      if (plan === undefined) throw new Error('no plan');
      const files = LISTS.map((list) => fileOf(`case-${made}`, list, records[list]));
      await importInto(engine, files, { province: 'brvt' });
      const question = { plan, unit: UNIT, period: reportingPeriod(PERIOD.asOf, undefined, plan) };
      const evaluated = await evaluateTargets(officeOf(engine, shippedLibrary()), question);
      return new Map(evaluated.map(({ row }) => [row.target, JSON.stringify(row)]));
    } finally {
      await engine.close();
    }
  }

  let before: Map<string, string>;
  beforeAll(async () => {
    before = await targetsWith(RECORDS);
  });

  it('moves with the observation of the base year alone', async () => {
    const after = await targetsWith(changed('observations', RECORDS.observations.length, { numerator: '400' }));
    expect([...after].filter(([id, row]) => row !== before.get(id)).map(([id]) => id)).toEqual(['units-reduced']);
    const now = RECORDS.observations.find((row) => row['indicator'] === 'public_service_units')?.['numerator'];
    expect(JSON.parse(before.get('units-reduced') ?? '')).toMatchObject({ numerator: Number(now), denominator: 200 });
    expect(JSON.parse(after.get('units-reduced') ?? '')).toMatchObject({ numerator: Number(now), denominator: 400 });
  });
});
