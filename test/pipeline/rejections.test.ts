import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { shippedLibrary } from '../../pipeline/cli/library.ts';
import { officeOf } from '../../pipeline/cli/warehouse.ts';
import { rejectedSheetWords, rejectionWords } from '../../pipeline/evaluate/doubt-words.ts';
import { verdictWords } from '../../pipeline/evaluate/words.ts';
import { acceptRejections, takeBackAcceptance } from '../../pipeline/facts/rejections.ts';
import { evaluateTargets } from '../../pipeline/office/evaluate.ts';
import { reportingPeriod } from '../../pipeline/office/scope.ts';
import { asCount, asText, type Engine } from '../../pipeline/warehouse/duckdb/engine.ts';
import { sayNothingElse } from '../support/months.ts';
import { importInto, newWarehouse, temporaryFolder } from '../support/warehouse.ts';

const scratch = temporaryFolder();
afterAll(() => scratch.remove());
const library = shippedLibrary();

const HEADER = 'Mã hồ sơ,Đơn vị tiếp nhận,Hình thức nộp,Ngày tiếp nhận,Ngày hẹn trả,Trạng thái,Phí lệ phí';
/** `way` and `fee` as they stand in the row of each number. */
const rowsOf = (count: number, way: (i: number) => string, fee: (i: number) => string, from = 0): string[] =>
  Array.from(
    { length: count },
    (_, i) =>
      `H06.23-241105-${String(i + from).padStart(5, '0')},Sở Giáo dục và Đào tạo,${way(i)},05/11/2024,12/11/2024,Đang xử lý,${fee(i)}`,
  );

async function imported(engine: Engine, name: string, rows: readonly string[]) {
  const file = path.join(scratch.folder, name);
  writeFileSync(file, [HEADER, ...rows].join('\n'));
  const run = await importInto(engine, [file], { unit: 'brvt-sgddt' });
  await engine.run('DELETE FROM months_without');
  await sayNothingElse(engine);
  return run.sheets[0]?.rows;
}

async function judged(engine: Engine, target = 'remote-online') {
  const plan = library.plans.get('brvt-sgddt-2024');
  if (plan === undefined) throw new Error('no plan');
  const question = { plan, unit: 'brvt-sgddt', period: reportingPeriod('2024-11-30', undefined, plan) };
  const found = (await evaluateTargets(officeOf(engine, library), question)).find(({ row }) => row.target === target);
  if (found === undefined) throw new Error(`no ${target}`);
  return found;
}

const sheetsOf = async (engine: Engine) =>
  (await engine.query('SELECT DISTINCT import_id, sheet_no FROM rejected_facts')).map((row) => ({
    importId: asCount(row['import_id']),
    sheetNo: asCount(row['sheet_no']),
  }));

const paid = () => '0';

describe('rows that were left out', () => {
  it('562 of 620 for the column that is counted: the number says so, until somebody has seen it', async () => {
    const engine = await newWarehouse();
    try {
      const way = (i: number): string => (i < 562 ? 'Qua Zalo của phường' : 'Trực tiếp');
      expect(await imported(engine, 'zalo.csv', rowsOf(620, way, paid))).toMatchObject({ accepted: 58, rejected: 562 });
      const { row, rejections } = await judged(engine);
      expect(row).toMatchObject({
        numerator: 0,
        denominator: 58,
        rejected: 562,
        rejected_concerning: 562,
        unsure: true,
      });
      expect(verdictWords(row, 'vi')).toBe('▼ Chưa đạt (chưa chắc)');
      const [list] = rejections;
      if (list === undefined) throw new Error('nothing was left out');
      expect(rejectionWords(list, 'vi')).toBe(
        "Danh sách 'Hồ sơ': 562 dòng bị loại khi nạp, 562 dòng liên quan đến số này; đang tính 58 dòng.",
      );
      expect(list.sheets.map((sheet) => rejectedSheetWords(sheet, 'vi'))).toEqual([
        "zalo.csv · zalo: 562 dòng vì cột 'Hình thức nộp'",
      ]);

      await acceptRejections(engine, await sheetsOf(engine), 'Nguyễn Văn A', '2024-12-01 08:00:00');
      const accepted = await judged(engine);
      expect(accepted.row).toMatchObject({ unsure: false, rejected_concerning: 562 });
      expect(accepted.rejections[0]?.sheets[0]?.seen).toEqual({ by: 'Nguyễn Văn A', at: '2024-12-01 08:00' });

      // Another import with rejections of its own asks again.
      await imported(
        engine,
        'zalo-2.csv',
        rowsOf(10, () => 'Qua Zalo của phường', paid, 700),
      );
      expect((await judged(engine)).row).toMatchObject({ unsure: true, rejected_concerning: 572 });
      await takeBackAcceptance(engine, await sheetsOf(engine));
      expect((await judged(engine)).row.unsure).toBe(true);

      // Mended and dropped again, they are missing no more.
      await imported(engine, 'zalo-mended.csv', [
        ...rowsOf(562, () => 'Trực tuyến', paid),
        ...rowsOf(10, () => 'Trực tuyến', paid, 700),
      ]);
      expect((await judged(engine)).row).toMatchObject({
        numerator: 572,
        denominator: 630,
        rejected: 0,
        unsure: false,
      });
    } finally {
      await engine.close();
    }
  });

  it('for a column that the number does not need they do not concern it, and are told', async () => {
    const engine = await newWarehouse();
    try {
      const fee = (i: number): string => (i < 10 ? 'năm mươi nghìn' : '0');
      await imported(
        engine,
        'fees.csv',
        rowsOf(100, () => 'Trực tuyến', fee),
      );
      const { row } = await judged(engine);
      expect(row).toMatchObject({ rejected: 10, rejected_concerning: 0, unsure: false, status: 'met' });
    } finally {
      await engine.close();
    }
  });

  it.each([
    [1, false],
    [2, true],
  ])('%i of 100 left out: unsure is %s', async (bad, unsure) => {
    const engine = await newWarehouse();
    try {
      await imported(
        engine,
        `few-${bad}.csv`,
        rowsOf(100, (i) => (i < bad ? 'Qua Zalo của phường' : 'Trực tuyến'), paid),
      );
      expect((await judged(engine)).row).toMatchObject({ rejected_concerning: bad, unsure });
    } finally {
      await engine.close();
    }
  });

  it('keep no cell of theirs', async () => {
    const engine = await newWarehouse();
    try {
      await imported(
        engine,
        'cells.csv',
        rowsOf(20, () => 'Nguyễn Thị Bưởi', paid),
      );
      const kept = await engine.query('SELECT CAST(r AS VARCHAR) AS kept FROM rejected_facts AS r');
      expect(kept).toHaveLength(20);
      for (const row of kept) expect(asText(row['kept'])).not.toMatch(/Bưởi|241105/);
    } finally {
      await engine.close();
    }
  });
});
