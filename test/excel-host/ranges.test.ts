import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findings } from '../report/validate.ts';
import { openBrowser } from '../support/browser.ts';
import { openAddin } from './page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test('text is taken as if somebody typed it', async () => {
  const { page, host } = await openAddin(browser);
  const seen = await page.evaluate(() =>
    Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getActiveWorksheet();
      const typed = [
        '=1+1',
        "'=1+1",
        '+84',
        '-abc',
        '@SUM(1)',
        '007',
        '1,234',
        '57.64%',
        '57,64 %',
        '2026-01-15',
        '1/2/2026',
        '3-2026',
        '31/12/2026',
        '10:30',
        'TRUE',
        '#N/A',
        "'007",
        '123456789012345678',
        'H12-260101-0001',
        '',
      ];
      const column = sheet.getRangeByIndexes(0, 0, typed.length, 1);
      column.values = typed.map((text) => [text]);
      const asText = sheet.getRange('C1:C4');
      asText.numberFormat = [['@']];
      asText.values = [['=1+1'], ['007'], ["'x"], [5]];
      column.load('values,formulas,numberFormat,valueTypes');
      asText.load('values,valueTypes');
      await context.sync();
      return {
        rows: typed.map((text, i) => [
          text,
          column.formulas[i]?.[0],
          column.numberFormat[i]?.[0],
          column.valueTypes[i]?.[0],
        ]),
        asText: asText.values,
        types: asText.valueTypes.flat(),
      };
    }),
  );
  expect(seen.rows).toEqual([
    ['=1+1', '=1+1', 'General', 'Empty'],
    ["'=1+1", '=1+1', 'General', 'String'],
    ['+84', 84, 'General', 'Double'],
    ['-abc', '=-abc', 'General', 'Empty'],
    ['@SUM(1)', '=SUM(1)', 'General', 'Empty'],
    ['007', 7, 'General', 'Double'],
    ['1,234', 1234, '#,##0', 'Double'],
    ['57.64%', 0.5764, '0.00%', 'Double'],
    ['57,64 %', '57,64 %', 'General', 'String'],
    ['2026-01-15', 46037, 'm/d/yyyy', 'Double'],
    ['1/2/2026', 46024, 'm/d/yyyy', 'Double'],
    ['3-2026', 46082, 'mmm-yy', 'Double'],
    ['31/12/2026', '31/12/2026', 'General', 'String'],
    ['10:30', 0.4375, 'h:mm', 'Double'],
    ['TRUE', true, 'General', 'Boolean'],
    ['#N/A', '#N/A', 'General', 'Error'],
    ["'007", '007', 'General', 'String'],
    ['123456789012345678', 123456789012346000, 'General', 'Double'],
    ['H12-260101-0001', 'H12-260101-0001', 'General', 'String'],
    ['', '', 'General', 'Empty'],
  ]);
  expect(seen.asText).toEqual([['=1+1'], ['007'], ['x'], ['5']]);
  expect(seen.types).toEqual(['String', 'String', 'String', 'String']);
  expect(host.formulas('Sheet1', 'A1:A2')).toEqual([['=1+1'], ['=1+1']]);
  expect(host.unknown).toEqual([]);
  expect(await findings(host.save())).toEqual([]);
});

test('nothing is written where `null` stands, and sizes must fit', async () => {
  const { page, host } = await openAddin(browser);
  const seen = await page.evaluate(() =>
    Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getActiveWorksheet();
      sheet.getRange('A1:B1').values = [['a', 'b']];
      sheet.getRange('A1:B1').values = [[null, 'c']];
      // The library takes one value for all cells, its types do not say so.
      Object.assign(sheet.getRange('C1:D2'), { formulas: '=A1&$A1' });
      await context.sync();
      const wrong = async (work: () => void): Promise<string> => {
        try {
          work();
          await context.sync();
          return 'done';
        } catch (error) {
          return (error as OfficeExtension.Error).code;
        }
      };
      return [
        await wrong(() => {
          sheet.getRange('A1:B2').values = [['x']];
        }),
        await wrong(() => sheet.getRange('none').select()),
        await wrong(() => context.workbook.worksheets.getItem('none').activate()),
        await wrong(() => {
          sheet.getRange('A1').values = [['x'.repeat(32_768)]];
        }),
        await wrong(() => {
          context.workbook.worksheets.add('a/b');
        }),
        await wrong(() => {
          context.workbook.worksheets.add('SHEET1');
        }),
      ];
    }),
  );
  expect(seen).toEqual([
    'InvalidArgument',
    'InvalidArgument',
    'ItemNotFound',
    'InvalidArgument',
    'InvalidArgument',
    'ItemAlreadyExists',
  ]);
  expect(host.values('Sheet1', 'A1:B1')).toEqual([['a', 'c']]);
  expect(host.formulas('Sheet1', 'C1:D2')).toEqual([
    ['=A1&$A1', '=B1&$A1'],
    ['=A2&$A2', '=B2&$A2'],
  ]);
  expect(host.unknown).toEqual([]);
});

test('what the host does not know is refused and noted', async () => {
  const { page, host } = await openAddin(browser);
  const code = await page.evaluate(() =>
    Excel.run(async (context) => {
      context.workbook.worksheets.getActiveWorksheet().charts.add('Line', context.workbook.getSelectedRange());
      await context.sync();
    }).catch((error: OfficeExtension.Error) => error.code),
  );
  expect(code).toBe('NotImplementedInTheHost');
  expect(host.unknown).toEqual(['The Excel host of the tests does not know Worksheet.charts']);
});

test('100,000 rows are written', async () => {
  const { page, host } = await openAddin(browser);
  await page.evaluate(() =>
    Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.add('Hồ sơ');
      sheet.getRange('A:A').numberFormat = [['@']];
      for (let start = 0; start < 100_000; start += 20_000) {
        const rows = Array.from({ length: 20_000 }, (_, i) => [
          String(start + i).padStart(8, '0'),
          start + i,
          '01/06/2026',
          'Đất đai',
          '',
        ]);
        sheet.getRangeByIndexes(start, 0, rows.length, 5).values = rows.map((row) =>
          row.map((v) => (typeof v === 'string' && v !== '' ? `'${v}` : v)),
        );
        await context.sync();
      }
    }),
  );
  expect(host.values('Hồ sơ', 'A99999:D100000')).toEqual([
    ['00099998', 99_998, '01/06/2026', 'Đất đai'],
    ['00099999', 99_999, '01/06/2026', 'Đất đai'],
  ]);
  expect(host.roundTrips).toBe(5);
  expect(host.unknown).toEqual([]);
});
