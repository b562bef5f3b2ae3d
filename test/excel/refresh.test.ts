import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Evaluation } from '../../pipeline/evaluate/types.ts';
import { reportContent } from '../../pipeline/report/content.ts';
import { madeUpEvaluation } from '../report/evaluation.ts';
import { findings } from '../report/validate.ts';
import { openBrowser } from '../support/browser.ts';
import { type AddinPage, openAddin } from './addin-page.ts';
import { insertReport, refreshReport, refusal } from './in-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

const first = madeUpEvaluation({ targets: 5, fields: 4, files: 3 });

/** A month later: other numbers, one procedure and one file more, and another order of the procedures. */
function later(evaluation: Evaluation): Evaluation {
  const next = structuredClone(evaluation);
  next.asOf = '2024-12-31';
  for (const detail of next.targets) {
    detail.row.as_of = '2024-12-31';
    if (detail.row.numerator !== null) detail.row.numerator += 7;
  }
  const [procedure] = next.byProcedure;
  if (procedure) {
    const extra = { ...procedure, code: '2.000001', label: 'Thủ tục mới', numerator: 1, denominator: 50 };
    next.byProcedure = [extra, ...next.byProcedure.reverse()];
  }
  const [source] = next.sources;
  if (source) next.sources.push({ ...source, file: 'ho-so-2024-12.xlsx', sha256: '1'.repeat(64) });
  return next;
}

/** A table of the workbook: header → values, and where its body stands. */
function table({ host }: AddinPage, name: string) {
  const { sheet, address } = host.tableAddress(name) ?? { sheet: '', address: '' };
  const [header = [], ...rows] = host.values(sheet, address);
  const [, column = 'A', row = '1'] = /^([A-Z]+)(\d+)/.exec(address) ?? [];
  const at = (name: string, i: number): string => {
    const offset = header.indexOf(name);
    return `${String.fromCharCode(column.charCodeAt(0) + offset)}${Number(row) + 1 + i}`;
  };
  return { sheet, address, header: header.map(String), rows, top: Number(row) + 1, at };
}

function column(shown: ReturnType<typeof table>, name: string): unknown[] {
  return shown.rows.map((row) => row[shown.header.indexOf(name)]);
}

function name({ host }: AddinPage, wanted: string): unknown {
  const { sheet, address } = host.nameAddress(wanted) ?? { sheet: '', address: '' };
  return host.values(sheet, address.split(':')[0] ?? '')[0]?.[0];
}

async function sound({ host }: AddinPage): Promise<void> {
  expect(host.unknown).toEqual([]);
  expect(await findings(host.save())).toEqual([]);
}

it('brings everything up to date around rows, columns and formulas of one’s own, on renamed sheets', async () => {
  const addin = await openAddin(browser);
  const { page, host } = addin;
  await insertReport(page, first);
  // A column of one's own in the middle of the table, one with a formula, a row between, a row at the end.
  await host.insertColumns('Chỉ tiêu', 3);
  await host.edit('Chỉ tiêu', 'C12', 'Người theo dõi');
  const before = table(addin, 'vd_chi_tieu');
  for (let i = 0; i < 5; i += 1) await host.edit('Chỉ tiêu', `C${before.top + i}`, `Bà ${i + 1}`);
  await host.insertRows('Chỉ tiêu', before.top + 2);
  await host.edit('Chỉ tiêu', `B${before.top + 2}`, 'Trong đó: cấp xã');
  await host.insertRows('Chỉ tiêu', 6, 2);
  await host.insertColumns('Theo thủ tục', 1);
  const procedures = table(addin, 'vd_thu_tuc');
  await host.edit('Theo thủ tục', procedures.at('Thủ tục', 1).replace(/^./, 'A'), 'xem công văn 12');
  await host.renameSheet('Chỉ tiêu', 'Biểu 1 - Sở');
  await host.renameSheet('Theo thủ tục', "Biểu '2' TTHC");
  host.roundTrips = 0;
  const next = later(first);
  const { written, conflicts } = await refreshReport(page, next);
  expect(host.roundTrips).toBeLessThanOrEqual(4);
  expect(conflicts).toBeUndefined();
  expect(written).toMatchObject({ kept: 0, notFound: [] });

  const targets = table(addin, 'vd_chi_tieu');
  expect(targets.sheet).toBe('Biểu 1 - Sở');
  const own = targets.rows.findIndex((row) => row.includes('Trong đó: cấp xã'));
  expect(own).toBe(2);
  const ours = targets.rows.filter((_, i) => i !== own);
  expect(ours.map((row) => row[targets.header.indexOf('Người theo dõi')])).toEqual(
    [1, 2, 3, 4, 5].map((i) => `Bà ${i}`),
  );
  expect(ours.map((row) => row[targets.header.indexOf('Tử số')])).toEqual(
    next.targets.map(({ row }) => row.numerator ?? ''),
  );
  const shown = table(addin, 'vd_thu_tuc');
  expect(column(shown, 'Mã thủ tục')).toEqual(next.byProcedure.map(({ code }) => code));
  // The note to the left of the table still stands beside its procedure.
  const code = procedures.rows[1]?.[procedures.header.indexOf('Mã thủ tục')];
  const place = column(shown, 'Mã thủ tục').indexOf(code ?? '');
  expect(host.values(shown.sheet, `A${shown.top + place}`)).toEqual([['xem công văn 12']]);
  expect(column(table(addin, 'vd_tep'), 'Tệp')).toContain('ho-so-2024-12.xlsx');
  expect(name(addin, 'vd_phu_de_5')).toContain('31/12/2024');
  expect(name(addin, 'vd_ky_bao_cao')).toBe(reportContent(next).names['vd_ky_bao_cao']?.value);
  await sound(addin);
  await addin.close();
});

it('asks before it overwrites an edit by hand, keeps and marks what is to be kept, and unmarks it again', async () => {
  const addin = await openAddin(browser);
  const { page, host } = addin;
  await insertReport(page, first);
  const shown = table(addin, 'vd_chi_tieu');
  const number = shown.at('Tử số', 1);
  const verdict = shown.at('Kết quả', 3);
  await host.edit('Chỉ tiêu', number, 4321);
  await host.edit('Chỉ tiêu', verdict, '=1+1');
  await host.edit('Chỉ tiêu', 'A7', 'Trích yếu đã sửa');
  const next = later(first);
  const before = host.save();
  const cancelled = await refreshReport(page, next, 'cancel');
  expect(cancelled.written).toBeUndefined();
  expect(Buffer.compare(host.save(), before)).toBe(0);

  host.roundTrips = 0;
  const kept = await refreshReport(page, next, 'keep');
  expect(host.roundTrips).toBeLessThanOrEqual(4);
  expect(kept.conflicts).toEqual([
    {
      address: "'Chỉ tiêu'!A7",
      label: { vi: 'Trích yếu', en: 'Subject line' },
      written: expect.stringContaining('Kết quả thực hiện'),
      current: 'Trích yếu đã sửa',
      fresh: expect.stringContaining('Kết quả thực hiện'),
    },
    {
      address: `'Chỉ tiêu'!${number}`,
      label: {
        vi: `Chỉ tiêu: ${next.targets[1]?.name.vi}, Tử số`,
        en: `Targets: ${next.targets[1]?.name.vi}, Tử số`,
      },
      written: first.targets[1]?.row.numerator ?? 0,
      current: 4321,
      fresh: next.targets[1]?.row.numerator ?? 0,
    },
    expect.objectContaining({ address: `'Chỉ tiêu'!${verdict}`, current: '=1+1' }),
  ]);
  expect(kept.written?.kept).toBe(3);
  expect(host.values('Chỉ tiêu', number)).toEqual([[4321]]);
  expect(host.formulas('Chỉ tiêu', verdict)).toEqual([['=1+1']]);
  expect(name(addin, 'vd_trich_yeu')).toBe('Trích yếu đã sửa');
  const marks = () => Buffer.from(sheetXml(addin, 'Chỉ tiêu')).toString().split('sửa tay').length - 1;
  expect(marks()).toBe(3);
  await sound(addin);

  // Nothing new: nothing is asked. The marks stay, and there is one for each.
  const again = await refreshReport(page, next, 'overwrite');
  expect(again.conflicts).toBeUndefined();
  expect(again.written?.kept).toBe(3);
  expect(marks()).toBe(3);

  // A newer figure: the number is asked about again; a formula that was kept goes on.
  const newer = later(next);
  newer.plan.title.vi += ' (điều chỉnh)';
  const third = await refreshReport(page, newer, 'overwrite');
  expect(third.conflicts?.map(({ current }) => current)).toEqual(['Trích yếu đã sửa', 4321]);
  expect(host.values('Chỉ tiêu', number)).toEqual([[newer.targets[1]?.row.numerator]]);
  expect(host.formulas('Chỉ tiêu', verdict)).toEqual([['=1+1']]);
  expect(marks()).toBe(1);
  await sound(addin);
  await addin.close();
});

it('flags new rows, and gives them and longer texts the height that they need', async () => {
  const addin = await openAddin(browser);
  const { page, host } = addin;
  await insertReport(page, first);
  const next = madeUpEvaluation({ targets: 9, fields: 4, files: 3 });
  next.plan.title.vi = 'Kế hoạch có tên rất dài '.repeat(30);
  await refreshReport(page, next);
  const shown = table(addin, 'vd_chi_tieu');
  const last = shown.at('Đánh giá', 8);
  expect(sheetXml(addin, 'Chỉ tiêu')).toMatch(new RegExp(`sqref="[^"]*:?${last}[^"]*"><cfRule[^>]*><formula>LEFT`));
  const heights = await page.evaluate(
    async ([row, subject]) => {
      const context = new Excel.RequestContext();
      const sheet = context.workbook.worksheets.getItem('Chỉ tiêu');
      const ranges = [sheet.getRange(`A${row}`), sheet.getRange(subject)];
      for (const range of ranges) range.load('format/rowHeight');
      await context.sync();
      return ranges.map(({ format }) => format.rowHeight);
    },
    [shown.top + 8, host.nameAddress('vd_trich_yeu')?.address ?? ''] as const,
  );
  expect(heights[0]).toBeGreaterThan(30);
  expect(heights[1]).toBeGreaterThan(80);
  // Shorter again: the row was as high as its text, so it follows.
  await refreshReport(page, first);
  const subject = host.nameAddress('vd_trich_yeu')?.address ?? '';
  const height = await page.evaluate(async (address) => {
    const context = new Excel.RequestContext();
    const { format } = context.workbook.worksheets.getItem('Chỉ tiêu').getRange(address);
    format.load('rowHeight');
    await context.sync();
    return format.rowHeight;
  }, subject);
  expect(height).toBeLessThan(60);
  await sound(addin);
  await addin.close();
});

it('leaves alone what staff fill in themselves, and fills what they emptied', async () => {
  const addin = await openAddin(browser);
  const { page, host } = addin;
  await insertReport(page, first);
  await host.edit('Chỉ tiêu', 'A4', 'Số: 12/BC-SGDĐT');
  await host.edit('Chỉ tiêu', host.nameAddress('vd_nguoi_ky')?.address ?? '', 'Nguyễn Văn A');
  await host.edit('Chỉ tiêu', 'E4', '');
  const { conflicts } = await refreshReport(page, later(first));
  expect(conflicts).toBeUndefined();
  expect(name(addin, 'vd_so_ky_hieu')).toBe('Số: 12/BC-SGDĐT');
  expect(name(addin, 'vd_nguoi_ky')).toBe('Nguyễn Văn A');
  expect(name(addin, 'vd_dia_danh_ngay')).toContain('Bà Rịa - Vũng Tàu');
  await addin.close();
});

it('tells what the workbook has no more, and goes on without it', async () => {
  const addin = await openAddin(browser);
  const { page, host } = addin;
  await insertReport(page, first);
  await host.deleteName('vd_ghi_chu');
  await host.deleteTable('vd_theo_thang');
  await host.deleteSheet('Định nghĩa');
  await host.deleteColumns('Theo thủ tục', 6);
  const next = later(first);
  const { written } = await refreshReport(page, next);
  expect(written?.notFound.map(({ vi }) => vi)).toEqual([
    'tên ô "vd_phu_de_7" (Phụ đề: đơn vị và kỳ báo cáo)',
    'tên ô "vd_ghi_chu" (Ghi chú dưới bảng chỉ tiêu)',
    'cột "Còn lại" của bảng "Kết quả theo thủ tục"',
    'bảng "vd_theo_thang" (Số liệu từng tháng)',
    'bảng "vd_dinh_nghia" (Định nghĩa các chỉ tiêu)',
  ]);
  expect(column(table(addin, 'vd_chi_tieu'), 'Tử số')).toEqual(next.targets.map(({ row }) => row.numerator ?? ''));
  // Said once is enough.
  expect((await refreshReport(page, next)).written?.notFound).toEqual([]);
  await sound(addin);
  await addin.close();
});

it('finds a table that somebody renamed', async () => {
  const addin = await openAddin(browser);
  const { page } = addin;
  await insertReport(page, first);
  await page.evaluate(async () => {
    const context = new Excel.RequestContext();
    context.workbook.tables.getItem('vd_chi_tieu').name = 'BangChiTieu';
    await context.sync();
  });
  const next = later(first);
  expect((await refreshReport(page, next)).written?.notFound).toEqual([]);
  expect(column(table(addin, 'BangChiTieu'), 'Tử số')).toEqual(next.targets.map(({ row }) => row.numerator ?? ''));
  await addin.close();
});

it('never begins on a protected sheet, in a cell being edited, or in a workbook without a report', async () => {
  const addin = await openAddin(browser);
  const { page, host } = addin;
  expect(await refusal(refreshReport(page, first))).toContain('no report of the chosen plan and unit');
  await insertReport(page, first);
  host.failNext('InvalidOperationInCellEditMode');
  expect(await refusal(refreshReport(page, later(first)))).toContain('Press Enter or Esc');
  await page.evaluate(async () => {
    const context = new Excel.RequestContext();
    context.workbook.worksheets.getItem('Nhiệm vụ').protection.protect();
    await context.sync();
  });
  const before = host.save();
  // Its subtitle has the date.
  expect(await refusal(refreshReport(page, later(first)))).toContain('Sheet "Nhiệm vụ" is protected');
  expect(Buffer.compare(host.save(), before)).toBe(0);
  // What has nothing to do with the protected sheet goes on.
  const same = structuredClone(first);
  for (const { row } of same.targets) if (row.numerator !== null) row.numerator += 1;
  expect((await refreshReport(page, same)).written?.cells).toBeGreaterThan(0);
  await addin.close();
});

it('does not write over what was changed while the question stood there', async () => {
  const addin = await openAddin(browser);
  const { page, host } = addin;
  await insertReport(page, first);
  await host.edit('Chỉ tiêu', 'A7', 'sửa');
  await page.exposeFunction('meanwhile', () => host.insertRows('Chỉ tiêu', 14));
  const answer = page.evaluate(async (evaluation) => {
    await window.addin.refreshReport({ evaluation, version: '1' }, async (conflicts) => {
      await window.meanwhile();
      return conflicts.map(() => 'overwrite');
    });
  }, later(first));
  expect(await refusal(answer)).toContain('changed during the refresh');
  expect(name(addin, 'vd_trich_yeu')).toBe('sửa');
  await addin.close();
});

/** The XML of a sheet in the saved workbook. */
function sheetXml({ host }: AddinPage, sheet: string): string {
  return host.book.sheet(sheet)?.xml() ?? '';
}
