import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { temporaryFolder } from '../support/warehouse.ts';
import { type StaticSite, serveFolder } from './local-page.ts';

export interface WithSite {
  readonly browser: Browser;
  readonly site: StaticSite;
}

/**
 * A browser and a folder of files behind an address, from before the first test of a file to behind its last.
 * @param files makes the folder, in a temporary one if it likes: `addinIn`, `builtPage`
 */
export function withSite(files: (temporary: string) => Promise<string>): WithSite {
  const scratch = temporaryFolder();
  let browser: Browser;
  let site: StaticSite;
  beforeAll(async () => {
    site = await serveFolder(await files(scratch.folder));
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
    scratch.remove();
  });
  return {
    get browser() {
      return browser;
    },
    get site() {
      return site;
    },
  };
}
