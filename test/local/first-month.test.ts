import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, test } from 'vitest';
import { openPane } from '../pane/browser.ts';
import { firstMonths } from '../pane/first-month.ts';
import { addinIn } from '../pane/sample-server.ts';
import { openBrowser } from '../support/browser.ts';
import { temporaryFolder } from '../support/warehouse.ts';
import { type StaticSite, serveFolder } from './local-page.ts';

let browser: Browser;
let site: StaticSite;
const { folder, remove } = temporaryFolder();

beforeAll(async () => {
  site = await serveFolder(await addinIn(folder));
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
  remove();
});

test('an export of a portal nobody knows gives true figures within a dozen clicks, the next month within two', async () => {
  const { page, context } = await openPane(browser, 'about:blank', { width: 350, officeScript: 'unreachable' });
  await firstMonths(page, `${site.address}taskpane.html`);
  await context.close();
});
