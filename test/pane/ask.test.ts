import { readFileSync } from 'node:fs';
import path from 'node:path';
import { unzipSync } from 'fflate';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXAMPLES } from '../../addin/taskpane/ask/examples.ts';
import type { SqlAnswer } from '../../pipeline/ask/ask.ts';
import { vietnameseNumber } from '../../pipeline/evaluate/print.ts';
import { openExcelHost } from '../excel-host/host.ts';
import { filesBelow } from '../local/local-page.ts';
import { findings } from '../report/validate.ts';
import { SAMPLES } from '../support/warehouse.ts';
import { axeFindings, scrollsSideways } from './accessibility.ts';
import { type OpenPane, openBrowser, openPane, type PaneOptions } from './browser.ts';
import { type SampleServer, serveSamples } from './sample-server.ts';
import { figuresOf, openTool } from './screens.ts';

const CHOICE = { plan: 'brvt-ubnd-2023', unit: 'brvt', asOf: '2023-11-30' };
const INDICATOR = 'remote_online_rate';

let samples: SampleServer;
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
  samples = await serveSamples();
});
afterAll(async () => {
  await browser?.close();
  await samples?.close();
});

/** The screen of further questions, on a plan. */
async function asking(options: PaneOptions = {}): Promise<OpenPane> {
  const pane = await openPane(browser, samples.server.url, options);
  await pane.page.evaluate((choice) => localStorage.setItem('vedich.choice', JSON.stringify(choice)), CHOICE);
  await pane.page.reload();
  await figuresOf(pane.page);
  await openTool(pane.page, 'Hỏi thêm');
  await pane.page.locator('tbody tr').first().waitFor();
  return pane;
}

async function groupBy(page: Page, name: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Tách theo' }).click();
  await page.getByRole('option', { name }).click();
  await page.getByRole('columnheader', { name }).waitFor();
}

/** A busy machine answers slowly; nothing here is about time. */
function eventually<T>(look: () => Promise<T>) {
  return expect.poll(look, { timeout: 60_000 });
}

interface FigureRow {
  group: string;
  label: string;
  numerator: number;
  denominator: number;
  value: number;
}

/** What the server answers to the same question. */
async function figures(by: string, indicator = INDICATOR): Promise<FigureRow[]> {
  const { plan, unit, asOf } = CHOICE;
  const query = `plan=${plan}&unit=${unit}&from=2023-01-01&as_of=${asOf}&indicator=${indicator}&by=${by}`;
  return (await samples.server.get(`/api/v1/indicators?${query}`)).json();
}

/** The rows of the first table, cell by cell. */
function cells(page: Page): Promise<string[][]> {
  return page
    .locator('table')
    .first()
    .locator('tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent ?? '')),
    );
}

function printed({ numerator, denominator, value }: FigureRow): string[] {
  return [
    vietnameseNumber(numerator),
    vietnameseNumber(denominator),
    `${vietnameseNumber(Math.round(value * 100) / 100)} %`,
  ];
}

async function openSql(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Câu hỏi SQL' }).click();
  await page.getByRole('textbox', { name: 'Câu hỏi SQL' }).waitFor();
}

async function type(page: Page, sql: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Câu hỏi SQL' }).click();
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(sql);
}

describe('the pivot table', () => {
  it.each([
    ['unit', 'Đơn vị, bộ phận'],
    ['field', 'Lĩnh vực'],
    ['procedure', 'Thủ tục'],
    ['month', 'Tháng'],
  ])('by %s shows the figures of the server, in the Vietnamese way, with a chart', async (by, name) => {
    const { page, context, complaints } = await asking();
    await groupBy(page, name);
    const wanted = await figures(by);
    await eventually(() => cells(page)).toHaveLength(wanted.length);
    const shown = await cells(page);
    expect(shown.map((row) => row.slice(1))).toEqual(wanted.map(printed));
    if (by !== 'month') for (const [index, row] of shown.entries()) expect(row[0]).toContain(wanted[index]?.label);
    else expect(shown[0]?.[0]).toBe('1/2023');
    expect(await page.locator('figure svg rect').count()).toBe(Math.min(wanted.length, 12));
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('is sorted by a press on a header, and says so', async () => {
    const { page, context } = await asking();
    await groupBy(page, 'Lĩnh vực');
    const wanted = (await figures('field')).map(({ value }) => value);
    const header = page.getByRole('columnheader', { name: 'Kết quả' });
    await header.getByRole('button').click();
    expect(await header.getAttribute('aria-sort')).toBe('descending');
    const shown = (await cells(page)).map((row) => row.at(-1));
    const down = wanted
      .toSorted((a, b) => b - a)
      .map((value) => `${vietnameseNumber(Math.round(value * 100) / 100)} %`);
    expect(shown).toEqual(down);
    await header.getByRole('button').click();
    expect(await header.getAttribute('aria-sort')).toBe('ascending');
    expect((await cells(page)).map((row) => row.at(-1))).toEqual(down.toReversed());
    await context.close();
  });

  it.each([
    ['unit', 'Đơn vị, bộ phận'],
    ['field', 'Lĩnh vực'],
    ['procedure', 'Thủ tục'],
    ['month', 'Tháng'],
  ])('by %s opens to the dossiers behind each of its numbers', async (by, name) => {
    const { page, context, complaints } = await asking();
    await groupBy(page, name);
    const wanted = await figures(by);
    const rows = page.locator('table').first().locator('tbody tr');
    for (const index of [0, wanted.length - 1]) {
      await rows.nth(index).getByRole('button').click();
      const { numerator = 0, denominator = 0 } = wanted[index] ?? {};
      const lists = page.getByRole('heading', { level: 2 });
      await page.getByRole('heading', { name: /^Còn thiếu/ }).waitFor();
      const [title = '', missing = '', counted = ''] = await lists.allTextContents();
      expect(title).toMatch(/^Hồ sơ: /);
      // Of long lists the first ones are shown.
      expect(missing).toMatch(new RegExp(`^Còn thiếu (\\d+ trên )?${vietnameseNumber(denominator - numerator)} dòng`));
      expect(counted).toMatch(new RegExp(`^Đã tính vào tử số (\\d+ trên )?${vietnameseNumber(numerator)} dòng`));
      await page.getByRole('button', { name: 'Đóng' }).click();
    }
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('takes several indicators, another unit and another period; a wrong period is told', async () => {
    const { page, context } = await asking();
    const indicators = page.getByRole('combobox', { name: 'Chỉ tiêu' });
    await indicators.click();
    await page.getByRole('menuitemcheckbox', { name: 'Tỷ lệ hồ sơ trực tuyến', exact: true }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('columnheader', { name: 'Chỉ tiêu' }).waitFor();
    const [one, other] = [await figures('unit'), await figures('unit', 'online_rate')];
    await eventually(() => cells(page)).toHaveLength(one.length + other.length);
    expect(await page.locator('figure').count()).toBe(2);
    await page.getByLabel('Đến ngày').fill('1/1/2022');
    await page.keyboard.press('Enter');
    await page.getByText('Ngày đầu sau ngày cuối').waitFor();
    expect(await page.locator('table').count()).toBe(0);
    await context.close();
  });

  it('goes into a file that Excel opens, numbers as numbers', async () => {
    const { page, context } = await asking();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Tải bảng (.xlsx)' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('bang-tong-hop-unit-2023-11-30.xlsx');
    const file = new Uint8Array(readFileSync(await download.path()));
    expect(await findings(file)).toEqual([]);
    const sheet = new TextDecoder().decode(unzipSync(file)['xl/worksheets/sheet1.xml']);
    for (const { label, numerator, value } of await figures('unit')) {
      expect(sheet).toContain(label);
      expect(sheet).toContain(`<c><v>${numerator}</v></c>`);
      expect(sheet).toContain(`<c><v>${value}</v></c>`);
    }
    await context.close();
  });
});

describe('questions in SQL', () => {
  it('every example runs; the table shows what the server answers', async () => {
    const { page, context, complaints } = await asking();
    await openSql(page);
    for (const { vi, sql } of EXAMPLES) {
      await page.getByRole('combobox', { name: 'Ví dụ' }).click();
      await page.getByRole('option', { name: vi }).click();
      await page.getByRole('button', { name: 'Chạy' }).click();
      const answer: SqlAnswer = await (await samples.server.postJson('/api/v1/query', { sql })).json();
      const names = answer.columns.map(({ name }) => name);
      await eventually(() => page.locator('thead th').allTextContents()).toEqual(names);
      const shown = await cells(page);
      expect(shown).toHaveLength(Math.min(300, answer.values[0]?.length ?? 0));
      const first = answer.values.map(([value]) => (typeof value === 'number' ? vietnameseNumber(value) : value));
      if (answer.columns.every((column) => column.type !== 'date')) expect(shown[0]).toEqual(first.map(String));
    }
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('is written by keyboard alone: columns are offered, Ctrl+Enter runs, Tab leaves the editor', async () => {
    const { page, context, complaints } = await asking();
    await openSql(page);
    await page.getByRole('combobox', { name: 'Ví dụ' }).focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('SELECT chann', { delay: 20 });
    await page.getByRole('listbox', { name: 'Gợi ý' }).waitFor();
    // In its first moment the list takes no Enter: it may have been meant for the line.
    await page.waitForTimeout(300);
    await page.keyboard.press('Enter');
    await page.keyboard.type(', count(*) AS n FROM dossiers GROUP BY ALL ORDER BY n DESC', { delay: 5 });
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+Enter');
    await eventually(() => page.locator('thead th').allTextContents()).toEqual(['channel', 'n']);
    const editor = page.getByRole('textbox', { name: 'Câu hỏi SQL' });
    expect(await editor.textContent()).toBe('SELECT channel, count(*) AS n FROM dossiers GROUP BY ALL ORDER BY n DESC');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Chạy');
    await page.keyboard.press('Shift+Tab');
    expect(await editor.evaluate((element) => element.matches(':focus'))).toBe(true);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('a mistake is a sentence, a long result says so, an endless one is stopped', async () => {
    const { page, context } = await asking();
    await openSql(page);
    await type(page, 'SELECT chanel FROM dossiers');
    await page.keyboard.press('Control+Enter');
    await page.getByText("Không có cột 'chanel'").waitFor();
    await type(page, 'SELECT range AS i FROM range(20000)');
    await page.keyboard.press('Control+Enter');
    await page.getByText('hiện 300 trên 10.000 dòng').waitFor();
    await page.getByText('chỉ lấy 10.000 dòng đầu').waitFor();
    expect(await cells(page)).toHaveLength(300);
    await type(page, 'SELECT count(*) FROM range(1000000000) AS a, range(1000000000) AS b WHERE a.range + b.range = 3');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: 'Dừng' }).click();
    await type(page, "SELECT 'xong' AS a");
    await page.keyboard.press('Control+Enter');
    await eventually(() => cells(page)).toEqual([['xong']]);
    await context.close();
  });

  it('the tables and columns are listed with their meaning', async () => {
    const { page, context } = await asking();
    await openSql(page);
    await page.locator('summary', { hasText: 'dossiers' }).click();
    const columns = await page.locator('details[open] dt').allTextContents();
    expect(columns).toContain('due_at TIMESTAMP');
    expect(await page.locator('details[open] dd').allTextContents()).toContain('Lĩnh vực');
    await context.close();
  });

  it('a token of one unit gets a sentence, and the pivot table all the same', async () => {
    const token = await samples.server.token('brvt', 'consolidator');
    const { page, context } = await openPane(browser, samples.server.url);
    await page.evaluate(
      ([choice = '', given = '']) => {
        localStorage.setItem('vedich.choice', choice);
        localStorage.setItem('vedich.token', given);
      },
      [JSON.stringify(CHOICE), token],
    );
    await page.reload();
    await figuresOf(page);
    await openTool(page, 'Hỏi thêm');
    await page.locator('tbody tr').first().waitFor();
    await page.getByRole('tab', { name: 'Câu hỏi SQL' }).click();
    await page.getByText('Mã truy cập này chỉ xem một đơn vị').waitFor();
    expect(await page.getByRole('textbox').count()).toBe(0);
    await context.close();
  });
});

describe('in Excel', () => {
  it('both tables go into new sheets, numbers as numbers and texts never as formulas', async () => {
    const pane = await openPane(browser, 'about:blank');
    const host = await openExcelHost(pane.page);
    await pane.page.addInitScript((choice) => localStorage.setItem('vedich.choice', choice), JSON.stringify(CHOICE));
    await pane.page.goto(samples.server.url);
    const { page } = pane;
    await figuresOf(page);
    await openTool(page, 'Hỏi thêm');
    await page.getByRole('button', { name: 'Đưa vào trang tính' }).click();
    const wanted = await figures('unit');
    await page.getByText(`Đã đưa ${wanted.length} dòng vào trang tính mới.`).waitFor();
    const pivot = host.values('Bảng tổng hợp', `A4:G${5 + wanted.length}`);
    expect(pivot[1]?.slice(0, 5)).toEqual(['Chỉ tiêu', 'Đơn vị, bộ phận', 'Tử số', 'Mẫu số', 'Kết quả']);
    expect(pivot.slice(2).map((row) => row.slice(1, 5))).toEqual(
      wanted.slice(0, pivot.length - 2).map((row) => [row.label, row.numerator, row.denominator, row.value]),
    );
    await openSql(page);
    await type(page, `SELECT '=1+1' AS a, '0123' AS "=2+2", 5 AS n, DATE '2024-02-29' AS d, true AS dung`);
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: /^Kết quả/ }).waitFor();
    await page.getByRole('button', { name: 'Đưa vào trang tính' }).click();
    await page.getByText('Đã đưa 1 dòng vào trang tính mới.').waitFor();
    expect(host.values('Kết quả', 'A5:E6')).toEqual([
      ['a', '=2+2', 'n', 'd', 'dung'],
      ['=1+1', '0123', 5, 45351, true],
    ]);
    expect(pane.complaints).toEqual([]);
    await pane.context.close();
  });
});

describe('for everybody', () => {
  it('axe finds nothing on both tabs in any theme, and both fit into 320 pixels', async () => {
    const { page, context, complaints } = await asking();
    const looked = async (): Promise<void> => {
      expect(await axeFindings(page)).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await axeFindings(page)).toEqual([]);
      await page.emulateMedia({ colorScheme: 'light' });
      expect(await scrollsSideways(page)).toBe(false);
    };
    await page.setViewportSize({ width: 320, height: 700 });
    await page.locator('tbody tr').first().getByRole('button').click();
    await page.getByRole('heading', { name: /^Còn thiếu/ }).waitFor();
    await looked();
    await openSql(page);
    await page.getByRole('button', { name: 'Chạy' }).click();
    await page.locator('tbody tr').first().waitFor();
    await page.locator('summary').first().click();
    await looked();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('the tabs are one stop of the keyboard, with arrows between them', async () => {
    const { page, context } = await asking();
    await page.getByRole('tab', { name: 'Bảng tổng hợp' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.getByRole('textbox', { name: 'Câu hỏi SQL' }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Câu hỏi SQL');
    await page.keyboard.press('Home');
    await page.getByRole('combobox', { name: 'Tách theo' }).waitFor();
    await context.close();
  });

  it('nothing of the editor is loaded before its tab is opened', async () => {
    const pane = await openPane(browser, samples.server.url);
    const scripts: string[] = [];
    pane.page.on('request', (request) => scripts.push(request.url()));
    await pane.page.evaluate((choice) => localStorage.setItem('vedich.choice', JSON.stringify(choice)), CHOICE);
    await pane.page.reload();
    await figuresOf(pane.page);
    await openTool(pane.page, 'Hỏi thêm');
    await pane.page.locator('tbody tr').first().waitFor();
    expect(scripts.filter((url) => url.includes('sql-tab'))).toEqual([]);
    await openSql(pane.page);
    expect(scripts.filter((url) => /sql-tab.*\.js/.test(url)).length).toBeGreaterThan(0);
    await pane.context.close();
  });
});

describe('on this machine', () => {
  it('both tabs answer as they do at the server, and the server is asked for nothing', async () => {
    const { page, context, complaints } = await openPane(browser, samples.server.url);
    // Until the page has found its own server, and remembered it.
    await figuresOf(page);
    await page.evaluate((choice) => {
      localStorage.setItem('vedich.choice', choice);
      localStorage.setItem('vedich.source', 'local');
    }, JSON.stringify(CHOICE));
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.reload();
    await page.getByRole('heading', { name: 'Chưa có số liệu' }).waitFor();
    await page.setInputFiles('input[type=file]', filesBelow(path.join(SAMPLES, 'brvt-2023')));
    await page.getByRole('heading', { name: 'Đã nạp xong' }).waitFor();
    await openTool(page, 'Hỏi thêm');
    await page.locator('tbody tr').first().waitFor();
    for (const [by, name] of [
      ['unit', 'Đơn vị, bộ phận'],
      ['month', 'Tháng'],
    ] as const) {
      await groupBy(page, name);
      const wanted = (await figures(by)).map(printed);
      await eventually(async () => (await cells(page)).map((row) => row.slice(1))).toEqual(wanted);
    }
    await page.locator('tbody tr').first().getByRole('button').click();
    await page.getByRole('heading', { name: /^Còn thiếu/ }).waitFor();
    await openSql(page);
    await type(page, "SELECT count(*) AS n FROM dossiers WHERE received_at >= DATE '2023-01-01'");
    await page.keyboard.press('Control+Enter');
    await eventually(() => cells(page)).toEqual([[expect.stringMatching(/^[1-9]\.\d{3}$/)]]);
    await type(page, 'SELECT chanel FROM dossiers');
    await page.keyboard.press('Control+Enter');
    await page.getByText("Không có cột 'chanel'").waitFor();
    expect(asked.filter((url) => url.includes('/api/'))).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
