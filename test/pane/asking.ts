import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { numberText } from '../../pipeline/numbers.ts';
import type { Running } from '../serve/running-server.ts';
import { type OpenPane, openPane } from './browser.ts';
import { figuresOf, openTool } from './screens.ts';
import { withSamples } from './with-samples.ts';

/** What somebody has chosen before further questions are asked. */
export const CHOICE = { plan: 'brvt-ubnd-2023', unit: 'brvt', asOf: '2023-11-30' };
const INDICATOR = 'remote_online_rate';

interface FigureRow {
  group: string;
  label: string;
  numerator: number;
  denominator: number;
  value: number;
}

interface Asking {
  server(): Running;
  /** Nothing is loaded yet. @param kept what an earlier visit left in the browser, beside the choice */
  visitor(kept?: Readonly<Record<string, string>>): Promise<OpenPane>;
  /** The screen of further questions, on a plan. */
  asking(kept?: Readonly<Record<string, string>>): Promise<OpenPane>;
  /** What the server answers to the same question. */
  figures(by: string, indicator?: string): Promise<FigureRow[]>;
}

/** A browser and the built pane over all samples, for the tests of one file. */
export function samplesToAsk(): Asking {
  const samples = withSamples();
  const visitor: Asking['visitor'] = async (kept = {}) => {
    const pane = await openPane(samples.browser, 'about:blank');
    await pane.page.addInitScript(
      (items) => {
        for (const [name, value] of Object.entries(items)) localStorage.setItem(name, value);
      },
      { 'vedich.choice': JSON.stringify(CHOICE), ...kept },
    );
    return pane;
  };
  return {
    server: () => samples.server,
    visitor,
    asking: async (kept) => {
      const pane = await visitor(kept);
      await pane.page.goto(samples.server.url);
      await figuresOf(pane.page);
      await openQuestions(pane.page);
      return pane;
    },
    figures: async (by, indicator = INDICATOR) => {
      const { plan, unit, asOf } = CHOICE;
      const query = `plan=${plan}&unit=${unit}&from=2023-01-01&as_of=${asOf}&indicator=${indicator}&by=${by}`;
      return (await samples.server.get(`/api/v1/indicators?${query}`)).json();
    },
  };
}

export async function openQuestions(page: Page): Promise<void> {
  await openTool(page, 'Hỏi thêm');
  await page.getByRole('tab', { name: 'Bảng tổng hợp' }).click();
  await page.locator('tbody tr').first().waitFor();
}

export async function groupBy(page: Page, name: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Tách theo' }).click();
  await page.getByRole('option', { name }).click();
  await page.getByRole('columnheader', { name }).waitFor();
}

export async function openSql(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Câu hỏi SQL' }).click();
  await page.getByRole('textbox', { name: 'Câu hỏi SQL' }).waitFor();
}

/** Instead of what stands in the editor. */
export async function type(page: Page, sql: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Câu hỏi SQL' }).click();
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(sql);
}

/** A busy machine answers slowly; nothing here is about time. */
export function eventually<T>(look: () => Promise<T>) {
  return expect.poll(look, { timeout: 60_000 });
}

/** The rows of the first table, cell by cell. */
export function cells(page: Page): Promise<string[][]> {
  return page
    .locator('table')
    .first()
    .locator('tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent ?? '')),
    );
}

/** The numbers of a row, in the Vietnamese way. */
export function printed({ numerator, denominator, value }: FigureRow): string[] {
  return [numberText(numerator, 'vi'), numberText(denominator, 'vi'), `${numberText(value.toFixed(2), 'vi')} %`];
}
