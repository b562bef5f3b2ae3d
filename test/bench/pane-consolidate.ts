/**
 * `node test/bench/pane-consolidate.ts`: the set of 150 unit workbooks collected and consolidated inside the pane. Prints
 * seconds (files dropped, the roll and the matrix there, the workbook made) and the renderer's peak memory.
 */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { makeHundred } from '../consolidate/hundred.ts';
import { OFFICE, PLAN, PLAN_YAML } from '../consolidate/hundred-records.ts';
import { buildPage, openLocalPage, serveFolder } from '../local/local-page.ts';
import { openBrowser } from '../support/browser.ts';
import { temporaryFolder } from '../support/warehouse.ts';
import { rendererPeak } from './renderer-peak.ts';

const built = temporaryFolder();
await buildPage(built.folder);
const site = await serveFolder(built.folder);
const browser = await openBrowser();
const { folder, remove } = temporaryFolder();
try {
  const set = await makeHundred(folder);
  const files = readdirSync(set.folder).map((file) => path.join(set.folder, file));
  const { page } = await openLocalPage(await browser.newContext(), site.address);
  await page.evaluate(() => window.source.query('SELECT 1'));
  await page.evaluate(
    (yaml) => window.source.library.put('plans', 'ke-hoach.yaml', new TextEncoder().encode(yaml)),
    PLAN_YAML,
  );
  await page.setInputFiles('input', files);
  const startPeakMb = rendererPeak();
  const query = { plan: PLAN.id, unit: OFFICE, asOf: PLAN.asOf, language: 'vi' as const };
  const timed = async <T>(work: () => Promise<T>): Promise<{ seconds: number; done: T }> => {
    const started = performance.now();
    const done = await work();
    return { seconds: Math.round(performance.now() - started) / 1000, done };
  };
  const collected = await timed(() =>
    page.evaluate(async (asked) => {
      const done = await window.source.consolidation.collect(asked, window.chosen(), () => undefined);
      return done.reports.length;
    }, query),
  );
  const now = await timed(() =>
    page.evaluate(async (asked) => (await window.source.consolidation.now(asked)).consolidated.included.length, query),
  );
  const book = await timed(() =>
    page.evaluate(async (asked) => (await window.source.consolidation.workbook(asked, 'all')).length, query),
  );
  console.log(
    JSON.stringify({
      files: files.length,
      sheets: collected.done,
      collect: collected.seconds,
      included: now.done,
      roll: now.seconds,
      workbook: book.seconds,
      workbookKb: Math.round(book.done / 1024),
      startPeakMb,
      rendererPeakMb: rendererPeak(),
    }),
  );
} finally {
  await browser.close();
  await site.close();
  built.remove();
  remove();
}
