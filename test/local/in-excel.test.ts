import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { requirementsOf } from '../../addin/manifest/check.ts';
import { MANIFEST_FILE } from '../../addin/manifest/program.ts';
import type { EvaluationRow } from '../../pipeline/evaluate/types.ts';
import { openExcelHost } from '../excel-host/host.ts';
import { addinIn } from '../pane/sample-server.ts';
import { figuresOf, openTarget, openTool } from '../pane/screens.ts';
import { findings } from '../report/validate.ts';
import { SAMPLES } from '../support/warehouse.ts';
import { filesBelow } from './local-page.ts';
import { withSite } from './with-site.ts';

const [PLAN, UNIT, AS_OF] = ['brvt-sgddt-2024', 'brvt-sgddt', '2024-11-30'];
const expected: EvaluationRow[] = JSON.parse(
  readFileSync(path.join(SAMPLES, `expected/${PLAN}/${AS_OF}.json`), 'utf8'),
);

const here = withSite(addinIn);

/** The add-in as plain files, in an Excel that has exactly what the manifest asks for: no server answers any question. */
test('in Excel the engine of this machine fills the report, answers the functions and opens a number', async () => {
  const page = await (await here.browser.newContext({ locale: 'vi-VN' })).newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  const host = await openExcelHost(page, {
    requirements: requirementsOf(readFileSync(MANIFEST_FILE, 'utf8')),
    functionMetadata: JSON.parse(
      readFileSync(new URL('../../addin/functions/functions.json', import.meta.url), 'utf8'),
    ),
  });
  const choice = JSON.stringify({ plan: PLAN, unit: UNIT, asOf: AS_OF });
  await page.addInitScript((kept) => localStorage.setItem('vedich.choice', kept), choice);
  await page.goto(`${here.site.address}taskpane.html`);
  await page.getByRole('heading', { name: 'Chưa có số liệu' }).waitFor();
  await page.setInputFiles('input[type=file]', filesBelow(path.join(SAMPLES, 'brvt-2024')));
  await page.getByRole('heading', { name: 'Đã nạp xong' }).waitFor();
  await page.getByRole('button', { name: 'Xem các chỉ tiêu' }).click();
  await figuresOf(page);

  const row = expected.find(({ target, status }) => target.startsWith('remote') && status === 'below') ?? expected[0];
  const place = `"${PLAN}/${row?.target}","${UNIT}","30/11/2024"`;
  for (const [index, id] of ['GIATRI', 'TUSO', 'MAUSO', 'NGUONG'].entries())
    await host.edit('Sheet1', `B${index + 1}`, `=VEDICH.${id}(${place})`);
  await host.settled();
  expect(host.values('Sheet1', 'B1:B4').flat()).toEqual([
    row?.value,
    row?.numerator,
    row?.denominator,
    row?.threshold ?? '',
  ]);

  await page.getByRole('button', { name: 'Lập báo cáo' }).click();
  await page.getByText(/^Đã lập báo cáo: [\d.]+ ô\./).waitFor();
  const table = host.tableAddress('vd_chi_tieu');
  const [header = [], ...lines] = host.values(table?.sheet ?? '', table?.address.replaceAll('$', '') ?? '');
  const column = (name: string): unknown[] => lines.map((line) => line[header.indexOf(name)]);
  expect(column('Tử số')).toEqual(expected.map(({ numerator }) => numerator ?? ''));
  expect(column('Mẫu số')).toEqual(expected.map(({ denominator }) => denominator ?? ''));
  await page.getByRole('button', { name: 'Cập nhật số liệu' }).click();
  await page.getByText(/^Đã cập nhật/).waitFor();

  await openTarget(page, /^Hồ sơ trực tuyến từ xa/);
  await page.getByRole('button', { name: 'Liệt kê hồ sơ' }).click();
  await page.getByText('Đã liệt kê vào trang tính mới.').waitFor();
  const remote = expected.find(({ indicator }) => indicator === 'remote_online_rate');
  const listed = host.values(host.book.sheets.at(-1)?.name ?? '', 'A1:F2000').flat();
  const codes = new Set(listed.filter((cell) => typeof cell === 'string' && /^[\w.]*H06[\w.]*-\d+-\d+$/.test(cell)));
  expect(codes.size).toBe(remote?.denominator);
  await openTool(page, 'Hỏi thêm');
  expect(await findings(host.save())).toEqual([]);
  expect([host.unknown, complaints]).toEqual([[], []]);
  expect(here.site.asked.filter((request) => !request.startsWith('GET '))).toEqual([]);
});
