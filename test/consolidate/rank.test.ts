import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { childrenAt } from '../../pipeline/library/units/scope.ts';
import { vedich } from '../pipeline/command-line.ts';
import { shippedProvinces, unitsFor } from '../support/provinces.ts';
import { columnsOf, type FieldTruth, SPELLINGS } from './form-books.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'vedich-rank-'));
const [BEFORE, NOW] = ['2026-03-14', '2026-09-14'];
const asked = (asOf: string): string[] => [
  '--unit',
  'ninhbinh',
  '--as-of',
  asOf,
  '--warehouse',
  path.join(folder, 'w.duckdb'),
];
const communes = childrenAt(unitsFor(shippedProvinces(), 'ninhbinh'), 'ninhbinh', NOW)
  .filter(({ kind }) => kind === 'commune')
  .slice(0, 5);

/** Settled and open in time of 100, and online of 100: what the points follow from. */
function truth(inTime: number, online: number): FieldTruth {
  return {
    field: 'Hộ tịch',
    online,
    direct: 100 - online,
    carried: 0,
    early: 0,
    onTime: inTime,
    late: 100 - inTime,
    openLate: 0,
  };
}

async function collect(asOf: string, says: string, truths: readonly (FieldTruth | null)[]): Promise<void> {
  const place = path.join(folder, asOf);
  mkdirSync(place);
  for (const [at, one] of truths.entries()) {
    const values = one === null ? {} : columnsOf(one);
    const row = {
      label: 'Hộ tịch',
      values:
        one === null
          ? columnsOf({ field: '', online: 0, direct: 0, carried: 0, early: 0, onTime: 0, late: 0, openLate: 0 })
          : values,
    };
    const made = SPELLINGS[0]?.(communes[at]?.name ?? '', says, [row], { label: 'Tổng số', values: row.values });
    if (made !== undefined) writeFileSync(path.join(place, `${at}.${made.ending}`), made.bytes);
  }
  const { err } = await vedich(['collect', place, '--form', 'vpcp-06a', ...asked(asOf)]);
  expect(err).toBe('');
}

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the ranking of QĐ 766 as far as counts go', () => {
  beforeAll(async () => {
    await collect(BEFORE, '(Từ ngày 15/12/2025 đến ngày 14/3/2026)', [
      truth(50, 10),
      truth(100, 50),
      truth(90, 50),
      truth(90, 50),
      null,
    ]);
    await collect(NOW, '(Từ ngày 15/06/2026 đến ngày 14/9/2026)', [
      truth(100, 80),
      truth(90, 25),
      truth(90, 25),
      truth(40, 0),
      null,
    ]);
  });

  test('equal points are equal ranks, nothing to measure by is no rank, and the change is told', async () => {
    const { out, err } = await vedich(['rank', '--ranking', 'qd-766', '--format', 'json', ...asked(NOW)]);
    expect(err).toBe('');
    const [block] = JSON.parse(out);
    expect(block.block).toBe('communes');
    const byUnit = new Map(block.units.map((one: { unit: string }) => [one.unit, one]));
    expect(communes.map(({ id }) => byUnit.get(id))).toMatchObject([
      // 20 × 100/100, and all 6 from half online on.
      { rank: 1, points: 26, of: 26, change: 3 },
      // 20 × 90/100 + 6 × 25/50
      { rank: 2, points: 21, change: -1 },
      { rank: 2, points: 21, change: 0 },
      { rank: 4, points: 8, change: -2 },
      { rank: null, points: 0, of: 0, change: null },
    ]);
  });
});
