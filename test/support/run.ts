import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { startBrowserServer } from './browser.ts';

/**
 * Before the tests of a project (vitest.config.ts, `globalSetup`): once a run, a folder for what several test files need and
 * what takes long to make; once a run, where a project needs it, the browser that all of them open their windows in.
 */
export default async function setup({ name }: TestProject): Promise<() => Promise<void>> {
  const undo: (() => Promise<void> | void)[] = [];
  if (process.env['VEDICH_RUN_CACHE'] === undefined) {
    const folder = mkdtempSync(path.join(tmpdir(), 'vedich-run-'));
    process.env['VEDICH_RUN_CACHE'] = folder;
    undo.push(() => rmSync(folder, { recursive: true, force: true }));
  }
  if (name !== 'core' && process.env['VEDICH_BROWSER'] === undefined) {
    const server = await startBrowserServer();
    process.env['VEDICH_BROWSER'] = server.wsEndpoint();
    undo.push(() => server.close());
  }
  return async () => {
    for (const one of undo) await one();
  };
}
