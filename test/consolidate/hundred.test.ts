import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { vedich } from '../pipeline/command-line.ts';
import { findings } from '../report/validate.ts';
import { COLUMNS, FIELDS } from './form-books.ts';
import { type Hundred, makeHundred } from './hundred.ts';
import { FORM, OFFICE, PLAN, PLAN_YAML, type Planted, type Records, verdict } from './hundred-records.ts';
import { type Collected, type Consolidated, type Problem, type Roll, TARGETS } from './office.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'vedich-hundred-'));
const library = path.join(folder, 'library');
const where = ['--unit', OFFICE, '--library', library, '--warehouse', path.join(folder, 'w.duckdb')];
const asked = (plan: boolean, from: string, asOf: string): string[] => [
  ...(plan ? ['--plan', PLAN.id] : ['--form', FORM.id]),
  '--from',
  from,
  '--as-of',
  asOf,
  ...where,
];
let set: Hundred;

async function json<T>(words: readonly string[]): Promise<T> {
  const { out, err } = await vedich([...words, '--format', 'json']);
  expect(err).toBe('');
  return JSON.parse(out);
}

beforeAll(async () => {
  mkdirSync(path.join(library, 'plans'), { recursive: true });
  writeFileSync(path.join(library, 'plans', 'ke-hoach.yaml'), PLAN_YAML);
  set = await makeHundred(folder);
  for (const { folder: place, plan, from, asOf } of set.earlier)
    await json(['collect', place, ...asked(plan, from, asOf)]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Problems as lines that can be compared. */
const lines = (all: readonly (Planted | Problem)[]): string[] =>
  all
    .map(({ code, unit, file, cell, expected, found }) => `${file} ${unit} ${code} ${cell} ${found} ≠ ${expected}`)
    .sort();
/** What is planted says nothing of sentences: of some findings only that they are there. */
const BARE = new Set(['W_TARGET_MISSING', 'W_SENT_AGAIN', 'I_OTHER_VERSION']);
const bare = <T extends Planted | Problem>(one: T): T =>
  BARE.has(one.code) ? { ...one, cell: '', expected: null, found: null } : one;

function expectRoll({ units, others }: Roll, { states, late, others: outside }: Records): void {
  expect(Object.fromEntries(units.map(({ unit, state }) => [unit, state]))).toEqual(Object.fromEntries(states));
  expect(
    Object.fromEntries(units.flatMap(({ unit, days_late }) => (days_late > 0 ? [[unit, days_late]] : []))),
  ).toEqual(Object.fromEntries(late));
  expect(others.map(({ file }) => file).sort()).toEqual([...outside].sort());
}

function expectPlanted({ checks }: Consolidated, { planted }: Records): void {
  expect(lines(checks.map(bare))).toEqual(lines(planted.map(bare)));
}

describe.each([
  ['the plan', true],
  ['the form', false],
] as const)('a hundred and fifty workbooks, collected for %s', (_, isPlan) => {
  const words = isPlan ? asked(true, PLAN.from, PLAN.asOf) : asked(false, FORM.from, FORM.asOf);
  let collected: Collected[];
  let records: Records;

  beforeAll(async () => {
    records = isPlan ? set.plan : set.form;
    collected = await json(['collect', set.folder, ...words]);
  });

  test('there are so many, and none stops the others', () => {
    const files = readdirSync(set.folder).sort();
    expect(files.length).toBeGreaterThanOrEqual(150);
    expect([...new Set(collected.map(({ file }) => file))].sort()).toEqual(files);
    const unread = collected.filter(({ problems }) => problems.some(({ code }) => code === 'E_NOT_READ'));
    expect(unread.map(({ file }) => file)).toEqual(records.unread);
    const [password, broken] = unread.map(({ problems }) => problems[0]?.message);
    expect(password).toContain('bỏ mật khẩu');
    expect(broken).toMatch(/hỏng|cắt cụt/);
  });

  test('the roll', async () => {
    expectRoll(await json<Roll>(['roll', ...words]), records);
  });

  test('every planted mistake in its cell, and none that was not planted', async () => {
    expectPlanted(await json(['consolidate', ...words]), records);
  });
});

test('every total and every verdict of the plan', async () => {
  const { targets, included } = await json<Consolidated>(['consolidate', ...asked(true, PLAN.from, PLAN.asOf)]);
  expect([...included].sort()).toEqual([...set.plan.figures.keys()].sort());
  for (const target of TARGETS) {
    const [found, total] = [targets.find((one) => one.target === target), set.plan.total(target)];
    expect(found, target).toMatchObject({
      numerator: total.hits,
      denominator: total.members,
      status: verdict(target, total),
    });
    const wanted = [...set.plan.figures].flatMap(([unit, all]) => {
      const own = all.flatMap((one) => one[target] ?? []);
      const [hits, members] = [
        own.reduce((sum, one) => sum + one.hits, 0),
        own.reduce((sum, one) => sum + one.members, 0),
      ];
      return own.length === 0 ? [] : [`${unit} ${hits} ${verdict(target, { hits, members })}`];
    });
    const units = found?.units.filter(({ numerator }) => numerator !== null) ?? [];
    expect(units.map(({ unit, numerator, status }) => `${unit} ${numerator} ${status}`).sort(), target).toEqual(
      wanted.sort(),
    );
  }
});

test('every total of the form, by field and by unit', async () => {
  const { cells, by_unit } = await json<Consolidated>(['consolidate', ...asked(false, FORM.from, FORM.asOf)]);
  const sum = (column: string, rows: readonly { values: Record<string, number | undefined> }[]): number | undefined => {
    const having = rows.flatMap(({ values }) => values[column] ?? []);
    return having.length === 0 ? undefined : having.reduce((all, one) => all + one, 0);
  };
  const all = [...set.form.fields.values()].flat();
  for (const column of COLUMNS) {
    for (const field of FIELDS) {
      const own = all.filter((one) => one.field === field);
      expect(cells.find((cell) => cell.row === field && cell.column === column)?.value, `${field} ${column}`).toBe(
        sum(column, own),
      );
    }
    expect(cells.find((cell) => cell.row === null && cell.column === column)?.value, column).toBe(sum(column, all));
    for (const [unit, rows] of set.form.fields)
      expect(by_unit.find((one) => one.unit === unit && one.column === column)?.value, `${unit} ${column}`).toBe(
        sum(column, rows),
      );
  }
});

test('the consolidated workbooks open without repair', async () => {
  for (const words of [asked(true, PLAN.from, PLAN.asOf), asked(false, FORM.from, FORM.asOf)]) {
    const file = path.join(folder, 'tong-hop.xlsx');
    await vedich(['consolidate', ...words, '-o', file]);
    expect(await findings(readFileSync(file))).toEqual([]);
  }
});
