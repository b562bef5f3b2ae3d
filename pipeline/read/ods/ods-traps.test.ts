import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { errorCode, open, rowsIn, sheetRows } from '../../../test/read/read-all.ts';
import { LIMITS } from '../limits.ts';

const NAMES = ['office', 'table', 'text', 'style']
  .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .join(' ');

const content = (tables: string, body = 'spreadsheet') =>
  `<?xml version="1.0" encoding="UTF-8"?><office:document-content ${NAMES}>
   <office:automatic-styles>
     <style:style style:name="shown" style:family="table"><style:table-properties table:display="true"/></style:style>
     <style:style style:name="hid" style:family="table"><style:table-properties table:display="false"/></style:style>
   </office:automatic-styles><office:body><office:${body}>${tables}</office:${body}></office:body></office:document-content>`;

const zip = (xml: string, more: Record<string, string> = {}) =>
  zipSync({
    mimetype: [strToU8('application/vnd.oasis.opendocument.spreadsheet'), { level: 0 }],
    'content.xml': strToU8(xml),
    ...Object.fromEntries(Object.entries(more).map(([name, text]) => [name, strToU8(text)])),
  });

const table = (rows: string, name = 'Hồ sơ', style = 'shown') =>
  `<table:table table:name="${name}" table:style-name="${style}"><table:table-column/>${rows}</table:table>`;
const row = (cells: string, repeated = 1) =>
  `<table:table-row table:number-rows-repeated="${repeated}">${cells}</table:table-row>`;
const text = (words: string, more = '') =>
  `<table:table-cell office:value-type="string" ${more}><text:p>${words}</text:p></table:table-cell>`;
const ods = (rows: string) => zip(content(table(rows)));

describe('an .ods is read as what it holds', () => {
  test('typed values, not what the cell shows', async () => {
    const cell = (type: string, value: string, shown: string) =>
      `<table:table-cell office:value-type="${type}" ${value}><text:p>${shown}</text:p></table:table-cell>`;
    const cells = [
      cell('float', 'office:value="45000.5"', '45.001'),
      cell('float', 'office:value="1E3"', '1000'),
      cell('percentage', 'office:value="0.125"', '13 %'),
      cell('currency', 'office:value="30000"', '30.000 đ'),
      cell('date', 'office:date-value="2024-11-05"', '05/11'),
      cell('date', 'office:date-value="2024-11-05T08:30:00.000000000"', '05/11'),
      cell('time', 'office:time-value="PT08H30M00S"', '8h30'),
      cell('boolean', 'office:boolean-value="true"', 'ĐÚNG'),
    ];
    expect(await rowsIn(ods(row(cells.join(''))))).toEqual([
      [1, '45000.5', '1000', '0.125', '30000', '2024-11-05', '2024-11-05 08:30:00', '08:30:00', '1'],
    ]);
  });

  test('paragraphs, spans, blanks and entities; comments and drawings are no text of the cell', async () => {
    const words =
      'Sở <text:span>Tư<text:s text:c="2"/>pháp</text:span> &amp; <text:line-break/>xã<text:note><text:p>x</text:p></text:note>';
    const comment = '<office:annotation><text:p>ghi chú</text:p></office:annotation>';
    const cell = `<table:table-cell office:value-type="string">${comment}<text:p>${words}</text:p><text:p/><text:p>hết</text:p></table:table-cell>`;
    expect(await rowsIn(ods(row(cell)))).toEqual([[1, 'Sở Tư  pháp & \nxã\n\nhết']]);
  });

  test('repeated cells and rows, blank ones without end, groups of rows', async () => {
    const rows = [
      `<table:table-header-rows>${row(text('a', 'table:number-columns-repeated="2"'))}</table:table-header-rows>`,
      row('<table:table-cell table:number-columns-repeated="16384"/>', 3),
      `<table:table-row-group>${row(`<table:table-cell/>${text('b')}`, 2)}</table:table-row-group>`,
      row('<table:table-cell table:number-columns-repeated="16384"/>', 1_048_570),
    ];
    expect(await rowsIn(ods(rows.join('')))).toEqual([
      [1, 'a', 'a'],
      [5, '', 'b'],
      [6, '', 'b'],
    ]);
  });

  test('more repeated rows than a batch holds', async () => {
    const found = await rowsIn(ods(row(text('x'), 9_000) + row(text('y'))));
    expect(found.length).toBe(9_001);
    expect(found.slice(-2)).toEqual([
      [9_000, 'x'],
      [9_001, 'y'],
    ]);
  });

  test('sheets in their order, hidden ones named, names with entities; tables in cells are not sheets', async () => {
    const inner = `<table:table-cell>${table(row(text('trong')), 'inner')}<text:p>ngoài</text:p></table:table-cell>`;
    const tracked = `<table:tracked-changes><table:deletion>${row(text('đã xoá'))}</table:deletion></table:tracked-changes>`;
    const book = await open(
      zip(content(tracked + table(row(inner), 'A &amp; B') + table(row(text('2')), 'Ẩn', 'hid'))),
    );
    expect(book.kind).toBe('ods');
    expect(book.sheets.map(({ name, hidden }) => [name, hidden])).toEqual([
      ['A & B', false],
      ['Ẩn', true],
    ]);
    expect((await sheetRows(book, 0)).map(({ cells }) => cells)).toEqual([['ngoài']]);
    expect((await sheetRows(book, 1)).map(({ cells }) => cells)).toEqual([['2']]);
  });

  test('cells merged over rows are told, what they cover is blank', async () => {
    const covered = '<table:covered-table-cell office:value-type="string"><text:p/></table:covered-table-cell>';
    const rows =
      row(text('Đơn vị', 'table:number-rows-spanned="2" table:number-columns-spanned="1"') + text('1')) +
      row(covered + text('2'));
    const book = await open(ods(rows));
    expect((await sheetRows(book)).map(({ cells }) => cells)).toEqual([
      ['Đơn vị', '1'],
      ['', '2'],
    ]);
    expect(book.merged(0)).toEqual([{ column: 0, first: 1, last: 2 }]);
  });
});

describe('what cannot be read is said', () => {
  const whole = content(table(row(text('a')) + row(text('b'))));

  test('cut short, elements that do not close, no table, no content', async () => {
    expect(await errorCode(zip(whole.slice(0, -120)))).toBe('book-cut-short');
    expect(await errorCode(zip(whole.replace('</table:table-row>', '')))).toBe('book-cut-short');
    expect(await errorCode(zip(content('')))).toBe('book-damaged');
    expect(await errorCode(zipSync({ 'encrypted-package': strToU8('x') }))).toBe('book-damaged');
  });

  test('a text document, and a password', async () => {
    expect(await errorCode(zip(content('<text:p>Kính gửi</text:p>', 'text')))).toBe('file-kind-unknown');
    const manifest =
      '<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>';
    expect(await errorCode(zip(whole, { 'META-INF/manifest.xml': manifest }))).toBe('book-encrypted');
    expect(
      await errorCode(zipSync({ 'encrypted-package': strToU8('x'), 'META-INF/manifest.xml': strToU8(manifest) })),
    ).toBe('book-encrypted');
  });

  test('a few bytes that claim billions of cells, rows or columns beyond the sheet, a cell without end', async () => {
    const wide = 'table:number-columns-repeated="16384"';
    expect(await errorCode(ods(row(text('x', wide), 1_048_576)))).toBe('limit-exceeded');
    expect(await errorCode(ods(row(text('x', 'table:number-columns-repeated="16385"'))))).toBe('limit-exceeded');
    expect(await errorCode(ods(row('<table:table-cell/>', 1_048_576) + row(text('x'))))).toBe('limit-exceeded');
    expect(await errorCode(ods(row(text('x'.repeat(LIMITS.cellBytes + 1)))))).toBe('limit-exceeded');
  });
});
