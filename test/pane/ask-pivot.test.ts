import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { numberText } from '../../pipeline/numbers.ts';
import { findings } from '../report/validate.ts';
import { bytesOf } from '../support/browser.ts';
import { expectForEverybody } from './accessibility.ts';
import { cells, eventually, groupBy, printed, samplesToAsk } from './asking.ts';

const ask = samplesToAsk();

describe('the pivot table', () => {
  it.each([
    ['unit', 'Đơn vị, bộ phận'],
    ['field', 'Lĩnh vực'],
    ['procedure', 'Thủ tục'],
    ['month', 'Tháng'],
  ])('by %s shows the figures of the server, in the Vietnamese way, with a chart', async (by, name) => {
    const { page, context, complaints } = await ask.asking();
    await groupBy(page, name);
    const wanted = await ask.figures(by);
    await eventually(() => cells(page)).toHaveLength(wanted.length);
    const shown = await cells(page);
    expect(shown.map((row) => row.slice(1))).toEqual(wanted.map(printed));
    if (by !== 'month') for (const [index, row] of shown.entries()) expect(row[0]).toContain(wanted[index]?.label);
    else expect(shown[0]?.[0]).toBe('1/2023');
    await eventually(() => page.locator('figure svg rect').count()).toBe(Math.min(wanted.length, 12));
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('is sorted by a press on a header, and says so', async () => {
    const { page, context } = await ask.asking();
    await groupBy(page, 'Lĩnh vực');
    const wanted = (await ask.figures('field')).map(({ value }) => value);
    const header = page.getByRole('columnheader', { name: 'Kết quả' });
    await header.getByRole('button').click();
    expect(await header.getAttribute('aria-sort')).toBe('descending');
    const shown = (await cells(page)).map((row) => row.at(-1));
    const down = wanted.toSorted((a, b) => b - a).map((value) => `${numberText(value.toFixed(2), 'vi')} %`);
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
    const { page, context, complaints } = await ask.asking();
    await groupBy(page, name);
    const wanted = await ask.figures(by);
    const rows = page.locator('table').first().locator('tbody tr');
    for (const index of [0, wanted.length - 1]) {
      await rows.nth(index).getByRole('button').click();
      const { numerator = 0, denominator = 0 } = wanted[index] ?? {};
      const lists = page.getByRole('heading', { level: 2 });
      await page.getByRole('heading', { name: /^Chưa tính vào tử số/ }).waitFor();
      const [title = '', missing = '', counted = ''] = await lists.allTextContents();
      expect(title).toMatch(/^Hồ sơ: /);
      // Of long lists the first ones are shown.
      expect(missing).toMatch(
        new RegExp(`^Chưa tính vào tử số (\\d+ trên )?${numberText(denominator - numerator, 'vi')} dòng`),
      );
      expect(counted).toMatch(new RegExp(`^Đã tính vào tử số (\\d+ trên )?${numberText(numerator, 'vi')} dòng`));
      await page.getByRole('button', { name: 'Đóng' }).click();
    }
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('takes several indicators, another unit and another period; a wrong period is told', async () => {
    const { page, context } = await ask.asking();
    const indicators = page.getByRole('combobox', { name: 'Chỉ tiêu' });
    await indicators.click();
    await page.getByRole('menuitemcheckbox', { name: 'Tỷ lệ hồ sơ trực tuyến', exact: true }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('columnheader', { name: 'Chỉ tiêu' }).waitFor();
    const [one, other] = [await ask.figures('unit'), await ask.figures('unit', 'online_rate')];
    await eventually(() => cells(page)).toHaveLength(one.length + other.length);
    await eventually(() => page.locator('figure').count()).toBe(2);
    await page.getByLabel('Đến ngày').fill('1/1/2022');
    await page.keyboard.press('Enter');
    await page.getByText('Ngày đầu sau ngày cuối').waitFor();
    await eventually(() => page.locator('table').count()).toBe(0);
    await context.close();
  });

  it('goes into a file that Excel opens, numbers as numbers', async () => {
    const { page, context } = await ask.asking();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Tải bảng (.xlsx)' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('bang-tong-hop-unit-2023-11-30.xlsx');
    const file = await bytesOf(download);
    expect(await findings(file)).toEqual([]);
    const sheet = new TextDecoder().decode(unzipSync(file)['xl/worksheets/sheet1.xml']);
    for (const { label, numerator, value } of await ask.figures('unit')) {
      expect(sheet).toContain(label);
      expect(sheet).toContain(`<c><v>${numerator}</v></c>`);
      expect(sheet).toContain(`<c><v>${value}</v></c>`);
    }
    await context.close();
  });

  it('axe finds nothing in any theme, and it fits into 320 pixels', async () => {
    const { page, context, complaints } = await ask.asking();
    await page.setViewportSize({ width: 320, height: 700 });
    // One with few dossiers: axe looks at every cell.
    await page.getByRole('button', { name: /^Sở Thông tin/ }).click();
    await page.getByRole('heading', { name: /^Chưa tính vào tử số/ }).waitFor();
    await expectForEverybody(page);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
