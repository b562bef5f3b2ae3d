import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { BoundPart } from '../../addin/excel/types.ts';
import type { Evaluation } from '../../pipeline/evaluate/types.ts';
import { verdictWords } from '../../pipeline/evaluate/words.ts';
import type { Table } from '../../pipeline/office/tables.ts';
import { madeUpEvaluation } from '../report/evaluation.ts';
import { findings } from '../report/validate.ts';
import { openBrowser } from '../support/browser.ts';
import { openAddin } from './addin-page.ts';
import { insertReport, refreshReport, refusal } from './in-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

const first = madeUpEvaluation({ targets: 4, fields: 2, files: 1 });
const target = (i: number, evaluation = first) => {
  const found = evaluation.targets[i];
  if (!found) throw new Error(`no target ${i}`);
  return found;
};

function bind(page: Page, i: number, part: BoundPart, evaluation: Evaluation = first): Promise<string> {
  return page.evaluate(
    ([id, bound, toWrite]) =>
      window.addin.bindSelection(
        { plan: toWrite.plan.id, unit: toWrite.unit.id, target: id, part: bound },
        { evaluation: toWrite, version: '1' },
      ),
    [target(i, evaluation).row.target, part, evaluation] as const,
  );
}

it('binds cells of any workbook to targets, and refreshes them wherever they went', async () => {
  const { page, host, close } = await openAddin(browser);
  await host.edit('Sheet1', 'A1', 'Hồ sơ trực tuyến');
  await host.select('Sheet1', 'B2');
  expect(await bind(page, 0, 'value')).toBe('Sheet1!B2');
  await host.select('Sheet1', 'B3');
  await bind(page, 0, 'verdict');
  await host.select('Sheet1', 'B4');
  await bind(page, 1, 'numerator');
  await host.select('Sheet1', 'B5');
  await bind(page, 1, 'threshold');
  await host.select('Sheet1', 'A1');
  expect(await refusal(bind(page, 1, 'value'))).toContain('holds "Hồ sơ trực tuyến"');
  expect(host.values('Sheet1', 'A1:B5').map((row) => row[1])).toEqual([
    '',
    target(0).row.value,
    verdictWords(target(0).row, 'vi'),
    target(1).row.numerator,
    target(1).row.threshold,
  ]);
  // Where the numbers came from is kept without a report, too: the pane offers to refresh them.
  const records = await page.evaluate(() => window.addin.reportsInWorkbook());
  expect(records).toMatchObject([{ plan: 'made-up', unit: 'brvt-sgddt', asOf: '2024-11-30' }]);
  // The verdict is flagged by word and by colour.
  expect(host.book.sheet('Sheet1')?.xml()).toContain('LEFT(B3,1)="▼"');

  await host.insertRows('Sheet1', 1, 3);
  await host.insertColumns('Sheet1', 2);
  await host.renameSheet('Sheet1', 'Tổng hợp');
  await host.deleteRows('Tổng hợp', 8);
  const next = structuredClone(first);
  for (const { row } of next.targets) if (row.numerator !== null) row.numerator += 5;
  target(0, next).row.value = 88.8;
  target(0, next).row.status = 'met';
  host.roundTrips = 0;
  const { written } = await refreshReport(page, next);
  expect(host.roundTrips).toBeLessThanOrEqual(4);
  expect(written).toEqual({
    cells: 3,
    kept: 0,
    notFound: [expect.objectContaining({ vi: `ô gắn chỉ tiêu: ${target(1).name.vi}, ngưỡng` })],
    changed: [],
  });
  expect(host.values('Tổng hợp', 'C5:C7').flat()).toEqual([88.8, '✓ Đạt', target(1, next).row.numerator]);

  // An edit by hand is asked about here, too.
  await host.edit('Tổng hợp', 'C5', 99);
  const asked = await refreshReport(page, next, 'keep');
  expect(asked.conflicts).toMatchObject([{ label: { vi: `${target(0).name.vi}, kết quả` }, current: 99, fresh: 88.8 }]);
  expect(asked.written?.kept).toBe(1);
  expect((await refreshReport(page, first)).written?.cells).toBe(2);
  // A report of the same plan comes beside them, and both are refreshed.
  await insertReport(page, first);
  const both = await refreshReport(page, next, 'overwrite');
  expect(both.written?.notFound).toEqual([]);
  expect(host.values('Tổng hợp', 'C5:C6').flat()).toEqual([88.8, '✓ Đạt']);
  expect((await page.evaluate(() => window.addin.reportsInWorkbook())).length).toBe(1);
  expect(host.unknown).toEqual([]);
  expect(await findings(host.save())).toEqual([]);
  await close();
});

it('shows the same percentage in a cell formatted as a percentage', async () => {
  const { page, host, close } = await openAddin(browser);
  await page.evaluate(async () => {
    const context = new Excel.RequestContext();
    context.workbook.worksheets.getItem('Sheet1').getRange('B2').numberFormat = [['0.00%']];
    await context.sync();
  });
  await host.select('Sheet1', 'B2');
  await bind(page, 0, 'value');
  expect(host.values('Sheet1', 'B2')).toEqual([[(target(0).row.value ?? 0) / 100]]);
  expect((await refreshReport(page, first)).written).toEqual({ cells: 0, kept: 0, notFound: [], changed: [] });
  await close();
});

it('goes from a target to its cell and back', async () => {
  const { page, host, close } = await openAddin(browser);
  await insertReport(page, first);
  await host.insertRows('Chỉ tiêu', 3, 2);
  await page.evaluate(async () => {
    const told: unknown[] = [];
    Object.assign(window, { told });
    const end = await window.addin.onTargetSelected((id, place) => told.push([id ?? null, place?.plan ?? null]));
    Object.assign(window, { end });
  });
  const told = () => page.evaluate(() => window.told);
  expect(await page.evaluate((id) => window.addin.showTarget(id), target(2).row.target)).toBe(true);
  const { sheet, range } = host.space.book.selection;
  const top = Number(/\d+/.exec(host.tableAddress('vd_chi_tieu')?.address ?? '')?.[0]);
  expect([sheet.name, range.first]).toEqual(['Chỉ tiêu', { row: top + 3, column: 7 }]);
  expect(await page.evaluate(() => window.addin.showTarget('nothing-like-it'))).toBe(false);
  await expect.poll(told).toEqual([['target-3', 'made-up']]);
  await host.select('Chỉ tiêu', `B${top + 1}`);
  await expect.poll(told).toEqual([
    ['target-3', 'made-up'],
    ['target-1', 'made-up'],
  ]);
  await host.select('Chỉ tiêu', 'A1');
  await expect.poll(told).toHaveLength(3);
  await page.evaluate(() => window.end());
  await host.select('Chỉ tiêu', `B${top + 2}`);
  await host.settled();
  expect((await told()).length).toBe(3);
  expect(host.unknown).toEqual([]);
  await close();
});

const MEMBER_COLUMNS: Table['columns'] = [
  { name: 'member', type: 'text' },
  { name: 'procedure_code', type: 'text' },
  { name: 'happened_on', type: 'date' },
  { name: 'due_on', type: 'date' },
  { name: 'status', type: 'text' },
  { name: 'channel', type: 'text' },
  { name: 'row', type: 'integer' },
];

function members(count: number, code: (i: number) => string): Table {
  return {
    columns: MEMBER_COLUMNS,
    rows: Array.from({ length: count }, (_, i) => ({
      member: code(i),
      procedure_code: '1.000001',
      happened_on: '2024-11-30',
      due_on: null,
      status: '10',
      channel: 'remote',
      row: i + 2,
    })),
  };
}

it('lists the members behind a number, codes as text, what is missing apart', async () => {
  const { page, host, close } = await openAddin(browser);
  const odd = ['000.00.01', '=cmd', '+84', '-1', '@x', "'q", '1e5'];
  const list = {
    title: '=Hồ sơ trực tuyến từ xa',
    sheetName: 'Hồ sơ: [từ xa] / tháng 11 năm 2024 rất dài',
    numerator: members(2, (i) => `N${i}`),
    missing: members(odd.length, (i) => odd[i] ?? ''),
    about: ['Sở Giáo dục và Đào tạo', ''],
  };
  for (let twice = 0; twice < 2; twice += 1) await page.evaluate((one) => window.addin.listMembers(one), list);
  const [sheet, again] = host.book.sheets.slice(1).map(({ name }) => name);
  expect([sheet, again]).toEqual(['Hồ sơ   từ xa    tháng 11 năm 2', 'Hồ sơ   từ xa    tháng 11 n (2)']);
  const values = host.values(sheet ?? '', 'A1:F16');
  expect(values[0]?.[0]).toBe('=Hồ sơ trực tuyến từ xa');
  expect(values[4]?.[0]).toBe('Trong mẫu số nhưng chưa vào tử số: 7');
  expect(values[5]).toEqual(['Mã', 'Mã thủ tục', 'Ngày tính', 'Trạng thái', 'Hình thức nộp', 'Dòng']);
  expect(values.slice(6, 13).map((row) => row[0])).toEqual(odd);
  expect(values[6]?.slice(1)).toEqual(['1.000001', 45_626, 'Đã trả kết quả', 'Trực tuyến từ xa', 2]);
  expect(host.values(sheet ?? '', 'A16:A20').flat()).toEqual(['Đã tính vào tử số: 2', 'Mã', 'N0', 'N1', '']);
  expect(host.book.sheet(sheet ?? '')?.xml()).not.toMatch(/<f[ >]/);
  expect(host.unknown).toEqual([]);
  expect(await findings(host.save())).toEqual([]);
  await close();
});

it('lists 100,000 members in chunks, the page alive between them, and takes a list back that is called off', async () => {
  const { page, host, close } = await openAddin(browser);
  const run = (stopAt: number): Promise<{ steps: number; last: number; longest: number; error: string }> =>
    page.evaluate(
      async ([columns, stop]) => {
        const table = (count: number, letter: string): Table => ({
          columns,
          rows: Array.from({ length: count }, (_, i) => ({
            member: `${letter}${i}`,
            procedure_code: '1.000001',
            happened_on: '2024-11-30',
            due_on: null,
            status: '10',
            channel: 'remote',
            row: i,
          })),
        });
        const numerator = table(60_000, 'N');
        const missing = table(40_000, 'M');
        const controller = new AbortController();
        const progress: number[] = [];
        let longest = 0;
        let before = performance.now();
        const beat = setInterval(() => {
          longest = Math.max(longest, performance.now() - before);
          before = performance.now();
        }, 10);
        let error = '';
        const list = { title: 'Danh sách', sheetName: 'Danh sách', numerator, missing, about: [] };
        try {
          await window.addin.listMembers(
            list,
            (written) => {
              progress.push(written);
              if (written >= stop) controller.abort();
            },
            controller.signal,
          );
        } catch (thrown) {
          error = thrown instanceof Error ? thrown.name : String(thrown);
        }
        clearInterval(beat);
        return { steps: progress.length, last: progress.at(-1) ?? 0, longest, error };
      },
      [MEMBER_COLUMNS, stopAt] as const,
    );
  const stopped = await run(20_000);
  expect(stopped.error).toBe('AbortError');
  expect(host.book.sheets.map(({ name }) => name)).toEqual(['Sheet1']);
  const done = await run(Number.POSITIVE_INFINITY);
  expect(done).toMatchObject({ last: 100_000, error: '' });
  expect(done.steps).toBeGreaterThan(20);
  console.info(`100,000 members: the page was busy for ${Math.round(done.longest)} ms at most`);
  const last = host.values('Danh sách', 'A100000:A100020').flat();
  expect(last.filter((value) => value !== '').at(-1)).toBe('N59999');
  expect(host.unknown).toEqual([]);
  await close();
});

it('turns functions into their values, spilled cells and texts included, and nothing else', async () => {
  const { page, host, close } = await openAddin(browser);
  await page.evaluate(() => {
    CustomFunctions.associate('GIATRI', () => 57.64);
    CustomFunctions.associate('KETQUA', () => '=không phải công thức');
    CustomFunctions.associate('BANG', () => [
      ['a', 1],
      ['b', 2],
    ]);
    CustomFunctions.associate('TUSO', () => new Promise(() => undefined));
  });
  await host.edit('Sheet1', 'A1', '=SUM(1,2)');
  await host.edit('Sheet1', 'A2', '="VEDICH.GIATRI("');
  await page.evaluate(async () => {
    const context = new Excel.RequestContext();
    const range = context.workbook.worksheets.getItem('Sheet1').getRange('A3:A5');
    range.formulas = [['=VEDICH.GIATRI("x","y","z")'], ['=VEDICH.KETQUA("x","y","z")'], ['=VEDICH.BANG("x","y","z")']];
    await context.sync();
  });
  await expect
    .poll(() => host.values('Sheet1', 'A3:B6'))
    .toEqual([
      [57.64, ''],
      ['=không phải công thức', ''],
      ['a', 1],
      ['b', 2],
    ]);
  expect(await page.evaluate(() => window.addin.freezeFunctions())).toBe(3);
  expect(host.formulas('Sheet1', 'A1:B6')).toEqual([
    ['=SUM(1,2)', ''],
    ['="VEDICH.GIATRI("', ''],
    [57.64, ''],
    ['=không phải công thức', ''],
    ['a', 1],
    ['b', 2],
  ]);
  expect(
    host.book
      .sheet('Sheet1')
      ?.xml()
      .match(/<f[ >]/g)?.length,
  ).toBe(2);
  expect(await page.evaluate(() => window.addin.freezeFunctions())).toBe(0);
  await host.edit('Sheet1', 'A8', '=VEDICH.TUSO("x","y","z")');
  void host.recalculate();
  expect(await refusal(page.evaluate(() => window.addin.freezeFunctions()))).toContain('Sheet1!A8 is still waiting');
  expect(host.unknown).toEqual([]);
  await close();
});

it('knows where it runs', async () => {
  const old = await openAddin(browser, { old: true });
  expect(await old.page.evaluate(() => window.addin.detectHost())).toBe('old-excel');
  await old.close();
  const needs = await openAddin(browser);
  const { REQUIRED } = await import('../../addin/excel/required.ts');
  expect(await needs.page.evaluate(() => window.addin.detectHost())).toBe('excel');
  await needs.close();
  const short = await openAddin(browser, { requirements: { ...REQUIRED, ExcelApi: '1.12' } });
  expect(await short.page.evaluate(() => window.addin.detectHost())).toBe('old-excel');
  await short.close();
});
