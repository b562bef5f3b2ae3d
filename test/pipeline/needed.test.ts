import { copyFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shippedLibrary } from '../../pipeline/cli/library.ts';
import { officeOf } from '../../pipeline/cli/warehouse.ts';
import { addDays, daysIn } from '../../pipeline/dates.ts';
import type { EvaluationRow, Needed } from '../../pipeline/evaluate/types.ts';
import { neededWords } from '../../pipeline/evaluate/words.ts';
import { evaluateTargets } from '../../pipeline/office/evaluate.ts';
import { reportingPeriod } from '../../pipeline/office/scope.ts';
import { sampleFiles } from '../../samples/generate/all.ts';
import { fileBytes } from '../../samples/generate/files.ts';
import { foldFiles } from '../../samples/generate/known.ts';
import type { Result } from '../../samples/generate/records.ts';
import { dossier, fileOf, payment, type Rows, result, UNIT } from '../../samples/generate/single-records.ts';
import { rowsOf } from '../../samples/generate/yearly.ts';
import { importInto, newWarehouse, temporaryFolder } from '../support/warehouse.ts';

/**
 * The sentence before the due date is acted upon, to the letter: what the office knew on five dates of a year is imported,
 * then as many new ones as it expects, of which exactly as many are as wanted as it asks for; one less is not enough.
 */
const DATES = ['2024-05-31', '2024-07-15', '2024-08-31', '2024-09-30', '2024-10-31'];
const TARGETS = ['remote-online', 'full-online', 'online-payment', 'results-digitised-signed'] as const;
type Target = (typeof TARGETS)[number];
const DUE = '2024-11-30';

const known = foldFiles(sampleFiles());
const ours = <T extends { unit: string }>(list: readonly { record: T }[]): T[] =>
  list.map(({ record }) => record).filter(({ unit }) => unit === UNIT);
const upTo = (moment: string, day: string): string => (moment.slice(0, 10) <= day ? moment : '');

/** What the education department knew on a day, of this year and the one before. */
function knownOn(day: string): Required<Pick<Rows, 'dossiers' | 'payments' | 'results'>> {
  const recent = (moment: string): boolean => moment >= '2023-01-01' && moment.slice(0, 10) <= day;
  return {
    dossiers: rowsOf(ours(known.dossiers).filter(({ received_at }) => recent(received_at))),
    payments: rowsOf(ours(known.payments).filter(({ paid_at }) => recent(paid_at))),
    results: rowsOf(
      ours(known.results)
        .filter(({ issued_at }) => recent(issued_at))
        .map((one) => ({ ...one, digitised_at: upTo(one.digitised_at, day), signed_at: upTo(one.signed_at, day) })),
    ),
  };
}

/** As many as are expected, `hits` of them (and of those that can be made good) as the target wants them. */
function thatCame(target: Target, { of, old, from, until }: Needed, hits: number, day: string): Rows {
  const days = daysIn(from, until);
  /** Spread over the days to come: every month has some, the first and the last day too. */
  const many = <T>(count: number, make: (n: number, wanted: boolean, on: string) => T): T[] =>
    Array.from({ length: count }, (_, n) =>
      make(n, n < hits, addDays(from, Math.floor((n * (days - 1)) / Math.max(1, count - 1)))),
    );
  switch (target) {
    case 'remote-online':
      return {
        dossiers: rowsOf(
          many(of, (n, wanted, on) =>
            dossier(n, { received_at: `${on} 08:00:00`, channel: wanted ? 'online' : 'counter' }),
          ),
        ),
      };
    case 'full-online':
      return {
        dossiers: rowsOf(
          many(of, (n, wanted, on) =>
            dossier(n, { received_at: `${on} 08:00:00`, service_level: wanted ? 'full' : 'partial' }),
          ),
        ),
      };
    case 'online-payment': {
      const dossiers = many(of, (n, _, on) => dossier(n, { received_at: `${on} 08:00:00` }));
      const payments = many(of, (n, wanted, on) =>
        payment(`MOI${n}`, dossiers[n]?.dossier_code ?? '', {
          paid_at: `${on} 08:00:00`,
          payment_method: wanted ? 'portal' : 'offline',
        }),
      );
      return { dossiers: rowsOf(dossiers), payments: rowsOf(payments) };
    }
    case 'results-digitised-signed': {
      const open = knownOn(day)
        .results.map(({ record }) => record)
        .filter((one) => one.issued_at >= '2024-01-01' && (one.digitised_at === '' || one.signed_at === ''));
      expect(open).toHaveLength(old);
      const all: Result[] = [...open, ...many(of - old, (n, _, on) => result(`MOI${n}`, { issued_at: on }))];
      return {
        results: rowsOf(all.map((one, n) => (n < hits ? { ...one, digitised_at: until, signed_at: until } : one))),
      };
    }
  }
}

const scratch = temporaryFolder();
const library = shippedLibrary();
const plan = library.plans.get('brvt-sgddt-2024')!;
let made = 0;

async function rowsOn(file: string, asOf: string): Promise<Map<string, EvaluationRow>> {
  const engine = await newWarehouse(file);
  try {
    const period = reportingPeriod(asOf, undefined, plan);
    const evaluated = await evaluateTargets(officeOf(engine, library), { plan, unit: UNIT, period });
    return new Map(evaluated.map(({ row }) => [row.target, row]));
  } finally {
    await engine.close();
  }
}

async function importRows(file: string, rows: Rows): Promise<void> {
  const book = path.join(scratch.folder, `so-lieu-${made++}.xlsx`);
  writeFileSync(book, fileBytes(fileOf(book, rows)));
  const engine = await newWarehouse(file);
  try {
    expect((await importInto(engine, [book])).failures).toEqual([]);
  } finally {
    await engine.close();
  }
}

/** The verdict on the due date, after `hits` came. */
async function verdictAfter(base: string, target: Target, needed: Needed, hits: number, day: string) {
  const file = path.join(scratch.folder, `kho-${made++}.duckdb`);
  copyFileSync(base, file);
  await importRows(file, thatCame(target, needed, hits, day));
  return (await rowsOn(file, DUE)).get(target);
}

afterAll(() => scratch.remove());

describe.each(DATES)('what must come after %s', (day) => {
  const base = path.join(scratch.folder, `${day}.duckdb`);
  let rows: Map<string, EvaluationRow>;
  beforeAll(async () => {
    await importRows(base, knownOn(day));
    rows = await rowsOn(base, day);
  });

  it.each(TARGETS)('for %s is enough, and one less is not', async (target) => {
    const row = rows.get(target);
    const needed = row?.needed;
    if (row === undefined || needed?.hits == null) throw new Error(`${target} asks for nothing`);
    expect(row.shortfall).toBeNull();
    expect(neededWords({ row, valueText: '' }, 'vi').join()).toContain(`${needed.hits} trên`);
    expect(needed).toMatchObject({ kind: 'at-least', basis: 'last_year', year: 2023, until: DUE });
    const enough = await verdictAfter(base, target, needed, needed.hits, day);
    expect(enough).toMatchObject({ status: 'met', shortfall: 0, needed: null });
    const oneLess = await verdictAfter(base, target, needed, needed.hits - 1, day);
    expect(oneLess).toMatchObject({ status: 'below', shortfall: 1, needed: null });
  });
});
