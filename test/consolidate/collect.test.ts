import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ran, vedich } from '../pipeline/command-line.ts';
import {
  askedIn,
  type Collected,
  type Consolidated,
  layPlan,
  type Roll,
  sumOf,
  TARGETS,
  truthOf,
  type UnitTruth,
  unitsOfPlan,
} from './office.ts';
import { LAYOUTS, type Row, rowsOf } from './unit-tables.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'vedich-collect-'));
const sent = path.join(folder, 'sent');
const ASKED = askedIn(folder);
const run = (words: readonly string[]): Promise<Ran> => vedich([...words, ...ASKED]);
const json = async <T>(words: readonly string[]): Promise<T> =>
  JSON.parse((await run([...words, '--format', 'json'])).out);

interface Planted {
  code: string;
  unit: string;
}

const units = unitsOfPlan();
const truths: UnitTruth[] = [];
const planted: Planted[] = [];
/** Left out on purpose: they send nothing that counts. */
const silent = new Set<string>();
const PERIODS = ['Từ ngày 01/01/2026 đến ngày 31/10/2026', '(Số liệu tính đến ngày 31/10/2026)', 'Tháng 10 năm 2026'];

beforeAll(async () => {
  layPlan(folder);
  mkdirSync(sent);
  for (const [at, { id, name }] of units.entries()) {
    const truth = truthOf(id, name, 1_000 + at);
    const rows = rowsOf(truth, at >> 1);
    const mistake = MISTAKES[at % 13];
    const code = at % 13 < MISTAKES.length && mistake !== undefined ? mistake(rows, truth) : undefined;
    if (code !== undefined) planted.push({ code, unit: id });
    const layout = LAYOUTS[at % LAYOUTS.length];
    const wrong = at === 60;
    if (wrong) planted.push({ code: 'E_WRONG_PERIOD', unit: id });
    const made = layout?.(
      name,
      rows,
      wrong ? 'Từ ngày 01/01/2026 đến ngày 30/9/2026' : (PERIODS[at % PERIODS.length] ?? ''),
    );
    const missing = at === 61;
    if (wrong || missing) silent.add(id);
    if (!wrong && !missing) truths.push(truth);
    if (made !== undefined && !missing)
      writeFileSync(path.join(sent, `bao-cao-${String(at).padStart(3, '0')}.${made.ending}`), made.bytes);
  }
  writeFileSync(path.join(sent, 'hong.xlsx'), new Uint8Array([0x50, 0x4b, 3, 4, 1, 2, 3]));
  const stranger = LAYOUTS[1]?.('Công ty Một thành viên Hoa Sen', rowsOf(truthOf('x', 'x', 7), 0), PERIODS[0] ?? '');
  if (stranger !== undefined) writeFileSync(path.join(sent, 'la.xlsx'), stranger.bytes);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Mistakes that a unit makes; each returns the code under which it must be told. Its counts are what is added. */
const MISTAKES: readonly ((rows: Row[], truth: UnitTruth) => string | undefined)[] = [
  () => undefined,
  (rows) => {
    const row = rows[1];
    if (row?.value != null) row.value = Math.round((row.value > 50 ? row.value - 7 : row.value + 7) * 100) / 100;
    return 'E_VALUE_DIFFERS';
  },
  (rows, { figures }) => {
    const row = rows[3];
    if (row !== undefined) {
      [row.hits, row.members] = [figures['on-time'].members + 3, figures['on-time'].members];
      row.value = null;
      figures['on-time'].hits = figures['on-time'].members + 3;
    }
    return 'E_HITS_ABOVE_MEMBERS';
  },
];

describe('a hundred and fifty tables in ten layouts', () => {
  let collected: Collected[];

  beforeAll(async () => {
    const { out, err } = await run(['collect', sent, '--format', 'json']);
    expect(err).toBe('');
    collected = JSON.parse(out);
  });

  test('there are enough of them', () => {
    expect(units.length).toBeGreaterThan(125);
  });

  test('each is of its unit, and all its counts are read', async () => {
    const wrong = collected.filter(({ file, unit, counts }) => {
      const at = Number(/\d+/.exec(file)?.[0] ?? -1);
      return at >= 0 && (unit !== units[at]?.id || counts !== TARGETS.length);
    });
    expect(
      wrong.map(({ file, unit, counts, problems }) => ({
        file,
        unit,
        counts,
        problems: problems.map(({ message }) => message),
      })),
    ).toEqual([]);
  });

  test('the totals are the sums of the counts', async () => {
    const { targets, included } = await json<Consolidated>(['consolidate']);
    expect(included).toHaveLength(truths.length);
    for (const target of TARGETS) {
      const { hits, members } = sumOf(truths, target);
      expect(
        targets.find((one) => one.target === target),
        target,
      ).toMatchObject({ numerator: hits, denominator: members });
    }
  });

  test('every planted mistake is told, and none that was not planted', async () => {
    const { checks } = await json<Consolidated>(['consolidate']);
    const found = checks
      .filter(({ severity, unit }) => severity !== 'info' && unit !== '')
      .map(({ code, unit }) => `${unit} ${code}`);
    expect(found.sort()).toEqual(planted.map(({ code, unit }) => `${unit} ${code}`).sort());
  });

  test('who has not sent, who is not asked, and what is no report', async () => {
    const { units: lines, others } = await json<Roll>(['roll']);
    const states = (state: string): string[] => lines.filter((line) => line.state === state).map(({ unit }) => unit);
    expect([...states('missing'), ...states('wrong-period')].sort()).toEqual([...silent].sort());
    expect(states('excluded')).toEqual(['ninhbinh-thanhtra']);
    expect(others.map(({ file }) => file)).toEqual(['la.xlsx']);
    expect(collected.find(({ file }) => file === 'hong.xlsx')).toMatchObject({
      kind: 'unknown',
      problems: [{ code: 'E_NOT_READ' }],
    });
    expect(collected.find(({ file }) => file === 'la.xlsx')?.asked[0]).toMatchObject({
      kind: 'unit',
      name: 'Công ty Một thành viên Hoa Sen',
    });
  });
});
