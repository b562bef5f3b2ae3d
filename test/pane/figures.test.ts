import { readFileSync } from 'node:fs';
import path from 'node:path';
import { unzipSync } from 'fflate';
import type { Page, Route } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { thresholdText, verdictWords } from '../../pipeline/evaluate/words.ts';
import type { EvaluationRecord } from '../../pipeline/office/tables.ts';
import { bytesOf } from '../support/browser.ts';
import { SAMPLES } from '../support/warehouse.ts';
import { type OpenPane, openPane, type PaneOptions } from './browser.ts';
import { figuresOf, openTarget } from './screens.ts';
import { withSamples } from './with-samples.ts';

interface Sample {
  plan: string;
  unit: string;
  as_of: string;
  expected: Record<string, string>;
}

const { plans }: { plans: Sample[] } = parse(readFileSync(path.join(SAMPLES, 'samples.yaml'), 'utf8'));
const REPORT = { plan: 'brvt-sgddt-2024', unit: 'brvt-sgddt', asOf: '2024-11-30' };
/** Five indicators of the plan of 2024, those that fall short among them. */
const INDICATORS = [
  'remote_online_rate',
  'full_online_rate',
  'online_payment_rate',
  'services_used_online_rate',
  'digitised_results_rate',
];

let reportFile: string;
const listed = new Map<string, string[]>();

const samples = withSamples(async (cli, folder) => {
  const report = ['--plan', REPORT.plan, '--unit', REPORT.unit, '--as-of', REPORT.asOf];
  reportFile = path.join(folder, 'report.xlsx');
  await cli('report', ...report, '-o', reportFile);
  for (const side of ['missing', 'numerator']) {
    for (const row of expectedRows(REPORT.plan, REPORT.asOf)) {
      const asked = ['--indicator', row.indicator, '--unit', REPORT.unit, '--from', row.from, '--as-of', row.as_of];
      const rows: { member: string }[] = JSON.parse(
        await cli('dossiers', ...asked, '--side', side, '--format', 'json'),
      );
      listed.set(
        `${row.target} ${side}`,
        rows.map(({ member }) => member),
      );
    }
  }
});

function expectedRows(plan: string, asOf: string): EvaluationRecord[] {
  const file = plans.find((sample) => sample.plan === plan)?.expected[asOf] ?? '';
  return JSON.parse(readFileSync(path.join(SAMPLES, file), 'utf8'));
}

async function opened(options: PaneOptions = {}): Promise<OpenPane> {
  const pane = await openPane(samples.browser, samples.server.url, options);
  await figuresOf(pane.page);
  return pane;
}

/** Everything that a card says, in the order of the list. */
function cards(page: Page): Promise<string[]> {
  return page.getByRole('list', { name: 'Các chỉ tiêu' }).getByRole('button').allInnerTexts();
}

async function choose(page: Page, plan: string, unit: string, asOf: string): Promise<void> {
  await page.evaluate((choice) => localStorage.setItem('vedich.choice', JSON.stringify(choice)), { plan, unit, asOf });
  await page.reload();
  await figuresOf(page);
}

/** The parts of a workbook as text, without the moment when it was made. */
function timeless(bytes: Uint8Array): Map<string, string> {
  const parts = Object.entries(unzipSync(bytes));
  return new Map(parts.map(([name, part]) => [name, new TextDecoder().decode(part).replace(/"made_at":"[^"]*"/, '')]));
}

describe('in a plain browser', () => {
  it.each(plans.map(({ plan, unit, as_of }) => [plan, unit, as_of] as const))(
    'the figures of %s are those that the generator knows',
    async (plan, unit, asOf) => {
      const { page, context, complaints } = await opened();
      await choose(page, plan, unit, asOf);
      const rows = expectedRows(plan, asOf);
      const shown = await cards(page);
      expect(shown).toHaveLength(rows.length);
      for (const [index, row] of rows.entries()) {
        const card = shown[index] ?? '';
        expect(card).toContain(verdictWords(row, 'vi'));
        expect(card).toContain(thresholdText(row, 'vi'));
        if (row.shortfall !== null && row.shortfall > 0)
          expect(card).toContain(
            `${row.operator === '<=' ? 'vượt' : 'thiếu'} ${row.shortfall.toLocaleString('vi-VN')}`,
          );
        if (row.needed?.kind === 'at-least') expect(card).toContain(` ${row.needed.hits?.toLocaleString('vi-VN')}`);
        const printed = /^[−\d.]+(?:,\d+)?(?= |$)/m.exec(card)?.[0];
        if (row.value === null) {
          expect(card).toContain('–');
          for (const lack of row.missing) expect(card).toContain(lack);
          continue;
        }
        const decimals = printed?.split(',')[1]?.length ?? 0;
        const value = Number(printed?.replaceAll('.', '').replace(',', '.').replace('−', '-'));
        expect(Math.abs(value - row.value), `${card} is ${row.value}`).toBeLessThanOrEqual(0.5001 * 10 ** -decimals);
      }
      expect(complaints).toEqual([]);
      await context.close();
    },
  );

  it('the downloaded report and the server’s are the command line’s, part by part but for the moment', async () => {
    const { page, context, complaints } = await opened();
    await choose(page, REPORT.plan, REPORT.unit, REPORT.asOf);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Tải báo cáo (.xlsx)' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('bao-cao-brvt-sgddt-2024-2024-11-30.xlsx');
    const query = `plan=${REPORT.plan}&unit=${REPORT.unit}&as_of=${REPORT.asOf}`;
    const served = await samples.server.get(`/api/v1/report?${query}`);
    const [own, downloaded, sent] = [
      new Uint8Array(readFileSync(reportFile)),
      await bytesOf(download),
      new Uint8Array(await served.arrayBuffer()),
    ].map(timeless);
    expect(own?.has('customXml/item1.xml')).toBe(true);
    expect(downloaded).toEqual(own);
    expect(sent).toEqual(own);
    await page.getByText('Đã tải bao-cao-brvt-sgddt-2024-2024-11-30.xlsx.').waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('a number opens to its definition and its dossiers: the codes of vedich dossiers, for five indicators', async () => {
    const { page, context, complaints } = await opened();
    await choose(page, REPORT.plan, REPORT.unit, REPORT.asOf);
    const rows = expectedRows(REPORT.plan, REPORT.asOf);
    const chosen = rows.filter(({ indicator }) => INDICATORS.includes(indicator));
    const five = chosen.length >= 5 ? chosen.slice(0, 5) : rows.slice(0, 5);
    for (const row of five) {
      await page.locator(`#target-${row.target}`).click();
      await page.getByRole('heading', { name: 'Cách tính' }).waitFor();
      const facts = await page.locator('dl').first().textContent();
      for (const word of ['Tử số', 'Mẫu số', 'Kỳ tính', 'Căn cứ']) expect(facts).toContain(word);
      await page.getByRole('button', { name: 'Liệt kê hồ sơ' }).click();
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Tải danh sách (.xlsx)' }).click(),
      ]);
      const parts = unzipSync(await bytesOf(download));
      for (const [sheet, side] of ['missing', 'numerator'].entries()) {
        const codes = memberCodes(new TextDecoder().decode(parts[`xl/worksheets/sheet${sheet + 1}.xml`]));
        expect(codes, `${row.target} ${side}`).toEqual(listed.get(`${row.target} ${side}`));
        const count = side === 'numerator' ? row.numerator : (row.denominator ?? 0) - (row.numerator ?? 0);
        expect(codes).toHaveLength(count ?? -1);
      }
      const onScreen = await page.locator('tbody th[scope=row]').allInnerTexts();
      expect(onScreen).toEqual(expect.arrayContaining((listed.get(`${row.target} missing`) ?? []).slice(0, 20)));
      await page.getByRole('button', { name: 'Quay lại' }).click();
      await figuresOf(page);
    }
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('what was chosen is remembered, and a newer question cancels the older one', async () => {
    const { page, context } = await opened();
    await choose(page, REPORT.plan, REPORT.unit, REPORT.asOf);
    const newest = await cards(page);
    const held: Route[] = [];
    await page.route(/report-data.*as_of=2024-09-30/, (route) => {
      held.push(route);
    });
    const cancelled = page.waitForEvent('requestfailed', (request) => request.url().includes('2024-09-30'));
    await page.getByRole('combobox', { name: 'Đến ngày' }).fill('30/9/2024');
    await page.keyboard.press('Tab');
    await expect.poll(() => held.length).toBe(1);
    await page.getByRole('combobox', { name: 'Đến ngày' }).fill('31.10.2024');
    await page.keyboard.press('Tab');
    await cancelled;
    await page.getByText('01/01/2024 – 31/10/2024').waitFor();
    await figuresOf(page);
    expect(await cards(page)).not.toEqual(newest);
    // The older answer comes after all; nobody waits for it any more.
    await held[0]?.continue().catch(() => undefined);
    await page.evaluate(() => new Promise(requestAnimationFrame));
    await page.getByText('01/01/2024 – 31/10/2024').waitFor();
    await page.reload();
    await page.getByText('01/01/2024 – 31/10/2024').waitFor();
    expect(await page.getByRole('combobox', { name: 'Đến ngày' }).inputValue()).toBe('31/10/2024');
    await context.close();
  });

  it('a unit is found by any part of its name, without tone marks', async () => {
    const { page, context } = await opened();
    await page.getByRole('combobox', { name: 'Đơn vị' }).click();
    await page.keyboard.type('chau duc');
    const options = page.getByRole('option');
    await expect.poll(() => options.first().textContent()).toMatch(/^Ủy ban nhân dân huyện Châu Đức/);
    await options.first().click();
    await figuresOf(page);
    expect(await page.getByRole('combobox', { name: 'Đơn vị' }).inputValue()).toContain('Châu Đức');
    expect(await page.evaluate(() => localStorage.getItem('vedich.choice'))).toContain('brvt-chauduc');
    await context.close();
  });

  it('counts by verdict filter the list', async () => {
    const { page, context } = await opened();
    await choose(page, REPORT.plan, REPORT.unit, REPORT.asOf);
    const below = expectedRows(REPORT.plan, REPORT.asOf).filter(({ status }) => status === 'below');
    const filter = page.getByRole('button', { name: `${below.length} chưa đạt` });
    await filter.click();
    expect(await filter.getAttribute('aria-pressed')).toBe('true');
    expect(await cards(page)).toHaveLength(below.length);
    for (const card of await cards(page)) expect(card).toContain('Chưa đạt');
    await filter.click();
    expect((await cards(page)).length).toBeGreaterThan(below.length);
    await context.close();
  });

  it('speaks English where that is the browser’s wish or the user’s', async () => {
    const { page, context } = await opened();
    await page.getByRole('button', { name: 'Cài đặt' }).click();
    await page.getByRole('radio', { name: 'English' }).check();
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await page.getByRole('button', { name: 'Back' }).click();
    await page.getByRole('list', { name: 'Targets' }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Download the report (.xlsx)' }).waitFor();
    await context.close();
  });

  it('asks no other machine for anything, and loads less than 350 KB of scripts to begin with', async () => {
    const pane = await openPane(samples.browser, 'about:blank');
    const asked: string[] = [];
    let scripts = 0;
    pane.page.on('response', async (answer) => {
      asked.push(new URL(answer.url()).host);
      if (answer.request().resourceType() === 'script') scripts += Number(answer.headers()['content-length'] ?? 1e9);
    });
    await pane.page.goto(samples.server.url);
    await figuresOf(pane.page);
    expect(new Set(asked)).toEqual(new Set([new URL(samples.server.url).host]));
    expect(scripts).toBeGreaterThan(50_000);
    expect(scripts).toBeLessThan(350_000);
    await pane.context.close();
  });

  it('opens a target whose cell sources are named, and comes back to it', async () => {
    const { page, context } = await opened();
    await choose(page, REPORT.plan, REPORT.unit, REPORT.asOf);
    await openTarget(page, /^Hồ sơ trực tuyến từ xa/);
    const text = await page.getByRole('main').textContent();
    expect(text).toContain('ho-so-2024-thang-11.csv');
    await page.getByRole('button', { name: 'Quay lại' }).click();
    await figuresOf(page);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toMatch(/^Hồ sơ trực tuyến từ xa/);
    await context.close();
  });
});

/** First column below the header of the list. */
function memberCodes(sheet: string): string[] {
  const cells = [...sheet.matchAll(/<row r="\d+">(?:<c [^>]*t="inlineStr"><is><t[^>]*>([^<]*)<)/g)].map(
    (row) => row[1],
  );
  return cells.slice(cells.indexOf('Mã') + 1).map(String);
}
