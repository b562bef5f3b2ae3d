import { readFileSync } from 'node:fs';
import path from 'node:path';
import { unzipSync } from 'fflate';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { shippedLibrary } from '../../pipeline/cli/library.ts';
import { standardTemplate } from '../../pipeline/cli/template.ts';
import { programVersion } from '../../pipeline/cli/version.ts';
import { officeOf } from '../../pipeline/cli/warehouse.ts';
import { evaluatePlan } from '../../pipeline/office/evaluate.ts';
import { makeReport } from '../../pipeline/office/report.ts';
import { reportingPeriod } from '../../pipeline/office/scope.ts';
import { type OpenPane, openPane } from '../pane/browser.ts';
import { addinIn } from '../pane/sample-server.ts';
import { figuresOf, openTarget, openTool } from '../pane/screens.ts';
import { MAKING } from '../report/evaluation.ts';
import { bytesOf, openBrowser } from '../support/browser.ts';
import { openSamples } from '../support/sample-warehouse.ts';
import { SAMPLES, sampleFolders, temporaryFolder } from '../support/warehouse.ts';
import { filesBelow, type StaticSite, serveFolder } from './local-page.ts';

const { plans }: { plans: { plan: string; unit: string; as_of: string }[] } = parse(
  readFileSync(path.join(SAMPLES, 'samples.yaml'), 'utf8'),
);

let browser: Browser;
let site: StaticSite;
let pane: OpenPane;
const undo: (() => void)[] = [];
/** The command line's report of each plan. */
const reports = new Map<string, Uint8Array>();
const requests: string[] = [];

/** The pane as a folder of files, served by whatever serves files; Microsoft's address cannot be reached. */
beforeAll(async () => {
  const { folder, remove } = temporaryFolder();
  undo.push(remove);
  site = await serveFolder(await addinIn(folder));
  browser = await openBrowser();
  pane = await openPane(browser, `${site.address}taskpane.html`, { officeScript: 'unreachable' });
  pane.context.on('request', (request) => requests.push(`${request.method()} ${request.url()}`));
  const library = shippedLibrary();
  const { engine } = await openSamples();
  for (const { plan: id, unit, as_of } of plans) {
    const plan = library.plans.get(id);
    if (plan === undefined) throw new Error(`no plan ${id}`);
    const period = reportingPeriod(as_of, undefined, plan);
    const evaluation = await evaluatePlan(officeOf(engine, library), { plan, unit, period });
    reports.set(id, (await makeReport(evaluation, standardTemplate(), { ...MAKING, version: programVersion() })).bytes);
  }
  await engine.close();
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
  for (const one of undo) one();
});

test('opens on this machine, empty, and takes every sample that is chosen', async () => {
  const { page } = pane;
  await page.getByRole('heading', { name: 'Chưa có số liệu' }).waitFor({ timeout: 60_000 });
  expect(await page.getByRole('button', { name: /^Nguồn số liệu: Trên máy này/ }).count()).toBe(1);
  expect(await page.getByText('Tệp được đọc ngay trên máy này và không gửi đi đâu.').count()).toBe(1);
  for (const folder of sampleFolders()) {
    await page.setInputFiles('input[type=file]', filesBelow(folder));
    // Some of the samples are full of traps.
    await page.getByRole('heading', { name: /^(Đã nạp xong|Mới nhận)/ }).waitFor({ timeout: 120_000 });
    await page.getByRole('button', { name: 'Nạp thêm tệp' }).click();
  }
});

describe('the report', () => {
  test.each(plans)('of $plan is the command line’s, part by part', async ({ plan, unit, as_of: asOf }) => {
    const { page } = pane;
    await page.evaluate((choice) => localStorage.setItem('vedich.choice', JSON.stringify(choice)), {
      plan,
      unit,
      asOf,
    });
    await page.reload();
    await figuresOf(page);
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Tải báo cáo' }).click();
    // What it lacks is told first, where it lacks something.
    const goOn = page.getByRole('button', { name: 'Vẫn lập báo cáo' });
    await Promise.race([saved, goOn.waitFor().then(() => goOn.click())]);
    const download = await saved;
    const here = unzipSync(await bytesOf(download));
    const there = unzipSync(reports.get(plan) ?? new Uint8Array());
    expect(Object.keys(here)).toEqual(Object.keys(there));
    // All but the moment when they were made.
    const text = (bytes: Uint8Array | undefined): string =>
      new TextDecoder().decode(bytes).replace(/"made_at":"[^"]*"/, '');
    for (const [name, bytes] of Object.entries(there)) expect(text(here[name]), name).toBe(text(bytes));
  });
});

test('the data here are shown, and deleted only when asked twice', async () => {
  const { page } = pane;
  await page.getByRole('button', { name: /^Số liệu/ }).click();
  await page.getByText(/ MB, cất lúc \d\d:\d\d ngày \d\d\/\d\d\/\d{4}$/).waitFor();
  await page.getByRole('button', { name: 'Xóa dữ liệu trên máy' }).click();
  await page.getByRole('button', { name: 'Hủy' }).click();
  await page.getByRole('alertdialog').waitFor({ state: 'detached' });
  await page.getByText(/ MB, cất lúc/).waitFor();
  await page.getByRole('button', { name: 'Xóa dữ liệu trên máy' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Xóa dữ liệu trên máy' }).click();
  await page.getByRole('alertdialog').waitFor({ state: 'detached' });
  await page.getByText('Đã xóa dữ liệu trên máy.').waitFor();
  await page.getByText('Chưa cất gì trên máy.').waitFor();
  await page.getByRole('button', { name: 'Quay lại' }).click();
  await page.getByRole('heading', { name: 'Chưa có số liệu' }).waitFor();
});

/** One dossier under headers and words of its own. */
function oneDossier(code: string, unit: string, header = 'Hình thức nộp', status = 'Đang xử lý') {
  return {
    name: `ho-so-${code}.csv`,
    mimeType: 'text/csv',
    buffer: Buffer.from(
      `Mã hồ sơ,Mã TTHC,Đơn vị tiếp nhận,${header},Ngày tiếp nhận,Trạng thái\nH06.20-24-${code},1.000001,${unit},Trực tiếp,05/09/2024,${status}\n`,
    ),
  };
}

/** The form with what is still open; a column that nothing is likely of is folded away. */
async function answer(page: Page, question: string, type: string, option: RegExp): Promise<void> {
  const folded = page.getByText(/^Cột khác, không dùng/);
  const box = page.getByRole('combobox', { name: question });
  await box.or(folded).first().waitFor();
  if (!(await box.isVisible())) await folded.click();
  await box.click();
  if (type !== '') await page.keyboard.type(type);
  await page.getByRole('option', { name: option }).first().click();
}

const ALL_TAKEN = 'Đọc 2 = nhận 1 + loại 0 + trùng 0 + bỏ qua 1';

test('a header that nobody knows is explained on the spot, the file read again, the next one understood', async () => {
  const { page } = pane;
  await page.setInputFiles('input[type=file]', oneDossier('000001', 'Sở Y tế tỉnh Bà Rịa - Vũng Tàu', 'Zuka'));
  await answer(page, 'Zuka', '', /^Hình thức nộp$/);
  await page.getByRole('button', { name: 'Trả lời và nạp lại' }).click();
  await page.getByText("Cột dùng theo câu trả lời trước đây: 'Zuka'").waitFor();
  expect(await page.getByRole('form').count()).toBe(0);
  await page.getByRole('button', { name: 'Nạp thêm tệp' }).click();
  await page.setInputFiles('input[type=file]', oneDossier('000002', 'Sở Y tế tỉnh Bà Rịa - Vũng Tàu', 'Zuka'));
  await page.getByText(ALL_TAKEN).waitFor();
  expect(await page.getByRole('form').count()).toBe(0);
  await page.getByText("Cột dùng theo câu trả lời trước đây: 'Zuka'").waitFor();
});

test('a unit and a value that nobody knows are answered on one form; answers are shown and taken back', async () => {
  const { page } = pane;
  await page.getByRole('button', { name: 'Nạp thêm tệp' }).click();
  await page.setInputFiles('input[type=file]', oneDossier('000003', 'Trạm một cửa mới', 'Zuka', 'Xyz-1'));
  await page.getByRole('heading', { name: 'Chưa nhận được dòng nào' }).waitFor();
  await answer(page, 'Trạm một cửa mới', 'so y te ba ria', /^Sở Y tế/);
  await answer(page, 'Xyz-1', '', /^Đang xử lý$/);
  await page.getByRole('button', { name: 'Trả lời và nạp lại' }).click();
  await page.getByText(ALL_TAKEN).waitFor();
  await page.getByRole('button', { name: 'Nạp thêm tệp' }).click();
  await page.setInputFiles('input[type=file]', oneDossier('000004', 'Trạm một cửa mới', 'Zuka', 'Xyz-1'));
  await page.getByText(ALL_TAKEN).waitFor();
  expect(await page.getByRole('form').count()).toBe(0);
  // What is done because somebody once said so is told, and can be taken back.
  await page.getByText(/Tính cho Sở Y tế tỉnh Bà Rịa - Vũng Tàu .*'Trạm một cửa mới'/).waitFor();
  await page.getByRole('button', { name: 'Cài đặt' }).click();
  await page.getByText("'Zuka' → Hình thức nộp").waitFor();
  await page.getByText("'Xyz-1' → Đang xử lý").waitFor();
  await page.getByRole('button', { name: /^Bỏ: 'Trạm một cửa mới' → Sở Y tế/ }).click();
  await page.getByText("'Trạm một cửa mới' →").waitFor({ state: 'detached' });
});

test('questions left open are asked again: on the screen of the data, of the target, and when the file comes again', async () => {
  const { page } = pane;
  await page.evaluate(() => {
    const choice = { plan: 'brvt-sgddt-2024', unit: 'brvt-syt', asOf: '2024-09-30' };
    localStorage.setItem('vedich.choice', JSON.stringify(choice));
  });
  await page.reload();
  await figuresOf(page);
  await openTool(page, 'Nạp tệp');
  const file = oneDossier('000005', 'Trạm một cửa mới', 'Zuka', 'Xyz-1');
  await page.setInputFiles('input[type=file]', file);
  await page.getByRole('form', { name: 'Cần trả lời (1)' }).waitFor();
  // The way on is a way back, too.
  await page.getByRole('button', { name: 'Xem các chỉ tiêu' }).click();
  await figuresOf(page);
  await openTarget(page, /^Hồ sơ trực tuyến từ xa/);
  await page.getByRole('form', { name: 'Cần trả lời (1)' }).waitFor();
  // Another day, another window: the file is not at hand any more.
  await page.reload();
  await figuresOf(page);
  await openTool(page, /^Số liệu/);
  await page.getByRole('heading', { name: 'Điều còn phải trả lời' }).waitFor();
  await answer(page, 'Trạm một cửa mới', 'so y te ba ria', /^Sở Y tế/);
  await page.getByRole('button', { name: 'Ghi nhớ câu trả lời' }).click();
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Chọn lại ho-so-000005.csv' }).click(),
  ]);
  await chooser.setFiles(file);
  await page.getByText(ALL_TAKEN).waitFor();
  await openTool(page, /^Số liệu/);
  await page.getByRole('heading', { name: /^Tệp nguồn/ }).waitFor();
  expect(await page.getByRole('heading', { name: 'Điều còn phải trả lời' }).count()).toBe(0);
});

test('nothing left the page, no policy was broken', () => {
  const elsewhere = requests.filter(
    (request) => !request.startsWith(`GET ${site.address}`) && !request.startsWith(`GET blob:${site.address}`),
  );
  expect(elsewhere.filter((request) => !request.includes('https://appsforoffice.microsoft.com/'))).toEqual([]);
  expect(site.asked.filter((request) => !request.startsWith('GET '))).toEqual([]);
  expect(pane.complaints.filter((complaint) => complaint.includes('policy'))).toEqual([]);
});
