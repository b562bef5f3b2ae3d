import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { standardTemplate } from '../../pipeline/cli/template.ts';
import { makeReport } from '../../pipeline/office/report.ts';
import { parsePart } from '../../pipeline/report/machine-part.ts';
import { MAKING, madeUpEvaluation } from '../report/evaluation.ts';
import { convert, pages } from '../report/libreoffice.ts';
import { staffTemplate } from '../report/staff-template.ts';
import { findings } from '../report/validate.ts';
import { openBrowser } from '../support/browser.ts';
import { type AddinPage, onInsert, openAddin } from './addin-page.ts';
import { insertReport, refreshReport, refusal, WHOLE } from './in-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

const first = madeUpEvaluation({ targets: 3, fields: 2, files: 2 });
const second = structuredClone(first);
second.plan.id = 'other-plan';
second.plan.title.vi = 'Kế hoạch khác';
for (const detail of second.targets) if (detail.row.numerator !== null) detail.row.numerator += 100;

const HOSTILE = ['=1+1', '+84 254', '-2+3', '@SUM(A1)', "'quoted", '57,64 %', '30/11/2024', '1.234,5', 'TRUE', '00012'];

function named({ host }: AddinPage, wanted: string): unknown {
  const { sheet, address } = host.nameAddress(wanted) ?? { sheet: '', address: '' };
  return host.values(sheet, address.split(':')[0] ?? '')[0]?.[0];
}

function column({ host }: AddinPage, table: string, header: string): unknown[] {
  const { sheet, address } = host.tableAddress(table) ?? { sheet: '', address: '' };
  const [headers = [], ...rows] = host.values(sheet, address);
  return rows.map((row) => row[headers.indexOf(header)]);
}

async function sound({ host }: AddinPage): Promise<void> {
  expect(host.unknown).toEqual([]);
  expect(await findings(host.save())).toEqual([]);
}

it('holds reports of several plans, each refreshed by itself', async () => {
  const addin = await openAddin(browser);
  const { page, host } = addin;
  await insertReport(page, first);
  const other = await insertReport(page, second);
  expect(other.written?.notFound).toEqual([]);
  expect(host.book.sheets.length).toBe(15);
  const numerators = (evaluation: typeof first) => evaluation.targets.map(({ row }) => row.numerator ?? '');
  expect(column(addin, 'vd_chi_tieu', 'Tử số')).toEqual(numerators(first));
  expect(column(addin, 'vd2_chi_tieu', 'Tử số')).toEqual(numerators(second));
  expect(named(addin, 'vd2_tl_ke_hoach')).toBe('Kế hoạch khác');
  expect(named(addin, 'vd_tl_ke_hoach')).toBe(first.plan.title.vi);

  const next = structuredClone(second);
  for (const { row } of next.targets) if (row.numerator !== null) row.numerator += 1;
  host.roundTrips = 0;
  expect((await refreshReport(page, next)).written).toMatchObject({ kept: 0, notFound: [] });
  expect(host.roundTrips).toBeLessThanOrEqual(4);
  expect(column(addin, 'vd_chi_tieu', 'Tử số')).toEqual(numerators(first));
  expect(column(addin, 'vd2_chi_tieu', 'Tử số')).toEqual(numerators(next));

  const records = await page.evaluate(() => window.addin.reportsInWorkbook());
  expect(records.map(({ plan, unit }) => [plan, unit])).toEqual([
    ['made-up', 'brvt-sgddt'],
    ['other-plan', 'brvt-sgddt'],
  ]);
  await sound(addin);
  await addin.close();
});

it('keeps where the numbers came from in the file itself', async () => {
  const addin = await openAddin(browser);
  await insertReport(addin.page, first);
  const saved = addin.host.save();
  await addin.close();
  const again = await openAddin(browser, { workbook: saved });
  const [record] = await again.page.evaluate(() => window.addin.reportsInWorkbook());
  expect(record).toEqual({
    plan: 'made-up',
    planTitle: first.plan.title.vi,
    unit: 'brvt-sgddt',
    unitName: first.unit.name,
    from: '2024-01-01',
    asOf: '2024-11-30',
    writtenAt: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d$/),
  });
  // What another program finds: one part of a namespace of our own, readable without us.
  const parts = again.host.book.parts;
  const item = parts.related(again.host.book.path, 'customXml')[0]?.target ?? '';
  const xml = new TextDecoder().decode(parts.bytesOf(item));
  const { reports, mistakes } = parsePart(xml);
  expect(mistakes).toEqual([]);
  // To the cell what the command line leaves in its file, but for the moment.
  const { report } = await makeReport(first, standardTemplate(), MAKING, WHOLE);
  expect(reports).toEqual([{ ...report, made_at: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/) }]);
  expect((await refreshReport(again.page, first)).written).toEqual({ cells: 0, kept: 0, notFound: [], changed: [] });
  await again.close();
});

it('makes the report anew after its sheets were deleted, and beside one that is still there', async () => {
  const addin = await openAddin(browser);
  const { page, host } = addin;
  await insertReport(page, first);
  await insertReport(page, second);
  for (const { name } of [...host.book.sheets])
    if (/^[^(]+$/.test(name) && name !== 'Sheet1') await host.deleteSheet(name);
  expect(host.book.sheets.length).toBe(8);
  expect(await refusal(refreshReport(page, first))).toContain('was deleted from the workbook');
  await insertReport(page, first);
  expect(column(addin, 'vd_chi_tieu', 'Tử số')).toEqual(first.targets.map(({ row }) => row.numerator ?? ''));
  await insertReport(page, first);
  expect(column(addin, 'vd3_chi_tieu', 'Tử số').length).toBe(3);
  expect((await page.evaluate(() => window.addin.reportsInWorkbook())).length).toBe(2);
  const next = structuredClone(first);
  for (const { row } of next.targets) if (row.numerator !== null) row.numerator += 1;
  await refreshReport(page, next);
  expect(column(addin, 'vd3_chi_tieu', 'Tử số')).toEqual(next.targets.map(({ row }) => row.numerator ?? ''));
  expect(column(addin, 'vd_chi_tieu', 'Tử số')).toEqual(first.targets.map(({ row }) => row.numerator ?? ''));
  await sound(addin);
  await addin.close();
});

it('fills a template of one’s own where it stands', async () => {
  const addin = await openAddin(browser, { workbook: staffTemplate(standardTemplate()) });
  const { page, host } = addin;
  const sheets = host.book.sheets.map(({ name }) => name);
  const { written, conflicts } = await insertReport(page, first, 'overwrite');
  expect(host.book.sheets.map(({ name }) => name)).toEqual(sheets);
  expect(conflicts ?? []).toEqual([]);
  expect(written?.cells).toBeGreaterThan(10);
  expect(column(addin, 'vd_chi_tieu', 'Chỉ tiêu')).toEqual(first.targets.map(({ name }) => name.vi));
  const next = structuredClone(first);
  next.targets.push(...madeUpEvaluation({ targets: 6 }).targets.slice(3));
  expect((await refreshReport(page, next)).conflicts).toBeUndefined();
  expect(column(addin, 'vd_chi_tieu', 'Chỉ tiêu')).toEqual(next.targets.map(({ name }) => name.vi));
  await sound(addin);
  await addin.close();
});

it('writes text as text, whatever it looks like, on insertion and on refresh', async () => {
  const addin = await openAddin(browser);
  const { page, host } = addin;
  const hostile = madeUpEvaluation({ targets: HOSTILE.length, files: 1 });
  hostile.targets.forEach((detail, i) => {
    detail.name.vi = HOSTILE[i] ?? '';
    detail.valueText = i === 0 ? '' : detail.valueText;
  });
  const calm = madeUpEvaluation({ targets: 2, files: 1 });
  await insertReport(page, calm);
  await refreshReport(page, hostile, 'overwrite');
  expect(column(addin, 'vd_chi_tieu', 'Chỉ tiêu')).toEqual(HOSTILE);
  for (const header of ['Kết quả', 'Chênh lệch', 'Đánh giá', 'Ngưỡng, thời hạn'])
    for (const value of column(addin, 'vd_chi_tieu', header)) expect(typeof value).toBe('string');
  const { sheet, address } = host.tableAddress('vd_chi_tieu') ?? { sheet: '', address: '' };
  for (const formula of host.formulas(sheet, address).flat()) {
    if (typeof formula === 'string' && formula.startsWith('=')) expect(HOSTILE).toContain(formula);
  }
  expect(sheetXml(addin, 'Chỉ tiêu')).not.toMatch(/<f[ >]/);
  expect((await refreshReport(page, hostile)).written).toEqual({ cells: 0, kept: 0, notFound: [], changed: [] });
  await sound(addin);
  const drawn = pages(convert(host.save(), 'pdf')).join('\n');
  for (const text of HOSTILE) expect(drawn).toContain(text);
  await addin.close();
});

it('names anew what an Excel loses of the names of inserted sheets', async () => {
  const addin = await openAddin(browser);
  const { page, host } = addin;
  onInsert(addin, (answer) => {
    const answered = answer();
    // As seen on PCs (office-js issue 3583), and as it is when a name stays with its sheet.
    host.book.names = host.book.names.map((item) =>
      item.name.startsWith('_xlnm') ? item : { ...item, formula: '#REF!$A$1' },
    );
    const note = host.book.names.find((item) => item.name === 'vd_ghi_chu');
    if (note) note.scope = host.book.sheets[1];
    return answered;
  });
  await insertReport(page, first);
  expect(host.nameAddress('vd_trich_yeu')).toEqual({ sheet: 'Chỉ tiêu', address: 'A7' });
  const next = structuredClone(first);
  next.plan.title.vi = 'Kế hoạch mới';
  expect((await refreshReport(page, next)).written?.notFound).toEqual([]);
  expect(named(addin, 'vd_tl_ke_hoach')).toBe('Kế hoạch mới');
  expect(host.unknown).toEqual([]);
  await addin.close();
});

it('says what to do where the structure of the workbook is protected', async () => {
  const addin = await openAddin(browser);
  const denied = { Code: 'AccessDenied', Message: '', Location: '', ActionIndex: 0, HttpStatusCode: 400 };
  onInsert(addin, () => ({ Results: [], Error: denied }));
  expect(await refusal(insertReport(addin.page, first))).toContain('The structure of this workbook is protected');
  expect(addin.host.book.sheets.length).toBe(1);
  await addin.close();
});

it('leaves nothing behind where bringing a report in failed half-way', async () => {
  const addin = await openAddin(browser);
  onInsert(addin, (answer) => {
    const answered = answer();
    addin.host.failNext('GeneralException');
    return answered;
  });
  expect(await refusal(insertReport(addin.page, first))).toContain('Excel could not do this (GeneralException');
  expect(addin.host.book.sheets.map(({ name }) => name)).toEqual(['Sheet1']);
  expect(await addin.page.evaluate(() => window.addin.reportsInWorkbook())).toEqual([]);
  await addin.close();
});

it('brings the report in without its chart where Excel takes none, and says so', async () => {
  const addin = await openAddin(browser);
  const { page } = addin;
  let refused = 0;
  onInsert(addin, (answer, body) => {
    const file = /UEsD[\w+/=]+/.exec(body)?.[0] ?? '';
    if (!Buffer.from(file, 'base64').includes('xl/charts/chart')) return answer();
    refused += 1;
    const error = { Code: 'UnsupportedFeature', Message: '', Location: '', ActionIndex: 0, HttpStatusCode: 400 };
    return { Results: [], Error: error };
  });
  const { written } = await insertReport(page, first);
  expect(refused).toBe(1);
  expect(written?.notFound.map(({ vi }) => vi)).toEqual([
    'biểu đồ "Biểu đồ theo tháng" (Excel trên web không nhận; lập báo cáo bằng Excel trên máy để có biểu đồ)',
  ]);
  expect(column(addin, 'vd_chi_tieu', 'Tử số')).toEqual(first.targets.map(({ row }) => row.numerator ?? ''));
  await sound(addin);
  await addin.close();
});

function sheetXml({ host }: AddinPage, sheet: string): string {
  return host.book.sheet(sheet)?.xml() ?? '';
}
