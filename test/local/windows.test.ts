import path from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { beforeEach, expect, test } from 'vitest';
import { PLAN, PLAN_ID } from '../support/ninh-binh.ts';
import { SAMPLES } from '../support/warehouse.ts';
import { builtPage, importOnPage, openLocalPage } from './local-page.ts';
import { withSite } from './with-site.ts';

const OCTOBER = path.join(SAMPLES, 'brvt-2024/ho-so-2024-thang-10.json');
const NOVEMBER = path.join(SAMPLES, 'brvt-2024/ho-so-2024-thang-11.csv');

const here = withSite(builtPage);
let context: BrowserContext;
let first: Page;
let second: Page;
beforeEach(async () => {
  await context?.close();
  context = await here.browser.newContext();
  first = await opened();
  second = await opened();
});

async function opened(): Promise<Page> {
  return (await openLocalPage(context, here.site.address)).page;
}

async function dossiersIn(page: Page): Promise<number> {
  const { rows } = await page.evaluate(() => window.source.query('SELECT count(*)::INTEGER AS n FROM dossiers'));
  return Number(rows[0]?.['n']);
}

/** What the page has been told until now; more than that is news. */
const newsOf = (page: Page): Promise<number> => page.evaluate(() => window.news);
const moreNews = (page: Page, than: number) =>
  page.waitForFunction((before) => window.news > before, than, { timeout: 30_000 });

test('what one window imports the other is told of, whichever of them it is; deleting, too', async () => {
  for (const [one, other, file] of [
    [first, second, OCTOBER],
    [second, first, NOVEMBER],
  ] as const) {
    const before = await newsOf(other);
    await importOnPage(one, [file]);
    await moreNews(other, before);
    expect(await dossiersIn(other)).toBe(await dossiersIn(one));
    expect(await other.evaluate(() => window.source.storage())).toEqual(
      await one.evaluate(() => window.source.storage()),
    );
  }
  const before = await newsOf(second);
  await first.evaluate(() => window.source.cleared());
  await moreNews(second, before);
  expect(await second.evaluate(() => window.source.state())).toMatchObject({ empty: true });
});

test('two that import at once: one waits and is told so, and both files are in', async () => {
  await importOnPage(first, [OCTOBER]);
  const october = await dossiersIn(first);
  await first.evaluate(() => window.source.cleared());
  // Whoever has the turn keeps it for as long as an import takes.
  await first.evaluate(() => {
    void navigator.locks.request('vedich-change', () => new Promise((resolve) => Object.assign(window, { resolve })));
  });
  const imports = [first, second].map(async (page, index) => {
    await page.setInputFiles('input', [index === 0 ? OCTOBER : NOVEMBER]);
    return page.evaluate(async () => {
      const steps = new Set<string>();
      const outcome = await window.source.importFiles(window.chosen(), {}, ({ step }) => steps.add(step));
      return { ...outcome, steps: [...steps] };
    });
  });
  await first.waitForTimeout(1_000);
  await first.evaluate(() => (Reflect.get(window, 'resolve') as () => void)());
  for (const { failures, steps } of await Promise.all(imports)) {
    expect(failures).toEqual([]);
    expect(steps).toEqual(['waiting', 'reading']);
  }
  // Whoever had the turn first hears of the other's file a moment after.
  await expect.poll(() => dossiersIn(first), { timeout: 30_000 }).toBeGreaterThan(october);
  const both = await dossiersIn(first);
  await expect.poll(() => dossiersIn(second), { timeout: 30_000 }).toBe(both);
  const files = 'SELECT count(*)::INTEGER AS n FROM imports';
  const { rows } = await second.evaluate((sql) => window.source.query(sql), files);
  expect(rows).toEqual([{ n: 2 }]);
});

test('while another window imports: waiting can be stopped, and what does not wait says so', async () => {
  await importOnPage(first, [OCTOBER]);
  const before = await dossiersIn(first);
  await first.evaluate(() => {
    void navigator.locks.request('vedich-change', () => new Promise(() => undefined));
  });
  // Figures are there all the time.
  expect(await dossiersIn(second)).toBe(before);
  await second.setInputFiles('input', [NOVEMBER]);
  const stopped = await second.evaluate(() => {
    const ending = new AbortController();
    setTimeout(() => ending.abort(), 500);
    return window.source
      .importFiles(window.chosen(), {}, () => undefined, ending.signal)
      .catch((error: { code: string }) => error.code);
  });
  expect(stopped).toBe('CANCELLED');
  const refused = await second.evaluate(() =>
    window.source.cleared().catch((error: { code: string; vi: string }) => ({ code: error.code, vi: error.vi })),
  );
  expect(refused).toMatchObject({ code: 'IN_USE', vi: expect.stringContaining('Chờ cửa sổ ấy nạp xong') });
  // With the window its turn ends, and nothing was lost.
  await first.close();
  await importOnPage(second, [NOVEMBER]);
  expect(await dossiersIn(second)).toBeGreaterThan(before);
});

test('a window that was killed right after it kept a file tells nobody; the other sees it all the same', async () => {
  await importOnPage(first, [OCTOBER]);
  const october = await dossiersIn(second);
  const kept = await first.evaluate(async () => {
    const folder = await navigator.storage.getDirectory();
    return (await (await folder.getFileHandle('warehouse.duckdb')).getFile()).arrayBuffer().then((all) => {
      const bytes = new Uint8Array(all);
      let letters = '';
      for (let at = 0; at < bytes.length; at += 8192) letters += String.fromCharCode(...bytes.subarray(at, at + 8192));
      return btoa(letters);
    });
  });
  await first.evaluate(() => window.source.cleared());
  await expect.poll(() => dossiersIn(second)).toBe(0);
  const before = await newsOf(second);
  // As it lies there after the file has taken its place and before anybody was told.
  await first.evaluate(async (content) => {
    const folder = await navigator.storage.getDirectory();
    const file = await (await folder.getFileHandle('warehouse.duckdb', { create: true })).createWritable();
    await file.write(Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0)));
    await file.close();
  }, kept);
  await moreNews(second, before);
  expect(await dossiersIn(second)).toBe(october);
});

test('the office’s plans and units follow; two that add something at once both keep it', async () => {
  const plans = (page: Page) =>
    page.evaluate(() => window.source.library.state().then((own) => Object.keys(own.plans)));
  const put = (page: Page, id: string) =>
    page.evaluate(({ id, text }) => window.source.library.put('plans', `${id}.yaml`, new TextEncoder().encode(text)), {
      id,
      text: PLAN.replaceAll(PLAN_ID, id),
    });
  expect(await plans(second)).toEqual([]);
  const before = await newsOf(second);
  expect((await put(first, 'thu-1')).mistakes).toEqual([]);
  await moreNews(second, before);
  expect(await plans(second)).toEqual(['thu-1']);
  await Promise.all([put(first, 'thu-2'), put(second, 'thu-3')]);
  for (const page of [first, second]) expect((await plans(page)).sort()).toEqual(['thu-1', 'thu-2', 'thu-3']);
  await second.evaluate(() => window.source.library.remove('plans', 'thu-1'));
  expect((await plans(first)).sort()).toEqual(['thu-2', 'thu-3']);
  expect(await first.evaluate(() => window.source.plans().then((all) => all.map(({ id }) => id)))).not.toContain(
    'thu-1',
  );
});
