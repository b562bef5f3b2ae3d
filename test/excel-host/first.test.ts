import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findings } from '../report/validate.ts';
import { openAddin, openBrowser } from './page.ts';

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
