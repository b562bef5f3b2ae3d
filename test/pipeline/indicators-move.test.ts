import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

interface Case {
  what: string;
  list: ListId;
  /** From 1. */
  record: number;
  change: Row;
  /** All that moves; everything else must stay as it was. */
  expected: Figures;
}

const dossiers = (what: string, record: number, change: Row, expected: Figures): Case => ({
  what,
  list: 'dossiers',
  record,
  change,
  expected,
});
const of =
  (list: ListId) =>
  (what: string, record: number, change: Row, expected: Figures): Case => ({ what, list, record, change, expected });
const payments = of('payments');
const procedures = of('procedures');
const results = of('results');
const surveys = of('surveys');
const visits = of('visits');
const transfers = of('transfers');

const CASES: readonly Case[] = [
  dossiers(
    'the only online dossier of a service becomes a counter dossier',
    1,
    { channel: 'Trực tiếp' },
    {
      remote_online_rate: [1, 6],
      online_rate: [2, 6],
      full_online_rate: [0, 2],
      services_used_online_rate: [1, 3],
      services_with_dossiers_rate: [1, 3],
    },
  ),
  dossiers(
    'from the counter to afar, in a service that has online dossiers',
    2,
    { channel: 'Trực tuyến từ xa' },
    {
      remote_online_rate: [3, 6],
      online_rate: [4, 6],
      full_online_rate: [2, 4],
    },
  ),
  dossiers('from afar to help at the desk', 3, { channel: 'Trực tuyến tại quầy' }, { remote_online_rate: [1, 6] }),
  dossiers(
    'from the counter to help at the desk, the first online dossier of its service',
    6,
    { channel: 'Nộp hộ' },
    {
      online_rate: [4, 6],
      full_online_rate: [2, 4],
      services_used_online_rate: [3, 3],
      services_with_dossiers_rate: [3, 3],
    },
  ),
  dossiers('from the counter to the post', 2, { channel: 'BCCI' }, {}),
  dossiers('its own level becomes full', 3, { service_level: 'Toàn trình' }, { full_online_rate: [2, 3] }),
  dossiers(
    'its own level stands before the catalogue’s',
    1,
    { service_level: 'Một phần' },
    { full_online_rate: [0, 3] },
  ),
  dossiers(
    'taken in becomes refused',
    4,
    { status: '3' },
    {
      remote_online_rate: [2, 5],
      online_rate: [2, 5],
      full_online_rate: [1, 2],
      no_resubmission_rate: [2, 5],
      online_payment_dossier_rate: [1, 3],
      dossiers_with_online_payment_rate: [1, 4],
      dossiers_per_officer_year: [6, 2],
    },
  ),
  dossiers(
    'newly filed becomes taken in',
    7,
    { status: '2' },
    {
      remote_online_rate: [3, 7],
      online_rate: [4, 7],
      full_online_rate: [2, 4],
      services_used_online_rate: [3, 3],
      services_with_dossiers_rate: [3, 3],
      no_resubmission_rate: [2, 7],
      dossiers_with_online_payment_rate: [2, 6],
      dossiers_per_officer_year: [8, 2],
    },
  ),
  dossiers(
    'taken in on the day after the reporting date',
    5,
    { received_at: '01/07/2024' },
    {
      remote_online_rate: [2, 5],
      online_rate: [3, 5],
      no_resubmission_rate: [2, 5],
      dossiers_per_officer_year: [6, 2],
    },
  ),
  dossiers('taken in in the last second of the reporting date', 5, { received_at: '30/06/2024 23:59:59' }, {}),
  dossiers('taken in on the first day of the twelve months', 8, { received_at: '01/07/2023' }, {}),
  dossiers(
    'taken in a day before the twelve months',
    8,
    { received_at: '30/06/2023' },
    {
      dossiers_per_officer_year: [6, 2],
    },
  ),
  dossiers('due on the day it was finished', 3, { due_at: '22/03/2024' }, { on_time_rate: [4, 4] }),
  dossiers('due and finished on one day, finished later in it', 2, { finished_at: '21/02/2024 23:59' }, {}),
  dossiers('finished a day late', 2, { finished_at: '22/02/2024 00:00' }, { on_time_rate: [2, 4] }),
  dossiers('no due date', 2, { due_at: '' }, { on_time_rate: [2, 3] }),
  dossiers('finished now', 4, { finished_at: '20/03/2024' }, { on_time_rate: [4, 5] }),
  dossiers('finished before the period', 8, { finished_at: '31/12/2023' }, { on_time_rate: [2, 3] }),
  dossiers('documents reused', 2, { reused_documents: 'Có' }, { no_resubmission_rate: [3, 6] }),
  dossiers('no fee', 6, { fee_amount: '0' }, { dossiers_with_online_payment_rate: [2, 4] }),
  dossiers(
    'of another procedure, which is no service',
    6,
    { procedure_code: '1.000003' },
    {
      services_used_online_rate: [2, 2],
    },
  ),
  dossiers('the same procedure in a longer spelling', 6, { procedure_code: '1.000004.000.00.00.H06' }, {}),

  payments(
    'a failed payment succeeds',
    4,
    { payment_status: 'Thành công' },
    {
      online_payment_transaction_rate: [3, 5],
      online_payment_dossier_rate: [3, 4],
      dossiers_with_online_payment_rate: [3, 5],
    },
  ),
  payments(
    'from cash to a portal',
    2,
    { payment_method: 'Trực tuyến' },
    {
      online_payment_transaction_rate: [3, 4],
      online_payment_dossier_rate: [3, 4],
      dossiers_with_online_payment_rate: [3, 5],
    },
  ),
  payments('from a bank transfer to cash', 5, { payment_method: 'Tiền mặt' }, {}),
  payments(
    'paid after the reporting date',
    3,
    { paid_at: '01/07/2024' },
    {
      online_payment_transaction_rate: [1, 3],
      online_payment_dossier_rate: [1, 3],
      dossiers_with_online_payment_rate: [1, 5],
      procedures_with_online_payment_rate: [1, 3],
    },
  ),
  payments(
    'cancelled',
    3,
    { payment_status: 'Hủy' },
    {
      online_payment_transaction_rate: [1, 3],
      online_payment_dossier_rate: [1, 3],
      dossiers_with_online_payment_rate: [1, 5],
      procedures_with_online_payment_rate: [1, 3],
    },
  ),
  payments(
    'paid in the period for a dossier of the year before',
    6,
    { paid_at: '20/01/2024' },
    {
      online_payment_transaction_rate: [3, 5],
    },
  ),

  procedures(
    'from full to partial; a dossier without a level of its own follows',
    1,
    { service_level: 'Một phần' },
    {
      full_service_coverage: [0, 2],
      full_online_rate: [0, 3],
    },
  ),
  procedures(
    'from partial to information',
    2,
    { service_level: 'Cung cấp thông tin' },
    {
      online_coverage: [2, 4],
      online_coverage_eligible: [1, 3],
      services_used_online_rate: [1, 2],
      services_with_dossiers_rate: [1, 2],
      digital_signature_service_rate: [1, 2],
      multi_device_service_rate: [2, 2],
    },
  ),
  procedures(
    'from information to partial',
    3,
    { service_level: 'Một phần' },
    {
      online_coverage: [4, 4],
      online_coverage_eligible: [3, 3],
      services_used_online_rate: [2, 4],
      services_with_dossiers_rate: [2, 4],
      digital_signature_service_rate: [1, 4],
      multi_device_service_rate: [2, 4],
    },
  ),
  procedures('not eligible for full', 2, { eligible_full: 'Không' }, { full_service_coverage: [1, 1] }),
  procedures('eligible to be offered online', 4, { eligible_online: 'Có' }, { online_coverage_eligible: [3, 4] }),
  procedures(
    'has a fee',
    3,
    { has_fee: 'Có' },
    {
      payable_online_coverage: [2, 4],
      procedures_with_online_payment_rate: [2, 4],
    },
  ),
  procedures('payable online', 2, { payable_online: 'Có' }, { payable_online_coverage: [3, 3] }),
  procedures('not on mobile devices', 4, { mobile: 'Không' }, { multi_device_service_rate: [1, 3] }),
  procedures('with digital signature', 2, { digital_signature: 'Có' }, { digital_signature_service_rate: [2, 3] }),
  procedures('published', 3, { published: 'Có' }, { procedures_published_rate: [4, 4] }),
  procedures(
    'in force again',
    5,
    { valid_to: '30/06/2024' },
    {
      full_service_coverage: [2, 3],
      online_coverage: [4, 5],
      online_coverage_eligible: [3, 4],
      payable_online_coverage: [2, 4],
      procedures_with_online_payment_rate: [2, 4],
      services_with_dossiers_rate: [2, 4],
      digital_signature_service_rate: [1, 4],
      multi_device_service_rate: [2, 4],
      procedures_published_rate: [3, 5],
    },
  ),
  procedures(
    'not yet in force',
    1,
    { valid_from: '01/07/2024' },
    {
      full_service_coverage: [0, 1],
      online_coverage: [2, 3],
      online_coverage_eligible: [1, 2],
      payable_online_coverage: [1, 2],
      procedures_with_online_payment_rate: [1, 2],
      services_used_online_rate: [1, 2],
      services_with_dossiers_rate: [1, 2],
      full_online_rate: [0, 3],
      digital_signature_service_rate: [0, 2],
      multi_device_service_rate: [1, 2],
      procedures_published_rate: [2, 3],
    },
  ),

  results('not digitised', 2, { digitised_at: '' }, { results_digitised_rate: [1, 4] }),
  results('signed', 2, { signed_at: '23/02/2024' }, { results_signed_rate: [2, 3] }),
  results(
    'digitised after the reporting date',
    1,
    { digitised_at: '01/07/2024' },
    {
      results_digitised_rate: [1, 4],
      results_signed_rate: [0, 3],
    },
  ),
  results('signed after the reporting date', 1, { signed_at: '01/07/2024' }, { results_signed_rate: [0, 3] }),
  results(
    'its last day in force is the reporting date',
    4,
    { expires_at: '30/06/2024' },
    {
      results_digitised_rate: [3, 5],
    },
  ),
  results('issued in the period', 3, { issued_at: '10/01/2024' }, { results_signed_rate: [1, 4] }),
  results(
    'issued after the reporting date',
    5,
    { issued_at: '01/07/2024' },
    {
      results_digitised_rate: [2, 3],
      results_signed_rate: [1, 2],
    },
  ),

  surveys('a citizen is satisfied after all', 3, { rating: 'Hài lòng' }, { satisfaction_rate: [3, 3] }),
  surveys(
    'from one scope to the other',
    4,
    { scope: 'Giải quyết TTHC' },
    {
      satisfaction_rate: [3, 4],
      satisfaction_education_rate: [0, 1],
    },
  ),
  surveys('an answer gets its rating', 6, { rating: '1' }, { satisfaction_rate: [2, 4] }),
  surveys('from satisfied to very satisfied', 2, { rating: 'Rất hài lòng' }, {}),
  surveys('answered in the year before', 5, { answered_at: '31/12/2023' }, { satisfaction_education_rate: [1, 1] }),

  visits(
    'called five minutes earlier',
    1,
    { called_at: '15/04/2024 07:35:00' },
    {
      waiting_minutes: [10.5, 2],
      handling_minutes: [40, 2],
    },
  ),
  visits('ended a minute later', 2, { finished_at: '15/04/2024 08:21:30' }, { handling_minutes: [36, 2] }),
  visits(
    'called, and the end not written down',
    3,
    { called_at: '15/04/2024 09:03:00' },
    { waiting_minutes: [18.5, 3] },
  ),
  visits('came a minute earlier', 1, { taken_at: '15/04/2024 07:29:00' }, { waiting_minutes: [16.5, 2] }),

  transfers('from paper to electronic', 2, { method: 'Điện tử' }, { internal_electronic_rate: [3, 3] }),
  transfers('in the year before', 1, { transferred_at: '31/12/2023 23:59' }, { internal_electronic_rate: [1, 2] }),
];

describe('one record changes, and exactly its numbers move', () => {
  it.each(CASES)('$list $record: $what', async ({ list, record, change, expected }) => {
    const figures = await figuresWith(list, changed(list, record, change));
    expect(moved(figures)).toEqual(expected);
  });

  it('every indicator counted from facts moves in one case at least', () => {
    const counted = Object.keys(BY_HAND).filter((id) => !OBSERVED.includes(id));
    expect(counted.filter((id) => !CASES.some(({ expected }) => id in expected))).toEqual([]);
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
