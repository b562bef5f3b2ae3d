/**
 * How soon the pane is there: `node test/bench/pane.ts`. A server over the samples that has answered once, a browser that
 * has nothing of the page yet; first paint, and until the targets stand there and can be used. Medians of five visits.
 */
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { openPane } from '../pane/browser.ts';
import { addinIn } from '../pane/sample-server.ts';
import { figuresOf } from '../pane/screens.ts';
import { startServer } from '../serve/running-server.ts';
import { openBrowser } from '../support/browser.ts';
import { importInto, newWarehouse, sampleFolders, temporaryFolder } from '../support/warehouse.ts';

const VISITS = 5;

interface Visit {
  paint: number;
  usable: number;
  scripts: number;
}

const scratch = temporaryFolder();
try {
  const warehouse = path.join(scratch.folder, 'warehouse.duckdb');
  const engine = await newWarehouse(warehouse);
  await importInto(engine, sampleFolders());
  await engine.close();
  const server = await startServer(warehouse, { addin: await addinIn(scratch.folder) });
  const browser = await openBrowser();
  await visit(browser, server.url);
  const visits: Visit[] = [];
  for (let count = 0; count < VISITS; count += 1) visits.push(await visit(browser, server.url));
  await browser.close();
  await server.close();
  const median = (of: (one: Visit) => number): number =>
    Math.round(visits.map(of).sort((a, b) => a - b)[Math.floor(VISITS / 2)] ?? 0);
  process.stdout.write(`first paint ${median(({ paint }) => paint)} ms\n`);
  process.stdout.write(`targets there, usable ${median(({ usable }) => usable)} ms\n`);
  process.stdout.write(`scripts to begin with ${Math.round(median(({ scripts }) => scripts) / 1000)} KB compressed\n`);
} finally {
  scratch.remove();
}

async function visit(browser: Browser, address: string): Promise<Visit> {
  const { page, context } = await openPane(browser, 'about:blank');
  await page.goto(address, { waitUntil: 'commit' });
  await figuresOf(page);
  const seen = await page.evaluate(() => ({
    paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
    usable: performance.now(),
    scripts: performance
      .getEntriesByType('resource')
      .reduce(
        (sum, entry) => sum + (entry.name.endsWith('.js') ? Number(Reflect.get(entry, 'encodedBodySize')) : 0),
        0,
      ),
  }));
  await context.close();
  return seen;
}
