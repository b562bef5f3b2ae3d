import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { standardTemplate } from '../../pipeline/cli/template.ts';
import { makeReport } from '../../pipeline/office/report.ts';
import { MAKING, madeUpEvaluation } from '../report/evaluation.ts';
import { convertAll, pages } from '../report/libreoffice.ts';
import { openBrowser } from '../support/browser.ts';
import { officeWorkbook, openAddin } from './addin-page.ts';
import { insertReport, WHOLE } from './in-page.ts';

/**
 * Widths of columns are counted in digits of a workbook's normal font, and a machine that lacks the font takes another for
 * it: what draws here has neither Calibri nor Aptos, and takes a much wider one.
 */
const FONTS = [
  ['Calibri', 11],
  ['Arial', 10],
  ['Aptos Narrow', 12],
  ['Times New Roman', 12],
] as const;

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

async function inserted(font: string, points: number, targets: number, options: object): Promise<Uint8Array> {
  const { page, host, close } = await openAddin(browser, { workbook: officeWorkbook(font, points) });
  await insertReport(page, madeUpEvaluation({ targets }), undefined, options);
  expect(host.unknown).toEqual([]);
  await host.deleteSheet('Sheet1');
  const bytes = host.save();
  await close();
  return bytes;
}

it('has the pages of the command line in a workbook of any normal font', async () => {
  const sizes = [7, 24];
  const books: Uint8Array[] = [];
  for (const targets of sizes) {
    books.push((await makeReport(madeUpEvaluation({ targets }), standardTemplate(), MAKING)).bytes);
    for (const [font, points] of FONTS) books.push(await inserted(font, points, targets, {}));
  }
  const drawn = convertAll(books, 'pdf').map((pdf) => pages(pdf));
  for (const [i, targets] of sizes.entries()) {
    const [cli = [], ...others] = drawn.slice(i * (FONTS.length + 1), (i + 1) * (FONTS.length + 1));
    for (const [at, [font]] of FONTS.entries()) {
      const own = others[at] ?? [];
      expect(own.length, `${font}, ${targets} targets`).toBe(cli.length);
      // Each page has the same rows, and the signature whole.
      const rows = (page: string): number => [...page.matchAll(/[▼✓◷] (Chưa )?[đĐ]ạt|◷ Chưa|– Chưa/gu)].length;
      expect(own.map(rows), font).toEqual(cli.map(rows));
      expect(own.at(-1), font).toMatch(/Nguyên nhân[\s\S]*Giải pháp[\s\S]*GIÁM ĐỐC[\s\S]*Lưu: VT\./);
    }
  }
}, 300_000);

it('takes no more pages than the command line with every appendix', async () => {
  const cli = (await makeReport(madeUpEvaluation({ targets: 7 }), standardTemplate(), MAKING, WHOLE)).bytes;
  const books: Uint8Array[] = [cli];
  for (const [font, points] of FONTS) books.push(await inserted(font, points, 7, WHOLE));
  const [own = 0, ...others] = convertAll(books, 'pdf').map((pdf) => pages(pdf).length);
  for (const count of others) expect(count).toBeLessThanOrEqual(own);
  expect(Math.min(...others)).toBeGreaterThan(own / 2);
}, 300_000);
