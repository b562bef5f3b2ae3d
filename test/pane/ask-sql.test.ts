import { describe, expect, it } from 'vitest';
import { EXAMPLES } from '../../addin/taskpane/ask/examples.ts';
import type { SqlAnswer } from '../../pipeline/ask/ask.ts';
import { numberText } from '../../pipeline/numbers.ts';
import { expectForEverybody } from './accessibility.ts';
import { cells, eventually, openSql, samplesToAsk, type } from './asking.ts';

const ask = samplesToAsk();

describe('questions in SQL', () => {
  it('every example runs; the table shows what the server answers', async () => {
    const { page, context, complaints } = await ask.asking();
    await openSql(page);
    for (const {
      vi,
      sql: { vi: sql },
    } of EXAMPLES) {
      await page.getByRole('combobox', { name: 'Ví dụ' }).click();
      await page.getByRole('option', { name: vi }).click();
      await page.getByRole('button', { name: 'Chạy' }).click();
      const answer: SqlAnswer = await (await ask.server().postJson('/api/v1/query', { sql })).json();
      const names = answer.columns.map(({ name }) => name);
      await eventually(() => page.locator('thead th').allTextContents()).toEqual(names);
      const shown = await cells(page);
      expect(shown).toHaveLength(Math.min(300, answer.values[0]?.length ?? 0));
      const first = answer.values.map(([value]) => (typeof value === 'number' ? numberText(value, 'vi') : value));
      if (answer.columns.every((column) => column.type !== 'date')) expect(shown[0]).toEqual(first.map(String));
    }
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('is written by keyboard alone: columns are offered, Ctrl+Enter runs, Tab leaves the editor', async () => {
    const { page, context, complaints } = await ask.asking();
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
    const { page, context } = await ask.asking();
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
    const { page, context } = await ask.asking();
    await openSql(page);
    await page.locator('summary', { hasText: 'dossiers' }).click();
    const columns = await page.locator('details[open] dt').allTextContents();
    expect(columns).toContain('due_at TIMESTAMP');
    expect(await page.locator('details[open] dd').allTextContents()).toContain('Lĩnh vực');
    await context.close();
  });

  it('a token of one unit gets a sentence, and the pivot table all the same', async () => {
    const token = await ask.server().token('brvt', 'consolidator');
    const { page, context } = await ask.asking({ 'vedich.token': token });
    await page.getByRole('tab', { name: 'Câu hỏi SQL' }).click();
    await page.getByText('Mã truy cập này chỉ xem một đơn vị').waitFor();
    expect(await page.getByRole('textbox').count()).toBe(0);
    await context.close();
  });

  it('axe finds nothing in any theme, and it fits into 320 pixels', async () => {
    const { page, context, complaints } = await ask.asking();
    await page.setViewportSize({ width: 320, height: 700 });
    await openSql(page);
    await page.getByRole('button', { name: 'Chạy' }).click();
    await page.locator('tbody tr').first().waitFor();
    await page.locator('summary').first().click();
    await expectForEverybody(page);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
