/**
 * `npm run bench:views -- [ROWS]`: the director's views in Chromium over a warehouse of so many dossiers (300,000), at a server on
 * this machine. For each view milliseconds from the press to what was asked for, the first time and then the median of five.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Locator, Page } from 'playwright-core';
import { ensureAddin } from '../../pipeline/cli/addin-build.ts';
import { openPane } from '../pane/browser.ts';
import { figuresOf, openTarget } from '../pane/screens.ts';
import { openBrowser } from '../support/browser.ts';
import { importInto, newWarehouse } from '../support/warehouse.ts';
import { makeCsv } from './make-export.ts';

const MAIN = fileURLToPath(new URL('../../pipeline/cli/main.ts', import.meta.url));
const rows = Number(process.argv[2] ?? 300_000);
const AGAIN = 5;

const folder = mkdtempSync(path.join(tmpdir(), 'vedich-bench-views-'));
const warehouse = path.join(folder, 'w.duckdb');
try {
  const file = path.join(folder, 'xuat.csv');
  makeCsv(file, rows);
  const engine = await newWarehouse(warehouse);
  await importInto(engine, [file], { province: 'brvt' });
  const [last] = await engine.query(
    'SELECT CAST(CAST(max(received_at) AS DATE) AS VARCHAR) AS day, count(*)::INTEGER AS n FROM dossiers',
  );
  await engine.close();
  await ensureAddin();
  const year = String(last?.['day']).slice(0, 4);
  await measured(`${year}-12-31`, Number(last?.['n']));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measured(asOf: string, dossiers: number): Promise<void> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', MAIN, 'serve', '--port', '0', '--warehouse', warehouse],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const browser = await openBrowser();
  try {
    const url = await listening(child.stdout);
    const { page } = await openPane(browser, 'about:blank');
    await page.addInitScript(
      (choice) => localStorage.setItem('vedich.choice', choice),
      JSON.stringify({ plan: 'brvt-ubnd-2023', unit: 'brvt', asOf }),
    );
    await page.goto(url);
    await figuresOf(page);
    const times = new Map<string, number[]>();
    for (let time = 0; time <= AGAIN; time += 1) await through(page, times);
    console.log(`${dossiers} dossiers, load ${loadavg()[0]?.toFixed(1)}; view, first, median of ${AGAIN} more (ms)`);
    for (const [view, [first = 0, ...more]] of times)
      console.log(
        `${view.padEnd(44)} ${first.toFixed(0).padStart(6)} ${(more.sort((a, b) => a - b)[AGAIN >> 1] ?? 0).toFixed(0).padStart(6)}`,
      );
  } finally {
    await browser.close();
    child.kill('SIGTERM');
    await ended;
  }
}

/** From the red card to its dossiers, and what else a director looks at. */
async function through(page: Page, times: Map<string, number[]>): Promise<void> {
  const note = async (view: string, press: () => Promise<unknown>, there: Locator): Promise<void> => {
    const start = performance.now();
    await press();
    await there.first().waitFor();
    times.set(view, [...(times.get(view) ?? []), performance.now() - start]);
  };
  const row = page.getByRole('button', { name: /^Trực tiếp/ });
  await note('a red card opens: why it is short', () => openTarget(page, /trực tuyến từ xa/i), row);
  await note('a part opens: its dossiers', () => row.click(), page.getByRole('heading', { name: /^Hồ sơ: Trực tiếp/ }));
  await row.click();
  await note(
    'by procedure',
    () => page.getByRole('button', { name: 'Thủ tục', exact: true }).first().click(),
    page.locator('section li'),
  );
  await note(
    'against last month',
    () => page.getByRole('button', { name: 'Cuối tháng trước' }).click(),
    page.getByText(/^So với \d/),
  );
  const slider = page.getByRole('slider').first();
  await slider.focus();
  await note('what if: the target', () => page.keyboard.press('ArrowRight'), page.getByText(/^Chỉ tiêu này thành/));
  await note('what if: all targets', () => page.keyboard.press('End'), page.getByText(/ → /));
  await note(
    'units ranked',
    () => page.getByRole('button', { name: 'Xếp hạng các đơn vị' }).click(),
    page.getByRole('columnheader', { name: 'Hạng' }),
  );
  await note(
    'back to all targets',
    () => page.getByRole('button', { name: 'Quay lại' }).click(),
    page.getByRole('list', { name: 'Các chỉ tiêu' }),
  );
  await page.getByRole('navigation').getByRole('button', { name: 'Hỏi thêm' }).click();
  await page.getByRole('textbox', { name: 'Câu hỏi' }).fill('5 đơn vị có tỷ lệ hồ sơ trực tuyến thấp nhất quý 3');
  await note('a question in words', () => page.keyboard.press('Enter'), page.getByRole('heading', { name: 'Trả lời' }));
  await page.getByRole('button', { name: 'Quay lại' }).click();
  await page.getByRole('list', { name: 'Các chỉ tiêu' }).waitFor();
}

function listening(stdout: NodeJS.ReadableStream): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    stdout.on('data', (data) => {
      text += String(data);
      const found = /https?:\/\/[\w.:]+/.exec(text)?.[0];
      if (found !== undefined) resolve(found);
    });
  });
}
