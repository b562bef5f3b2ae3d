import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { shippedLibrary } from '../../pipeline/cli/library.ts';
import { runCli } from '../../pipeline/cli/run.ts';
import type { ImportedSheet, OpenQuestion } from '../../pipeline/facts/types.ts';
import type { Language } from '../../pipeline/messages.ts';
import { sampleWarehouse } from '../support/sample-warehouse.ts';
import { recordingIo, SAMPLES, temporaryFolder } from '../support/warehouse.ts';
import { trapCases } from '../traps/trap-case.ts';
import { libraryData } from './data-words.ts';
import { englishWord, hasVietnamese, without } from './languages.ts';

const COMMANDS = fileURLToPath(new URL('../../pipeline/cli/commands', import.meta.url));
const { plans }: { plans: { plan: string; unit: string; as_of: string }[] } = parse(
  readFileSync(path.join(SAMPLES, 'samples.yaml'), 'utf8'),
);
const { folder, remove } = temporaryFolder();
const at = (name: string): string => path.join(folder, name);
const samples = at('samples.duckdb');
const data = libraryData();

beforeAll(async () => {
  await sampleWarehouse(samples);
});
afterAll(remove);

const OTHERS = { vi: (line: string) => englishWord(line) !== undefined, en: hasVietnamese };

/** Lines that a call prints and that have a word of the other language which is no data. The terminal is so wide that no name is broken over two lines. */
async function foreignLines(
  language: Language,
  words: readonly string[],
  more: readonly string[] = [],
): Promise<string[]> {
  const io = { ...recordingIo(), language, width: 5000 };
  await runCli([...words, '--lang', language], io);
  const lines = [...io.printed, ...io.errors].join('\n').normalize('NFC').split('\n');
  const foreign = OTHERS[language];
  return lines
    .filter(foreign)
    .map((line) => without([...data, ...more], line.replace(/'[^'\n]*'/g, "''")))
    .filter(foreign);
}

async function asJson<T>(words: readonly string[]): Promise<T> {
  const io = recordingIo();
  await runCli([...words, '--format', 'json'], io);
  return JSON.parse(io.printed.join('\n'));
}

/** Neither language shows a word of the other. */
async function expectOwnWords(words: readonly string[], more: readonly string[] = []): Promise<void> {
  const extra = more.map((text) => text.normalize('NFC'));
  expect(await foreignLines('en', words, extra)).toEqual([]);
  expect(await foreignLines('vi', words, extra)).toEqual([]);
}

const names = readdirSync(COMMANDS).map((file) => path.basename(file, '.ts'));

describe('the command line in both languages', () => {
  it.each(['', ...names])('vedich %s --help', async (name) => {
    await expectOwnWords([...(name === '' ? [] : [name]), '--help']);
  });

  it.each(plans)('the targets of $plan', async ({ plan, unit, as_of }) => {
    const words = ['--plan', plan, '--unit', unit, '--as-of', as_of, '--warehouse', samples];
    await expectOwnWords(['evaluate', ...words]);
    await expectOwnWords(['report', '--all', '--yes', '-o', at(`${plan}.xlsx`), ...words]);
  });

  it.each(['none', 'unit', 'field', 'procedure', 'month'])('all indicators by %s', async (by) => {
    const period = ['--from', '2024-01-01', '--as-of', '2024-11-30', '--warehouse', samples];
    const words = ['indicators', '--unit', 'brvt-sgddt', '--by', by, ...period];
    const rows = await asJson<{ label: string }[]>(words);
    await expectOwnWords(
      words,
      rows.map(({ label }) => label),
    );
  });

  it('dossiers, plans, units, tokens', async () => {
    const period = ['--from', '2024-01-01', '--as-of', '2024-11-30', '--warehouse', samples];
    for (const side of ['missing', 'numerator'])
      await expectOwnWords([
        'dossiers',
        '--indicator',
        'remote_online_rate',
        '--unit',
        'brvt-sgddt',
        '--side',
        side,
        ...period,
      ]);
    await expectOwnWords(['plans', 'list']);
    for (const plan of shippedLibrary().plans.keys()) await expectOwnWords(['plans', 'show', plan]);
    const shipped = fileURLToPath(new URL('../../pipeline/library/plans/brvt-sgddt-2024.yaml', import.meta.url));
    await expectOwnWords(['plans', 'check', shipped]);
    await expectOwnWords(['units', 'list']);
    for (const unit of ['brvt', 'brvt-sgddt', 'gialai']) await expectOwnWords(['units', 'show', unit]);
    const token = ['--warehouse', at('tokens.duckdb')];
    await expectOwnWords([
      'token',
      'create',
      '--unit',
      'brvt-sgddt',
      '--role',
      'reader',
      '--expires',
      '2026-12-31',
      ...token,
    ]);
    await expectOwnWords(['token', 'list', ...token]);
    await expectOwnWords(['token', 'revoke', 'x', ...token]);
  });

  it('what is said of files: a trap for every kind of problem', async () => {
    const told = new Set<string>();
    const traps = trapCases().filter(({ expected }) => {
      const fresh = expected.sheets
        .flatMap(({ problems }) => problems.map(({ code }) => code))
        .filter((code) => !told.has(code));
      for (const code of fresh) told.add(code);
      return fresh.length > 0;
    });
    expect(told.size).toBeGreaterThan(25);
    const place = at('traps');
    for (const trap of traps) await trap.lay(path.join(place, trap.name));
    writeFileSync(path.join(place, 'bin.csv'), new Uint8Array([1, 0, 2, 0, 0, 255]));
    writeFileSync(path.join(place, 'empty.csv'), '');
    writeFileSync(path.join(place, 'open.csv'), 'Mã hồ sơ,Trạng thái\n"a,b\n');
    const sheets = await asJson<(ImportedSheet & { open: OpenQuestion[] })[]>([
      'import',
      place,
      '--warehouse',
      at('first.duckdb'),
    ]);
    const own = sheets
      .flatMap(({ file, sheet, columns, problems, open }) => [
        file,
        sheet,
        ...Object.values(columns),
        ...problems.map(({ example }) => example),
        ...open.map(({ written }) => written),
      ])
      .map((text) => text.normalize('NFC'));
    for (const language of ['en', 'vi'] as const) {
      const fresh = ['import', place, '--warehouse', at(`${language}.duckdb`)];
      expect(await foreignLines(language, fresh, own)).toEqual([]);
      // The files are known now, and what was kept of them is said again.
      expect(await foreignLines(language, fresh, own)).toEqual([]);
    }
  }, 600_000);

  it.each([
    ['nothing such', ['nosuch']],
    ['an option', ['evaluate', '--nosuch']],
    ['a day', ['evaluate', '--plan', 'brvt-sgddt-2024', '--unit', 'brvt-sgddt', '--as-of', '31/12/2024']],
    ['an option that is missing', ['evaluate']],
    ['a choice', ['indicators', '--unit', 'brvt', '--from', '2024-01-01', '--as-of', '2024-02-01', '--by', 'day']],
    ['a period', ['indicators', '--unit', 'brvt', '--from', '2024-03-01', '--as-of', '2024-02-01']],
    ['no file', ['import']],
    ['a file that is not there', ['import', at('nosuch.csv')]],
    ['a map', ['import', at('samples.duckdb'), '--map', 'x']],
    ['a map of units', ['import', at('samples.duckdb'), '--map-unit', 'x']],
    ['a column', ['import', at('one.csv'), '--map', 'Mã=nosuch', '--warehouse', at('e.duckdb')]],
    ['personal data', ['import', at('one.csv'), '--map', 'Họ tên=dossier_code', '--warehouse', at('e.duckdb')]],
    ['no warehouse', ['query', 'SELECT 1', '--warehouse', at('nosuch.duckdb')]],
    ['two statements', ['query', 'SELECT 1; SELECT 2', '--warehouse', samples]],
    [
      'a template',
      [
        'report',
        '--plan',
        'brvt-sgddt-2024',
        '--unit',
        'brvt-sgddt',
        '--as-of',
        '2024-11-30',
        '-o',
        at('x.xlsx'),
        '--template',
        samples,
        '--warehouse',
        samples,
      ],
    ],
    [
      'months',
      [
        'indicators',
        '--unit',
        'brvt',
        '--from',
        '1990-01-01',
        '--as-of',
        '2024-02-01',
        '--by',
        'month',
        '--warehouse',
        samples,
      ],
    ],
    [
      'kept by hand',
      [
        'dossiers',
        '--indicator',
        'one_stop_officers',
        '--unit',
        'brvt',
        '--from',
        '2024-01-01',
        '--as-of',
        '2024-02-01',
        '--side',
        'missing',
        '--warehouse',
        samples,
      ],
    ],
    ['TLS', ['serve', '--host', '0.0.0.0', '--warehouse', samples]],
    ['a port', ['serve', '--port', 'x', '--warehouse', samples]],
    ['an origin', ['serve', '--origin', 'x', '--warehouse', samples]],
    ['a certificate', ['serve', '--cert', samples, '--key', samples, '--warehouse', samples]],
  ])('a mistake: %s', async (_, words) => {
    writeFileSync(at('one.csv'), 'Mã hồ sơ,Họ tên\n1,2\n');
    await expectOwnWords(words, [folder]);
  });

  it('tells the other language where it stands', async () => {
    // What the tests above stand on: a Vietnamese run under the test for English, and the reverse.
    const words = ['evaluate', '--plan', 'brvt-sgddt-2024', '--unit', 'brvt-sgddt', '--as-of', '2024-11-30'];
    const targets = [...words, '--warehouse', samples];
    const io = { ...recordingIo(), language: 'vi' as const };
    await runCli(targets, io);
    expect(io.printed.join('\n').split('\n').filter(hasVietnamese).length).toBeGreaterThan(7);
    expect(without(data, 'Không có Sở Y tế').trim()).toBe('Không có');
    expect(hasVietnamese('The unit has no dossiers')).toBe(false);
    expect(englishWord('Đơn vị not found')).toBe('not');
  });
});
