import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkManifest, requirementsOf } from '../../addin/manifest/check.ts';
import { checkBuild } from '../../addin/manifest/check-build.ts';
import { FUNCTION_IDS, MANIFEST_FILE, PROGRAM } from '../../addin/manifest/program.ts';
import type { EvaluationRow } from '../../pipeline/evaluate/types.ts';
import type { FunctionMetadata } from '../excel-host/functions.ts';
import { type ExcelHost, type HostOptions, openExcelHost } from '../excel-host/host.ts';
import { addinIn } from '../pane/sample-server.ts';
import { findings } from '../report/validate.ts';
import { type Running, startServer } from '../serve/running-server.ts';
import { openBrowser } from '../support/browser.ts';
import { importInto, newWarehouse, SAMPLES, temporaryFolder } from '../support/warehouse.ts';

const PLAN = 'brvt-ubnd-2023';
const TARGET = `${PLAN}/remote-online`;
const MANIFEST = readFileSync(MANIFEST_FILE, 'utf8');
const metadata: FunctionMetadata = JSON.parse(
  readFileSync(new URL('../../addin/functions/functions.json', import.meta.url), 'utf8'),
);
const scratch = temporaryFolder();
const file = path.join(scratch.folder, 'warehouse.duckdb');

let addin: string;
let browser: Browser;
let server: Running;
const asked: string[] = [];

beforeAll(async () => {
  const engine = await newWarehouse(file);
  const { failures } = await importInto(
    engine,
    [1, 2, 3].map((part) => path.join(SAMPLES, `brvt-2023/ho-so-so-nganh-2023-ky-${part}.xlsx`)),
  );
  await engine.close();
  expect(failures).toEqual([]);
  addin = await addinIn(scratch.folder);
  server = await startServer(file, { addin });
  server.app.server.on('request', ({ url }: { url?: string }) => {
    if (url === '/api/v1/figures') asked.push(url);
  });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
  scratch.remove();
});

interface Opened {
  page: Page;
  host: ExcelHost;
  complaints: string[];
}

/** The built add-in in an Excel that has exactly what the manifest asks for. */
async function open(address = server.url, options: HostOptions = {}): Promise<Opened> {
  const context = await browser.newContext({ locale: 'vi-VN' });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.clock.install();
  const host = await openExcelHost(page, {
    requirements: requirementsOf(MANIFEST),
    functionMetadata: metadata,
    ...options,
  });
  await page.goto(`${address}/taskpane.html`);
  await host.functions.ready;
  return { page, host, complaints };
}

describe('what the manifest names', () => {
  it('is in the build, and nothing of it is wrong', () => {
    expect(checkManifest(MANIFEST, PROGRAM)).toEqual([]);
    expect(checkBuild(MANIFEST, addin, FUNCTION_IDS)).toEqual([]);
  });

  it('is served, without a token', async () => {
    const guarded = await startServer(file, { addin, requireTokens: true }, server.database);
    try {
      const places = [...MANIFEST.matchAll(/https:\/\/localhost:8443(\/[^"]*)/g)].map((match) => match[1] ?? '');
      expect(places.length).toBeGreaterThan(35);
      for (const place of new Set(places)) expect((await guarded.get(place)).status, place).toBe(200);
    } finally {
      await guarded.close();
    }
  });
});

describe('functions in a workbook', () => {
  it('cells hold what the evaluation says, dates as Excel keeps them, a table spilled, and are saved', async () => {
    const { host, complaints } = await open();
    const place = `/api/v1/evaluation?plan=${PLAN}&unit=brvt-syt&as_of=2023-11-30`;
    const rows: EvaluationRow[] = await (await server.get(place)).json();
    const row = rows.find(({ target }) => target === 'remote-online');
    await host.edit('Sheet1', 'A1', 45260);
    await host.edit('Sheet1', 'A2', 'Sở Y tế tỉnh Bà Rịa - Vũng Tàu');
    const formulas = ['GIATRI', 'TUSO', 'MAUSO', 'NGUONG', 'KETQUA'].map(
      (id) => `=VEDICH.${id}("${TARGET}",$A$2,$A$1)`,
    );
    for (const [index, formula] of formulas.entries()) await host.edit('Sheet1', `B${index + 1}`, formula);
    await host.edit('Sheet1', 'D1', `=VEDICH.BANG("${PLAN}",A2,"30/11/2023")`);
    await host.settled();
    expect(host.values('Sheet1', 'B1:B5').flat()).toEqual([
      row?.value,
      row?.numerator,
      row?.denominator,
      row?.threshold,
      '▼ Chưa đạt',
    ]);
    const spilled = host.values('Sheet1', `D1:K${rows.length + 1}`);
    expect(spilled[0]?.[0]).toBe('Chỉ tiêu');
    expect(spilled.slice(1).map((line) => line[3])).toEqual(rows.map(({ value }) => value ?? ''));
    expect(await findings(host.save())).toEqual([]);
    expect([host.unknown, complaints]).toEqual([[], []]);
  });

  it('500 cells are one request; a second recalculation is none, and after a change one again', async () => {
    const { page, host } = await open();
    const units = ['brvt', 'brvt-syt', 'brvt-chauduc', 'brvt-sgddt', 'brvt-stc'];
    const days = Array.from({ length: 20 }, (_, index) => 45_200 + index * 3);
    const names = ['GIATRI', 'TUSO', 'MAUSO', 'NGUONG', 'KETQUA'];
    const calls = units.flatMap((unit) =>
      days.flatMap((day) => names.map((name) => ({ name, args: [TARGET, unit, day] }))),
    );
    expect(calls).toHaveLength(500);
    asked.length = 0;
    const results = await host.callFunctions(calls);
    expect(asked).toHaveLength(1);
    expect(results.filter(({ ok }) => ok).length).toBeGreaterThan(300);
    expect(results.filter(({ ok }) => !ok).map(({ error }) => error)).toEqual(
      results.filter(({ ok }) => !ok).map(() => '#N/A'),
    );
    expect(await host.callFunctions(calls)).toEqual(results);
    expect(asked).toHaveLength(1);
    // What the ribbon's refresh announces makes Excel reckon the cells anew.
    await host.edit('Sheet1', 'A1', `=VEDICH.GIATRI("${TARGET}","brvt",45260)`);
    await host.settled();
    expect(asked).toHaveLength(2);
    await host.runCommand('capNhatSoLieu');
    await expect.poll(() => asked.length, { timeout: 60_000 }).toBe(3);
    await host.settled();
    expect(host.values('Sheet1', 'A1')[0]?.[0]).toBeTypeOf('number');
    await page.close();
  });

  it('an error says what to do, in the language of Excel', async () => {
    const wrong = [
      { name: 'GIATRI', args: ['no_such', 'brvt', 45260] },
      { name: 'GIATRI', args: [TARGET, 'brvt', 'hôm nay'] },
      { name: 'GIATRI', args: [TARGET, 'gialai', 45260] },
    ];
    const { host } = await open();
    const vietnamese = await host.callFunctions(wrong);
    expect(vietnamese.map(({ error }) => error)).toEqual(['#VALUE!', '#VALUE!', '#N/A']);
    expect(vietnamese.map(({ value }) => value)).toEqual([
      expect.stringContaining("Không có chỉ tiêu 'no_such'"),
      expect.stringContaining('không phải là ngày'),
      expect.stringContaining('Chưa đủ số liệu'),
    ]);
    const english = await open(server.url, { locale: 'en-US' });
    expect((await english.host.callFunctions(wrong)).map(({ value }) => value)).toEqual([
      expect.stringContaining('There is no indicator'),
      expect.stringContaining('is no date'),
      expect.stringContaining('Not enough data'),
    ]);
  });
});

describe('no cell stays #BUSY!', () => {
  const cells = [`=VEDICH.GIATRI("${TARGET}","brvt",45260)`, `=VEDICH.BANG("${PLAN}","brvt",45260)`];

  it('a server that went away', async () => {
    const own = await startServer(file, { addin }, server.database);
    const { host } = await open(own.url);
    await own.close();
    await host.edit('Sheet1', 'A1', cells[0] ?? '');
    await host.edit('Sheet1', 'C1', cells[1] ?? '');
    await host.settled();
    expect([host.values('Sheet1', 'A1'), host.values('Sheet1', 'C1')].flat(2)).toEqual(['#N/A', '#N/A']);
    const [result] = await host.callFunctions([{ name: 'GIATRI', args: [TARGET, 'brvt', 45260] }]);
    expect(result?.value).toContain('Không gọi được máy chủ');
  });

  it('a server that fails, one that sends nonsense, one that refuses', async () => {
    const answers = [
      { status: 500, contentType: 'text/html', body: '<h1>Proxy</h1>' },
      { status: 200, contentType: 'application/json', body: '{"answers":[]}' },
      { status: 200, contentType: 'application/json', body: 'null' },
    ];
    const { page, host } = await open();
    for (const answer of answers) {
      await page.route('**/api/v1/figures', (route) => route.fulfill(answer));
      await host.edit('Sheet1', 'A1', cells[0] ?? '');
      await host.settled();
      expect(host.values('Sheet1', 'A1'), JSON.stringify(answer)).toEqual([['#N/A']]);
      await page.unroute('**/api/v1/figures');
      await host.edit('Sheet1', 'A1', '');
    }
    // Nothing of it was kept: with the server back, the next recalculation has the value.
    await host.edit('Sheet1', 'A1', cells[0] ?? '');
    await host.settled();
    expect(host.values('Sheet1', 'A1')[0]?.[0]).toBeTypeOf('number');
  });

  it('a server that never answers: after a while the cell says so', async () => {
    const { page, host } = await open();
    const silent = new Promise<void>((resolve) => {
      void page.route('**/api/v1/figures', () => resolve());
    });
    await host.edit('Sheet1', 'A1', cells[0] ?? '');
    await silent;
    expect(host.values('Sheet1', 'A1')).toEqual([['#BUSY!']]);
    await page.clock.fastForward(60_000);
    await host.settled();
    expect(host.values('Sheet1', 'A1')).toEqual([['#N/A']]);
  });
});

describe('requirement sets', () => {
  it('are enforced at the level that the manifest asks for: what lies above is refused, what is used is there', async () => {
    const { page } = await open();
    const answers = await page.evaluate(async () => {
      const codeOf = (work: (context: Excel.RequestContext) => void): Promise<string> =>
        Excel.run(async (context) => {
          work(context);
          await context.sync();
        }).then(
          () => 'done',
          (error: unknown) => (error instanceof OfficeExtension.Error ? error.code : String(error)),
        );
      const { requirements } = Office.context;
      return {
        supported: ['1.13', '1.14'].map((version) => requirements.isSetSupported('ExcelApi', version)),
        // ExcelApi 1.15 and 1.11.
        above: await codeOf(({ workbook }) => workbook.worksheets.getActiveWorksheet().getRange('A1').getDependents()),
        below: await codeOf(({ workbook }) => workbook.worksheets.getActiveWorksheet().getRange('A1').load('address')),
      };
    });
    expect(answers).toEqual({ supported: [true, false], above: 'ApiNotFound', below: 'done' });
  });
});
