import type { Browser, Page } from 'playwright-core';
import type { ExcelHost, HostOptions } from './host.ts';
import { openExcelHost } from './host.ts';

const PAGE = `<!doctype html><title>Add-in</title>
<script src="https://appsforoffice.microsoft.com/lib/1/hosted/office.js"></script>`;

/** A tiny add-in in an Excel of its own: a page with nothing but Microsoft's script. */
export async function openAddin(browser: Browser, options: HostOptions = {}): Promise<{ page: Page; host: ExcelHost }> {
  const page = await (await browser.newContext()).newPage();
  const host = await openExcelHost(page, options);
  await page.route('https://addin.example/**', (route) => route.fulfill({ contentType: 'text/html', body: PAGE }));
  await page.goto('https://addin.example/');
  await page.evaluate(() => Office.onReady());
  return { page, host };
}
