import { createReadStream, existsSync, readdirSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrowserContext, Page } from 'playwright-core';
import { build, type InlineConfig, mergeConfig } from 'vite';
import { PANE_POLICY } from '../../pipeline/serve/security.ts';
import config from '../../vite.config.ts';
import { onceARun } from '../support/once-a-run.ts';

const PAGE = fileURLToPath(new URL('page', import.meta.url));

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
};

export interface StaticSite {
  address: string;
  /** Paths that were asked for, in their order, each with its method. */
  asked: string[];
  close(): Promise<void>;
}

/** A page that holds the source of this machine and nothing else, built as the pane is. @returns its folder */
export function builtPage(): Promise<string> {
  return onceARun('local-page', buildPage);
}

export async function buildPage(folder: string): Promise<void> {
  const own: InlineConfig = {
    configFile: false,
    logLevel: 'error',
    root: PAGE,
    publicDir: false,
    build: { outDir: folder, minify: false, rolldownOptions: { input: path.join(PAGE, 'index.html') } },
  };
  await build(mergeConfig({ ...config, plugins: [] }, own));
}

/** Files of a folder, given as web servers give them. */
export async function serveFolder(folder: string): Promise<StaticSite> {
  const asked: string[] = [];
  const server: Server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    asked.push(`${request.method} ${pathname}`);
    const file = path.join(folder, pathname === '/' ? 'index.html' : pathname);
    if (!file.startsWith(folder) || !existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream',
      'content-security-policy': PANE_POLICY,
      'cache-control': 'max-age=3600',
    });
    // The folder may go while a page that is being closed still asks.
    createReadStream(file)
      .on('error', () => response.destroy())
      .pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://localhost:${port}/`,
    asked,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** The page, with what its console says of errors and refused policies. */
export async function openLocalPage(
  context: BrowserContext,
  address: string,
): Promise<{ page: Page; complaints: string[] }> {
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(address);
  return { page, complaints };
}

/** Files below a folder, in order of their paths. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}

/** Imports files as if they had been dropped. Every one must be read. */
export async function importOnPage(page: Page, files: string[], options: object = {}) {
  await page.setInputFiles('input', files);
  return page.evaluate(async (choice) => {
    const seen: number[] = [];
    let rows = 0;
    const outcome = await window.source.importFiles(window.chosen(), choice, (progress) => {
      seen.push(progress.read / Math.max(1, progress.total));
      rows = progress.rows;
    });
    return { ...outcome, seen, rows };
  }, options);
}
