import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { FileCell } from '../../addin/excel/index.ts';
import { askedIn, layPlan, truthOf, unitsOfPlan } from '../consolidate/office.ts';
import { LAYOUTS, rowsOf } from '../consolidate/unit-tables.ts';
import { vedich } from '../pipeline/command-line.ts';
import { madeUpEvaluation } from '../report/evaluation.ts';
import { findings } from '../report/validate.ts';
import { openBrowser } from '../support/browser.ts';
import { temporaryFolder } from '../support/warehouse.ts';
import { onInsert, openAddin } from './addin-page.ts';
import { insertReport } from './in-page.ts';

const scratch = temporaryFolder();
const place = path.join(scratch.folder, 'tong-hop.xlsx');
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
  layPlan(scratch.folder);
  const sent = path.join(scratch.folder, 'sent');
  mkdirSync(sent);
  const units = unitsOfPlan().slice(0, 4);
  for (const [at, { id, name }] of units.entries()) {
    const made = LAYOUTS[0]?.(name, rowsOf(truthOf(id, name, 7 + at), 0), '(Số liệu tính đến ngày 31/10/2026)');
    if (made !== undefined) writeFileSync(path.join(sent, `don-vi-${at}.xlsx`), made.bytes);
  }
  const asked = askedIn(scratch.folder);
  await vedich(['collect', sent, ...asked]);
  await vedich(['consolidate', '-o', place, ...asked]);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  scratch.remove();
});

const showCell = (page: Page, where: FileCell): Promise<boolean> =>
  page.evaluate((cell) => window.addin.showCell(cell), where);
const insertBook = (page: Page): Promise<string[]> =>
  page.evaluate(
    (base64) => window.addin.insertBook(Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))),
    readFileSync(place).toString('base64'),
  );
const selected = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const context = new Excel.RequestContext();
    const range = context.workbook.getSelectedRange();
    range.load('address');
    await context.sync();
    return range.address;
  });

it('goes to the cell of a finding where that file is the open workbook, and says where it is not', async () => {
  const { page, host, close } = await openAddin(browser, { workbook: readFileSync(place) });
  // The open workbook is called Book1.
  expect(await showCell(page, { file: 'Book1.xlsx', sheet: 'Đơn vị × chỉ tiêu', cell: 'C6' })).toBe(true);
  expect(await selected(page)).toBe("'Đơn vị × chỉ tiêu'!C6");
  expect(await showCell(page, { file: 'xa-3.xlsx', sheet: 'Đơn vị × chỉ tiêu', cell: 'C6' })).toBe(false);
  expect(await showCell(page, { file: 'Book1.xlsx', sheet: 'Trang khác', cell: 'C6' })).toBe(false);
  expect(host.unknown).toEqual([]);
  await close();
});

it('the sheets of the consolidation come into the open workbook, beside a report that is there', async () => {
  const { page, host, close } = await openAddin(browser);
  await insertReport(page, madeUpEvaluation({ targets: 3, fields: 1, files: 1 }));
  const sheets = host.book.sheets.length;
  expect(await insertBook(page)).toEqual([]);
  const names = host.book.sheets.map(({ name }) => name);
  expect(names.length).toBeGreaterThanOrEqual(sheets + 6);
  expect(names).toEqual(
    expect.arrayContaining(['Đơn vị × chỉ tiêu', 'Biểu đồ', 'Theo dõi gửi báo cáo', 'Kiểm tra', 'Xếp hạng']),
  );
  expect(await findings(host.save())).toEqual([]);
  expect(host.unknown).toEqual([]);
  // The report is still the one that is known and refreshed.
  expect(await page.evaluate(() => window.addin.reportsInWorkbook())).toMatchObject([{ plan: 'made-up' }]);
  await close();
});

it('an Excel that takes no sheet with a chart gets the others', async () => {
  const addin = await openAddin(browser);
  const { page, host, close } = addin;
  onInsert(addin, (answer, body) => {
    const file = /UEsD[\w+/=]+/.exec(body)?.[0] ?? '';
    if (!Buffer.from(file, 'base64').includes('xl/charts/chart')) return answer();
    const error = { Code: 'UnsupportedFeature', Message: '', Location: '', ActionIndex: 0, HttpStatusCode: 400 };
    return { Results: [], Error: error };
  });
  expect((await insertBook(page)).length).toBe(2);
  expect(host.book.sheets.map(({ name }) => name)).toContain('Đơn vị × chỉ tiêu');
  // A report that is made here later has a page of its own.
  await insertReport(page, madeUpEvaluation({ targets: 3, fields: 1, files: 1 }));
  expect(host.nameAddress('vd_trich_yeu')?.sheet).toBe('Chỉ tiêu (2)');
  expect(await findings(host.save())).toEqual([]);
  await close();
});
