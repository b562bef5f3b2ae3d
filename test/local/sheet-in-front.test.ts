import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { numberText } from '../../pipeline/numbers.ts';
import { type ExcelHost, openExcelHost } from '../excel-host/host.ts';
import { expectForEverybody } from '../pane/accessibility.ts';
import { openPane } from '../pane/browser.ts';
import { addinIn } from '../pane/sample-server.ts';
import { figuresOf } from '../pane/screens.ts';
import { type Running, startServer } from '../serve/running-server.ts';
import { openBrowser } from '../support/browser.ts';
import { importInto, newWarehouse, SAMPLES, temporaryFolder } from '../support/warehouse.ts';
import { type StaticSite, serveFolder } from './local-page.ts';

const FILE = path.join(SAMPLES, 'brvt-2024/ho-so-2024-thang-01-08.xlsx');
const CHOICE = { plan: 'brvt-sgddt-2024', unit: 'brvt-sgddt', asOf: '2024-08-31' };

const scratch = temporaryFolder();
let browser: Browser;
let addin: string;
let site: StaticSite;
let server: Running;

beforeAll(async () => {
  addin = await addinIn(scratch.folder);
  site = await serveFolder(addin);
  const warehouse = path.join(scratch.folder, 'warehouse.duckdb');
  await (await newWarehouse(warehouse)).close();
  server = await startServer(warehouse, { addin });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
  await site?.close();
  scratch.remove();
});

async function inExcel(address: string): Promise<{ page: Page; host: ExcelHost }> {
  const { page, context } = await openPane(browser, 'about:blank', { width: 350 });
  const host = await openExcelHost(page, { workbook: readFileSync(FILE) });
  await context.addInitScript((kept) => localStorage.setItem('vedich.choice', kept), JSON.stringify(CHOICE));
  await page.goto(address);
  await page.getByRole('heading', { name: 'Chưa có số liệu' }).waitFor();
  return { page, host };
}

it.each([
  ['on this machine', () => `${site.address}taskpane.html`],
  ['on a server', () => server.url],
])(
  '%s: the sheets in front of somebody go in as their file does',
  async (_, address) => {
    const { page, host } = await inExcel(address());
    const engine = await newWarehouse();
    const { sheets } = await importInto(engine, [FILE]);
    await engine.close();
    const read = page.getByRole('button', { name: 'Đọc trang tính đang mở' });
    await read.waitFor();
    await expectForEverybody(page);
    await host.activateSheet(host.book.sheets[0]?.name ?? '');
    for (const { sheet, rows } of sheets) {
      await host.activateSheet(sheet);
      await read.focus();
      await page.keyboard.press('Enter');
      await page.getByText(`Book1 – ${sheet}.xlsx`).first().waitFor();
      const counts = [rows.read, rows.accepted, rows.rejected].map((count) => numberText(count, 'vi'));
      await page.getByText(`Đọc ${counts[0]} = nhận ${counts[1]} + loại ${counts[2]}`).first().waitFor();
      await page.getByRole('button', { name: 'Nạp thêm tệp' }).click();
    }
    // An empty one says what to do.
    await host.page.evaluate(() =>
      Excel.run(async (context) => void context.workbook.worksheets.add('Trống').activate()),
    );
    await read.click();
    await page.getByText('Trang tính "Trống" đang mở không có dữ liệu.').waitFor();
    await expectForEverybody(page);
    await page.reload();
    await figuresOf(page);
    expect(host.unknown).toEqual([]);
    await page.context().close();
  },
  300_000,
);
