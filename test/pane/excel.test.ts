import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { verdictWords } from '../../pipeline/evaluate/words.ts';
import type { EvaluationRecord } from '../../pipeline/office/tables.ts';
import { type ExcelHost, type HostOptions, openExcelHost } from '../excel-host/host.ts';
import { findings } from '../report/validate.ts';
import { SAMPLES } from '../support/warehouse.ts';
import { expectForEverybody } from './accessibility.ts';
import { type OpenPane, openPane } from './browser.ts';
import { figuresOf, openTarget } from './screens.ts';
import { withSamples } from './with-samples.ts';

interface Sample {
  plan: string;
  unit: string;
  as_of: string;
  expected: Record<string, string>;
}

const { plans }: { plans: Sample[] } = parse(readFileSync(path.join(SAMPLES, 'samples.yaml'), 'utf8'));
const PLAN = plans.find(({ plan }) => plan === 'brvt-sgddt-2024');

const samples = withSamples();

interface InExcel extends OpenPane {
  host: ExcelHost;
}

/** The built pane in an Excel of its own, on a plan. */
async function inExcel(sample: Sample | undefined, options: HostOptions = {}): Promise<InExcel> {
  const pane = await openPane(samples.browser, 'about:blank');
  const host = await openExcelHost(pane.page, options);
  if (sample !== undefined) {
    const choice = JSON.stringify({ plan: sample.plan, unit: sample.unit, asOf: sample.as_of });
    await pane.page.addInitScript((text) => {
      if (localStorage.getItem('vedich.choice') === null) localStorage.setItem('vedich.choice', text);
    }, choice);
  }
  await pane.page.goto(samples.server.url);
  await figuresOf(pane.page);
  return { ...pane, host };
}

async function build(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Lập báo cáo' }).click();
  const done = page.getByText(/^Đã lập báo cáo: [\d.]+ ô\./);
  // What it lacks is told first, where it lacks something.
  const goOn = page.getByRole('button', { name: 'Vẫn lập báo cáo' });
  await goOn.or(done).first().waitFor();
  if ((await goOn.count()) > 0) await goOn.click();
  await done.waitFor();
}

function expectedRows(sample: Sample | undefined): EvaluationRecord[] {
  return JSON.parse(readFileSync(path.join(SAMPLES, sample?.expected[sample.as_of] ?? ''), 'utf8'));
}

/** The table of targets: its sheet, where it begins, its cells. */
function targetTable(host: ExcelHost): { sheet: string; firstRow: number; rows: (string | number | boolean)[][] } {
  const at = host.tableAddress('vd_chi_tieu');
  if (at === undefined) throw new Error('no table of targets');
  const address = at.address.replaceAll('$', '');
  const rows = host.values(at.sheet, address);
  return { sheet: at.sheet, firstRow: Number(/\d+/.exec(address)?.[0]), rows };
}

describe('choose and build', () => {
  it.each(plans.map((sample) => [sample.plan, sample] as const))(
    'the report of %s: a sound workbook with the figures that the generator knows',
    async (_, sample) => {
      const { page, host, context, complaints } = await inExcel(sample);
      await build(page);
      expect(await findings(host.save())).toEqual([]);
      const { rows } = targetTable(host);
      const [header = [], ...body] = rows;
      const expected = expectedRows(sample);
      expect(body).toHaveLength(expected.length);
      for (const [index, row] of expected.entries()) {
        const cell = (name: string): unknown => body[index]?.[header.indexOf(name)];
        expect(cell('Tử số')).toBe(row.numerator ?? '');
        expect(cell('Mẫu số')).toBe(row.denominator ?? '');
        // Whether too many rows were left out for it is held by test/pipeline/rejections.test.ts.
        expect(String(cell('Đánh giá')).replace(' (chưa chắc)', '')).toBe(verdictWords(row, 'vi'));
      }
      expect(host.unknown).toEqual([]);
      expect(complaints).toEqual([]);
      await context.close();
    },
  );
});

describe('the workbook and the pane', () => {
  it('refresh asks about cells changed by hand, and keeps or overwrites them as told', async () => {
    const { page, host, context, complaints } = await inExcel(PLAN);
    await build(page);
    await page.getByText(/^Báo cáo trong sổ tính ghi lúc/).waitFor();
    const { sheet, firstRow, rows } = targetTable(host);
    const column = 'ABCDEFGHIJ'[(rows[0] ?? []).indexOf('Tử số')] ?? '';
    const [first, second] = [`${column}${firstRow + 1}`, `${column}${firstRow + 2}`];
    await host.edit(sheet, first, 111);
    await host.edit(sheet, second, 222);
    const refresh = page.getByRole('button', { name: 'Cập nhật số liệu' });
    await refresh.click();
    const dialog = page.getByRole('dialog', { name: 'Có ô đã sửa tay' });
    await dialog.waitFor();
    await expectForEverybody(page);
    expect(await dialog.getByRole('listitem').count()).toBe(2);
    await dialog.getByRole('button', { name: 'Hủy' }).click();
    await page.getByText('Đã hủy, chưa ghi gì.').waitFor();
    expect(host.values(sheet, first)).toEqual([[111]]);
    await refresh.click();
    await dialog.getByRole('radio', { name: 'Ghi đè' }).nth(1).check();
    await dialog.getByRole('button', { name: 'Tiếp tục cập nhật' }).click();
    await page.getByText(/Giữ 1 ô sửa tay/).waitFor();
    expect(host.values(sheet, first)).toEqual([[111]]);
    expect(host.values(sheet, second)).toEqual([[rows[2]?.[(rows[0] ?? []).indexOf('Tử số')]]]);
    expect(host.unknown).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('a selected cell shows its target, an opened target its cell; a cell is bound; the dossiers fill a sheet', async () => {
    const { page, host, context, complaints } = await inExcel(PLAN);
    await build(page);
    const { sheet, firstRow } = targetTable(host);
    const [, second] = expectedRows(PLAN);
    await host.select(sheet, `C${firstRow + 2}`);
    await page.locator(`#target-${second?.target}[aria-current=true]`).waitFor();
    await openTarget(page, /^Hồ sơ trực tuyến từ xa/);
    await host.activateSheet('Sheet1');
    await page.getByRole('button', { name: 'Đến ô trong sổ tính' }).click();
    await expect.poll(() => host.book.active.name).toBe(sheet);
    expect(host.book.selection.range.first.row).toBe(firstRow + 2);
    await host.activateSheet('Sheet1');
    await host.select('Sheet1', 'B2');
    await page.getByRole('button', { name: 'Gắn chỉ tiêu vào ô' }).click();
    await page.getByRole('radio', { name: 'Tử số' }).check();
    await expectForEverybody(page);
    await page.getByRole('button', { name: 'Gắn', exact: true }).click();
    await page.getByText(/^Đã gắn vào ô .*B2/).waitFor();
    const row = expectedRows(PLAN).find(({ indicator }) => indicator === 'remote_online_rate');
    expect(host.values('Sheet1', 'B2')).toEqual([[row?.numerator]]);
    await page.getByRole('button', { name: 'Liệt kê hồ sơ' }).click();
    await page.getByText('Đã liệt kê vào trang tính mới.').waitFor();
    const added = host.book.sheets.at(-1)?.name ?? '';
    const listed = host.values(added, 'A1:F2000').flat().map(String);
    const query = `indicator=remote_online_rate&unit=${row?.unit}&from=${row?.from}&as_of=${row?.as_of}`;
    for (const side of ['missing', 'numerator']) {
      const members: { member: string }[] = await (
        await samples.server.get(`/api/v1/dossiers?${query}&side=${side}`)
      ).json();
      expect(members.length).toBeGreaterThan(100);
      expect(listed).toEqual(expect.arrayContaining(members.map(({ member }) => member)));
    }
    expect(await findings(host.save())).toEqual([]);
    expect(host.unknown).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('a workbook with a report opens on it', async () => {
    const first = await inExcel(PLAN);
    await build(first.page);
    const workbook = first.host.save();
    await first.context.close();
    const { page, context } = await inExcel(undefined, { workbook });
    expect(await page.getByRole('combobox', { name: 'Kế hoạch' }).textContent()).toContain('KH DVCTT 2024');
    await page.getByText(/^Báo cáo trong sổ tính ghi lúc/).waitFor();
    expect(await page.getByRole('combobox', { name: 'Đến ngày' }).inputValue()).toBe('30/11/2024');
    await context.close();
  });

  it('what Excel refuses is a sentence with the next step', async () => {
    const { page, host, context } = await inExcel(PLAN);
    host.failNext('InvalidOperationInCellEditMode', 'cell edit mode', 5);
    await page.getByRole('button', { name: 'Lập báo cáo' }).click();
    await page.getByText(/Excel đang ở chế độ sửa ô.*Bấm Enter hoặc Esc/).waitFor();
    await expectForEverybody(page);
    await context.close();
  });

  it('an old Excel says so, shows the figures and offers the file', async () => {
    const { page, context } = await inExcel(PLAN, { old: true });
    await page.getByText('Bản Excel này chưa đủ mới').waitFor();
    await page.getByRole('button', { name: 'Tải báo cáo (.xlsx)' }).waitFor();
    expect(await page.getByRole('button', { name: 'Lập báo cáo' }).count()).toBe(0);
    await expectForEverybody(page);
    await context.close();
  });
});
