import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { standardTemplate } from '../../pipeline/cli/template.ts';
import type { Evaluation } from '../../pipeline/evaluate/types.ts';
import { makeReport } from '../../pipeline/office/report.ts';
import { machineParts } from '../../pipeline/report/leave-report.ts';
import { parsePart } from '../../pipeline/report/machine-part.ts';
import { Workbook } from '../../pipeline/report/workbook.ts';
import type { WrittenReport } from '../../pipeline/report/written.ts';
import { MAKING, madeUpEvaluation } from '../report/evaluation.ts';
import { convert } from '../report/libreoffice.ts';
import { staffTemplate } from '../report/staff-template.ts';
import { findings } from '../report/validate.ts';
import { expectWritten } from '../report/written-cells.ts';
import { openBrowser } from '../support/browser.ts';
import { type AddinPage, openAddin } from './addin-page.ts';
import { insertReport, refreshReport, WHOLE } from './in-page.ts';

/** Reports that the command line, the server or a download made: opened in Excel, they are the add-in's own. */
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

const first = madeUpEvaluation({ targets: 3, fields: 2, files: 2 });

/** Later, with rows more in tables that stand above others. */
function later(): Evaluation {
  const next = madeUpEvaluation({ targets: 6, fields: 4, files: 5 });
  next.asOf = '2024-12-31';
  for (const { row } of next.targets) {
    row.as_of = '2024-12-31';
    if (row.numerator !== null) row.numerator += 7;
  }
  return next;
}

/** What the workbook says now of the reports in it. @param over parts of no use that LibreOffice left over */
async function left({ host }: AddinPage, over = 0): Promise<WrittenReport[]> {
  const [part, ...others] = machineParts(await Workbook.open(host.save(), 'book.xlsx'));
  expect(others.length).toBe(over);
  const { reports, mistakes } = parsePart(part?.xml ?? '');
  expect(mistakes).toEqual([]);
  return reports;
}

async function sound({ host }: AddinPage): Promise<void> {
  expect(host.unknown).toEqual([]);
  expect(await findings(host.save())).toEqual([]);
}

function targetCell({ host }: AddinPage, header: string, i: number): { sheet: string; address: string } {
  const { sheet, address } = host.tableAddress('vd_chi_tieu') ?? { sheet: '', address: '' };
  const [headers = []] = host.values(sheet, address);
  const row = Number(/\d+/.exec(address)?.[0]) + 1 + i;
  return { sheet, address: `${String.fromCharCode(65 + headers.indexOf(header))}${row}` };
}

it.each([
  ['the standard template', (bytes: Uint8Array) => bytes],
  ['a template of one’s own', staffTemplate],
])('a report of the command line is recognised and refreshed: %s', async (_, template) => {
  const { bytes } = await makeReport(first, template(standardTemplate()), MAKING, WHOLE);
  const addin = await openAddin(browser, { workbook: bytes });
  const { page, host } = addin;
  expect(await page.evaluate(() => window.addin.reportsInWorkbook())).toEqual([
    {
      plan: 'made-up',
      planTitle: first.plan.title.vi,
      unit: 'brvt-sgddt',
      unitName: first.unit.name,
      from: '2024-01-01',
      asOf: '2024-11-30',
      writtenAt: '2024-12-01 08:30',
    },
  ]);
  // Nothing has changed: nothing is asked, nothing is written.
  const same = await refreshReport(page, first);
  expect(same).toEqual({ written: { cells: 0, kept: 0, notFound: [], changed: [] }, conflicts: undefined });

  const next = later();
  const refreshed = await refreshReport(page, next);
  expect(refreshed.conflicts).toBeUndefined();
  expect(refreshed.written).toMatchObject({ kept: 0, notFound: [] });
  const [report] = await left(addin);
  expect(report).toMatchObject({ as_of: '2024-12-31', prefix: 'vd_' });
  expect(report?.targets).toEqual(next.targets.map(({ row, counts }) => ({ target: row.target, counts })));
  // What it says it wrote stands where it says, in tables that moved as well.
  expectWritten(host.save(), await left(addin));
  await sound(addin);
  await addin.close();
});

it('an edit by hand is asked about, and stays told apart from what was written', async () => {
  const { bytes } = await makeReport(first, standardTemplate(), MAKING, WHOLE);
  const addin = await openAddin(browser, { workbook: bytes });
  const { page, host } = addin;
  const { sheet, address } = targetCell(addin, 'Tử số', 1);
  const was = first.targets[1]?.row.numerator;
  await host.edit(sheet, address, '4321');
  const next = later();
  const { conflicts, written } = await refreshReport(page, next, 'keep');
  expect(conflicts).toHaveLength(1);
  expect(conflicts?.[0]).toMatchObject({ written: was, current: 4321 });
  expect(written?.kept).toBe(1);
  expect(host.values(sheet, address)).toEqual([[4321]]);
  const [report] = await left(addin);
  const table = report?.tables['vd_chi_tieu'];
  const column = table?.columns.findIndex(({ name }) => name === 'Tử số') ?? -1;
  expect(table?.rows[1]?.cells[column]).toBe(was);
  // Kept once, it is not asked again while the figure stays.
  expect((await refreshReport(page, next, 'keep')).conflicts).toBeUndefined();
  await sound(addin);
  await addin.close();
});

it('a report that LibreOffice has saved is filled where it stands, and is the add-in’s own from then on', async () => {
  const whole = madeUpEvaluation({ targets: 6, fields: 2, files: 2 });
  const workbook = convert((await makeReport(whole, standardTemplate(), MAKING, WHOLE)).bytes, 'xlsx');
  const addin = await openAddin(browser, { workbook });
  const { page, host } = addin;
  // LibreOffice keeps the part where Excel does not look for it.
  expect(await page.evaluate(() => window.addin.reportsInWorkbook())).toEqual([]);
  const sheets = host.book.sheets.map(({ name }) => name);
  const { written, conflicts } = await insertReport(page, whole, 'overwrite');
  expect(written?.notFound).toEqual([]);
  expect(conflicts).toBeUndefined();
  expect(host.book.sheets.map(({ name }) => name)).toEqual(sheets);
  const refreshed = await refreshReport(page, later());
  expect(refreshed.conflicts).toBeUndefined();
  expect((await left(addin, 1))[0]?.as_of).toBe('2024-12-31');
  expectWritten(host.save(), await left(addin, 1));
  // Filled once more, what LibreOffice left over is gone.
  const { bytes: again } = await makeReport(whole, host.save(), MAKING, WHOLE);
  expect(machineParts(await Workbook.open(again, 'book.xlsx')).length).toBe(1);
  expect(await findings(again)).toEqual([]);
  await addin.close();
});

it('another plan’s report comes beside it, and each keeps its own part', async () => {
  const { bytes } = await makeReport(first, standardTemplate(), MAKING, WHOLE);
  const addin = await openAddin(browser, { workbook: bytes });
  const second = structuredClone(first);
  second.plan.id = 'other-plan';
  await insertReport(addin.page, second);
  const reports = await left(addin);
  expect(reports.map(({ plan, prefix }) => [plan, prefix])).toEqual([
    ['made-up', 'vd_'],
    ['other-plan', 'vd2_'],
  ]);
  expectWritten(addin.host.save(), reports);
  await refreshReport(addin.page, later());
  expectWritten(addin.host.save(), await left(addin));
  await sound(addin);
  await addin.close();
});
