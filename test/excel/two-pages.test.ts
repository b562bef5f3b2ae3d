import { read } from '@e965/xlsx';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { standardTemplate } from '../../pipeline/cli/template.ts';
import { makeReport } from '../../pipeline/office/report.ts';
import type { ReportOptions } from '../../pipeline/report/options.ts';
import { MAKING, madeUpEvaluation } from '../report/evaluation.ts';
import { convert, pages } from '../report/libreoffice.ts';
import { findings } from '../report/validate.ts';
import { openBrowser } from '../support/browser.ts';
import { type AddinPage, openAddin } from './addin-page.ts';
import { insertReport, refreshReport } from './in-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

const first = madeUpEvaluation({ targets: 4, fields: 3 });

function later() {
  const next = structuredClone(first);
  for (const { row } of next.targets) if (row.numerator !== null) row.numerator += 7;
  for (const field of next.byField) if (field.numerator !== null) field.numerator += 1;
  return next;
}

function placeOf({ host }: AddinPage, name: string): { sheet: string; cell: string } {
  const { sheet, address } = host.nameAddress(name) ?? { sheet: '', address: '' };
  return { sheet, cell: address.replaceAll('$', '').split(':')[0] ?? '' };
}

function shown({ host }: AddinPage): string[] {
  return host.book.sheets.flatMap(({ name, visibility }) => (visibility === 'Visible' ? [name] : []));
}

/** What stands on a sheet, as another program reads it. */
function cellsOf(bytes: Uint8Array, sheet: string): Record<string, unknown> {
  const found = Object.entries(read(bytes.slice(), { type: 'buffer' }).Sheets[sheet] ?? {});
  return Object.fromEntries(
    found.flatMap(([at, cell]) => (cell?.v === undefined || cell.v === '' ? [] : [[at, cell.v]])),
  );
}

async function cliSheet(evaluation: typeof first, options: ReportOptions, sheet: string) {
  return cellsOf((await makeReport(evaluation, standardTemplate(), MAKING, options)).bytes, sheet);
}

it('comes as two pages; appendices are shown and filled when they are asked for, and hidden when they are not', async () => {
  const addin = await openAddin(browser);
  const { page, host } = addin;
  const inserted = await insertReport(page, first, undefined, {});
  expect(inserted.written?.notFound).toEqual([]);
  expect(shown(addin)).toEqual(['Sheet1', 'Chỉ tiêu']);
  expect(JSON.stringify(cellsOf(host.save(), 'Nguồn số liệu'))).not.toContain('.xlsx');
  const fields: ReportOptions = { appendices: ['fields'] };
  const more = await refreshReport(page, later(), 'keep', fields);
  expect([more.conflicts, more.written?.notFound]).toEqual([undefined, []]);
  expect(shown(addin)).toEqual(['Sheet1', 'Chỉ tiêu', 'Theo lĩnh vực']);
  expect(cellsOf(host.save(), 'Theo lĩnh vực')).toEqual(await cliSheet(later(), fields, 'Theo lĩnh vực'));
  // Hidden again, it is kept up to date.
  await refreshReport(page, first, 'keep', {});
  expect(shown(addin)).toEqual(['Sheet1', 'Chỉ tiêu']);
  expect(cellsOf(host.save(), 'Theo lĩnh vực')).toEqual(await cliSheet(first, fields, 'Theo lĩnh vực'));
  expect(host.unknown).toEqual([]);
  expect(await findings(host.save())).toEqual([]);
  await addin.close();
});

it('keeps what staff wrote, whole on paper, and takes a new signatory', async () => {
  const addin = await openAddin(browser);
  const { page, host } = addin;
  await insertReport(page, first, undefined, {});
  const causes = placeOf(addin, 'vd_nguyen_nhan');
  const number = placeOf(addin, 'vd_so_ky_hieu');
  const lines = Array.from(
    { length: 14 },
    (_, i) => `${i + 1}. Người dân ở một số xã chưa có điều kiện nộp hồ sơ từ xa.`,
  );
  await host.edit(causes.sheet, causes.cell, lines.join('\n'));
  await host.edit(number.sheet, number.cell, 'Số: 125/BC-SGDĐT');
  const signatory = { onBehalf: 'KT. GIÁM ĐỐC', position: 'PHÓ GIÁM ĐỐC', name: 'Nguyễn Thị Ánh' };
  const asked = await refreshReport(page, later(), 'overwrite', { signatory, numberPattern: '{number}/BC' });
  expect(asked.conflicts).toBeUndefined();
  const say = (name: string) => {
    const { sheet, cell } = placeOf(addin, name);
    return host.values(sheet, cell)[0]?.[0];
  };
  expect(say('vd_nguyen_nhan')).toBe(lines.join('\n'));
  expect(say('vd_so_ky_hieu')).toBe('Số: 125/BC-SGDĐT');
  expect(say('vd_chuc_vu')).toBe('KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC');
  expect(say('vd_nguoi_ky')).toBe('Nguyễn Thị Ánh');
  // Nobody changed it by hand: a signatory of another month takes its place.
  await refreshReport(page, later(), 'overwrite', { signatory: { ...signatory, name: 'Trần Văn Bình' } });
  expect(say('vd_nguoi_ky')).toBe('Trần Văn Bình');
  await host.deleteSheet('Sheet1');
  const printed = pages(convert(host.save(), 'pdf'));
  expect(printed).toHaveLength(2);
  for (const line of lines) expect(printed[1]).toContain(line);
  expect(printed[1]).toMatch(/PHÓ GIÁM ĐỐC[\s\S]*Trần Văn Bình/);
  expect(host.unknown).toEqual([]);
  await addin.close();
});
