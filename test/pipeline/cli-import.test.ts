import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LISTS } from '../../pipeline/lists.ts';
import { temporaryFolder } from '../support/warehouse.ts';
import { commandsOn, handMade, type Row, vedich } from './command-line.ts';
import { csvOf, RECORDS } from './hand-made.ts';

const scratch = temporaryFolder();
afterAll(scratch.remove);
const inScratch = (...parts: string[]): string => path.join(scratch.folder, ...parts);
const warehouse = inScratch('warehouse.duckdb');
const { onWarehouse, jsonOf } = commandsOn(warehouse);
let lists: string;

beforeAll(async () => {
  lists = await handMade(warehouse);
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
      'open',
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
    expect([told.code, told.out]).toEqual([0, expect.stringMatching(/Tính cho Sở Giáo dục và Đào tạo .*'Quầy số 9'/)]);
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
