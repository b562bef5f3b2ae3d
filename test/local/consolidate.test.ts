import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { columnsOf, fieldsOf, SPELLINGS, sumRow } from '../consolidate/form-books.ts';
import { AS_OF, PLAN_ID, sumOf, TARGETS, truthOf } from '../consolidate/office.ts';
import { LAYOUTS, rowsOf } from '../consolidate/unit-tables.ts';
import { expectForEverybody } from '../pane/accessibility.ts';
import { UNITS } from '../serve/collecting.ts';
import { bytesOf } from '../support/browser.ts';
import { openConsolidation } from './consolidation-page.ts';
import { paneHere } from './pane-here.ts';

const here = paneHere();

const truths = UNITS.slice(0, 30).map(({ id, name }, at) => truthOf(id, name, 70 + at));
const files = truths.flatMap((truth, at) => {
  const made = LAYOUTS[at % LAYOUTS.length]?.(truth.name, rowsOf(truth, 0), '(Số liệu tính đến ngày 31/10/2026)');
  return made === undefined
    ? []
    : [{ name: `don-vi-${at}.${made.ending}`, mimeType: 'application/octet-stream', buffer: Buffer.from(made.bytes) }];
});
const FIRST = 20;

const give = (some: typeof files): Promise<void> =>
  here.page.locator('input[accept*=".xlsx"]').first().setInputFiles(some);

async function expectTotals(count: number): Promise<void> {
  for (const target of TARGETS) {
    const { hits, members } = sumOf(truths.slice(0, count), target);
    const text = `${hits.toLocaleString('vi')}/${members.toLocaleString('vi')}, ${count} đơn vị`;
    await here.page.getByText(text).first().waitFor();
  }
}

/** What a button saves: the parts of a zip. */
async function savedBy(button: string): Promise<string[]> {
  const saved = here.page.waitForEvent('download');
  await here.page.getByRole('button', { name: button }).click();
  return Object.keys(unzipSync(await bytesOf(await saved)));
}

test('reports are dropped, the roll and the whole stand there, and the workbook is saved', async () => {
  const { page } = here;
  await openConsolidation(page);
  await expectForEverybody(page);
  await page.getByLabel('Ngày cuối kỳ').fill(AS_OF);
  await give(files.slice(0, FIRST));
  await page.getByText(`Đã đọc ${FIRST} tệp: ${FIRST} báo cáo đúng kỳ.`).waitFor();
  await page.getByText(new RegExp(`${FIRST}/\\d+ đơn vị đã gửi`)).waitFor();
  await expectTotals(FIRST);
  await expectForEverybody(page);
  await page.getByRole('button', { name: /^Chấp nhận mọi báo cáo không lỗi/ }).click();
  await page.getByText('Đã ghi.').waitFor();
  expect(await savedBy('Sổ tổng hợp (.xlsx)')).toContain('xl/workbook.xml');
  expect(await savedBy('Công văn đôn đốc (.docx)')).toContain('word/document.xml');
  expect(here.elsewhere()).toEqual([]);
});

test('a form shows its numbers by field and in all', async () => {
  const { page } = here;
  const [until, period] = ['2026-03-14', '(Từ ngày 15/12/2025 đến ngày 14/3/2026)'];
  const forms = UNITS.slice(0, 6).map((_, at) => fieldsOf(900 + at));
  const sent = forms.flatMap((own, at) => {
    const rows = own.map((one) => ({ label: one.field, values: columnsOf(one) }));
    const total = { label: 'Tổng số', values: sumRow(rows.map(({ values }) => values)) };
    const made = SPELLINGS[0]?.(UNITS[at]?.name ?? '', period, rows, total);
    return made === undefined
      ? []
      : [{ name: `bieu-${at}.${made.ending}`, mimeType: 'application/octet-stream', buffer: Buffer.from(made.bytes) }];
  });
  await page.getByLabel('Thu cái gì').selectOption('form:vpcp-06a');
  await page.getByLabel('Ngày cuối kỳ').fill(until);
  await page.locator('input[accept*=".xlsx"]').first().setInputFiles(sent);
  await page.getByText(`Đã đọc ${sent.length} tệp: ${sent.length} báo cáo đúng kỳ.`).waitFor();
  const whole = page.getByRole('region', { name: 'Số chung' }).getByRole('row').last();
  await whole.waitFor();
  const cells = await whole.getByRole('cell').allInnerTexts();
  const sums = sumRow(forms.flat().map(columnsOf));
  expect(cells.slice(0, 4)).toEqual(
    ['received_total', 'received_online', 'received_direct', 'carried_over'].map((column) =>
      (sums[column] ?? 0).toLocaleString('vi'),
    ),
  );
  await expectForEverybody(page);
});

test('once the program is there, all of it is done without a network: every request is blocked, and none is made', async () => {
  const { page, site, requests } = here;
  const context = page.context();
  await context.route('**/*', (route) => route.abort('internetdisconnected'));
  await context.setOffline(true);
  const before = [requests.length, site.asked.length];
  await page.getByLabel('Thu cái gì').selectOption(`plan:${PLAN_ID}`);
  await page.getByLabel('Ngày cuối kỳ').fill(AS_OF);
  await give(files.slice(FIRST));
  await page.getByText(`Đã đọc ${files.length - FIRST} tệp: ${files.length - FIRST} báo cáo đúng kỳ.`).waitFor();
  await expectTotals(files.length);
  const [last] = truths.slice(-1);
  await page.getByRole('button', { name: `Trả lại: ${last?.name}` }).click();
  await page.getByLabel('Lý do trả lại').fill('Gửi nhầm bản nháp');
  await page.getByRole('button', { name: 'Trả lại', exact: true }).click();
  await page.getByText('Đã trả lại: Gửi nhầm bản nháp').first().waitFor();
  await expectTotals(files.length - 1);
  expect(await savedBy('Sổ tổng hợp (.xlsx)')).toContain('xl/workbook.xml');
  expect(await savedBy('Công văn đôn đốc (.docx)')).toContain('word/document.xml');
  // Also what is no file of ours: whatever the page or its worker had asked for would stand in one of the two.
  expect([requests.length, site.asked.length]).toEqual(before);
  // The block is a block.
  expect(
    await page.evaluate(() =>
      fetch('taskpane.html', { cache: 'no-store' }).then(
        () => 'came',
        () => 'blocked',
      ),
    ),
  ).toBe('blocked');
});
