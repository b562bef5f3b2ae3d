import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { openPane } from '../pane/browser.ts';
import { addinIn } from '../pane/sample-server.ts';
import { openBrowser } from '../support/browser.ts';
import { temporaryFolder } from '../support/warehouse.ts';
import { type StaticSite, serveFolder } from './local-page.ts';

/** The pane as a folder of files, opened by a new visitor on a narrow window. */
export interface PaneHere {
  page: Page;
  site: StaticSite;
  /** Every address that anything of the page has asked for. */
  requests: readonly string[];
  /** Those of them that are not the page's own host, but for the script of Office, which it tries to fetch. */
  elsewhere(): string[];
  /** What the console complained of, but for that script and what the folder has no file for. */
  complaints(): string[];
}

/** It is open from before the first test of the file to behind its last. */
export function paneHere(): PaneHere {
  const scratch = temporaryFolder();
  const requests: string[] = [];
  let browser: Browser | undefined;
  let open: { page: Page; site: StaticSite; complaints: string[] } | undefined;
  beforeAll(async () => {
    const site = await serveFolder(await addinIn(scratch.folder));
    browser = await openBrowser();
    const address = `${site.address}taskpane.html`;
    const { page, context, complaints } = await openPane(browser, address, { officeScript: 'unreachable', width: 350 });
    context.on('request', (request) => requests.push(request.url()));
    page.setDefaultTimeout(60_000);
    open = { page, site, complaints };
  });
  afterAll(async () => {
    await browser?.close();
    await open?.site.close();
    scratch.remove();
  });
  const opened = (): NonNullable<typeof open> => {
    if (open === undefined) throw new Error('the pane opens before the first test');
    return open;
  };
  return {
    requests,
    elsewhere: () =>
      requests.filter(
        (url) =>
          !url.startsWith(opened().site.address) &&
          !url.startsWith('blob:') &&
          !url.startsWith('https://appsforoffice.microsoft.com/'),
      ),
    complaints: () =>
      opened().complaints.filter(
        (text) =>
          !text.includes('appsforoffice') && !text.includes('ERR_INTERNET_DISCONNECTED') && !text.includes('404'),
      ),
    get page() {
      return opened().page;
    },
    get site() {
      return opened().site;
    },
  };
}
