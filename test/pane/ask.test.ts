import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openExcelHost } from '../excel-host/host.ts';
import { filesBelow } from '../local/local-page.ts';
import { SAMPLES } from '../support/warehouse.ts';
import { cells, eventually, groupBy, openQuestions, openSql, printed, samplesToAsk, type } from './asking.ts';
import { figuresOf } from './screens.ts';

const ask = samplesToAsk();

describe('in Excel', () => {
  it('both tables go into new sheets, numbers as numbers and texts never as formulas', async () => {
    const { page, context, complaints } = await ask.visitor();
    const host = await openExcelHost(page);
    await page.goto(ask.server().url);
    await figuresOf(page);
    await openQuestions(page);
    await page.getByRole('button', { name: 'Đưa vào trang tính' }).click();
    const wanted = await ask.figures('unit');
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
    expect(complaints).toEqual([]);
    await context.close();
  });
});

describe('for everybody', () => {
  it('the tabs are one stop of the keyboard, with arrows between them', async () => {
    const { page, context } = await ask.asking();
    await page.getByRole('tab', { name: 'Bảng tổng hợp' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.getByRole('textbox', { name: 'Câu hỏi SQL' }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Câu hỏi SQL');
    await page.keyboard.press('Home');
    await page.getByRole('textbox', { name: 'Câu hỏi' }).waitFor();
    await context.close();
  });

  it('nothing of the editor is loaded before its tab is opened', async () => {
    const { page, context } = await ask.visitor();
    const scripts: string[] = [];
    page.on('request', (request) => scripts.push(request.url()));
    await page.goto(ask.server().url);
    await figuresOf(page);
    await openQuestions(page);
    expect(scripts.filter((url) => url.includes('sql-tab'))).toEqual([]);
    await openSql(page);
    expect(scripts.filter((url) => /sql-tab.*\.js/.test(url)).length).toBeGreaterThan(0);
    await context.close();
  });
});

describe('on this machine', () => {
  it('both tabs answer as they do at the server, and the server is asked for nothing', async () => {
    const { page, context, complaints } = await ask.visitor({ 'vedich.source': 'local' });
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(ask.server().url);
    await page.getByRole('heading', { name: 'Chưa có số liệu' }).waitFor();
    await page.setInputFiles('input[type=file]', filesBelow(path.join(SAMPLES, 'brvt-2023')));
    await page.getByRole('heading', { name: 'Đã nạp xong' }).waitFor();
    await openQuestions(page);
    for (const [by, name] of [
      ['unit', 'Đơn vị, bộ phận'],
      ['month', 'Tháng'],
    ] as const) {
      await groupBy(page, name);
      const wanted = (await ask.figures(by)).map(printed);
      await eventually(async () => (await cells(page)).map((row) => row.slice(1))).toEqual(wanted);
    }
    await page.locator('tbody tr').first().getByRole('button').click();
    await page.getByRole('heading', { name: /^Chưa tính vào tử số/ }).waitFor();
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
