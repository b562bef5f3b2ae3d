import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runCli } from '../../pipeline/cli/run.ts';
import { runFolder } from '../support/once-a-run.ts';
import { sampleWarehouse } from '../support/sample-warehouse.ts';
import { recordingIo } from '../support/warehouse.ts';
import { PASSWORD, startCluster, type TestCluster, USER } from './nodes/cluster.ts';

const PLAN = ['--plan', 'brvt-sgddt-2024', '--unit', 'brvt-sgddt', '--as-of', '2024-11-30'];
const PROVINCE = ['--plan', 'brvt-ubnd-2023', '--unit', 'brvt', '--as-of', '2023-11-30'];

/** Every command that reads. */
const READING: readonly string[][] = [
  ['evaluate', ...PLAN, '--format', 'json'],
  ['evaluate', ...PROVINCE, '--format', 'json'],
  ['explain', ...PLAN, '--against', 'last-month'],
  ['forecast', ...PLAN],
  ['push', ...PLAN, '--what-if', 'channel=assisted'],
  ['indicators', '--unit', 'brvt', '--from', '2023-01-01', '--as-of', '2023-11-30', '--by', 'unit', '--format', 'json'],
  [
    'dossiers',
    '--indicator',
    'remote_online_rate',
    '--unit',
    'brvt-sgddt',
    '--from',
    '2024-01-01',
    '--as-of',
    '2024-11-30',
    '--side',
    'missing',
    '--format',
    'csv',
  ],
  ['rank', '--ranking', 'chi-tieu', ...PROVINCE],
  ['roll', ...PROVINCE],
  ['state', '--unit', 'brvt-sgddt', '--as-of', '2024-11-30'],
  ['imports', 'list', '--format', 'json'],
];

describe('a warehouse on a cluster, from the command line', () => {
  const folder = mkdtempSync(path.join(runFolder(), 'commands-'));
  const file = path.join(folder, 'kho.duckdb');
  let cluster: TestCluster;
  let address: string;

  beforeAll(async () => {
    [cluster] = await Promise.all([startCluster(2, 2), sampleWarehouse(file)]);
    address = cluster.address('kho');
    process.env['VEDICH_CLICKHOUSE_PASSWORD'] = PASSWORD;
    expect(await told(['warehouse', 'copy', file, address])).toMatchObject({ code: 0, errors: [] });
  });
  beforeEach(() => {
    process.env['VEDICH_CLICKHOUSE_PASSWORD'] = PASSWORD;
    delete process.env['VEDICH_CLICKHOUSE_PASSWORD_FILE'];
  });
  afterAll(() => cluster?.end());

  async function told(argv: string[]): Promise<{ code: number; printed: string[]; errors: string[] }> {
    const io = recordingIo();
    const code = await runCli(argv, io);
    return { code, printed: io.printed, errors: io.errors };
  }

  it.each(READING)('%s %s %s %s', async (...argv) => {
    const here = await told([...argv, '--warehouse', file]);
    expect(here.code).toBe(0);
    expect(await told([...argv, '--warehouse', address])).toEqual(here);
  });

  it('a report is written', async () => {
    const output = path.join(folder, 'bao-cao.xlsx');
    expect((await told(['report', ...PLAN, '--warehouse', address, '-o', output])).code).toBe(0);
    expect(existsSync(output)).toBe(true);
  });

  it.each([
    ['import', [file]],
    ['imports', ['remove', '1']],
    ['check', []],
    ['query', ['SELECT 1']],
    ['backup', [path.join(folder, 'x.duckdb')]],
    ['serve', []],
  ])('%s is refused in a sentence', async (command, words) => {
    const { code, errors } = await told([command, ...words, '--warehouse', address]);
    expect(code).toBe(1);
    expect(errors.join()).toContain('chỉ dùng cho các lệnh đọc');
  });

  it('copied back it is the same warehouse, sound', async () => {
    const back = path.join(folder, 've.duckdb');
    expect(await told(['warehouse', 'copy', address, back])).toMatchObject({ code: 0, errors: [] });
    expect((await told(['check', '--warehouse', back])).code).toBe(0);
    expect((await told(['warehouse', 'copy', address, back])).errors.join()).toContain(back);
  });

  it('a warehouse that is there is replaced only when that is said', async () => {
    const again = await told(['warehouse', 'copy', file, address]);
    expect(again).toMatchObject({ code: 1 });
    expect(again.errors.join()).toContain('--replace');
    expect(await told(['warehouse', 'copy', file, address, '--replace'])).toMatchObject({ code: 0, errors: [] });
  });

  it.each([
    ['clickhouse://vedich:mat-khau@127.0.0.1:1/kho', 'không phải địa chỉ cụm'],
    ['clickhouse://vedich@127.0.0.1:1/kho', 'Không máy nào'],
    ['clickhouse://vedich@127.0.0.1:x/kho', 'không phải địa chỉ cụm'],
  ])('%s', async (wrong, words) => {
    const { code, errors } = await told(['imports', 'list', '--warehouse', wrong]);
    expect(code).toBe(1);
    expect(errors.join()).toContain(words);
    expect(errors.join()).not.toContain('mat-khau');
  });

  it('without its password, of another database, from a file that holds it', async () => {
    const secret = path.join(folder, 'mat-khau');
    writeFileSync(secret, `${PASSWORD}\n`);
    process.env['VEDICH_CLICKHOUSE_PASSWORD'] = 'x';
    expect((await told(['imports', 'list', '--warehouse', address])).errors.join()).toContain(`${USER}@`);
    process.env['VEDICH_CLICKHOUSE_PASSWORD_FILE'] = secret;
    expect((await told(['imports', 'list', '--warehouse', address])).code).toBe(0);
    expect((await told(['imports', 'list', '--warehouse', cluster.address('khong_co')])).errors.join()).toContain(
      'chưa có kho',
    );
  });

  it('an address that leaves out a node is not copied to', async () => {
    const short = address.replace(/,[^,/]+\//, '/');
    expect((await told(['warehouse', 'copy', file, short, '--replace'])).errors.join()).toContain('đủ mọi máy');
  });
});
