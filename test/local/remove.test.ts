import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openNativeEngine } from '../../pipeline/warehouse/duckdb/native/native-engine.ts';
import { expectForEverybody } from '../pane/accessibility.ts';
import { type OpenPane, openPane } from '../pane/browser.ts';
import { addinIn } from '../pane/sample-server.ts';
import { openTool } from '../pane/screens.ts';
import { seeded } from '../read/seeded.ts';
import { openBrowser } from '../support/browser.ts';
import { contentOf } from '../support/content.ts';
import { timesOf } from '../support/times.ts';
import { SAMPLES, temporaryFolder } from '../support/warehouse.ts';
import { builtPage, importOnPage, openLocalPage, type StaticSite, serveFolder } from './local-page.ts';

const RUNS = timesOf(2);
const KILLS = timesOf(4);
const FOLDER = path.join(SAMPLES, 'brvt-2024');
const FILES = readdirSync(FOLDER).map((name) => path.join(FOLDER, name));
const [OCTOBER, NOVEMBER] = ['ho-so-2024-thang-10.json', 'ho-so-2024-thang-11.csv'];

let browser: Browser;
let site: StaticSite;
let pane: StaticSite;
const { folder, remove } = temporaryFolder();

beforeAll(async () => {
  browser = await openBrowser();
  site = await serveFolder(await builtPage());
  pane = await serveFolder(await addinIn(folder));
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
  await pane?.close();
  remove();
});

/** What the warehouse in a page holds, as the file that it gives out. */
async function contentIn(page: Page): Promise<Record<string, string>> {
  const text = await page.evaluate(async () => {
    const bytes = await window.source.exported();
    const parts: string[] = [];
    for (let at = 0; at < bytes.length; at += 30_000)
      parts.push(String.fromCharCode(...bytes.subarray(at, at + 30_000)));
    return btoa(parts.join(''));
  });
  const file = path.join(folder, 'cua-trang.duckdb');
  writeFileSync(file, Buffer.from(text, 'base64'));
  const engine = await openNativeEngine(file, { readOnly: true });
  return contentOf(engine).finally(() => engine.close());
}

async function removeOnPage(page: Page, file: string): Promise<void> {
  await page.evaluate(async (name) => {
    for (const row of await window.source.imports())
      if (row.file === name) await window.source.removeImport(row.import);
  }, path.basename(file));
}

describe('in the engine of the pane', () => {
  test(
    `a file that is taken away leaves what there would be without it, ${RUNS} times, also for the next window`,
    async () => {
      const context = await browser.newContext();
      const { page } = await openLocalPage(context, site.address);
      const random = seeded(11);
      const alone = new Map<string, Record<string, string>>();
      for (let run = 0; run < RUNS; run++) {
        const gone = FILES[run % FILES.length] ?? '';
        const others = FILES.filter((file) => file !== gone);
        const kept = others[random(others.length)] ?? '';
        if (!alone.has(kept)) {
          await page.evaluate(() => window.source.cleared());
          await importOnPage(page, [kept]);
          alone.set(kept, await contentIn(page));
        }
        await page.evaluate(() => window.source.cleared());
        for (const file of random(2) === 0 ? [gone, kept] : [kept, gone]) await importOnPage(page, [file]);
        await removeOnPage(page, gone);
        expect(await contentIn(page), `${gone} goes, ${kept} stays`).toEqual(alone.get(kept));
      }
      const last = await contentIn(page);
      const next = await openLocalPage(context, site.address);
      expect(await contentIn(next.page)).toEqual(last);
      await context.close();
    },
    RUNS * 100_000,
  );

  test(
    `a window that is killed during a removal, ${KILLS} times: all of it or nothing`,
    async () => {
      const context = await browser.newContext();
      const files = [OCTOBER, NOVEMBER].map((name) => path.join(FOLDER, name ?? ''));
      const first = await openLocalPage(context, site.address);
      await importOnPage(first.page, files);
      const before = await contentIn(first.page);
      await removeOnPage(first.page, files[0] ?? '');
      const after = await contentIn(first.page);
      await first.page.close();
      const seen = new Set<string>();
      for (let kill = 0; kill < KILLS; kill++) {
        const { page } = await openLocalPage(context, site.address);
        if (JSON.stringify(await contentIn(page)) !== JSON.stringify(before)) {
          await page.evaluate(() => window.source.cleared());
          await importOnPage(page, files);
        }
        await page.evaluate(async (name) => {
          const [row] = (await window.source.imports()).filter(({ file }) => file === name);
          // Nobody waits for its end: the window will be gone.
          void window.source.removeImport(row?.import ?? 0).catch(() => undefined);
        }, OCTOBER);
        await page.waitForTimeout((kill * 97) % 600);
        const session = await context.newCDPSession(page);
        const crashed = page.waitForEvent('crash');
        session.send('Page.crash').catch(() => undefined);
        await crashed;
        await page.close();
        const next = await openLocalPage(context, site.address);
        const held = await contentIn(next.page);
        const isDone = JSON.stringify(held) === JSON.stringify(after);
        seen.add(isDone ? 'done' : 'not begun');
        expect(held).toEqual(isDone ? after : before);
        await next.page.close();
      }
      expect(seen.size).toBeGreaterThan(0);
      await context.close();
    },
    KILLS * 100_000,
  );
});

describe('in the pane', () => {
  const opened = (): Promise<OpenPane> =>
    openPane(browser, `${pane.address}taskpane.html`, { officeScript: 'unreachable', width: 350 });

  test('an import is undone from its report, a file taken back from the list of files, by keyboard', async () => {
    const { page, context, complaints } = await opened();
    await page.setInputFiles(
      'input[type=file]',
      [OCTOBER, NOVEMBER].map((name) => path.join(FOLDER, name ?? '')),
    );
    await page.getByRole('heading', { name: 'Đã nạp xong' }).waitFor();
    await page.getByRole('button', { name: `Bỏ tệp này: ${OCTOBER}` }).focus();
    await page.keyboard.press('Enter');
    const question = page.getByRole('alertdialog', { name: `Bỏ tệp này: ${OCTOBER}` });
    await question.getByText('Hồ sơ: 192 dòng mất, 25 dòng theo tệp khác').waitFor();
    await expectForEverybody(page);
    // Turned back, one stands where one was.
    await page.keyboard.press('Escape');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
      `Bỏ tệp này: ${OCTOBER}`,
    );
    await page.keyboard.press('Enter');
    await question.getByText('192 dòng mất').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: `Bỏ tệp này: ${OCTOBER}` }).waitFor({ state: 'detached' });
    expect(await page.getByRole('button', { name: `Bỏ tệp này: ${NOVEMBER}` }).count()).toBe(1);
    await page.getByRole('button', { name: 'Xem các chỉ tiêu' }).click();
    await page.getByRole('list', { name: 'Các chỉ tiêu' }).waitFor();

    await openTool(page, /^Số liệu/);
    await page.getByRole('heading', { name: 'Tệp đã nạp (1)' }).waitFor();
    await expectForEverybody(page);
    await page.getByRole('button', { name: `Bỏ tệp này: ${NOVEMBER}` }).click();
    await page.getByText('Hồ sơ: 235 dòng mất, 0 dòng theo tệp khác').waitFor();
    await page.getByText('Chỉ tiêu tính lại: ').waitFor();
    await expectForEverybody(page);
    await page.getByRole('alertdialog').getByRole('button', { name: 'Bỏ tệp này' }).click();
    await page.getByText(`Đã bỏ '${NOVEMBER}'. Cần lại thì nạp lại tệp.`).waitFor();
    await page.getByText('Chưa nạp tệp nào.').waitFor();
    await expectForEverybody(page);
    expect(complaints.filter((one) => one.includes('policy'))).toEqual([]);
    await context.close();
  }, 300_000);

  test('it is told in English as well', async () => {
    const { page, context } = await opened();
    await page.getByRole('button', { name: 'Cài đặt' }).click();
    await page.getByRole('radio', { name: 'English' }).check();
    await page.getByRole('button', { name: 'Back' }).click();
    await page.setInputFiles('input[type=file]', [path.join(FOLDER, NOVEMBER ?? '')]);
    await page.getByRole('heading', { name: 'Imported' }).waitFor();
    await page.getByRole('button', { name: `Remove this file: ${NOVEMBER}` }).click();
    await page.getByText('Dossiers: 235 rows gone, 0 rows as other files tell').waitFor();
    await expectForEverybody(page);
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove this file' }).click();
    await page.getByRole('heading', { name: `'${NOVEMBER}' was removed.` }).waitFor();
    await context.close();
  }, 300_000);
});
