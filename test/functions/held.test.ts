import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { vedichFunctions } from '../../addin/functions/functions.ts';
import { shippedLibrary } from '../../pipeline/cli/library.ts';
import { officeOf } from '../../pipeline/cli/warehouse.ts';
import { answerQuestions } from '../../pipeline/office/answers.ts';
import { evaluatePlan } from '../../pipeline/office/evaluate.ts';
import { reportingPeriod } from '../../pipeline/office/scope.ts';
import { targetTable } from '../../pipeline/report/target-tables.ts';
import type { Engine } from '../../pipeline/warehouse/duckdb/engine.ts';
import { sayNothingElse } from '../support/months.ts';
import { importInto, newWarehouse, temporaryFolder } from '../support/warehouse.ts';

const scratch = temporaryFolder();
const library = shippedLibrary();
let engine: Engine;

beforeAll(async () => {
  engine = await newWarehouse();
  const file = path.join(scratch.folder, 'thang-11.csv');
  const rows = Array.from({ length: 40 }, (_, i) => {
    const way = i < 10 ? 'Qua Zalo của phường' : 'Trực tuyến';
    return `H06.23-241105-${10000 + i},Sở Giáo dục và Đào tạo,${way},${1 + (i % 28)}/11/2024,12/12/2024,Đang xử lý`;
  });
  const header = 'Mã hồ sơ,Đơn vị tiếp nhận,Hình thức nộp,Ngày tiếp nhận,Ngày hẹn trả,Trạng thái';
  writeFileSync(file, [header, ...rows].join('\n'));
  await importInto(engine, [file], { unit: 'brvt-sgddt' });
});
afterAll(async () => {
  await engine.close();
  scratch.remove();
});

const { KETQUA, GIATRI, BANG } = vedichFunctions(async (question) => {
  const [answer] = await answerQuestions(officeOf(engine, library), [question], null, 'vi');
  if (answer === undefined) throw new Error('no answer');
  return answer;
});
const PLACE = ['brvt-sgddt', '2024-11-30'] as const;

async function reportRow(): Promise<string> {
  const plan = library.plans.get('brvt-sgddt-2024');
  if (plan === undefined) throw new Error('no plan');
  const period = reportingPeriod('2024-11-30', undefined, plan);
  const evaluation = await evaluatePlan(officeOf(engine, library), { plan, unit: 'brvt-sgddt', period });
  return JSON.stringify(targetTable(evaluation).rows[1]);
}

describe('a number that is not whole, or not sure', () => {
  it('says so in the cells and in the report', async () => {
    expect(await KETQUA('brvt-sgddt-2024/remote-online', ...PLACE)).toBe('◔ Chưa đủ kỳ (chưa chắc)');
    expect(await GIATRI('brvt-sgddt-2024/remote-online', ...PLACE)).toBe(100);
    const line = (await BANG('brvt-sgddt-2024', ...PLACE)).find((row) => row.includes('◔ Chưa đủ kỳ (chưa chắc)'));
    expect(line?.at(-1)).toBe("danh sách 'Hồ sơ' thiếu tháng 1–10/2024; 10 dòng bị loại khi nạp có thể làm đổi số này");
    const row = await reportRow();
    expect(row).toContain('◔ Chưa đủ kỳ (chưa chắc)');
    expect(row).toContain('tháng 1–10/2024');
    expect(row).toContain('10 dòng bị loại khi nạp có thể làm đổi số này');
  });

  it('is judged again when the months are said to have had none, and stays unsure', async () => {
    await sayNothingElse(engine);
    expect(await KETQUA('brvt-sgddt-2024/remote-online', ...PLACE)).toBe('✓ Đạt (chưa chắc)');
    expect(await reportRow()).toContain('✓ Đạt (chưa chắc)');
  });
});
