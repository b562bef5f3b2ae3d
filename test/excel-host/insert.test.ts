import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { convertAll, pages } from '../report/libreoffice.ts';
import { findings } from '../report/validate.ts';
import { openBrowser } from '../support/browser.ts';
import { Book } from './book/book.ts';
import { openAddin } from './page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const template = readFileSync(new URL('../../templates/standard.xlsx', import.meta.url));

test('the standard template comes in whole and is saved without a finding', async () => {
  const { page, host } = await openAddin(browser);
  const seen = await page.evaluate(async (base64) => {
    const { host, platform } = await Office.onReady();
    return Excel.run(async (context) => {
      const { workbook } = context;
      const ids = workbook.insertWorksheetsFromBase64(base64, { positionType: 'End' });
      const name = workbook.names.getItemOrNullObject('vd_ky_bao_cao').load('name,value');
      const none = workbook.names.getItemOrNullObject('vd_none');
      const header = workbook.tables.getItem('vd_chi_tieu').getHeaderRowRange().load('values,address');
      workbook.settings.add('x', { a: [1, 'b'] });
      await context.sync();
      workbook.tables.load('items/name,items/worksheet/name');
      workbook.worksheets.load('items/name');
      await context.sync();
      return {
        where: `${host} ${platform}`,
        ids: ids.value.length,
        name: name.value,
        none: none.isNullObject,
        header: header.values[0]?.[1],
        at: header.address,
        table: workbook.tables.items.map((item) => [item.name, item.worksheet.name])[0],
        sheets: workbook.worksheets.items.map((item) => item.name).slice(0, 2),
      };
    });
  }, template.toString('base64'));
  expect(seen).toEqual({
    where: 'Excel PC',
    ids: 7,
    name: "='Chỉ tiêu'!$A$10",
    none: true,
    header: 'Chỉ tiêu',
    at: "'Chỉ tiêu'!A12:J12",
    table: ['vd_chi_tieu', 'Chỉ tiêu'],
    sheets: ['Sheet1', 'Chỉ tiêu'],
  });
  expect(host.roundTrips).toBe(2);
  expect(host.settings()).toEqual({ x: '{"a":[1,"b"]}' });
  expect(host.unknown).toEqual([]);
  expect(await findings(host.save())).toEqual([]);
});

test('inserted twice: the second report keeps its own names and tables', async () => {
  const { page, host } = await openAddin(browser);
  await page.evaluate(
    (base64) =>
      Excel.run(async (context) => {
        context.workbook.insertWorksheetsFromBase64(base64, { positionType: 'Beginning' });
        await context.sync();
        context.workbook.insertWorksheetsFromBase64(base64);
        await context.sync();
        context.workbook.worksheets.getItem('Sheet1').delete();
        await context.sync();
      }),
    template.toString('base64'),
  );
  const { book } = host;
  expect(book.sheets.map(({ name }) => name)).toEqual([
    ...['Chỉ tiêu', 'Theo lĩnh vực', 'Theo thủ tục', 'Theo tháng', 'Nhiệm vụ', 'Nguồn số liệu', 'Định nghĩa'],
    ...['Chỉ tiêu (2)', 'Theo lĩnh vực (2)', 'Theo thủ tục (2)', 'Theo tháng (2)'],
    ...['Nhiệm vụ (2)', 'Nguồn số liệu (2)', 'Định nghĩa (2)'],
  ]);
  expect(book.name('vd_ghi_chu')?.formula).toBe("'Chỉ tiêu'!$A$15");
  expect(book.name('vd_ghi_chu', book.sheet('Chỉ tiêu (2)'))?.formula).toBe("'Chỉ tiêu (2)'!$A$15");
  expect(book.table('vd_chi_tieu2')?.sheet.name).toBe('Chỉ tiêu (2)');
  const charts = book.parts.paths().filter((path) => path.includes('/charts/'));
  expect(charts).toHaveLength(2);
  expect(
    charts.map((path) => new TextDecoder().decode(book.parts.bytesOf(path)).includes("'Theo tháng (2)'!")),
  ).toEqual([false, true]);
  const saved = host.save();
  expect(await findings(saved)).toEqual([]);
  // Opened again, tables and sheets are still known by their ids.
  const again = new Book(saved);
  const ids = (of: Book): string[] => [...of.sheets, ...of.tables].map(({ id, name }) => `${id} ${name}`).sort();
  expect(ids(again)).toEqual(ids(book));
  expect(new Set(ids(book)).size).toBe(14 + 20);
});

test('inserted sheets look as in their file, where the workbook has the same font', async () => {
  const { page, host } = await openAddin(browser, { workbook: template });
  await page.evaluate(
    (base64) =>
      Excel.run(async (context) => {
        context.workbook.insertWorksheetsFromBase64(base64);
        await context.sync();
      }),
    template.toString('base64'),
  );
  const [drawn, original] = convertAll([host.save(), template], 'pdf').map((pdf) => pages(pdf));
  const count = original!.length;
  expect(count).toBeGreaterThan(3);
  // Pages are numbered on.
  const plain = (text: string): string =>
    text
      .replace(/\s+/g, ' ')
      .replace(/^ \d+ /, ' ')
      .trim();
  expect(drawn!.slice(0, count)).toEqual(original);
  expect(drawn!.slice(count).map(plain)).toEqual(original!.map(plain));
});

test('only the sheets that were asked for come, where they were asked for', async () => {
  const { page, host } = await openAddin(browser, { workbook: template });
  const code = await page.evaluate(
    (base64) =>
      Excel.run(async (context) => {
        context.workbook.insertWorksheetsFromBase64(base64, {
          sheetNamesToInsert: ['Nhiệm vụ'],
          positionType: 'Before',
          relativeTo: 'Theo tháng',
        });
        await context.sync();
        context.workbook.insertWorksheetsFromBase64('data:,x');
        return context.sync().then(
          () => 'done',
          (error: OfficeExtension.Error) => error.code,
        );
      }),
    template.toString('base64'),
  );
  expect(host.book.sheets.map(({ name }) => name).slice(2, 5)).toEqual(['Theo thủ tục', 'Nhiệm vụ (2)', 'Theo tháng']);
  expect(code).toBe('InvalidArgument');
});
