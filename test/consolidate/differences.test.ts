import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { read, write } from '@e965/xlsx';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { vedich } from '../pipeline/command-line.ts';
import type { Side } from '../support/breakdowns.ts';
import { SAMPLE_CASES, trueMembers } from '../support/sample-truth.ts';
import { sampleWarehouse } from '../support/sample-warehouse.ts';
import { SAMPLES } from '../support/warehouse.ts';
import type { Consolidated } from './office.ts';

/**
 * The province holds the portal's exports of 2024 of a department. The department itself counted from lists of its own, which
 * lack rows, say another channel, and have a dossier more. What the lists differ in was done here, by code; who counts where
 * in the province's lists is the generator's own record.
 */
const folder = mkdtempSync(path.join(tmpdir(), 'vedich-differences-'));
const [PROVINCE, OWN] = [path.join(folder, 'tinh.duckdb'), path.join(folder, 'so.duckdb')];
const LISTS = path.join(folder, 'danh-sach-so');
const [PLAN, UNIT, AS_OF] = ['brvt-sgddt-2024', 'brvt-sgddt', '2024-11-30'];
const truthCase = SAMPLE_CASES.find(({ plan, asOf }) => plan === PLAN && asOf === AS_OF);
if (truthCase === undefined) throw new Error('no truth');
const member = (indicator: string): Record<Side, string[]> => trueMembers(truthCase, indicator);
const INDICATORS = {
  'remote-online': 'remote_online_rate',
  'full-online': 'full_online_rate',
  'online-payment': 'online_payment_dossier_rate',
  'results-digitised-signed': 'results_signed_rate',
  'full-service-coverage': 'full_service_coverage',
  'digital-signature-services': 'digital_signature_service_rate',
} as const;
type TargetId = keyof typeof INDICATORS;
type Counted = Side | 'none';

const sides = (target: TargetId): Map<string, Counted> => {
  const { numerator, missing } = member(INDICATORS[target]);
  return new Map<string, Counted>([
    ...numerator.map((code) => [code, 'numerator'] as const),
    ...missing.map((code) => [code, 'missing'] as const),
  ]);
};

const latin = (name: string): string => readFileSync(path.join(SAMPLES, 'brvt-2024', name), 'latin1');
const NOVEMBER = 'ho-so-2024-thang-11.csv';
const lines = latin(NOVEMBER).split('\r\n');
/** Dossiers of November stand in no other list. */
const november = lines.slice(1).filter((line) => /^H06\.23-2411\d\d-/.test(line));
const codeOf = (line: string): string => line.split(';')[0] ?? '';
const REMOTE = 'Tr\xfd\xf2c tuy\xea\xecn';
const COUNTER = 'Tr\xfd\xf2c ti\xea\xecp';
const remote = november.filter((line) => line.split(';')[9] === REMOTE);
const dropped = november.filter((_, at) => at % 23 === 4).map(codeOf);
const flipped = remote.filter((line, at) => at % 31 === 7 && !dropped.includes(codeOf(line))).map(codeOf);
const copied = remote.find((line) => !dropped.includes(codeOf(line)) && !flipped.includes(codeOf(line))) ?? '';
const ADDED = 'H06.23-241115-9001';

const unpaid = [...sides('online-payment').keys()].filter((code, at) => at % 97 === 5 && !dropped.includes(code));
const unsigned = [...sides('results-digitised-signed').keys()].filter((_, at) => at % 151 === 9);
const used = new Set(Object.values(member('services_used_online_rate')).flat());
const unknown = [...sides('full-service-coverage').keys()].find(
  (code) => sides('digital-signature-services').has(code) && !used.has(code),
);

/** How a member counts in the department's own lists. */
function ownSide(target: TargetId, code: string, here: Counted): Counted {
  if (target === 'results-digitised-signed') return unsigned.includes(code) ? 'none' : here;
  if (target === 'full-service-coverage' || target === 'digital-signature-services')
    return code === unknown ? 'none' : here;
  if (code === ADDED) return target === 'online-payment' ? 'none' : (sides(target).get(codeOf(copied)) ?? 'none');
  if (dropped.includes(code)) return 'none';
  if (target === 'online-payment') return unpaid.includes(code) ? 'none' : here;
  if (!flipped.includes(code)) return here;
  return target === 'remote-online' ? 'missing' : 'none';
}

function differing(target: TargetId): [code: string, here: Counted, unit: Counted][] {
  const here = sides(target);
  return [...here.keys(), ADDED]
    .map((code): [string, Counted, Counted] => [
      code,
      here.get(code) ?? 'none',
      ownSide(target, code, here.get(code) ?? 'none'),
    ])
    .filter(([, ours, theirs]) => ours !== theirs)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

function writeOwnLists(): void {
  mkdirSync(LISTS);
  for (const name of [
    'ho-so-2024-thang-01-08.xlsx',
    'ho-so-2024-thang-09.xls',
    'ho-so-2024-thang-10-nop-ho.csv',
    'ho-so-2024-thang-10.json',
  ])
    copyFileSync(path.join(SAMPLES, 'brvt-2024', name), path.join(LISTS, name));
  const own = lines
    .filter((line) => !dropped.includes(codeOf(line)))
    .map((line) => (flipped.includes(codeOf(line)) ? line.replace(`;${REMOTE};`, `;${COUNTER};`) : line));
  own.splice(1, 0, copied.replace(codeOf(copied), ADDED));
  writeFileSync(path.join(LISTS, NOVEMBER), own.join('\r\n'), 'latin1');
  const paid = readFileSync(path.join(SAMPLES, 'brvt-2024', 'thanh-toan-2024.csv'), 'utf16le').split('\r\n');
  const left = paid.filter((line) => !unpaid.some((code) => line.includes(code)));
  writeFileSync(path.join(LISTS, 'thanh-toan-2024.csv'), left.join('\r\n'), 'utf16le');
  const results = unzipSync(readFileSync(path.join(SAMPLES, 'brvt-2024', 'ket-qua-2024.xlsx')));
  const part = 'xl/worksheets/sheet1.xml';
  const texts = [
    ...strFromU8(results['xl/sharedStrings.xml'] ?? new Uint8Array()).matchAll(/<si><t[^>]*>([^<]*)<\/t><\/si>/g),
  ].map(([, text = '']) => text);
  const xml = strFromU8(results[part] ?? new Uint8Array()).replace(/<row .*?<\/row>/gs, (row) =>
    [...row.matchAll(/t="s"><v>(\d+)<\/v>/g)].some(([, at]) => unsigned.includes(texts[Number(at)] ?? '')) ? '' : row,
  );
  writeFileSync(path.join(LISTS, 'ket-qua-2024.xlsx'), zipSync({ ...results, [part]: strToU8(xml) }));
  const catalogue = read(readFileSync(path.join(SAMPLES, 'brvt-2024', 'danh-muc-tthc-2024.xls')));
  for (const sheet of Object.values(catalogue.Sheets)) {
    const at = Object.keys(sheet)
      .filter((cell) => `${sheet[cell]?.v ?? ''}`.startsWith(unknown ?? '?'))
      .map((cell) => cell.replace(/[A-Z]+/, ''));
    for (const cell of Object.keys(sheet)) if (at.includes(cell.replace(/^[A-Z]+/, ''))) delete sheet[cell];
  }
  writeFileSync(path.join(LISTS, 'danh-muc-tthc-2024.xls'), write(catalogue, { type: 'buffer', bookType: 'biff8' }));
}

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
  writeOwnLists();
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
