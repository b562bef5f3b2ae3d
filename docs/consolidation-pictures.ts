import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ensureAddin } from '../pipeline/cli/addin-build.ts';
import { runCli } from '../pipeline/cli/run.ts';
import { childrenAt } from '../pipeline/library/units/scope.ts';
import { AS_OF, PLAN, PLAN_ID, truthOf } from '../test/consolidate/office.ts';
import { LAYOUTS, rowsOf } from '../test/consolidate/unit-tables.ts';
import { openConsolidation } from '../test/local/consolidation-page.ts';
import { serveFolder } from '../test/local/local-page.ts';
import { openPane } from '../test/pane/browser.ts';
import { openBrowser } from '../test/support/browser.ts';
import { shippedProvinces, unitsFor } from '../test/support/provinces.ts';
import { recordingIo } from '../test/support/warehouse.ts';

const [WIDTH, HEIGHT] = [380, 780];
const UNITS = 40;
const picture = (name: string): string => fileURLToPath(new URL(`${name}.png`, import.meta.url));

/**
 * What the guide for Sở Nội vụ shows: a blank report, the screen, pages of the consolidated workbook. The units are those of a
 * province, their figures are made up; two of them hold a mistake.
 * @returns the files that were drawn
 */
export async function drawConsolidation(folder: string): Promise<string[]> {
  const [library, sent] = [path.join(folder, 'library'), path.join(folder, 'sent')];
  mkdirSync(path.join(library, 'plans'), { recursive: true });
  mkdirSync(sent);
  writeFileSync(path.join(library, 'plans', 'ke-hoach.yaml'), PLAN);
  sendReports(sent);
  const asked = ['--plan', PLAN_ID, '--as-of', AS_OF, '--library', library];
  const here = ['--unit', 'ninhbinh', '--warehouse', path.join(folder, 'tong-hop.duckdb')];
  const [blank, book] = [path.join(folder, 'bieu-trong.xlsx'), path.join(folder, 'tong-hop.xlsx')];
  await run('forms', 'blank', ...asked, '--unit', 'ninhbinh-sct', '-o', blank);
  await run('collect', sent, ...asked, ...here);
  await run('consolidate', ...asked, ...here, '-o', book);
  const drawn: string[] = [];
  const browser = await openBrowser(['--lang=vi-VN']);
  try {
    const together = async (name: string, images: readonly Buffer[], width: number, columns: number): Promise<void> => {
      const page = await browser.newPage({ viewport: { width: columns * (width + 16) + 16, height: 100 } });
      const all = images.map((one) => `<img width="${width}" src="data:image/png;base64,${one.toString('base64')}">`);
      await page.setContent(
        `<style>body{margin:0;padding:16px;display:grid;grid-template-columns:repeat(${columns},${width}px);gap:16px;background:#e6ecee}img{box-shadow:0 1px 4px #0003}</style>${all.join('')}`,
      );
      await page.screenshot({ path: picture(name), fullPage: true });
      await page.close();
      drawn.push(picture(name));
    };
    await together('tong-hop-bieu-trong', pagesOf(folder, blank, [1]), 720, 1);
    await together('tong-hop-so', pagesOf(folder, book, [1, 3, 'Số đơn vị theo kết quả', 'KIỂM TRA BÁO CÁO']), 560, 2);
    await together('tong-hop-man-hinh', await screens(browser, sent), WIDTH, 3);
  } finally {
    await browser.close();
  }
  return drawn;
}

async function run(...words: string[]): Promise<void> {
  const io = recordingIo('2026-11-04 09:00:00');
  if ((await runCli(words, io)) !== 0) throw new Error(io.errors.join('\n'));
}

function sendReports(folder: string): void {
  const units = childrenAt(unitsFor(shippedProvinces(), 'ninhbinh'), 'ninhbinh', AS_OF);
  const asked = units.filter(({ id }) => id !== 'ninhbinh-thanhtra').slice(0, UNITS);
  for (const [at, { id, name }] of asked.entries()) {
    const rows = rowsOf(truthOf(id, name, 70 + at), 0);
    const [first, second] = rows;
    if (at === 2 && first !== undefined) first.value = 91.5;
    if (at === 5 && second !== undefined) second.hits = Number(second.members) + 12;
    const made = LAYOUTS[at % LAYOUTS.length]?.(name, rows, '(Số liệu tính đến ngày 31/10/2026)');
    if (made !== undefined) writeFileSync(path.join(folder, `don-vi-${at + 1}.${made.ending}`), made.bytes);
  }
}

/** Pages of a workbook as LibreOffice draws them, by number or by words that stand on them. */
function pagesOf(folder: string, book: string, wanted: readonly (number | string)[]): Buffer[] {
  const profile = `-env:UserInstallation=${pathToFileURL(path.join(folder, 'profile'))}`;
  execFileSync('soffice', [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, book], {
    stdio: 'ignore',
  });
  const pdf = book.replace(/xlsx$/, 'pdf');
  const texts = execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8', maxBuffer: 1e8 }).split('\f');
  return wanted.map((one) => {
    const number = typeof one === 'number' ? one : texts.findIndex((text) => text.includes(one)) + 1;
    if (number === 0) throw new Error(`no page says: ${one}`);
    const page = path.join(folder, `page-${number}`);
    const size = ['-scale-to-x', '720', '-scale-to-y', '-1'];
    execFileSync('pdftoppm', ['-png', '-f', `${number}`, '-l', `${number}`, '-singlefile', ...size, pdf, page]);
    return readFileSync(`${page}.png`);
  });
}

async function screens(browser: Awaited<ReturnType<typeof openBrowser>>, sent: string): Promise<Buffer[]> {
  const site = await serveFolder(await ensureAddin());
  try {
    const address = `${site.address}taskpane.html`;
    const { page } = await openPane(browser, address, { officeScript: 'unreachable', width: WIDTH, height: HEIGHT });
    page.setDefaultTimeout(120_000);
    await openConsolidation(page);
    await page.getByLabel('Ngày cuối kỳ').fill(AS_OF);
    await page.locator('input[type=file]').setInputFiles(readdirSync(sent).map((name) => path.join(sent, name)));
    await page.getByText(`Đã đọc ${UNITS} tệp`).waitFor();
    await page.getByText(new RegExp(`${UNITS}/\\d+ đơn vị đã gửi`)).waitFor();
    await page.getByLabel('Ngày cuối kỳ').blur();
    const shots: Buffer[] = [];
    const shoot = async (heading: string): Promise<void> => {
      await page.getByRole('heading', { name: heading }).first().scrollIntoViewIfNeeded();
      await page
        .getByRole('heading', { name: heading })
        .first()
        .evaluate((element) => element.scrollIntoView());
      shots.push(await page.screenshot());
    };
    await shoot('Tổng hợp báo cáo các đơn vị');
    await page.getByRole('button', { name: /^Từng đơn vị: Hồ sơ trực tuyến từ xa/ }).click();
    await shoot('Số chung');
    await shoot('Kiểm tra');
    return shots;
  } finally {
    await site.close();
  }
}
