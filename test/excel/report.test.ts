import { read } from '@e965/xlsx';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shippedLibrary } from '../../pipeline/cli/library.ts';
import { standardTemplate } from '../../pipeline/cli/template.ts';
import { officeOf } from '../../pipeline/cli/warehouse.ts';
import type { Evaluation } from '../../pipeline/evaluate/types.ts';
import { verdictWords } from '../../pipeline/evaluate/words.ts';
import { numberText } from '../../pipeline/numbers.ts';
import { membersTable } from '../../pipeline/office/members.ts';
import { makeReport } from '../../pipeline/office/report.ts';
import type { Engine } from '../../pipeline/warehouse/duckdb/engine.ts';
import { MAKING } from '../report/evaluation.ts';
import { convertAll, pages } from '../report/libreoffice.ts';
import { findings } from '../report/validate.ts';
import { openBrowser } from '../support/browser.ts';
import { officeWorkbook, openAddin } from './addin-page.ts';
import { insertReport, refreshReport, WHOLE } from './in-page.ts';
import { evaluationOf, plans, sampleWarehouse } from './sample-evaluations.ts';

let browser: Browser;
let engine: Engine;
const built: { evaluation: Evaluation; cli: Uint8Array; excel: Uint8Array }[] = [];

beforeAll(async () => {
  [browser, engine] = await Promise.all([openBrowser(), sampleWarehouse()]);
});
afterAll(async () => {
  await browser?.close();
  await engine?.close();
});

/** Every cell that holds something, by sheet. */
function cellsOf(bytes: Uint8Array): Record<string, Record<string, unknown>> {
  const book = read(bytes, { type: 'buffer' });
  return Object.fromEntries(
    book.SheetNames.filter((name) => name !== 'Sheet1').map((name) => [
      name,
      Object.fromEntries(
        Object.entries(book.Sheets[name] ?? {})
          .filter(([at, cell]) => !at.startsWith('!') && cell.v !== undefined && cell.v !== '')
          .map(([at, cell]) => [at, cell.v]),
      ),
    ]),
  );
}

describe.each(plans)('the report of $plan in Excel', (plan) => {
  it('is sound, and holds what the evaluation says', async () => {
    const evaluation = await evaluationOf(engine, plan);
    const { page, host, close } = await openAddin(browser, { workbook: officeWorkbook() });
    const { written } = await insertReport(page, evaluation);
    expect(written?.notFound).toEqual([]);
    const excel = host.save();
    expect(await findings(excel)).toEqual([]);
    const at = host.tableAddress('vd_chi_tieu');
    const rows = host.values(at?.sheet ?? '', (at?.address ?? '').replaceAll('$', ''));
    const header = rows[0] ?? [];
    evaluation.targets.forEach((detail, i) => {
      const cell = (name: string) => rows[i + 1]?.[header.indexOf(name)];
      expect(cell('Tử số')).toBe(detail.row.numerator ?? '');
      expect(cell('Mẫu số')).toBe(detail.row.denominator ?? '');
      expect(`${cell('Kết quả')}`.startsWith(detail.valueText === '' ? '–' : numberText(detail.valueText, 'vi'))).toBe(
        true,
      );
      expect(cell('Đánh giá')).toBe(verdictWords(detail.row, 'vi'));
    });
    expect(rows.length).toBe(evaluation.targets.length + 1);
    const cli = (await makeReport(evaluation, standardTemplate(), MAKING, WHOLE)).bytes;
    expect(cellsOf(excel)).toEqual(cellsOf(cli));
    expect(host.unknown).toEqual([]);
    built.push({ evaluation, cli, excel });
    await close();
  });
});

// One of a department, one of the province with its districts.
describe.each(plans.filter(({ plan }) => ['brvt-sgddt-2024', 'brvt-ubnd-2023'].includes(plan)))(
  'the report of $plan',
  (plan) => {
    it('is refreshed from an earlier date to the same figures, in four round trips at most', async () => {
      const later = await evaluationOf(engine, plan);
      const month = Number(plan.as_of.slice(5, 7));
      const before = `${plan.as_of.slice(0, 5)}${String(Math.max(1, month - 2)).padStart(2, '0')}-28`;
      const earlier = await evaluationOf(engine, { ...plan, as_of: before });
      const { page, host, close } = await openAddin(browser);
      await insertReport(page, earlier);
      host.roundTrips = 0;
      const { written, conflicts } = await refreshReport(page, later);
      expect(host.roundTrips).toBeLessThanOrEqual(4);
      expect(conflicts).toBeUndefined();
      expect(written).toMatchObject({ kept: 0, notFound: [] });
      const excel = host.save();
      expect(await findings(excel)).toEqual([]);
      expect(cellsOf(excel)).toEqual(cellsOf((await makeReport(later, standardTemplate(), MAKING, WHOLE)).bytes));
      host.roundTrips = 0;
      expect((await refreshReport(page, later)).written).toEqual({ cells: 0, kept: 0, notFound: [], changed: [] });
      expect(host.unknown).toEqual([]);
      await close();
    });
  },
);

it('lists exactly the dossiers behind five numbers', async () => {
  const library = shippedLibrary();
  const [{ evaluation } = { evaluation: undefined }] = built.filter((one) => one.evaluation.targets.length >= 5);
  const rows = (evaluation?.targets ?? []).map(({ row }) => row).filter(({ denominator }) => denominator !== null);
  expect(rows.length).toBeGreaterThanOrEqual(5);
  const { page, host, close } = await openAddin(browser);
  let listed = 0;
  for (const { indicator: id, unit, from, as_of: asOf } of rows) {
    const indicator = library.indicators.get(id);
    if (indicator === undefined || listed === 5) continue;
    const sides = await Promise.all(
      (['numerator', 'missing'] as const).map((side) =>
        membersTable(officeOf(engine, library), { indicator, unit, period: { from, asOf }, side }).catch(() => null),
      ),
    );
    const [numerator, missing] = sides;
    if (!numerator || !missing) continue;
    const sheetName = `Danh sách ${listed}`;
    const list = { title: id, sheetName, numerator, missing, about: [] };
    await page.evaluate((one) => window.addin.listMembers(one), list);
    const count = numerator.rows.length + missing.rows.length;
    const values = host.values(sheetName, `A1:A${count + 12}`).flat();
    const codes = (table: typeof numerator) => table.rows.map((row) => row['member']);
    const start =
      values.indexOf(
        'Mã',
        values.findIndex((value) => `${value}`.startsWith('Trong mẫu số')),
      ) + 1;
    if (missing.rows.length > 0) expect(values.slice(start, start + missing.rows.length)).toEqual(codes(missing));
    const second =
      values.indexOf(
        'Mã',
        values.findIndex((value) => `${value}`.startsWith('Đã tính')),
      ) + 1;
    if (numerator.rows.length > 0)
      expect(values.slice(second, second + numerator.rows.length)).toEqual(codes(numerator));
    expect(values.filter((value) => value !== '').length).toBeLessThanOrEqual(count + 6);
    listed += 1;
  }
  expect(listed).toBe(5);
  expect(host.unknown).toEqual([]);
  await close();
});

it('looks like the report of the command line when it is drawn', () => {
  const drawn = convertAll(
    built.flatMap(({ cli, excel }) => [cli, excel]),
    'pdf',
  ).map((pdf) => pages(pdf));
  expect(built.length).toBe(plans.length);
  for (let i = 0; i < drawn.length; i += 2) expect(drawn[i + 1]).toEqual(drawn[i]);
}, 240_000);
