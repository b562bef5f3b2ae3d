import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import type { Running } from '../serve/running-server.ts';
import { openBrowser } from '../support/browser.ts';
import { type SampleServer, serveSamples } from './sample-server.ts';

export interface WithSamples {
  readonly browser: Browser;
  readonly server: Running;
}

/**
 * A browser and the built pane over all samples, from before the first test of a file to behind its last.
 * @param before what the command line says of the warehouse, asked before the server holds it
 */
export function withSamples(before?: Parameters<typeof serveSamples>[0]): WithSamples {
  let browser: Browser;
  let samples: SampleServer;
  beforeAll(async () => {
    browser = await openBrowser();
    samples = await serveSamples(before);
  });
  afterAll(async () => {
    await browser?.close();
    await samples?.close();
  });
  return {
    get browser() {
      return browser;
    },
    get server() {
      return samples.server;
    },
  };
}
