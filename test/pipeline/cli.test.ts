import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { read as readWorkbook, utils as sheetRows } from '@e965/xlsx';
import { type Table, tableFromIPC } from 'apache-arrow';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shippedLibrary } from '../../pipeline/cli/library.ts';
import { runCli } from '../../pipeline/cli/run.ts';
import { LISTS } from '../../pipeline/lists.ts';
import { openNativeEngine } from '../../pipeline/warehouse/duckdb/native/native-engine.ts';
import { recordingIo, temporaryFolder } from '../support/warehouse.ts';
import { csvOf, RECORDS } from './hand-made.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const COMMANDS = ['import', 'evaluate', 'indicators', 'dossiers', 'report', 'plans', 'units', 'query'];
const scratch = temporaryFolder();
afterAll(scratch.remove);
const inScratch = (...parts: string[]): string => path.join(scratch.folder, ...parts);
const warehouse = inScratch('warehouse.duckdb');
const lists = inScratch('lists');
const PERIOD = ['--unit', 'brvt-sgddt', '--from', '2024-01-01', '--as-of', '2024-06-30'];
const PLAN = ['--plan', 'brvt-sgddt-2024', '--unit', 'brvt-sgddt', '--as-of', '2024-06-30'];

interface Ran {
  code: number;
  out: string;
  err: string;
  bytes: Uint8Array;
}

/** One call inside this process, as the terminal would see it. */
async function vedich(words: readonly string[], language: 'vi' | 'en' = 'vi'): Promise<Ran> {
  const io = { ...recordingIo(), language };
  const code = await runCli(words, io);
  return { code, out: io.printed.join('\n'), err: io.errors.join('\n'), bytes: Buffer.concat(io.bytes) };
}

const onWarehouse = (words: readonly string[]): Promise<Ran> => vedich([...words, '--warehouse', warehouse]);

type Row = Record<string, unknown>;

async function jsonOf(words: readonly string[]): Promise<Row[]> {
  const { code, out, err } = await onWarehouse([...words, '--format', 'json']);
  expect(code, err).toBe(0);
  return JSON.parse(out);
}

/** The command as a user starts it. */
function asProcess(words: readonly string[]): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', 'vedich', '--', ...words], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  return { code: status, out: stdout, err: stderr };
}

beforeAll(async () => {
  mkdirSync(lists);
  for (const list of LISTS) writeFileSync(path.join(lists, `${list}.csv`), csvOf(list, RECORDS[list]));
  const { code, err } = await onWarehouse(['import', lists, '--province', 'brvt']);
  expect(code, err).toBe(0);
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

describe('import', () => {
  it('prints JSON with the promised keys, in their order', async () => {
    const bad = RECORDS.dossiers.map((row, index) => (index === 2 ? { ...row, channel: 'Bồ câu đưa thư' } : row));
    const file = inScratch('ho-so-bo-cau.csv');
    writeFileSync(file, csvOf('dossiers', bad));
    const words = ['import', file, '--province', 'brvt', '--format', 'json', '--warehouse', inScratch('json.duckdb')];
    const { code, out } = await vedich(words);
    expect(code).toBe(0);
    const sheets: (Row & { problems: Row[] })[] = JSON.parse(out);
    expect(sheets).toHaveLength(1);
    const [sheet] = sheets;
    expect(Object.keys(sheet ?? {})).toEqual([
      'file',
      'sheet',
      'list',
      'header_row',
      'rows',
      'columns',
      'missing',
      'problems',
    ]);
    expect(sheet).toMatchObject({ file: 'ho-so-bo-cau.csv', list: 'dossiers', header_row: 1 });
    expect(JSON.stringify(sheet?.['rows'])).toBe('{"read":9,"accepted":7,"rejected":1,"duplicate":0,"skipped":1}');
    expect(sheet?.['columns']).toMatchObject({ dossier_code: 'Mã hồ sơ', unit_name: 'Đơn vị tiếp nhận' });
    expect(sheet?.['missing']).toContain('payment_method');
    const problem = sheet?.problems.find(({ severity }) => severity === 'error');
    expect(Object.keys(problem ?? {})).toEqual(['code', 'severity', 'column', 'count', 'rows', 'example', 'message']);
    expect(problem).toMatchObject({
      code: 'E_UNKNOWN_CODE',
      column: 'channel',
      count: 1,
      rows: [4],
      example: 'Bồ câu đưa thư',
    });
  });

  it('tells a file again that it knows, and changes nothing', async () => {
    const before = await jsonOf(['query', 'SELECT * FROM dossiers ORDER BY key']);
    const { code, out } = await onWarehouse(['import', lists, '--province', 'brvt']);
    expect(code).toBe(0);
    expect(out).toContain('dossiers.csv');
    expect(await jsonOf(['query', 'SELECT * FROM dossiers ORDER BY key'])).toEqual(before);
    expect(await jsonOf(['query', 'SELECT count(*) AS n FROM imports'])).toEqual([{ n: LISTS.length }]);
  });

  it('--map explains a column, --save keeps it in the library, the next month knows it', async () => {
    const strange = (month: string): string => {
      const text = csvOf('dossiers', RECORDS.dossiers).replace(
        /"[^"]*"(?=,"[^"]*","Ngày tiếp nhận")/,
        '"Đường đi của giấy"',
      );
      expect(text).toContain('Đường đi của giấy');
      return text.replaceAll('H06.10-24-', `H06.10-24-${month}`);
    };
    writeFileSync(inScratch('thang-1.csv'), strange('1'));
    writeFileSync(inScratch('thang-2.csv'), strange('2'));
    const kept = inScratch('thu-vien');
    const file = inScratch('mapped.duckdb');
    const common = ['--province', 'brvt', '--format', 'json', '--warehouse', file];
    const [plain] = JSON.parse((await vedich(['import', inScratch('thang-1.csv'), ...common])).out);
    expect(plain.columns.channel).toBeUndefined();
    const words = ['--map', 'Đường đi của giấy=channel', '--as', 'dossiers', '--save', '--library', kept];
    const [first] = JSON.parse((await vedich(['import', inScratch('thang-1.csv'), ...words, ...common])).out);
    expect(first.columns.channel).toBe('Đường đi của giấy');
    expect(readFileSync(path.join(kept, 'spellings', 'import.yaml'), 'utf8')).toContain('Đường đi của giấy: channel');
    const [second] = JSON.parse((await vedich(['import', inScratch('thang-2.csv'), '--library', kept, ...common])).out);
    expect(second.columns).toEqual(first.columns);
    expect(second.rows).toEqual({ read: 9, accepted: 8, rejected: 0, duplicate: 0, skipped: 1 });
    const query = ['query', "SELECT count(*) AS n FROM dossiers WHERE channel = 'remote'", '--format', 'json'];
    expect(JSON.parse((await vedich([...query, '--warehouse', file])).out)).toEqual([{ n: 8 }]);
  });

  it('--unit says whose rows they are, --as which list they are', async () => {
    const rows = RECORDS.visits.map(({ unit_name: _, ...row }) => row);
    writeFileSync(inScratch('luot.csv'), csvOf('visits', rows));
    const file = inScratch('unit.duckdb');
    const unknown = await vedich(['import', inScratch('luot.csv'), '--warehouse', file]);
    expect(unknown.code).toBe(1);
    const words = ['--unit', 'gialai-sgddt', '--as', 'visits', '--warehouse', file];
    expect((await vedich(['import', inScratch('luot.csv'), ...words])).code).toBe(0);
    const query = ['query', 'SELECT DISTINCT unit_id FROM visits', '--format', 'json', '--warehouse', file];
    expect(JSON.parse((await vedich(query)).out)).toEqual([{ unit_id: 'gialai-sgddt' }]);
  });

  it('--map-unit says which unit a strange name means, and the library knows it next month', async () => {
    const strange = csvOf('visits', RECORDS.visits).replaceAll(RECORDS.visits[0]?.['unit_name'] ?? '', 'Quầy số 9');
    writeFileSync(inScratch('quay-1.csv'), strange);
    writeFileSync(inScratch('quay-2.csv'), strange.replaceAll('2024-0', '2023-0').replaceAll('/2024', '/2023'));
    const file = inScratch('quay.duckdb');
    const kept = inScratch('thu-vien-quay');
    const common = ['--province', 'brvt', '--warehouse', file];
    const asked = await vedich(['import', inScratch('quay-1.csv'), ...common]);
    expect(asked.out).toContain('Quầy số 9');
    expect(asked.out).toContain('--map-unit "tên=mã"');
    const words = ['--map-unit', 'quầy số 9=brvt-sgddt', '--save', '--library', kept];
    const told = await vedich(['import', inScratch('quay-1.csv'), ...words, ...common]);
    expect([told.code, told.out]).toEqual([0, expect.stringMatching(/'Quầy số 9'\) tính cho Sở Giáo dục và Đào tạo/)]);
    const later = await vedich(['import', inScratch('quay-2.csv'), '--library', kept, ...common]);
    expect([later.code, later.out]).toEqual([0, expect.not.stringContaining('chưa được tính')]);
    const wrong = await vedich(['import', inScratch('quay-1.csv'), '--map-unit', 'Quầy số 9=brvt-sgdt', ...common]);
    expect([wrong.code, wrong.err]).toEqual([1, expect.stringContaining('brvt-sgddt')]);
    expect((await vedich(['import', inScratch('quay-1.csv'), '--map-unit', 'Quầy số 9', ...common])).code).toBe(1);
  });

  it('--province says which province a bare name means', async () => {
    const rows = RECORDS.surveys;
    writeFileSync(inScratch('phieu.csv'), csvOf('surveys', rows));
    for (const [province, unit] of [
      ['brvt', 'brvt-sgddt'],
      ['gialai', 'gialai-sgddt'],
    ] as const) {
      const file = inScratch(`${province}.duckdb`);
      expect((await vedich(['import', inScratch('phieu.csv'), '--province', province, '--warehouse', file])).code).toBe(
        0,
      );
      const query = ['query', 'SELECT DISTINCT unit_id FROM surveys', '--format', 'json', '--warehouse', file];
      expect(JSON.parse((await vedich(query)).out)).toEqual([{ unit_id: unit }]);
    }
    const none = await vedich(['import', inScratch('phieu.csv'), '--warehouse', inScratch('none.duckdb')]);
    expect(none.code).toBe(1);
    expect(none.out).toContain('--province');
  });
});

describe('evaluate', () => {
  const KEYS = [
    'plan',
    'target',
    'indicator',
    'unit',
    'from',
    'as_of',
    'numerator',
    'denominator',
    'value',
    'unit_of_measure',
    'operator',
    'threshold',
    'due',
    'status',
    'shortfall',
    'next_threshold',
    'next_due',
    'aspiration',
    'missing',
  ];

  it('prints JSON with the promised keys, in their order', async () => {
    const rows = await jsonOf(['evaluate', ...PLAN]);
    expect(rows).toHaveLength(7);
    for (const row of rows) expect(Object.keys(row)).toEqual(KEYS);
    expect(rows[1]).toEqual({
      plan: 'brvt-sgddt-2024',
      target: 'remote-online',
      indicator: 'remote_online_rate',
      unit: 'brvt-sgddt',
      from: '2024-01-01',
      as_of: '2024-06-30',
      numerator: 2,
      denominator: 6,
      value: 100 / 3,
      unit_of_measure: 'percent',
      operator: '>=',
      threshold: 70,
      due: '2024-11-30',
      status: 'pending',
      shortfall: 3,
      next_threshold: null,
      next_due: null,
      aspiration: false,
      missing: [],
    });
  });

  it('CSV has the same cells', async () => {
    const rows = await jsonOf(['evaluate', ...PLAN]);
    const { out } = await onWarehouse(['evaluate', ...PLAN, '--format', 'csv']);
    const [head, ...lines] = out.split('\r\n');
    expect(head).toBe(KEYS.join(','));
    expect(lines).toHaveLength(rows.length);
    expect(lines[1]).toBe(KEYS.map((key) => rows[1]?.[key] ?? '').join(','));
  });

  it('Arrow has explicit types and the same cells', async () => {
    const rows = await jsonOf(['evaluate', ...PLAN]);
    const { bytes } = await onWarehouse(['evaluate', ...PLAN, '--format', 'arrow']);
    const table = tableFromIPC(bytes);
    expect(table.schema.fields.map(({ name, type }) => `${name} ${type}`)).toEqual([
      'plan Utf8',
      'target Utf8',
      'indicator Utf8',
      'unit Utf8',
      'from Date32<DAY>',
      'as_of Date32<DAY>',
      'numerator Float64',
      'denominator Float64',
      'value Float64',
      'unit_of_measure Utf8',
      'operator Utf8',
      'threshold Float64',
      'due Date32<DAY>',
      'status Utf8',
      expect.stringMatching(/^shortfall (Int32|Int64|Float64)$/),
      'next_threshold Float64',
      'next_due Date32<DAY>',
      'aspiration Bool',
      'missing List<Utf8>',
    ]);
    expect(arrowRows(table)).toEqual(rows);
  });

  it('the table for people says the same', async () => {
    const { out } = await onWarehouse(['evaluate', ...PLAN]);
    expect(out).toContain('33,33');
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  });
});

/** An Arrow table as JSON would have it. */
function arrowRows(table: Table): Row[] {
  return Array.from({ length: table.numRows }, (_, row) =>
    Object.fromEntries(
      table.schema.fields.map(({ name, type }) => {
        const value = table.getChild(name)?.get(row) ?? null;
        if (value !== null && `${type}`.startsWith('Date'))
          return [name, new Date(Number(value)).toISOString().slice(0, 10)];
        if (value !== null && `${type}`.startsWith('List')) return [name, [...value]];
        return [name, typeof value === 'bigint' ? Number(value) : value];
      }),
    ),
  );
}

describe('indicators', () => {
  it('all of them without grouping, with what is missing', async () => {
    const rows = await jsonOf(['indicators', ...PERIOD]);
    expect(rows.map(({ indicator }) => indicator)).toEqual([...shippedLibrary().indicators.keys()]);
    expect(Object.keys(rows[0] ?? {})).toEqual([
      'indicator',
      'unit',
      'from',
      'as_of',
      'group',
      'label',
      'numerator',
      'denominator',
      'value',
      'unit_of_measure',
      'missing',
    ]);
  });

  it.each(['unit', 'field', 'procedure', 'month'])('--by %s adds up to the whole', async (by) => {
    const words = ['indicators', ...PERIOD, '--indicator', 'online_rate'];
    const [whole] = await jsonOf(words);
    const parts = await jsonOf([...words, '--by', by]);
    const sum = (key: string): number => parts.reduce((total, row) => total + Number(row[key]), 0);
    expect([sum('numerator'), sum('denominator')]).toEqual([whole?.['numerator'], whole?.['denominator']]);
    expect(parts.map(({ group }) => group)).toEqual(
      {
        unit: ['brvt-sgddt'],
        field: ['Giáo dục Trung học', 'Văn bằng, chứng chỉ'],
        procedure: ['1.000001', '1.000002', '1.000003', '1.000004'],
        month: ['2024-01', '2024-02', '2024-03', '2024-04', '2024-05', '2024-06'],
      }[by],
    );
  });

  it('a month without members has no value', async () => {
    const rows = await jsonOf(['indicators', ...PERIOD, '--indicator', 'online_rate', '--by', 'month']);
    expect(rows[0]).toMatchObject({ group: '2024-01', numerator: 0, denominator: 0, value: null });
  });

  it('Arrow equals JSON', async () => {
    const words = [
      'indicators',
      ...PERIOD,
      '--by',
      'month',
      '--indicator',
      'online_rate',
      '--indicator',
      'waiting_minutes',
    ];
    const { bytes } = await onWarehouse([...words, '--format', 'arrow']);
    expect(arrowRows(tableFromIPC(bytes))).toEqual(await jsonOf(words));
  });

  it('a workbook has the same rows under words that people know, on the screen or in a file', async () => {
    const words = ['indicators', ...PERIOD, '--by', 'month', '--indicator', 'online_rate'];
    const file = inScratch('chi-tieu.xlsx');
    const { code, out } = await onWarehouse([...words, '--format', 'xlsx', '--output', file]);
    expect([code, out]).toEqual([0, `Đã ghi: ${file}`]);
    const sheet = Object.values(readWorkbook(readFileSync(file), { raw: true }).Sheets)[0]!;
    const rows: unknown[][] = sheetRows.sheet_to_json(sheet, { header: 1, blankrows: false });
    const wanted = await jsonOf(words);
    expect(rows[1]).toContain('Tử số');
    const at = (rows[1] ?? []).indexOf('Tử số');
    expect(rows.slice(2).map((row) => row[at])).toEqual(wanted.map(({ numerator }) => numerator));
    const { bytes } = await onWarehouse([...words, '--format', 'xlsx']);
    expect(Buffer.from(bytes)).toEqual(readFileSync(file));
  });
});

describe('--plan', () => {
  it('of dossiers and indicators leaves out the units that the plan leaves out, as evaluate does', async () => {
    const rows = RECORDS.dossiers.map((row) => ({ ...row, unit_name: 'Thanh tra tỉnh', received_at: '2023-05-05' }));
    writeFileSync(inScratch('thanh-tra.csv'), csvOf('dossiers', rows));
    const file = inScratch('thanh-tra.duckdb');
    const onFile = ['--warehouse', file];
    const read = await vedich(['import', inScratch('thanh-tra.csv'), '--province', 'brvt', ...onFile]);
    expect(read.code, read.out).toBe(0);
    const place = ['--unit', 'brvt', '--from', '2023-01-01', '--as-of', '2023-12-31', '--format', 'json', ...onFile];
    const online = ['--indicator', 'online_rate', ...place];
    const figure = async (...more: string[]): Promise<unknown> =>
      JSON.parse((await vedich(['indicators', ...online, ...more])).out)[0].denominator;
    const members = async (...more: string[]): Promise<number> => {
      const sides = ['numerator', 'missing'].map((side) => vedich(['dossiers', ...online, '--side', side, ...more]));
      return (await Promise.all(sides)).reduce((sum, { out }) => sum + JSON.parse(out).length, 0);
    };
    const counted = await figure();
    expect(counted).toBeGreaterThan(0);
    expect(await members()).toBe(counted);
    // Of a unit that is left out nothing is in the list.
    expect(await figure('--plan', 'brvt-ubnd-2023')).toBeNull();
    expect(await members('--plan', 'brvt-ubnd-2023')).toBe(0);
    expect((await vedich(['dossiers', ...online, '--side', 'missing', '--plan', 'brvt-ubnd-203'])).err).toContain(
      'brvt-ubnd-2023',
    );
  });
});

describe('dossiers', () => {
  const shares = [...shippedLibrary().indicators.values()]
    .filter(({ rule }) => rule.kind === 'share')
    .map(({ id }) => id);

  it.each(shares)('behind %s are as many as the numbers say', async (id) => {
    const [figure] = await jsonOf(['indicators', ...PERIOD, '--indicator', id]);
    const numerator = await jsonOf(['dossiers', ...PERIOD, '--indicator', id, '--side', 'numerator']);
    const missing = await jsonOf(['dossiers', ...PERIOD, '--indicator', id, '--side', 'missing']);
    expect(numerator).toHaveLength(Number(figure?.['numerator']));
    expect(numerator.length + missing.length).toBe(figure?.['denominator']);
    for (const row of [...numerator, ...missing]) expect(row).toMatchObject({ file: expect.stringMatching(/\.csv$/) });
  });

  it('say where they stand', async () => {
    const [first] = await jsonOf(['dossiers', ...PERIOD, '--indicator', 'remote_online_rate', '--side', 'numerator']);
    expect(first).toMatchObject({
      member: 'H06.10-24-0001',
      unit: 'brvt-sgddt',
      procedure_code: '1.000001',
      received_on: '2024-02-05',
      finished_on: '2024-02-15',
      file: 'dossiers.csv',
      row: 2,
    });
  });
});

describe('report', () => {
  it('is written whole, from the standard template and from one’s own', async () => {
    const standard = inScratch('new-folder', 'bao-cao.xlsx');
    const { code, out } = await onWarehouse(['report', ...PLAN, '-o', standard]);
    expect(code).toBe(0);
    expect(out).toContain(standard);
    const own = inScratch('own.xlsx');
    const template = path.join(ROOT, 'templates', 'standard.xlsx');
    expect((await onWarehouse(['report', ...PLAN, '--output', own, '--template', template])).code).toBe(0);
    expect(Object.keys(unzipSync(readFileSync(own)))).toEqual(Object.keys(unzipSync(readFileSync(standard))));
  });

  it('says what cannot be written or read', async () => {
    const file = inScratch('a-file');
    writeFileSync(file, '');
    const into = await onWarehouse(['report', ...PLAN, '-o', path.join(file, 'bao-cao.xlsx')]);
    expect([into.code, into.out]).toEqual([1, '']);
    expect(into.err).toContain('Không ghi được');
    const folder = inScratch('a-folder.xlsx');
    mkdirSync(path.join(folder, 'x'), { recursive: true });
    expect((await onWarehouse(['report', ...PLAN, '-o', folder])).code).toBe(1);
    const cut = inScratch('mau-bi-cat.xlsx');
    writeFileSync(cut, readFileSync(path.join(ROOT, 'templates', 'standard.xlsx')).subarray(0, -400));
    const damaged = await onWarehouse(['report', ...PLAN, '-o', inScratch('x.xlsx'), '--template', cut]);
    expect(damaged.code).toBe(1);
    expect(damaged.err).toContain('mau-bi-cat.xlsx');
    const no = await onWarehouse(['report', ...PLAN, '-o', inScratch('x.xlsx'), '--template', '/nowhere/mau.xlsx']);
    expect([no.code, no.err.includes('/nowhere/mau.xlsx')]).toEqual([1, true]);
    const bad = await onWarehouse([
      'report',
      ...PLAN,
      '-o',
      inScratch('x.xlsx'),
      '--template',
      path.join(lists, 'visits.csv'),
    ]);
    expect(bad.code).toBe(1);
    expect(existsSync(inScratch('x.xlsx'))).toBe(false);
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

describe('query', () => {
  it.each([
    'SELECT count(*) AS n FROM dossiers',
    'FROM dossiers SELECT count(*) AS n',
    'WITH d AS (FROM dossiers) SELECT count(*) AS n FROM d;',
    'DESCRIBE dossiers',
    'SHOW TABLES',
    'SUMMARIZE visits',
    'EXPLAIN SELECT 1',
    'VALUES (1)',
  ])('reads: %s', async (sql) => {
    const { code, out, err } = await onWarehouse(['query', sql]);
    expect(code, err).toBe(0);
    expect(out).not.toBe('');
  });

  it.each([
    'DELETE FROM dossiers',
    "UPDATE dossiers SET status = '1'",
    'INSERT INTO imports SELECT * FROM imports',
    'DROP TABLE dossiers',
    'CREATE TABLE x AS SELECT 1',
    'CREATE TEMP TABLE x AS SELECT 1',
    'CREATE MACRO x() AS 1',
    'SELECT 1; SELECT 2',
    'SELECT 1; DELETE FROM dossiers',
    "SELECT * FROM read_csv('/etc/passwd')",
    "SELECT * FROM read_text('/etc/passwd')",
    "SELECT * FROM read_blob('/etc/passwd')",
    "SELECT * FROM glob('/etc/*')",
    "SELECT * FROM '/etc/passwd'",
    "ATTACH ':memory:' AS other",
    "COPY dossiers TO 'dossiers.csv'",
    "EXPLAIN ANALYZE COPY dossiers TO 'dossiers.csv'",
    "EXPORT DATABASE 'all'",
    'INSTALL httpfs',
    'LOAD icu',
    'PRAGMA database_list',
    'CALL pragma_version()',
    'SET threads = 1',
    'SET enable_external_access = true',
    'RESET threads',
    'USE main',
    'CHECKPOINT',
    'VACUUM',
    'BEGIN',
    'PREPARE d AS DELETE FROM dossiers',
    "SELECT getenv('HOME')",
    'SELEC 1',
    'SELECT * FROM nowhere',
    ';',
  ])('refuses: %s', async (sql) => {
    const { code, out, err } = await onWarehouse(['query', sql]);
    expect([code, out]).toEqual([1, '']);
    expect(err).not.toMatch(/\n\s+at /);
  });

  it('left the warehouse as it was', async () => {
    expect(await jsonOf(['query', 'SELECT count(*) AS n FROM dossiers'])).toEqual([{ n: RECORDS.dossiers.length }]);
    expect(existsSync('dossiers.csv')).toBe(false);
    expect(existsSync('all')).toBe(false);
  });

  it('gives every format, a result without rows too', async () => {
    const sql =
      "SELECT DATE '2024-01-02' AS d, 1.5::DECIMAL(5, 2) AS x, 7 AS i, true AS b, NULL AS n, ['a', 'b'] AS l, '=1+1' AS f";
    const row = { d: '2024-01-02', x: 1.5, i: 7, b: true, n: null, l: ['a', 'b'], f: '=1+1' };
    expect(await jsonOf(['query', sql])).toEqual([row]);
    expect((await onWarehouse(['query', sql, '--format', 'csv'])).out).toBe(
      "d,x,i,b,n,l,f\r\n2024-01-02,1.5,7,true,,a; b,'=1+1",
    );
    const { bytes } = await onWarehouse(['query', sql, '--format', 'arrow']);
    expect(arrowRows(tableFromIPC(bytes))).toEqual([row]);
    const none = ['query', 'SELECT dossier_code FROM dossiers WHERE false'];
    expect(await jsonOf(none)).toEqual([]);
    expect((await onWarehouse([...none, '--format', 'csv'])).out).toBe('dossier_code');
    const empty = tableFromIPC((await onWarehouse([...none, '--format', 'arrow'])).bytes);
    expect([empty.numRows, `${empty.schema}`]).toEqual([0, expect.stringContaining('dossier_code')]);
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
