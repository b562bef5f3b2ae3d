import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Mistake, OwnKind } from '../../addin/source/library-source.ts';
import { openBrowser } from '../support/browser.ts';
import { dossiers, PLAN, PLAN_ID } from '../support/ninh-binh.ts';
import { builtPage, openLocalPage, type StaticSite, serveFolder } from './local-page.ts';

let browser: Browser;
let site: StaticSite;
let context: BrowserContext;
let page: Page;
let complaints: string[];
const requests: string[] = [];

beforeAll(async () => {
  browser = await openBrowser();
  site = await serveFolder(await builtPage());
  context = await browser.newContext();
  context.on('request', (request) => requests.push(request.url()));
  ({ page, complaints } = await openLocalPage(context, site.address));
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

const TABLE = [
  ['Tên đơn vị', 'Mã', 'Loại', 'Cấp trên'],
  ['Trung tâm Ngoại ngữ Hoa Lư', 'nnhl', 'đơn vị sự nghiệp', 'ninhbinh-sgddt'],
];
const EXPORT = dossiers(3, 'Trung tâm Ngoại ngữ Hoa Lư tỉnh Ninh Bình', 10, 7, 1);
const QUERY = { plan: PLAN_ID, unit: 'ninhbinh-sgddt', asOf: '2026-03-31' };

/** As sources are asked; each in one message to the page. */
const put = (kind: OwnKind, name: string, text: string) =>
  page.evaluate(({ kind, name, text }) => window.source.library.put(kind, name, new TextEncoder().encode(text)), {
    kind,
    name,
    text,
  });
const remove = (kind: OwnKind, id: string): Promise<Mistake[]> =>
  page.evaluate(({ kind, id }) => window.source.library.remove(kind, id), { kind, id });
const state = () => page.evaluate(() => window.source.library.state());
const figures = async () =>
  (await page.evaluate((query) => window.source.evaluation(query), QUERY)).targets.map(({ row }) => [
    row.target,
    Number(row.numerator),
    Number(row.denominator),
    row.status,
  ]);

/** The figures of the one month that is there; the months before it are missing. */
const TRUE_FIGURES = [
  ['remote', 7, 10, 'incomplete'],
  ['on-time', 9, 10, 'incomplete'],
];

test('a plan and a unit of a province that did not ship are put, and everything uses them', async () => {
  expect(await state()).toMatchObject({ plans: {}, units: {}, mistakes: [] });
  const table = await page.evaluate((rows) => window.source.library.unitsFrom(rows, 'ninhbinh'), TABLE);
  expect(table.mistakes).toEqual([]);
  expect(table.units.map(({ id, parent }) => [id, parent])).toEqual([['ninhbinh-sgddt-nnhl', 'ninhbinh-sgddt']]);
  expect(await put('units', 'Đơn vị.yaml', table.yaml ?? '')).toEqual({ ids: ['ninhbinh-sgddt-nnhl'], mistakes: [] });
  expect(await put('plans', 'Kế hoạch.yaml', PLAN)).toEqual({ ids: [PLAN_ID], mistakes: [] });
  expect(await state()).toMatchObject({
    plans: { [PLAN_ID]: `plans/${PLAN_ID}.yaml` },
    units: { 'ninhbinh-sgddt-nnhl': 'units/don-vi.yaml' },
    mistakes: [],
  });
  const outcome = await page.evaluate(
    (text) => window.source.importFiles([new File([text], 'thang-3.csv')], { province: 'ninhbinh' }, () => undefined),
    EXPORT,
  );
  expect(outcome.sheets[0]?.rows).toMatchObject({ accepted: 10, rejected: 0 });
  expect(await figures()).toEqual(TRUE_FIGURES);
});

/** What lies in the storage and behind it, asked of the page as it is now. */
async function expectEverything(): Promise<void> {
  expect(await figures()).toEqual(TRUE_FIGURES);
  const plans = await page.evaluate(() => window.source.plans());
  expect(plans.find(({ id }) => id === PLAN_ID)).toMatchObject({
    unit: 'ninhbinh-sgddt',
    version: expect.stringMatching(/^[0-9a-f]{16}$/),
  });
  expect(plans.length).toBe(6);
  const units = await page.evaluate(() => window.source.units());
  expect(units.find(({ id }) => id === 'ninhbinh-sgddt-nnhl')).toMatchObject({ parent: 'ninhbinh-sgddt' });
  const question = {
    ask: 'figure',
    of: `${PLAN_ID}/remote`,
    unit: 'ninhbinh-sgddt-nnhl',
    as_of: '2026-03-31',
  } as const;
  const named = { ...question, unit: 'Sở Giáo dục và Đào tạo tỉnh Ninh Bình' };
  expect(await page.evaluate((all) => window.source.answers(all, 'vi'), [question, named])).toMatchObject([
    { kind: 'figure', numerator: 7, denominator: 10 },
    { kind: 'figure', numerator: 7, denominator: 10 },
  ]);
  const missing = await page.evaluate(async (query) => {
    const table = await window.source.members({
      ...query,
      indicator: 'remote_online_rate',
      from: '2026-01-01',
      side: 'missing',
    });
    return table.rows.length;
  }, QUERY);
  expect(missing).toBe(3);
}

test('evaluation, lists, functions and dossiers are right, and still are after a reload', async () => {
  await expectEverything();
  await page.reload();
  await expectEverything();
});

test('a broken plan is told with its lines; nothing changes', async () => {
  const broken = PLAN.replace('remote_online_rate', 'remote_online_rat').replace('value: 90', 'value: chín mươi');
  const lines = broken.split('\n');
  const { ids, mistakes } = await put('plans', 'hong.yaml', broken);
  expect(ids).toEqual([]);
  expect(mistakes.map(({ line, message_en }) => [line, message_en])).toEqual([
    [lines.findIndex((line) => line.includes('_rat')) + 1, expect.stringContaining('is it "remote_online_rate"?')],
    [lines.findIndex((line) => line.includes('chín mươi')) + 1, expect.stringContaining('"chín mươi" is no number')],
  ]);
  expect(await figures()).toEqual(TRUE_FIGURES);
  // A unit that a plan stands on is not taken away below it.
  expect(await put('units', 'hong.yaml', 'province: ninhbinh\nunits: [')).toMatchObject({ ids: [] });
});

test('the layer as a zip, taken away and brought back, is the same; a broken file in it hurts nothing else', async () => {
  const zip = await page.evaluate(async () => [...(await window.source.library.exported())]);
  expect(await remove('plans', PLAN_ID)).toEqual([]);
  expect(await remove('units', 'ninhbinh-sgddt-nnhl')).toEqual([]);
  expect(await state()).toMatchObject({ plans: {}, units: {} });
  const taken = (bytes: readonly number[]) =>
    page.evaluate((all) => window.source.library.imported(new File([new Uint8Array(all)], 'thu-vien.zip')), [...bytes]);
  expect(await taken(zip)).toEqual({ files: 2, mistakes: [] });
  await expectEverything();
  expect(await page.evaluate(async () => [...(await window.source.library.exported())])).toEqual(zip);
  const { zipSync } = await import('fflate');
  const broken = zipSync({ 'plans/hong.yaml': new TextEncoder().encode('id: hong\ntitle: [') });
  expect(await taken([...broken])).toMatchObject({ files: 1, mistakes: [{ file: 'plans/hong.yaml', line: 2 }] });
  await page.reload();
  expect((await state()).mistakes).toMatchObject([{ file: 'plans/hong.yaml', line: 2 }]);
  await expectEverything();
  expect(await taken([1, 2, 3])).toMatchObject({ files: 0, mistakes: [{ file: 'thu-vien.zip', line: 0 }] });
});

test('a province is chosen, its units are there, and still are after a reload', async () => {
  const provinces = await page.evaluate(() => window.source.library.provinces());
  expect([provinces.length, provinces.filter(({ to }) => to === null).length]).toEqual([63, 34]);
  const units = await page.evaluate(() => window.source.library.unitsOf('cantho'));
  expect(units.map(({ id }) => id)).toContain('cantho-sgddt');
  await page.reload();
  const known = await page.evaluate(() => window.source.units());
  expect(known.map(({ id }) => id)).toContain('cantho-sgddt');
});

test('what was kept and is damaged is told; what ships goes on', async () => {
  await page.evaluate(async () => {
    await window.source.close();
    const folder = await navigator.storage.getDirectory();
    const file = await (await folder.getFileHandle('library.zip')).createWritable();
    await file.write('damaged');
    await file.close();
  });
  await page.reload();
  expect((await state()).mistakes).toMatchObject([{ file: 'library.zip', line: 0 }]);
  expect((await page.evaluate(() => window.source.plans())).length).toBe(5);
});

test('no request leaves the page’s own host, nothing complained', () => {
  expect(requests.filter((url) => !url.startsWith(site.address) && !url.startsWith('blob:'))).toEqual([]);
  expect(complaints).toEqual([]);
});
