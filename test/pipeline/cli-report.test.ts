import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SheetCells } from '../../pipeline/report/sheet.ts';
import { Workbook } from '../../pipeline/report/workbook.ts';
import { temporaryFolder } from '../support/warehouse.ts';
import { commandsOn, handMade, PLAN, ROOT } from './command-line.ts';

const scratch = temporaryFolder();
afterAll(scratch.remove);
const inScratch = (...parts: string[]): string => path.join(scratch.folder, ...parts);
const warehouse = inScratch('warehouse.duckdb');
const { onWarehouse } = commandsOn(warehouse);
let lists: string;

beforeAll(async () => {
  lists = await handMade(warehouse);
});

/** What somebody writes into a cell of a report, by its name. */
async function typeInto(file: string, name: string, text: string): Promise<void> {
  const book = await Workbook.open(readFileSync(file), file);
  const place = book.namedRanges().find((one) => one.name === name);
  if (place === undefined) throw new Error(`no ${name}`);
  new SheetCells(book.document(place.sheet.path), book.sharedStrings()).set(place.range.first, text);
  book.touch(place.sheet.path);
  writeFileSync(file, book.bytes());
}

function zipText(file: string, part: string): string {
  return new TextDecoder().decode(unzipSync(readFileSync(file))[part]);
}

describe('report', () => {
  it('is written whole, from the standard template and from one’s own', async () => {
    const standard = inScratch('new-folder', 'bao-cao.xlsx');
    const { code, out } = await onWarehouse(['report', ...PLAN, '-o', standard]);
    expect(code).toBe(0);
    expect(out).toContain(standard);
    const own = inScratch('own.xlsx');
    const template = path.join(ROOT, 'templates', 'standard.xlsx');
    expect((await onWarehouse(['report', ...PLAN, '--output', own, '--template', template])).code).toBe(0);
    expect(Object.keys(unzipSync(readFileSync(own)))).toEqual(Object.keys(unzipSync(readFileSync(standard))));
  });

  it('asks first where targets lack figures', async () => {
    const file = inScratch('asked.xlsx');
    const asked = ['report', ...PLAN, '--unit', 'brvt-syt', '-o', file];
    const { code, err } = await onWarehouse(asked);
    expect([code, existsSync(file)]).toEqual([1, false]);
    expect(err).toMatch(/^! 7 trong 7 chỉ tiêu chưa đủ số liệu.*\n {2}- Chỉ tiêu [\d, ]+: chưa nạp danh sách/m);
    expect(err).toContain('--yes');
    expect((await onWarehouse([...asked, '--yes'])).code).toBe(0);
    expect(existsSync(file)).toBe(true);
  });

  it('has the appendices that are named, and keeps what was written by hand', async () => {
    const file = inScratch('two-pages.xlsx');
    const sheetsShown = (): string[] =>
      [...zipText(file, 'xl/workbook.xml').matchAll(/<sheet name="([^"]*)"(?![^>]*state=)/g)].map(
        ([, name = '']) => name,
      );
    expect((await onWarehouse(['report', ...PLAN, '-o', file])).code).toBe(0);
    expect(sheetsShown()).toEqual(['Chỉ tiêu']);
    const causes = 'Thiếu máy quét ở 3 xã.';
    await typeInto(file, 'vd_nguyen_nhan', causes);
    const again = await onWarehouse(['report', ...PLAN, '-o', file, '--appendix', 'fields', '--appendix', 'tasks']);
    expect([again.code, again.out.includes('Giữ lại 1 chỗ đã viết tay')]).toEqual([0, true]);
    expect(sheetsShown()).toEqual(['Chỉ tiêu', 'Theo lĩnh vực', 'Nhiệm vụ']);
    expect(zipText(file, 'xl/worksheets/sheet1.xml')).toContain(causes);
    const other = inScratch('two-pages-later.xlsx');
    expect((await onWarehouse(['report', ...PLAN, '-o', other, '--all', '--keep-from', file])).code).toBe(0);
    expect(zipText(other, 'xl/worksheets/sheet1.xml')).toContain(causes);
    expect((await onWarehouse(['report', ...PLAN, '-o', other, '--no-keep'])).code).toBe(0);
    expect(zipText(other, 'xl/worksheets/sheet1.xml')).not.toContain(causes);
    // What cannot be read is not overwritten in silence.
    const locked = inScratch('locked.xlsx');
    writeFileSync(locked, 'not a workbook');
    const refused = await onWarehouse(['report', ...PLAN, '-o', locked]);
    expect([refused.code, readFileSync(locked, 'utf8')]).toEqual([1, 'not a workbook']);
    expect(refused.err).toContain('--no-keep');
    expect((await onWarehouse(['report', ...PLAN, '-o', locked, '--no-keep'])).code).toBe(0);
    const wrong = await onWarehouse(['report', ...PLAN, '-o', other, '--appendix', 'charts']);
    expect([wrong.code, wrong.err.includes('fields | procedures')]).toEqual([1, true]);
  });

  it('is made for each unit below, the same as for that unit alone; one without figures hinders no other', async () => {
    const asked = ['report', '--plan', 'brvt-ubnd-2023', '--as-of', '2023-11-30'];
    const each = [...asked, '--unit', 'brvt', '--each-unit', '-o', inScratch('each')];
    const file = inScratch('each', 'bao-cao-brvt-ubnd-2023-brvt-sgddt-2023-11-30.xlsx');
    const some = await onWarehouse(each);
    const written = (): string[] => (existsSync(inScratch('each')) ? readdirSync(inScratch('each')) : []);
    expect(some.code).toBe(1);
    expect(some.out).toContain(`Đã ghi ${written().length} báo cáo`);
    expect(some.err).toMatch(/^! Sở Y tế[^:]*: 9 trong 9 chỉ tiêu chưa đủ số liệu/m);
    const all = await onWarehouse([...each, '--yes', '--no-keep']);
    expect([all.code, written().length]).toEqual([0, 28]);
    const alone = inScratch('alone.xlsx');
    expect((await onWarehouse([...asked, '--unit', 'brvt-sgddt', '-o', alone, '--yes'])).code).toBe(0);
    expect(readFileSync(file).equals(readFileSync(alone))).toBe(true);
    const wrong = await onWarehouse([...each, '--keep-from', alone]);
    expect([wrong.code, wrong.err.includes('--keep-from')]).toEqual([1, true]);
    const none = await onWarehouse([...asked, '--unit', 'brvt-stc', '--each-unit', '-o', inScratch('none')]);
    expect([none.code, none.err.includes('không có đơn vị trực thuộc')]).toEqual([1, true]);
  });

  it('says what cannot be written or read', async () => {
    const file = inScratch('a-file');
    writeFileSync(file, '');
    const into = await onWarehouse(['report', ...PLAN, '-o', path.join(file, 'bao-cao.xlsx')]);
    expect([into.code, into.out]).toEqual([1, '']);
    expect(into.err).toContain('Không ghi được');
    const folder = inScratch('a-folder.xlsx');
    mkdirSync(path.join(folder, 'x'), { recursive: true });
    expect((await onWarehouse(['report', ...PLAN, '-o', folder])).code).toBe(1);
    const cut = inScratch('mau-bi-cat.xlsx');
    writeFileSync(cut, readFileSync(path.join(ROOT, 'templates', 'standard.xlsx')).subarray(0, -400));
    const damaged = await onWarehouse(['report', ...PLAN, '-o', inScratch('x.xlsx'), '--template', cut]);
    expect(damaged.code).toBe(1);
    expect(damaged.err).toContain('mau-bi-cat.xlsx');
    const no = await onWarehouse(['report', ...PLAN, '-o', inScratch('x.xlsx'), '--template', '/nowhere/mau.xlsx']);
    expect([no.code, no.err.includes('/nowhere/mau.xlsx')]).toEqual([1, true]);
    const bad = await onWarehouse([
      'report',
      ...PLAN,
      '-o',
      inScratch('x.xlsx'),
      '--template',
      path.join(lists, 'visits.csv'),
    ]);
    expect(bad.code).toBe(1);
    expect(existsSync(inScratch('x.xlsx'))).toBe(false);
  });
});
