import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DataState } from '../../pipeline/office/state.ts';
import { sampleWarehouse } from '../support/sample-warehouse.ts';
import { temporaryFolder } from '../support/warehouse.ts';
import { vedich } from './command-line.ts';

const scratch = temporaryFolder();
afterAll(() => scratch.remove());
const warehouse = path.join(scratch.folder, 'november.duckdb');
const ASKED = ['--unit', 'brvt-sgddt', '--as-of', '2024-11-30', '--warehouse', warehouse];

beforeAll(async () => {
  const header = 'Mã hồ sơ,Đơn vị tiếp nhận,Hình thức nộp,Ngày tiếp nhận,Ngày hẹn trả,Trạng thái';
  const rows = Array.from({ length: 100 }, (_, i) => {
    const way = i < 90 ? 'Trực tuyến' : i < 95 ? 'Trực tiếp' : 'Qua Zalo của phường';
    return `H06.23-241105-${i + 10000},Sở Giáo dục và Đào tạo,${way},${1 + (i % 28)}/11/2024,12/12/2024,Đang xử lý`;
  });
  writeFileSync(path.join(scratch.folder, 'thang-11.csv'), [header, ...rows].join('\n'));
  const { code } = await vedich([
    'import',
    path.join(scratch.folder, 'thang-11.csv'),
    '--province',
    'brvt',
    '--warehouse',
    warehouse,
  ]);
  expect(code).toBe(0);
});

const state = async (...more: string[]): Promise<DataState> => {
  const { code, out, err } = await vedich(['state', ...ASKED, ...more, '--format', 'json']);
  expect(code, err).toBe(0);
  return JSON.parse(out);
};
const evaluated = async (): Promise<Record<string, unknown>> => {
  const { out } = await vedich(['evaluate', '--plan', 'brvt-sgddt-2024', ...ASKED, '--format', 'json']);
  return JSON.parse(out).find(({ target }: { target: string }) => target === 'remote-online');
};

describe('vedich state', () => {
  it('only November: which months are missing, said to be none, taken back', async () => {
    const [line] = (await state()).coverage;
    expect(line?.months.map(({ state: one }) => one)).toEqual([...Array(10).fill('missing'), 'whole']);
    const held = await evaluated();
    expect(held).toMatchObject({ status: 'incomplete', numerator: 90, denominator: 95, shortfall: null });
    expect(held['missing']).toEqual(["danh sách 'Hồ sơ' thiếu tháng 1–10/2024"]);
    const table = await vedich(['evaluate', '--plan', 'brvt-sgddt-2024', ...ASKED]);
    expect(table.out).toContain('Chưa đủ kỳ');

    const refused = await vedich(['state', ...ASKED, '--none', 'dossiers=2024-01..2024-10']);
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('--by')]);
    const said = await state('--none', 'dossiers=2024-01..2024-10', '--by', 'Trần Thị B');
    expect(said.coverage[0]?.months[3]).toMatchObject({
      state: 'said',
      said: [{ id: 'brvt-sgddt', by: 'Trần Thị B' }],
    });
    expect(await evaluated()).toMatchObject({ status: 'met', missing: [], unsure: true });
    await state('--none', 'dossiers=2024-03', '--take-back');
    expect(await evaluated()).toMatchObject({
      status: 'incomplete',
      missing: ["danh sách 'Hồ sơ' thiếu tháng 3/2024"],
    });
  });

  it('rows left out are seen, with who and when', async () => {
    expect((await state()).left_out).toMatchObject([
      { file: 'thang-11.csv', rows: 5, columns: ['channel'], seen: null },
    ]);
    expect(await evaluated()).toMatchObject({ rejected: 5, rejected_concerning: 5, unsure: true });
    const { left_out } = await state('--seen', '--by', 'Trần Thị B');
    expect(left_out[0]?.seen).toMatchObject({ by: 'Trần Thị B' });
    expect(await evaluated()).toMatchObject({ unsure: false });
  });

  it('in words, in both languages', async () => {
    const vi = await vedich(['state', ...ASKED]);
    expect(vi.out).toContain('Hồ sơ: 01/24');
    expect(vi.out).toContain('03/24 thiếu: Sở Giáo dục và Đào tạo');
    expect(vi.out).toContain('thang-11.csv · thang-11: 5 dòng bị loại, Trần Thị B đã xem, chấp nhận lúc');
    const en = await vedich(['state', ...ASKED], 'en');
    expect(en.out).toContain('03/24 missing: Sở Giáo dục và Đào tạo');
    const wrong = await vedich(['state', ...ASKED, '--none', 'dossiers', '--by', 'B']);
    expect([wrong.code, wrong.err]).toEqual([1, expect.stringContaining('--none')]);
  });

  it('under a province names the units, and a word for it is one for those', async () => {
    const file = path.join(scratch.folder, 'province.duckdb');
    await sampleWarehouse(file, ['brvt-2023']);
    const asked = ['state', '--unit', 'brvt', '--as-of', '2023-12-31', '--warehouse', file, '--format', 'json'];
    const december = async (...more: string[]) => {
      const found: DataState = JSON.parse((await vedich([...asked, ...more])).out);
      return found.coverage[0]?.months.at(-1);
    };
    expect((await december())?.missing.map(({ id }) => id)).toContain('brvt-stp');
    expect(await december('--none', 'dossiers=2023-12', '--by', 'B')).toMatchObject({ state: 'said', missing: [] });
    expect(await december('--none', 'dossiers=2023-12', '--take-back')).toMatchObject({ state: 'part', said: [] });
  });
});
