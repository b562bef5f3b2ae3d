import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { unzipSync, zipSync } from 'fflate';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import type * as Addin from '../../addin/excel/index.ts';
import type { BatchAnswer } from '../excel-host/batch.ts';
import { blankWorkbook } from '../excel-host/book/blank.ts';
import { type ExcelHost, type HostOptions, openExcelHost } from '../excel-host/host.ts';
import { onceARun } from '../support/once-a-run.ts';

const ORIGIN = 'https://vedich.test';
const OFFICE = 'https://appsforoffice.microsoft.com/lib/1/hosted/office.js';

declare global {
  interface Window {
    addin: typeof Addin;
  }
}

/** `addin/excel` as one script, bundled as the real build bundles it. */
async function bundled(): Promise<string> {
  const place = await onceARun('addin-excel', async (file) => writeFileSync(file, await bundle()));
  return readFileSync(place, 'utf8');
}

async function bundle(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      target: 'es2022',
      lib: {
        entry: fileURLToPath(new URL('../../addin/excel/index.ts', import.meta.url)),
        formats: ['iife'],
        name: 'addin',
      },
    },
  });
  const [output] = Array.isArray(result) ? result : [result];
  const chunk = output !== undefined && 'output' in output ? output.output[0] : undefined;
  if (chunk?.type !== 'chunk') throw new Error('The bundler made nothing');
  return `${chunk.code}\nwindow.addin = addin;`;
}

/**
 * An empty workbook of an office whose normal font is not the template's. The usual one this machine can draw: a digit is
 * seven pixels wide, as of Excel's own Calibri 11.
 */
export function officeWorkbook(name = 'Times New Roman', points = 10.5): Uint8Array {
  const styles = 'xl/styles.xml';
  const files = unzipSync(blankWorkbook());
  const text = new TextDecoder().decode(files[styles]);
  const font = text.replace('<sz val="11"/><name val="Calibri"/>', `<sz val="${points}"/><name val="${name}"/>`);
  return zipSync({ ...files, [styles]: new TextEncoder().encode(font) });
}

export interface AddinPage {
  page: Page;
  host: ExcelHost;
  close(): Promise<void>;
}

/** A page that holds `addin/excel` as `window.addin`, with an Excel around it. */
export async function openAddin(browser: Browser, options: HostOptions = {}): Promise<AddinPage> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const script = await bundled();
  page.on('pageerror', (error) => console.error(error));
  await page.route(`${ORIGIN}/**`, (route) => {
    const file = new URL(route.request().url()).pathname;
    if (file === '/addin.js') return route.fulfill({ contentType: 'text/javascript', body: script });
    return route.fulfill({
      contentType: 'text/html; charset=utf-8',
      body: `<!doctype html><meta charset="utf-8"><script src="${OFFICE}"></script><script src="/addin.js"></script>`,
    });
  });
  const host = await openExcelHost(page, options);
  await page.goto(`${ORIGIN}/`);
  await page.evaluate(() => window.addin.detectHost());
  host.roundTrips = 0;
  return { page, host, close: () => context.close() };
}

/** The Excel of a test that treats inserted sheets as another Excel does. */
export function onInsert({ host }: AddinPage, treat: (answer: () => BatchAnswer, body: string) => BatchAnswer): void {
  const answer = host.answer.bind(host);
  host.answer = (body) =>
    body.includes('InsertWorksheetsFromBase64') ? treat(() => answer(body), body) : answer(body);
}
