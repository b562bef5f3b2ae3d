import { type Browser, chromium } from 'playwright-core';
import { requireSystemPackage } from './system-packages.ts';

/**
 * Debian's Chromium without its windows: their own pages (tabs, address bar) are also rendered in the headless mode of the
 * whole browser, one more process for each page of a test.
 */
export async function openBrowser(args: readonly string[] = []): Promise<Browser> {
  requireSystemPackage('chromium-headless-shell', 'chromium-headless-shell');
  return chromium.launch({
    executablePath: '/usr/bin/chromium-headless-shell',
    // Without a graphics card its work would be done by the processor that the tests need.
    args: ['--disable-gpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...args],
  });
}
