import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import program from '../../package.json' with { type: 'json' };
import { shippedLibrary } from '../../pipeline/cli/library.ts';
import { runCli } from '../../pipeline/cli/run.ts';
import { openNativeEngine } from '../../pipeline/warehouse/duckdb/native/native-engine.ts';
import { recordingIo, temporaryFolder } from '../support/warehouse.ts';
import { asProcess, commandsOn, handMade, PERIOD, PLAN, ROOT, vedich } from './command-line.ts';

const COMMANDS = ['import', 'evaluate', 'indicators', 'dossiers', 'report', 'plans', 'units', 'query'];
const scratch = temporaryFolder();
afterAll(scratch.remove);
const inScratch = (...parts: string[]): string => path.join(scratch.folder, ...parts);
const warehouse = inScratch('warehouse.duckdb');
const { onWarehouse } = commandsOn(warehouse);
let lists: string;

beforeAll(async () => {
  lists = await handMade(warehouse);
});

it('says which version it is', async () => {
  for (const word of ['--version', 'version'])
    expect(await vedich([word])).toMatchObject({
      code: 0,
      out: `vedich ${program.version} (Node ${process.versions.node})`,
      err: '',
    });
});

describe('help', () => {
  it.each(['vi', 'en'] as const)('names every command (%s)', async (language) => {
    for (const words of [[], ['--help'], ['-h'], ['help']]) {
      const { code, out } = await vedich(words, language);
      expect(code).toBe(0);
      for (const command of COMMANDS) expect(out).toMatch(new RegExp(`^  ${command} `, 'm'));
    }
  });

  it.each(COMMANDS)('of %s shows its use, its options and an example', async (command) => {
    for (const [language, use] of [
      ['vi', 'Cách dùng: vedich'],
      ['en', 'Usage: vedich'],
    ] as const) {
      const { code, out, err } = await vedich([command, '--help'], language);
      expect([code, err]).toEqual([0, '']);
      expect(out).toContain(`${use} ${command}`);
      expect(out).toMatch(language === 'vi' ? /Ví dụ/ : /Example/);
    }
  });
});

describe('mistakes of the user', () => {
  it.each<[string, string[], string]>([
    ['an unknown command', ['improt', 'x.csv'], '→ import?'],
    ['an unknown option', ['evaluate', '--plann', 'x'], '→ --plan?'],
    ['an option without its value', ['evaluate', '--plan'], '--plan'],
    [
      'a plan that there is not',
      ['evaluate', '--plan', 'brvt-sgddt-2042', '--unit', 'brvt', '--as-of', '2024-01-01'],
      '→ brvt-sgddt-2',
    ],
    [
      'a unit that there is not',
      ['evaluate', '--plan', 'brvt-sgddt-2024', '--unit', 'brvt-sgdt', '--as-of', '2024-01-01'],
      '→ brvt-sgddt?',
    ],
    ['an indicator that there is not', ['indicators', ...PERIOD, '--indicator', 'online_rat'], '→ online_rate?'],
    [
      'a date written the Vietnamese way',
      ['evaluate', '--plan', 'brvt-sgddt-2024', '--unit', 'brvt-sgddt', '--as-of', '30/11/2024'],
      'YYYY-MM-DD',
    ],
    [
      'a day that there is not',
      ['evaluate', '--plan', 'brvt-sgddt-2024', '--unit', 'brvt-sgddt', '--as-of', '2024-02-30'],
      'YYYY-MM-DD',
    ],
    ['a month that there is not', ['evaluate', ...PLAN, '--from', '2024-13-01'], 'YYYY-MM-DD'],
    ['a period that ends before it begins', ['evaluate', ...PLAN, '--from', '2024-07-01'], '--from'],
    ['no reporting date', ['evaluate', '--plan', 'brvt-sgddt-2024', '--unit', 'brvt-sgddt'], '--as-of'],
    ['no side', ['dossiers', ...PERIOD, '--indicator', 'online_rate'], '--side'],
    [
      'a side that there is not',
      ['dossiers', ...PERIOD, '--indicator', 'online_rate', '--side', 'left'],
      'numerator | missing',
    ],
    ['a format that there is not', ['evaluate', ...PLAN, '--format', 'xml'], 'table | json | csv | arrow'],
    ['a language that there is not', ['plans', 'list', '--lang', 'fr'], 'vi | en'],
    ['nothing to import', ['import'], 'import'],
    ['a file that there is not', ['import', '/nowhere/ho-so.xlsx'], '/nowhere/ho-so.xlsx'],
    ['a list that there is not', ['import', '.', '--as', 'papers'], 'dossiers'],
    ['a mapping without an equals sign', ['import', '.', '--map', 'Cột lạ'], '--map'],
    ['a library that there is not', ['import', '.', '--library', '/nowhere/lib'], '/nowhere/lib'],
    ['a province that there is not', ['import', '.', '--province', 'brvtt'], '→ brvt?'],
    ['a plan file that there is not', ['plans', 'check', '/nowhere/p.yaml'], '/nowhere/p.yaml'],
    [
      'dossiers of an indicator kept by hand',
      ['dossiers', ...PERIOD, '--indicator', 'one_stop_officers', '--side', 'missing'],
      'one_stop_officers',
    ],
    ['no SQL', ['query'], 'SELECT'],
  ])('%s: exit code 1, one sentence, no trace', async (_, words, hint) => {
    for (const language of ['vi', 'en'] as const) {
      const { code, out, err } = await vedich([...words, '--warehouse', warehouse], language);
      expect([code, out]).toEqual([1, '']);
      expect(err).toContain(hint);
      expect(err).not.toMatch(/\n\s+at /);
    }
  });

  it('messages are in the language asked for', async () => {
    expect((await vedich(['improt'])).err).toContain('Không có lệnh');
    expect((await vedich(['improt'], 'en')).err).toContain('There is no command');
  });

  it('a warehouse that there is not yet: says what to do first, makes none', async () => {
    const file = inScratch('not-yet.duckdb');
    for (const words of [
      ['evaluate', ...PLAN],
      ['query', 'SELECT 1'],
      ['indicators', ...PERIOD],
    ]) {
      const { code, err } = await vedich([...words, '--warehouse', file]);
      expect(code).toBe(1);
      expect(err).toContain('vedich import');
    }
    expect(existsSync(file)).toBe(false);
  });

  it('an empty folder, and a folder with nothing to read', async () => {
    mkdirSync(inScratch('empty', 'deeper'), { recursive: true });
    writeFileSync(inScratch('empty', 'anh.png'), 'x');
    writeFileSync(inScratch('empty', '~$ho-so.xlsx'), 'x');
    const { code, err } = await onWarehouse(['import', inScratch('empty')]);
    expect(code).toBe(1);
    expect(err).toContain('.xlsx');
  });

  it('files that are no warehouse stay as they are', async () => {
    const text = inScratch('text.duckdb');
    writeFileSync(text, 'Đây không phải kho số liệu, chỉ là một tệp chữ dài hơn một chút.'.repeat(200));
    const foreign = inScratch('foreign.duckdb');
    const engine = await openNativeEngine(foreign);
    await engine.run('CREATE TABLE accounts (id INTEGER)');
    await engine.close();
    for (const file of [text, foreign]) {
      const before = readFileSync(file);
      for (const words of [
        ['import', lists],
        ['evaluate', ...PLAN],
        ['query', 'SELECT 1'],
      ]) {
        const { code, err } = await vedich([...words, '--warehouse', file]);
        expect(code, words[0]).toBe(1);
        expect(err).toContain('không phải kho số liệu');
      }
      expect(readFileSync(file).equals(before)).toBe(true);
    }
  });

  it('a warehouse that another program has open', async () => {
    const file = inScratch('locked.duckdb');
    copyFileSync(warehouse, file);
    const engine = await openNativeEngine(file);
    try {
      for (const words of [
        ['import', lists],
        ['evaluate', ...PLAN],
      ]) {
        const { code, err } = asProcess([...words, '--warehouse', file]);
        expect(code).toBe(1);
        expect(err).toContain('đang được chương trình khác dùng');
      }
    } finally {
      await engine.close();
    }
  });

  it('a file that cannot be read does not keep the others out', async () => {
    const file = inScratch('broken.xlsx');
    writeFileSync(file, Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(500, 7)]));
    const words = [
      'import',
      file,
      path.join(lists, 'visits.csv'),
      '--province',
      'brvt',
      '--warehouse',
      inScratch('part.duckdb'),
    ];
    const { code, err } = await vedich(words);
    expect(code).toBe(1);
    expect(err).toContain('broken.xlsx');
    const { out } = await vedich([
      'query',
      'SELECT count(*) AS n FROM visits',
      '--format',
      'json',
      '--warehouse',
      inScratch('part.duckdb'),
    ]);
    expect(JSON.parse(out)).toEqual([{ n: 3 }]);
  });
});

describe('plans and units', () => {
  it('are listed and shown', async () => {
    for (const plan of shippedLibrary().plans.keys()) {
      expect((await vedich(['plans', 'list'])).out).toContain(plan);
      const { code, out } = await vedich(['plans', 'show', plan, '--format', 'json']);
      expect([code, JSON.parse(out).id]).toEqual([0, plan]);
      expect((await vedich(['plans', 'show', plan])).code).toBe(0);
    }
    expect((await vedich(['units', 'list'])).out).toContain('gialai-sgddt');
    expect((await vedich(['units', 'show', 'brvt-sgddt'])).out).toContain('hcm-sgddt');
    expect((await vedich(['units', 'shwo', 'brvt-sgddt'])).code).toBe(1);
  });

  it('a plan file is checked, every mistake with its line', async () => {
    const shipped = path.join(ROOT, 'pipeline', 'library', 'plans', 'brvt-sgddt-2024.yaml');
    expect((await vedich(['plans', 'check', shipped])).code).toBe(0);
    const file = inScratch('ke-hoach.yaml');
    writeFileSync(file, readFileSync(shipped, 'utf8').replace('remote_online_rate', 'remote_online_rat'));
    const { code, err } = await vedich(['plans', 'check', file]);
    expect(code).toBe(1);
    expect(err).toMatch(/ke-hoach\.yaml:\d+ /);
  });
});

describe('the real process', () => {
  it('speaks the language asked for, wherever it is said', () => {
    expect(asProcess(['plans', 'list']).out).toContain('Kế hoạch');
    for (const words of [
      ['--lang', 'en', 'evaluate', ...PLAN],
      ['--lang=en', 'evaluate', ...PLAN],
      ['evaluate', ...PLAN, '--lang', 'en'],
    ]) {
      const { code, out } = asProcess([...words, '--warehouse', warehouse]);
      expect(code).toBe(0);
      expect(out).toMatch(/Target|Result|pending/i);
    }
    expect(asProcess(['improt', '--lang', 'en'])).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('There is no command'),
    });
  });

  it('JSON goes to the output alone, mistakes to the errors alone', () => {
    const good = asProcess(['evaluate', ...PLAN, '--format', 'json', '--warehouse', warehouse]);
    expect([good.code, good.err, JSON.parse(good.out).length]).toEqual([0, '', 7]);
    const bad = asProcess(['evaluate', ...PLAN, '--warehouse', inScratch('not-yet.duckdb')]);
    expect([bad.code, bad.out]).toEqual([1, '']);
    expect(bad.err).toContain('vedich import');
  });
});

it('our own fault is exit code 2, with what a helper needs', async () => {
  const io = recordingIo();
  const broken = {
    ...io,
    out: () => {
      throw new TypeError('made for the test');
    },
  };
  expect(await runCli(['plans', 'list'], broken)).toBe(2);
  expect(io.errors.join('\n')).toContain('made for the test');
  expect(io.errors.join('\n')).toContain('cli.test.ts');
});
