import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { convert } from '../report/libreoffice.ts';
import { findings } from '../report/validate.ts';
import { openBrowser } from '../support/browser.ts';
import { Book } from './book/book.ts';
import type { ExcelHost } from './host.ts';
import { openAddin } from './page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const template = readFileSync(new URL('../../templates/standard.xlsx', import.meta.url));

async function openTemplate(): Promise<{ page: Page; host: ExcelHost }> {
  return openAddin(browser, { workbook: template });
}

test('names, tables, merges and rules move with rows and columns that a user puts in', async () => {
  const { page, host } = await openTemplate();
  await host.edit('Định nghĩa', 'F1', "='Chỉ tiêu'!$A$15&SUM('Chỉ tiêu'!E12:E13)");
  await host.insertRows('Chỉ tiêu', 13, 2);
  await host.insertColumns('Chỉ tiêu', 3);
  await host.insertRows('Chỉ tiêu', 5);
  await host.renameSheet('Chỉ tiêu', "Quý 'mới' I");
  expect(host.nameAddress('vd_ghi_chu')).toEqual({ sheet: "Quý 'mới' I", address: 'A18' });
  expect(host.nameAddress('vd_dia_danh_ngay')).toEqual({ sheet: "Quý 'mới' I", address: 'F4' });
  expect(host.tableAddress('vd_chi_tieu')).toEqual({ sheet: "Quý 'mới' I", address: 'A13:K16' });
  expect(host.values("Quý 'mới' I", 'A13:D13')).toEqual([['TT', 'Chỉ tiêu', 'Column1', 'Căn cứ']]);
  expect(host.formulas('Định nghĩa', 'F1')).toEqual([["='Quý ''mới'' I'!$A$18&SUM('Quý ''mới'' I'!F13:F16)"]]);
  const header = await page.evaluate(() =>
    Excel.run(async (context) => {
      const table = context.workbook.tables.getItem('vd_chi_tieu');
      table.columns.load('items/name');
      const name = context.workbook.names.getItem('vd_khoi_ky').getRange().load('address');
      await context.sync();
      return [name.address, ...table.columns.items.map((column) => column.name).slice(0, 4)];
    }),
  );
  expect(header).toEqual(["'Quý ''mới'' I'!A19:K29", 'TT', 'Chỉ tiêu', 'Column1', 'Căn cứ']);
  expect(host.unknown).toEqual([]);
  expect(await findings(host.save())).toEqual([]);
});

test('taken-out cells take their names and tables along; deleted sheets leave #REF!', async () => {
  const { host } = await openTemplate();
  await host.deleteRows('Chỉ tiêu', 10);
  expect(host.nameAddress('vd_ky_bao_cao')).toBeUndefined();
  expect(host.nameAddress('vd_ghi_chu')?.address).toBe('A14');
  await host.deleteName('vd_ghi_chu');
  await host.deleteTable('vd_tep');
  await host.deleteSheet('Định nghĩa');
  expect(host.book.name('vd_phu_de_7')?.formula).toBe('#REF!');
  expect(host.tableAddress('vd_dinh_nghia')).toBeUndefined();
  expect(await findings(host.save())).toEqual([]);
});

test('a table grows by rows of the API, what stands below moves, ranges over it grow', async () => {
  const { page, host } = await openAddin(browser);
  await page.evaluate(() =>
    Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getActiveWorksheet();
      sheet.getRange('B2:C4').values = [
        ['Tên', 'Số'],
        ['a', 1],
        ['b', 2],
      ];
      const table = sheet.tables.add('B2:C4', true);
      table.name = 'so_lieu';
      table.style = 'TableStyleLight9';
      sheet.getRange('B6:C6').values = [['Cộng', '=SUM(C3:C4)']];
      sheet.getRange('E6').values = [['bên cạnh']];
      context.workbook.names.add('tong', sheet.getRange('C6'));
      const rule = sheet.getRange('C3:C4').conditionalFormats.add(Excel.ConditionalFormatType.cellValue);
      rule.cellValue.rule = { formula1: '=1', operator: 'GreaterThan' };
      rule.cellValue.format.fill.color = '#FFF2CC';
      table.rows.add(undefined, [
        ['c', 3],
        ['d', 4],
      ]);
      await context.sync();
      table.rows.getItemAt(0).delete();
      const text = sheet.getRange('C3:C5').conditionalFormats.add(Excel.ConditionalFormatType.containsText);
      text.textComparison.rule = { operator: 'Contains', text: 'x"y' };
      text.textComparison.format.font.color = 'red';
      await context.sync();
    }),
  );
  expect(host.values('Sheet1', 'B2:C5')).toEqual([
    ['Tên', 'Số'],
    ['b', 2],
    ['c', 3],
    ['d', 4],
  ]);
  expect(host.tableAddress('so_lieu')).toEqual({ sheet: 'Sheet1', address: 'B2:C5' });
  expect(host.formulas('Sheet1', 'B7:C7')).toEqual([['Cộng', '=SUM(C3:C5)']]);
  expect(host.nameAddress('tong')).toEqual({ sheet: 'Sheet1', address: 'C7' });
  expect(host.values('Sheet1', 'E6')).toEqual([['bên cạnh']]);
  const saved = host.save();
  expect(await findings(saved)).toEqual([]);
  const reckoned = new Book(convert(saved, 'xlsx'));
  expect(reckoned.sheets[0]?.cell(7, 3)?.value).toBe(9);
  const again = await openAddin(browser, { workbook: saved });
  const rules = await again.page.evaluate(() =>
    Excel.run(async (context) => {
      const formats = context.workbook.worksheets.getActiveWorksheet().getRange('C3').conditionalFormats;
      formats.load('items/type,items/cellValueOrNullObject/rule,items/textComparisonOrNullObject/rule');
      await context.sync();
      return formats.items.map((item) => [
        item.type,
        item.cellValueOrNullObject.isNullObject,
        item.textComparisonOrNullObject.isNullObject,
      ]);
    }),
  );
  expect(rules).toEqual([
    ['ContainsText', true, false],
    ['CellValue', false, true],
  ]);
});

test('whole rows copied: formats and formulas come along, values of other cells do not', async () => {
  const { page, host } = await openAddin(browser);
  await page.evaluate(() =>
    Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getActiveWorksheet();
      sheet.getRange('A1:B1').values = [[2, '=A1*$A$1']];
      sheet.getRange('A1:B1').format.fill.color = '#E4F1E4';
      sheet.getRange('A1').format.font.bold = true;
      sheet.getRange('A2:B3').copyFrom('A1:B1', Excel.RangeCopyType.formats);
      sheet.getRange('B2:B3').copyFrom(sheet.getRange('B1'), Excel.RangeCopyType.formulas);
      await context.sync();
      sheet.getRange('1:1').insert('Down');
      await context.sync();
    }),
  );
  expect(host.formulas('Sheet1', 'A1:B4')).toEqual([
    ['', ''],
    [2, '=A2*$A$2'],
    ['', '=A3*$A$2'],
    ['', '=A4*$A$2'],
  ]);
  const { styles, sheets } = host.book;
  expect([2, 3, 4].map((row) => styles.fill(sheets[0]!.styleAt(row, 1)))).toEqual(['#E4F1E4', '#E4F1E4', '#E4F1E4']);
  expect(styles.font(sheets[0]!.styleAt(4, 1)).bold).toBe(true);
});

test('the add-in hears of selections, edits and sheets', async () => {
  const { page, host } = await openTemplate();
  await page.evaluate(() =>
    Excel.run(async (context) => {
      const heard: unknown[] = [];
      Object.assign(window, { heard });
      const { worksheets } = context.workbook;
      worksheets.onSelectionChanged.add(async ({ address }) => {
        heard.push(['selected', address]);
      });
      worksheets.onActivated.add(async () => {
        heard.push(['activated']);
      });
      worksheets.onChanged.add(async ({ address, changeType, triggerSource }) => {
        heard.push([changeType, address, triggerSource]);
      });
      await context.sync();
    }),
  );
  await host.select('Theo tháng', 'B3:C4');
  await host.edit('Chỉ tiêu', 'G13', 12.5);
  await host.insertRows('Chỉ tiêu', 13);
  await page.evaluate(() =>
    Excel.run(async (context) => {
      context.workbook.worksheets.getItem('Nhiệm vụ').getRange('B2').values = [['x']];
      await context.sync();
    }),
  );
  await host.settled();
  expect(await page.evaluate(() => window.heard)).toEqual([
    ['activated'],
    ['selected', 'B3:C4'],
    ['RangeEdited', 'G13', 'Unknown'],
    ['RowInserted', '13:13', 'Unknown'],
    ['RangeEdited', 'B2', 'ThisLocalAddin'],
  ]);
  const selected = await page.evaluate(() =>
    Excel.run(async (context) => {
      const range = context.workbook.getSelectedRange().load('address');
      const cell = context.workbook.getActiveCell().load('address');
      await context.sync();
      return [range.address, cell.address];
    }),
  );
  expect(selected).toEqual(["'Theo tháng'!B3:C4", "'Theo tháng'!B3"]);
  expect(host.unknown).toEqual([]);
});

test('a range that is held moves with its cells; one whose cells are gone says so', async () => {
  const { page, host } = await openAddin(browser);
  const seen = await page.evaluate(() =>
    Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getActiveWorksheet();
      const cell = sheet.getRange('B5');
      cell.values = [['hier']];
      await context.sync();
      sheet.getRange('2:3').insert('Down');
      cell.load('address,values');
      await context.sync();
      const before = [cell.address, cell.values[0]?.[0]];
      sheet.getRange('7:7').delete('Up');
      cell.load('address');
      const code = await context.sync().then(
        () => 'done',
        (error: OfficeExtension.Error) => error.code,
      );
      return [...before, code];
    }),
  );
  expect(seen).toEqual(['Sheet1!B7', 'hier', 'ItemNotFound']);
  expect(host.unknown).toEqual([]);
});

test('a table takes in what is typed right below or beside it; a protected sheet takes nothing', async () => {
  const { page, host } = await openAddin(browser);
  await page.evaluate(() =>
    Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getActiveWorksheet();
      sheet.getRange('A1:C2').values = [
        ['Tên', 'Số', 'Đôi'],
        ['a', 1, '=B2*2'],
      ];
      sheet.tables.add('A1:C2', true).name = 'so_lieu';
      await context.sync();
    }),
  );
  await host.edit('Sheet1', 'A3', 'b');
  await host.edit('Sheet1', 'D1', 'Ghi chú');
  await host.edit('Sheet1', 'A5', 'xa hơn');
  expect(host.tableAddress('so_lieu')?.address).toBe('A1:D3');
  expect(host.formulas('Sheet1', 'A3:D3')).toEqual([['b', '', '=B3*2', '']]);
  const codes = await page.evaluate(() =>
    Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getActiveWorksheet();
      sheet.getRange('F1').format.protection.locked = false;
      sheet.protection.protect();
      sheet.getRange('F1').values = [[1]];
      await context.sync();
      const attempts = [
        () => {
          sheet.getRange('A2:B2').values = [['x', 2]];
        },
        () => {
          sheet.getRange('2:2').insert('Down');
        },
        () => {
          sheet.getRange('A1').format.fill.color = '#FF0000';
        },
        () => {
          context.workbook.tables.getItem('so_lieu').rows.add(undefined, [['c', 3, '', '']]);
        },
      ];
      const codes: string[] = [];
      for (const attempt of attempts) {
        attempt();
        codes.push(
          await context.sync().then(
            () => 'done',
            (error: OfficeExtension.Error) => error.code,
          ),
        );
      }
      return codes;
    }),
  );
  expect(codes).toEqual(Array(4).fill('AccessDenied'));
  expect(host.values('Sheet1', 'F1')).toEqual([[1]]);
  expect(host.unknown).toEqual([]);
  expect(await findings(host.save())).toEqual([]);
});
