import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { read } from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { vedich } from '../pipeline/command-line.ts';
import { sampleWarehouse } from '../support/sample-warehouse.ts';
import type { Consolidated } from './office.ts';
import {
  ADDED,
  AS_OF,
  type Counted,
  differing,
  flipped,
  INDICATORS,
  NOVEMBER,
  ownSide,
  PLAN,
  sides,
  type TargetId,
  UNIT,
  writeOwnLists,
} from './own-lists.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'vedich-differences-'));
const [PROVINCE, OWN] = [path.join(folder, 'tinh.duckdb'), path.join(folder, 'so.duckdb')];
const LISTS = path.join(folder, 'danh-sach-so');

const run = async (...words: string[]): Promise<string> => {
  const ran = await vedich(words);
  expect(ran.code, ran.err).toBe(0);
  return ran.out;
};
const inProvince = ['--plan', PLAN, '--unit', 'brvt', '--as-of', AS_OF, '--warehouse', PROVINCE];
const asked = (target: string): string[] => [
  'dossiers',
  '--difference',
  '--plan',
  PLAN,
  '--target',
  target,
  '--unit',
  UNIT,
  '--as-of',
  AS_OF,
  '--warehouse',
  PROVINCE,
];

beforeAll(async () => {
  writeOwnLists(LISTS);
  await sampleWarehouse(PROVINCE, ['brvt-2024']);
  await vedich(['import', LISTS, '--province', 'brvt', '--warehouse', OWN]);
  const report = path.join(folder, 'bao-cao-so.xlsx');
  await run('report', '--plan', PLAN, '--unit', UNIT, '--as-of', AS_OF, '--warehouse', OWN, '-o', report);
  await run('collect', report, ...inProvince);
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('each number that is another one than that of the exports is told, with its cell, and no other', async () => {
  const { checks }: Consolidated = JSON.parse(await run('consolidate', '--format', 'json', ...inProvince));
  const found = checks.filter(({ code }) => code === 'W_EXPORTS_DIFFER') as (Consolidated['checks'][number] & {
    target: string;
  })[];
  const count = (all: Iterable<Counted>, numerator: boolean): string =>
    String([...all].filter((side) => (numerator ? side === 'numerator' : side !== 'none')).length);
  const expected = (Object.keys(INDICATORS) as TargetId[]).flatMap((target) => {
    const here = sides(target);
    const own = [...here.keys(), ADDED].map((code) => ownSide(target, code, here.get(code) ?? 'none'));
    return [true, false].flatMap((numerator) => {
      const [is, should] = [count(own, numerator), count(here.values(), numerator)];
      return is === should ? [] : [`${target} ${is} ≠ ${should}`];
    });
  });
  const told = found
    .filter(({ target }) => target in INDICATORS)
    .map(({ target, found: is, expected: should }) => `${target} ${is} ≠ ${should}`);
  expect(told.sort()).toEqual(expected.sort());
  expect(expected.length).toBeGreaterThanOrEqual(8);
  expect(
    found.every(
      ({ unit, file, sheet, cell }) =>
        unit === UNIT && file === 'bao-cao-so.xlsx' && sheet !== '' && /^[A-Z]+\d+$/.test(cell),
    ),
  ).toBe(true);
});

describe.each(Object.keys(INDICATORS) as TargetId[])('what makes the difference of %s', (target) => {
  test('is exactly the members that the two lists count otherwise', async () => {
    const expected = differing(target);
    expect(expected.length).toBeGreaterThan(0);
    const { members, reported, list } = JSON.parse(await run(...asked(target), LISTS, '--format', 'json'));
    expect(list).toEqual(reported);
    expect(
      members.map((row: Record<string, string>) => [row['member'], row['counted_here'], row['counted_by_unit']]),
    ).toEqual(expected);
  }, 60_000);
});

test('it says where each stands in both lists, for people as well', async () => {
  const { members } = JSON.parse(await run(...asked('remote-online'), LISTS, '--format', 'json'));
  const both = members.find(({ member: code }: { member: string }) => code === flipped[0]);
  expect(both).toMatchObject({
    file: NOVEMBER,
    unit_file: NOVEMBER,
    channel: expect.any(String),
    unit_channel: 'counter',
  });
  expect(both.channel).not.toBe('counter');
  const file = path.join(folder, 'chenh-lech.xlsx');
  await run(...asked('remote-online'), LISTS, '--format', 'xlsx', '-o', file);
  const book = read(readFileSync(file));
  const text = JSON.stringify(Object.values(book.Sheets)[0]);
  for (const [code] of differing('remote-online')) expect(text).toContain(code);
  expect(await run(...asked('remote-online'), LISTS)).toContain('Không tính');
}, 60_000);

test('without the list everything that is counted here is given, and it is said why', async () => {
  const { members, message, list } = JSON.parse(await run(...asked('remote-online'), '--format', 'json'));
  expect(list).toBeNull();
  expect(members).toHaveLength(sides('remote-online').size);
  expect(message).toContain('đưa thêm danh sách');
});

test('a list that was not what the unit counted from is told', async () => {
  const { message } = JSON.parse(await run(...asked('remote-online'), path.join(LISTS, NOVEMBER), '--format', 'json'));
  expect(message).toContain('không ra đúng số đơn vị báo');
});

test('a figure that nobody reported, and a file without a list, are refused in a sentence', async () => {
  expect((await vedich([...asked('khong-co'), LISTS])).err).toContain('chưa báo cáo');
  const text = path.join(folder, 'thu.csv');
  writeFileSync(text, 'Kính gửi\nĐơn vị\n');
  expect((await vedich([...asked('remote-online'), text])).err).toContain('thu.csv');
});

test('exports that lack a file contradict nobody', async () => {
  const other = path.join(folder, 'thieu-thang-11.duckdb');
  copyFileSync(PROVINCE, other);
  const at = ['--warehouse', other];
  const imports: { import: number; file: string }[] = JSON.parse(
    await run('imports', 'list', '--format', 'json', ...at),
  );
  const november = imports.find(({ file }) => file === NOVEMBER);
  await run('imports', 'remove', String(november?.import), ...at);
  const asked = inProvince.map((word) => (word === PROVINCE ? other : word));
  const { checks }: Consolidated = JSON.parse(await run('consolidate', '--format', 'json', ...asked));
  const told = checks.flatMap((check) =>
    check.code === 'W_EXPORTS_DIFFER' ? [(check as { target?: string }).target] : [],
  );
  // What is counted from other lists is still compared.
  expect(new Set(told)).toEqual(
    new Set(['results-digitised-signed', 'full-service-coverage', 'digital-signature-services']),
  );
}, 60_000);
