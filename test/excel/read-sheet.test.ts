import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { utils, write } from '@e965/xlsx';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LISTS } from '../../pipeline/lists.ts';
import type { SqlRow } from '../../pipeline/warehouse/duckdb/engine.ts';
import { openBrowser } from '../support/browser.ts';
import { importInto, newWarehouse, SAMPLES, temporaryFolder } from '../support/warehouse.ts';
import { type AddinPage, openAddin } from './addin-page.ts';
import { refusal } from './in-page.ts';

const scratch = temporaryFolder();
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  scratch.remove();
});

async function readInFront({ page }: AddinPage): Promise<{ name: string; bytes: Buffer }> {
  const { name, base64 } = await page.evaluate(async () => {
    const sheet = await window.addin.readSheet(() => undefined);
    let letters = '';
    for (let at = 0; at < sheet.bytes.length; at += 8192)
      letters += String.fromCharCode(...sheet.bytes.subarray(at, at + 8192));
    return { name: sheet.name, base64: btoa(letters) };
  });
  return { name, bytes: Buffer.from(base64, 'base64') };
}

/** Every fact with the row it stands in, and every row that was left out; which file and sheet it was differs. */
async function factsOf(files: readonly string[]): Promise<SqlRow[][]> {
  const engine = await newWarehouse();
  const { failures, sheets } = await importInto(engine, files);
  expect(failures).toEqual([]);
  expect(sheets.reduce((sum, { rows }) => sum + rows.accepted, 0)).toBeGreaterThan(0);
  const facts: SqlRow[][] = [];
  for (const list of LISTS)
    facts.push(await engine.query(`SELECT * EXCLUDE (import_id, sheet_no) FROM ${list} ORDER BY key, row_no`));
  facts.push(await engine.query('SELECT row_no, code, column_name FROM rejected_rows ORDER BY ALL'));
  await engine.close();
  return facts;
}

/** The sheets of a book that somebody sees, each read in front of them. */
async function copiesOf(file: string): Promise<string[]> {
  const addin = await openAddin(browser, { workbook: readFileSync(file) });
  const before = addin.host.save();
  const copies: string[] = [];
  for (const sheet of addin.host.book.sheets.filter(({ visibility }) => visibility === 'Visible')) {
    await addin.host.activateSheet(sheet.name);
    const { name, bytes } = await readInFront(addin);
    expect(name).toBe(`Book1 – ${sheet.name}.xlsx`);
    // The same cells are the same file: it is known when it is read again.
    expect((await readInFront(addin)).bytes.equals(bytes)).toBe(true);
    const copy = path.join(scratch.folder, `${copies.length} ${name.replaceAll('/', ' ')}`);
    writeFileSync(copy, bytes);
    copies.push(copy);
  }
  expect(addin.host.unknown).toEqual([]);
  // Nothing was written.
  expect(addin.host.save()).toEqual(before);
  await addin.close();
  return copies;
}

describe('the sheet in front, read and imported, gives the facts of its file', () => {
  it.each([
    'brvt-2024/ho-so-2024-thang-01-08.xlsx',
    'brvt-2024/khao-sat-va-luan-chuyen-2024.xlsx',
    'brvt-2022/danh-muc-tthc-2022.xlsx',
    'brvt-2021-2025/so-lieu-tu-theo-doi-2021-2022.xlsx',
    'gialai-2021-2022/ho-so-2022-quy-3.xlsx',
  ])(
    '%s',
    async (name) => {
      const file = path.join(SAMPLES, name);
      expect(await factsOf(await copiesOf(file))).toEqual(await factsOf([file]));
    },
    300_000,
  );

  it.each([false, true])(
    'days, times, errors, texts that look like numbers, merged units; days from 1904: %s',
    async (date1904) => {
      const shift = date1904 ? 1462 : 0;
      const day = (serial: number, z = 'dd/mm/yyyy hh:mm') => ({ t: 'n', v: serial - shift, z });
      const rows: unknown[][] = [
        [
          'Mã hồ sơ',
          'Mã TTHC',
          'Đơn vị tiếp nhận',
          'Hình thức nộp',
          'Ngày tiếp nhận',
          'Ngày hẹn trả',
          'Trạng thái',
          'Lệ phí',
        ],
      ];
      for (let i = 0; i < 1300; i++)
        rows.push([
          `000.00.20.H06-24-${String(i).padStart(6, '0')}`,
          '1.001000',
          i % 2 === 0 ? 'Sở Y tế tỉnh Bà Rịa - Vũng Tàu' : null,
          i % 3 === 0 ? 'Trực tuyến' : 'Trực tiếp',
          i % 50 === 7 ? '31/02/2024' : day(45_300.5 + i / 10),
          i % 40 === 3 ? { t: 'e', v: 42 } : day(45_310 + i / 10, i % 2 === 0 ? 'm/d/yy' : '[$-42A]dd "tháng" mm/yyyy'),
          4,
          i % 5 === 0 ? '007' : 120_000.5,
        ]);
      const sheet = utils.sheet_add_aoa({}, rows, { origin: 'B3' });
      // More merged areas than Excel tells at once.
      sheet['!merges'] = Array.from({ length: 650 }, (_, i) => ({
        s: { r: 3 + 2 * i, c: 3 },
        e: { r: 4 + 2 * i, c: 3 },
      }));
      const book = utils.book_new();
      utils.book_append_sheet(book, sheet, "Tháng 1 'nháp', sửa");
      book.Workbook = { WBProps: { date1904 } };
      const file = path.join(scratch.folder, `days-${date1904}.xlsx`);
      writeFileSync(file, write(book, { type: 'buffer', bookType: 'xlsx' }));
      const facts = await factsOf([file]);
      expect(facts[0]?.[0]).toMatchObject({ received_at: '2024-01-09 12:00:00' });
      expect(await factsOf(await copiesOf(file))).toEqual(facts);
    },
    300_000,
  );
});

it('an empty sheet is told', async () => {
  const addin = await openAddin(browser);
  expect(await refusal(readInFront(addin))).toMatch(/Sheet "Sheet1" in front is empty/);
  await addin.close();
});
