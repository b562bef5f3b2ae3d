import { buffer } from 'node:stream/consumers';
import { type Browser, type BrowserServer, chromium, type Download, type LaunchOptions } from 'playwright-core';
import { requireSystemPackage } from './system-packages.ts';

/**
 * Debian's Chromium without its windows: their own pages (tabs, address bar) are also rendered in the headless mode of the
 * whole browser, one more process for each page of a test.
 */
function headlessShell(args: readonly string[] = []): LaunchOptions {
  requireSystemPackage('chromium-headless-shell', 'chromium-headless-shell');
  return {
    executablePath: '/usr/bin/chromium-headless-shell',
    // Without a graphics card its work would be done by the processor that the tests need.
    args: ['--disable-gpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...args],
  };
}

/** The one browser of a test run (run.ts). */
export function startBrowserServer(): Promise<BrowserServer> {
  return chromium.launchServer(headlessShell());
}

/**
 * The browser of this run, as if it were one's own: closing it closes one's own contexts. Started for the caller alone where
 * there is no run, or where it shall be started in another way.
 * @param args of the command line, for a browser unlike the others
 */
export async function openBrowser(args: readonly string[] = []): Promise<Browser> {
  const shared = process.env['VEDICH_BROWSER'];
  if (shared !== undefined && args.length === 0) return chromium.connect(shared);
  return chromium.launch(headlessShell(args));
}

/** What was downloaded; its file may lie with the browser, out of reach of `download.path()`. */
export async function bytesOf(download: Download): Promise<Uint8Array> {
  return new Uint8Array(await buffer(await download.createReadStream()));
}
