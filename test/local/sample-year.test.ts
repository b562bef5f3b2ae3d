import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { expectForEverybody } from '../pane/accessibility.ts';
import { addinIn } from '../pane/sample-server.ts';
import { open, sheetRows } from '../read/read-all.ts';
import { openLocalPage } from './local-page.ts';
import { withSite } from './with-site.ts';

const here = withSite(addinIn);

test('a sample year, one touch, and one touch away again; nothing of it is kept, and its report says what it is', async () => {
  const context = await here.browser.newContext({
    viewport: { width: 320, height: 640 },
    reducedMotion: 'reduce',
    acceptDownloads: true,
  });
  await context.route('https://appsforoffice.microsoft.com/**', (route) => route.abort());
  const { page, complaints } = await openLocalPage(context, `${here.site.address}taskpane.html`);
  page.setDefaultTimeout(120_000);
  await page.getByRole('heading', { name: 'Chưa có số liệu' }).waitFor();
  await expectForEverybody(page);
  await page.getByRole('button', { name: 'Thử với số liệu mẫu' }).click();
  await page.getByRole('list', { name: 'Các chỉ tiêu' }).waitFor();
  await page.getByText('SỐ LIỆU MẪU, không phải số liệu thật').waitFor();
  // The true answer of the sample: 1049 of 1500.
  await page.getByRole('button', { name: /Hồ sơ trực tuyến từ xa.*69,93 %/ }).waitFor();
  await expectForEverybody(page);

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Tải báo cáo (.xlsx)' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^SO-LIEU-MAU-/);
  const report = await open(new Uint8Array(await buffer(await download.createReadStream())));
  for (const [index, { hidden }] of report.sheets.entries()) {
    if (hidden || index > 0) continue;
    const cells = (await sheetRows(report, index)).flatMap((row) => row.cells);
    expect(cells.join('\n')).toContain('SỐ LIỆU MẪU');
  }

  await page.getByRole('navigation').getByRole('button', { name: 'Nạp tệp' }).click();
  await page.getByText('SỐ LIỆU MẪU, không phải số liệu thật').waitFor();
  await page.getByRole('button', { name: 'Thoát số liệu mẫu' }).click();
  await page.getByRole('heading', { name: 'Chưa có số liệu' }).waitFor();
  expect(await page.getByText('SỐ LIỆU MẪU, không phải số liệu thật').count()).toBe(0);
  const keptFiles = await page.evaluate(async () => {
    const names: string[] = [];
    const folder = await navigator.storage.getDirectory();
    for await (const name of folder.keys()) names.push(name);
    return names;
  });
  expect(keptFiles).toEqual([]);
  expect(await page.evaluate(() => localStorage.getItem('vedich.choice'))).toBe(null);
  await page.reload();
  await page.getByRole('heading', { name: 'Chưa có số liệu' }).waitFor();
  expect(complaints.filter((line) => !/appsforoffice|ERR_FAILED|404/.test(line))).toEqual([]);
  await context.close();
});
