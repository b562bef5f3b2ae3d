import { expect, test } from 'vitest';
import { openPane } from '../pane/browser.ts';
import { figuresOf } from '../pane/screens.ts';
import { withSamples } from '../pane/with-samples.ts';

const samples = withSamples();

test('where the page’s server has figures it is asked, and nothing of the engine is fetched until somebody wants it', async () => {
  const { page, context } = await openPane(samples.browser, 'about:blank');
  const asked: string[] = [];
  context.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(samples.server.url);
  await figuresOf(page);
  const engine = (): string[] => asked.filter((path) => /\.wasm$|\.duckdb$|\/worker-[^/]*\.js$/.test(path));
  expect(asked).toContain('/api/v1/report-data');
  expect(engine()).toEqual([]);
  await page.getByRole('button', { name: /^Nguồn số liệu/ }).click();
  await page.getByRole('radio', { name: /^Trên máy này/ }).click();
  await page.getByRole('button', { name: 'Dùng trên máy này' }).click();
  await page.getByRole('heading', { name: 'Chưa có số liệu' }).waitFor({ timeout: 60_000 });
  expect(engine().length).toBeGreaterThan(1);
  await page.reload();
  // What was chosen last is chosen again.
  await page.getByRole('button', { name: /^Nguồn số liệu: Trên máy này/ }).waitFor();
  await page.getByRole('button', { name: /^Nguồn số liệu/ }).click();
  await page.getByRole('radio', { name: /^Máy chủ/ }).click();
  await page.getByRole('button', { name: 'Kết nối' }).click();
  await figuresOf(page);
});
