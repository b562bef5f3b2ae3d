import path from 'node:path';
import type { BrowserContext, Page, Route } from 'playwright-core';
import { expect, test } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { SAMPLES } from '../support/warehouse.ts';
import { builtPage, importOnPage, openLocalPage } from './local-page.ts';
import { withSite } from './with-site.ts';

const FILE = path.join(SAMPLES, 'brvt-2024/ho-so-2024-thang-11.csv');

const here = withSite(builtPage);

async function opened(context: BrowserContext, address = here.site.address): Promise<Page> {
  return (await openLocalPage(context, address)).page;
}

const refusal = (page: Page) =>
  page.evaluate(() =>
    window.source.state().catch((error: { code: string; vi: string }) => ({ code: error.code, vi: error.vi })),
  );

test('an engine that dies says so to who waits, and is started again with what was kept last', async () => {
  const page = await opened(await here.browser.newContext());
  await importOnPage(page, [FILE]);
  const before = await page.evaluate(() => window.source.state());
  expect(before.empty).toBe(false);
  const waiting = page.evaluate(() =>
    window.source
      .query('SELECT count(*) FROM range(3000000000)')
      .catch((error: { code: string; vi: string }) => ({ code: error.code, vi: error.vi })),
  );
  const [worker] = page.workers();
  // As the browser does with a worker that has no memory left.
  await worker?.evaluate(() => {
    setTimeout(() => {
      throw new Error('out of memory');
    });
  });
  expect(await waiting).toMatchObject({ code: 'STOPPED', vi: expect.stringContaining('Làm lại việc vừa rồi') });
  expect(await page.evaluate(() => window.source.state())).toEqual(before);
});

test('an engine that does not come is told to who asks, and asked for again; what is kept is not called damaged', async () => {
  const context = await here.browser.newContext();
  const ENGINE = '**/duckdb-eh-*.wasm';
  const unreachable = (route: Route) => route.abort('connectionreset');
  await context.route(ENGINE, unreachable);
  const page = await opened(context);
  // Nothing is kept: the page may show at once where files are dropped.
  expect(await page.evaluate(() => window.source.state())).toMatchObject({ empty: true });
  await expect
    .poll(() => refusal(page), { interval: 500, timeout: 20_000 })
    .toMatchObject({ code: 'OUR_FAULT', vi: expect.stringContaining('Thử lại') });
  await context.unroute(ENGINE, unreachable);
  expect(await page.evaluate(() => window.source.state())).toMatchObject({ empty: true });
  await importOnPage(page, [FILE]);
  await page.close();

  await context.route(ENGINE, unreachable);
  const again = await opened(context);
  expect(await refusal(again)).toMatchObject({ code: 'OUR_FAULT' });
  await context.unroute(ENGINE, unreachable);
  expect(await again.evaluate(() => window.source.state())).toMatchObject({ empty: false });
  await context.close();
});

test('a web server that does not know what the engine’s file is will do', async () => {
  const context = await here.browser.newContext();
  await context.route('**/duckdb-eh-*.wasm', async (route) =>
    route.fulfill({ response: await route.fetch(), headers: { 'content-type': 'application/octet-stream' } }),
  );
  const page = await opened(context);
  expect((await importOnPage(page, [FILE])).sheets[0]?.rows.accepted).toBeGreaterThan(0);
  await context.close();
});

test('without private storage everything works in memory, and the page knows', async () => {
  const context = await here.browser.newContext();
  await context.route('**/worker-*.js', async (route) => {
    const answer = await route.fetch();
    const without = "navigator.storage.getDirectory = () => Promise.reject(new Error('none'));";
    await route.fulfill({ response: answer, body: `${without}\n${await answer.text()}` });
  });
  const page = await opened(context);
  expect((await importOnPage(page, [FILE])).sheets[0]?.rows.accepted).toBeGreaterThan(0);
  expect(await page.evaluate(() => window.source.storage())).toEqual({ kept: false, bytes: 0, keptAt: null });
  expect(await page.evaluate(() => window.source.exported().then((bytes) => bytes.length))).toBeGreaterThan(10_000);
  await page.close();
  const again = await opened(context);
  expect(await again.evaluate(() => window.source.state())).toMatchObject({ empty: true });
});

test('a kept warehouse that is damaged is told, and can be deleted; a file that is none changes nothing', async () => {
  const context = await here.browser.newContext();
  const page = await opened(context);
  await importOnPage(page, [FILE]);
  const refused = await page.evaluate(() =>
    window.source
      .replaced(new File(['no database at all'], 'thu.duckdb'))
      .catch((error: { code: string; vi: string }) => ({ code: error.code, vi: error.vi })),
  );
  expect(refused).toMatchObject({ code: 'NOT_A_WAREHOUSE', vi: expect.stringContaining("'thu.duckdb'") });
  expect(await page.evaluate(() => window.source.state())).toMatchObject({ empty: false });
  await page.evaluate(async () => {
    await window.source.close();
    const folder = await navigator.storage.getDirectory();
    const file = await (await folder.getFileHandle('warehouse.duckdb')).createWritable();
    await file.write('damaged');
    await file.close();
  });
  await page.close();
  const next = await opened(context);
  expect(await refusal(next)).toMatchObject({ code: 'DAMAGED', vi: expect.stringContaining('Xóa dữ liệu trên máy') });
  await next.evaluate(() => window.source.cleared());
  expect(await next.evaluate(() => window.source.state())).toMatchObject({ empty: true });
});

test('a file saved here is opened elsewhere with all that is in it', async () => {
  const page = await opened(await here.browser.newContext());
  await importOnPage(page, [FILE]);
  const state = await page.evaluate(() => window.source.state());
  const saved = await page.evaluate(async () => {
    const letters: string[] = [];
    for (const byte of await window.source.exported()) letters.push(String.fromCharCode(byte));
    return btoa(letters.join(''));
  });
  const other = await opened(await here.browser.newContext());
  await other.evaluate((content) => {
    const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
    return window.source.replaced(new File([bytes], 'vedich.duckdb'));
  }, saved);
  expect(await other.evaluate(() => window.source.state())).toEqual(state);
});

test('a page that did not come over HTTPS says what is wrong', async () => {
  const port = new URL(here.site.address).port;
  const insecure = await openBrowser(['--host-resolver-rules=MAP vedich.test 127.0.0.1']);
  try {
    const page = await opened(await insecure.newContext(), `http://vedich.test:${port}/`);
    expect(await refusal(page)).toMatchObject({ code: 'NEEDS_HTTPS', vi: expect.stringContaining('https://') });
  } finally {
    await insecure.close();
  }
});
