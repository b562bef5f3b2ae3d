/**
 * `node test/bench/pane-import.ts [ROWS]`: one `.xlsx` of 300,000 dossiers imported inside the pane, beside the command
 * line's import of the same file. Prints seconds, the renderer's peak memory, the page's longest task, and how long a click
 * waits meanwhile.
 */
import path from 'node:path';
import { buildPage, openLocalPage, serveFolder } from '../local/local-page.ts';
import { openBrowser } from '../support/browser.ts';
import { importInto, newWarehouse, temporaryFolder } from '../support/warehouse.ts';
import { benchData } from './data.ts';
import { rendererPeak } from './renderer-peak.ts';

const rows = Number(process.argv[2] ?? 300_000);
const { file } = benchData(rows, 'shared');
const built = temporaryFolder();
await buildPage(built.folder);
const site = await serveFolder(built.folder);
const browser = await openBrowser();
const { folder, remove } = temporaryFolder();
try {
  const { page } = await openLocalPage(await browser.newContext(), site.address);
  const opening = performance.now();
  // What needs the engine waits for it; the start is timed in pane-start.ts.
  await page.evaluate(() => window.source.query('SELECT 1'));
  const opened = (performance.now() - opening) / 1000;
  await page.evaluate(() => {
    const seen = { longest: 0, waits: [] as number[] };
    Object.assign(window, { seen });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) seen.longest = Math.max(seen.longest, duration);
    }).observe({ type: 'longtask' });
    // A click every 50 ms: how late its handler runs.
    setInterval(() => {
      const asked = performance.now();
      setTimeout(() => seen.waits.push(performance.now() - asked));
    }, 50);
  });
  await page.setInputFiles('input', file);
  const started = performance.now();
  const outcome = await page.evaluate(() =>
    window.source.importFiles(window.chosen(), { province: 'brvt' }, () => undefined),
  );
  const seconds = (performance.now() - started) / 1000;
  const seen: { longest: number; waits: number[] } = await page.evaluate('window.seen');
  const native = await newWarehouse(path.join(folder, 'warehouse.duckdb'));
  const beside = performance.now();
  await importInto(native, [file], { province: 'brvt' });
  const there = (performance.now() - beside) / 1000;
  await native.close();
  const storage = await page.evaluate(() => window.source.storage());
  console.log(
    JSON.stringify({
      rows,
      accepted: outcome.sheets[0]?.rows.accepted,
      opened: round(opened),
      seconds: round(seconds),
      commandLine: round(there),
      ratio: round(seconds / there),
      rendererPeakMb: rendererPeak(),
      longestTaskMs: Math.round(seen.longest),
      longestWaitMs: Math.round(Math.max(...seen.waits)),
      keptMb: round(storage.bytes / 2 ** 20),
    }),
  );
} finally {
  await browser.close();
  await site.close();
  built.remove();
  remove();
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
