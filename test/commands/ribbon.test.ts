import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requirementsOf } from '../../addin/manifest/check.ts';
import { MANIFEST_FILE } from '../../addin/manifest/program.ts';
import { type ExcelHost, openExcelHost } from '../excel-host/host.ts';
import { addinIn } from '../pane/sample-server.ts';
import { findings } from '../report/validate.ts';
import { type Running, startServer } from '../serve/running-server.ts';
import { openBrowser } from '../support/browser.ts';
import { importInto, newWarehouse, SAMPLES, temporaryFolder } from '../support/warehouse.ts';

const CHOICE = { plan: 'brvt-sgddt-2024', unit: 'brvt-sgddt', asOf: '2024-11-30' };
const requirements = requirementsOf(readFileSync(MANIFEST_FILE, 'utf8'));
const scratch = temporaryFolder();
const file = path.join(scratch.folder, 'warehouse.duckdb');

let addin: string;
let browser: Browser;
let server: Running;

beforeAll(async () => {
  const engine = await newWarehouse(file);
  const { failures } = await importInto(engine, [path.join(SAMPLES, 'brvt-2024')]);
  await engine.close();
  expect(failures).toEqual([]);
  addin = await addinIn(scratch.folder);
  server = await startServer(file, { addin });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
  scratch.remove();
});

/** The built add-in in an Excel; `choice` is what was chosen in the pane last. */
async function open(choice?: object, address = server.url): Promise<{ page: Page; host: ExcelHost }> {
  const context = await browser.newContext({ locale: 'vi-VN' });
  const page = await context.newPage();
  page.setDefaultTimeout(90_000);
  const host = await openExcelHost(page, { requirements });
  if (choice !== undefined)
    await page.addInitScript((kept) => localStorage.setItem('vedich.choice', kept), JSON.stringify(choice));
  await page.goto(`${address}/taskpane.html`);
  await host.functions.ready;
  return { page, host };
}

/** One workbook, from the first press to a server that is away: each test goes on where the one before ended. */
describe('a report of the ribbon', () => {
  let own: Running;
  let page: Page;
  let host: ExcelHost;
  beforeAll(async () => {
    own = await startServer(file, { addin }, server.database);
    ({ page, host } = await open(CHOICE, own.url));
  });
  afterAll(() => own?.close());

  it('Lập báo cáo: the report of what was chosen last is in the workbook, and the pane says which', async () => {
    await host.runCommand('lapBaoCao');
    await page.getByText('Đã lập báo cáo').waitFor();
    expect(await page.getByText('Đã lập báo cáo').textContent()).toContain('30/11/2024');
    expect(host.paneIsShown).toBe(true);
    expect(host.tableAddress('vd_chi_tieu')).toBeDefined();
    expect(await findings(host.save())).toEqual([]);
    expect(host.unknown).toEqual([]);
  });

  it('Cập nhật số liệu: an edit by hand is asked about in the pane, and without an answer nothing is written', async () => {
    const table = host.tableAddress('vd_chi_tieu');
    const first = Number(/\d+/.exec(table?.address ?? '')?.[0]) + 1;
    const sheet = table?.sheet ?? '';
    const numerator = `E${first}`;
    const counted = host.values(sheet, numerator);
    expect(counted[0]?.[0]).toBeTypeOf('number');
    await host.edit(sheet, numerator, 12345);
    const refresh = host.runCommand('capNhatSoLieu');
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    expect(await dialog.textContent()).toContain('12.345');
    await page.keyboard.press('Escape');
    await refresh;
    await page.getByText('Chưa cập nhật').waitFor();
    expect(host.values(sheet, numerator)).toEqual([[12345]]);
    // Without the edit there is nothing to ask.
    await host.edit(sheet, numerator, Number(counted[0]?.[0]));
    await host.runCommand('capNhatSoLieu');
    expect(await dialog.count()).toBe(0);
    expect(host.values(sheet, numerator)).toEqual(counted);
  });

  it('Cập nhật số liệu without a server: the pane says so, and neither report nor cell turns into an error', async () => {
    await host.edit('Sheet1', 'A1', '=VEDICH.GIATRI("online_rate","brvt-sgddt",45626)');
    // The refresh before may still be reckoning.
    await expect.poll(() => host.values('Sheet1', 'A1')[0]?.[0], { timeout: 60_000 }).toBeTypeOf('number');
    await host.settled();
    const shown = host.values('Sheet1', 'A1');
    await own.close();
    const before = host.save();
    await host.runCommand('capNhatSoLieu');
    await page.getByRole('alert').getByText('Không gọi được máy chủ').first().waitFor();
    await host.settled();
    expect(host.values('Sheet1', 'A1')).toEqual(shown);
    expect(host.save()).toEqual(before);
  });
});

describe('ribbon commands', () => {
  it('Lập báo cáo for the first time: the pane says what to choose, and nothing is written', async () => {
    const { page, host } = await open();
    const before = host.save();
    await host.runCommand('lapBaoCao');
    await page.getByText('Chưa biết lập báo cáo nào').waitFor();
    expect(host.save()).toEqual(before);
  });

  it('Cập nhật số liệu: cells that failed, and those of a workbook just opened, have their values', async () => {
    const { page, host } = await open();
    await page.route('**/api/v1/figures', (route) => route.abort());
    await host.edit('Sheet1', 'A1', '=VEDICH.GIATRI("online_rate","brvt-sgddt",45626)');
    await host.settled();
    expect(host.values('Sheet1', 'A1')).toEqual([['#N/A']]);
    await page.unroute('**/api/v1/figures');
    await host.runCommand('capNhatSoLieu');
    await expect.poll(() => host.values('Sheet1', 'A1')[0]?.[0], { timeout: 60_000 }).toBeTypeOf('number');
  });

  it('Chuyển thành giá trị: formulas are the values they showed, and the pane says how many', async () => {
    const { page, host } = await open();
    await host.edit('Sheet1', 'A1', '=VEDICH.GIATRI("online_rate","brvt-sgddt",45626)');
    await host.edit('Sheet1', 'A2', '=VEDICH.KETQUA("brvt-sgddt-2024/remote-online","",45626)');
    await host.edit('Sheet1', 'A3', '=A1*2');
    await host.settled();
    const shown = host.values('Sheet1', 'A1:A2');
    expect(shown.flat()).toEqual([expect.any(Number), '▼ Chưa đạt']);
    await host.runCommand('chuyenThanhGiaTri');
    await page.getByText('Đã chuyển 2 công thức VEDICH').waitFor();
    expect(host.values('Sheet1', 'A1:A2')).toEqual(shown);
    expect(host.formulas('Sheet1', 'A1:A3')).toEqual([...shown, ['=A1*2']]);
    await host.runCommand('chuyenThanhGiaTri');
    await page.getByText('không có công thức VEDICH nào').waitFor();
  });
});
