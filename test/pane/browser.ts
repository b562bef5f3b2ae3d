import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';

const OFFICE_JS = fileURLToPath(new URL('../../node_modules/@microsoft/office-js/dist', import.meta.url));
const OFFICE_ADDRESS = 'https://appsforoffice.microsoft.com/lib/1/hosted/';

export interface PaneOptions {
  width?: number;
  height?: number;
  /** Points of the picture for one of the page. */
  scale?: number;
  colorScheme?: 'light' | 'dark';
  forcedColors?: 'active' | 'none';
  locale?: string;
  /** Office.js as Microsoft ships it, or no network to its address at all. */
  officeScript?: 'shipped' | 'unreachable';
}

/** A page with the pane, and everything that its console complained of. */
export interface OpenPane {
  page: Page;
  context: BrowserContext;
  /** Refusals by the content security policy, errors, failed requests. */
  complaints: string[];
}

/** A new visitor: nothing is remembered. */
export async function openPane(browser: Browser, address: string, options: PaneOptions = {}): Promise<OpenPane> {
  const { width = 400, height = 800, colorScheme = 'light', forcedColors = 'none', locale = 'vi-VN' } = options;
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: options.scale ?? 1,
    colorScheme,
    forcedColors,
    // Colours on their way from one theme to the other are nobody's contrast.
    reducedMotion: 'reduce',
    locale,
    acceptDownloads: true,
  });
  await context.route(`${OFFICE_ADDRESS}**`, async (route) => {
    if (options.officeScript === 'unreachable') return route.abort('internetdisconnected');
    const name = new URL(route.request().url()).pathname.slice('/lib/1/hosted/'.length);
    return route.fulfill({ body: readFileSync(path.join(OFFICE_JS, name)), contentType: 'text/javascript' });
  });
  const page = await context.newPage();
  // A busy machine reckons slowly; nothing here is about time.
  page.setDefaultTimeout(90_000);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`refused by policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  await page.goto(address);
  return { page, context, complaints };
}
