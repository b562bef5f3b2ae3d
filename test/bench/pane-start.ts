/**
 * `node test/bench/pane-start.ts [TIMES]`: from a click on the pane's address to the place where files are dropped, with the
 * engine ready, from a server of static files on this machine. The first visit fetches everything; the second has it in
 * the browser's cache. Prints medians.
 */
import { ensureAddin } from '../../pipeline/cli/addin-build.ts';
import { serveFolder } from '../local/local-page.ts';
import { openBrowser, openPane } from '../pane/browser.ts';

const times = Number(process.argv[2] ?? 5);
const site = await serveFolder(await ensureAddin());
const browser = await openBrowser();
const first: number[] = [];
const again: number[] = [];
try {
  for (let time = 0; time < times; time++) {
    const started = performance.now();
    const { page, context } = await openPane(browser, `${site.address}taskpane.html`, { officeScript: 'unreachable' });
    await page.getByRole('heading', { name: 'Chưa có số liệu' }).waitFor({ timeout: 120_000 });
    first.push(performance.now() - started);
    const second = performance.now();
    await page.reload();
    await page.getByRole('heading', { name: 'Chưa có số liệu' }).waitFor({ timeout: 120_000 });
    again.push(performance.now() - second);
    await context.close();
  }
} finally {
  await browser.close();
  await site.close();
}
console.log(
  JSON.stringify({ times, firstVisitMs: median(first), secondVisitMs: median(again), all: first.map(Math.round) }),
);

function median(values: readonly number[]): number {
  return Math.round([...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0);
}
