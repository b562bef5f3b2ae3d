import { expect, test } from 'vitest';
import { errorCode, open, rowsIn } from '../../../test/read/read-all.ts';

const table = (rows: string) => `<table>${rows}</table>`;
const DATA = '<tr><td>a<td>b<td>c<tr><td>1<td>2<td>3';

test('UTF-8 without a charset, ending .xls', async () => {
  const book = await open(table('<tr><th>Mã hồ sơ</th><th>Tên</th></tr>'));
  expect([book.kind, book.encoding]).toEqual(['html', 'UTF-8']);
});

test.each([
  ['windows-1258', '<meta charset=windows-1258>', 'H\xf4\xcc s\xf5', 'Hồ sơ'],
  [
    'windows-1252',
    '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">',
    'H\xe5 s\xac v\xb5 kÕt qu\xb6',
    'Hồ sơ và kết quả',
  ],
])('declared charset %s', async (_label, meta, text, wanted) => {
  const bytes = Buffer.concat([
    Buffer.from(`<html><head>${meta}</head><table><tr><td>`),
    Buffer.from(text, 'latin1'),
    Buffer.from('</table>'),
  ]);
  const [[, first] = []] = await rowsIn(bytes);
  expect(first).toBe(wanted);
});

test('UTF-8 under a wrong declaration, UTF-16', async () => {
  const page = `<html><meta charset="windows-1252">${table('<tr><td>Hồ sơ')}</html>`;
  expect(await rowsIn(page)).toEqual([[1, 'Hồ sơ']]);
  expect(await rowsIn(new Uint8Array(Buffer.from(`\ufeff${page}`, 'utf16le')))).toEqual([[1, 'Hồ sơ']]);
});

test('colspan and rowspan: the text stands in the first cell', async () => {
  const rows =
    '<tr><td rowspan=2>A<td colspan=2>B<td rowspan="3">C<tr><td>d<td>e<tr><td>f<td>g<td>h<tr><td>i<td>j<td>k<td>l';
  expect(await rowsIn(table(rows))).toEqual([
    [1, 'A', 'B', '', 'C'],
    [2, '', 'd', 'e'],
    [3, 'f', 'g', 'h'],
    [4, 'i', 'j', 'k', 'l'],
  ]);
});

test('entities, no-break spaces, line breaks, markup inside cells', async () => {
  const cells = '<td>&lt;a&gt; &amp; H&#7891;<td>&nbsp;<td> x <b>y</b>\n z <br>w<p>v</p><td><script>no</script>1';
  expect(await rowsIn(table(`<tr>${cells}`))).toEqual([[1, '<a> & Hồ', '', 'x y z\nw\nv', '1']]);
});

test('text cells stay text', async () => {
  expect(
    await rowsIn(table(`<tr><td style='mso-number-format:"\\@"'>0001</td><td x:num="45601">05/11/2024</td></tr>`)),
  ).toEqual([[1, '0001', '05/11/2024']]);
});

test('title lines and a layout table in front, signatures behind, belong to the sheet', async () => {
  const page = `<body><h3>SỞ GIÁO DỤC</h3><div>Từ ngày 1</div>${table('<tr><td>Đơn vị: X')}${table(DATA)}<p>Người lập</p></body>`;
  expect(await rowsIn(page)).toEqual([
    [1, 'SỞ GIÁO DỤC'],
    [2, 'Từ ngày 1'],
    [3, 'Đơn vị: X'],
    [4, 'a', 'b', 'c'],
    [5, '1', '2', '3'],
    [6, 'Người lập'],
  ]);
});

test('several tables with data are several sheets', async () => {
  const names = '<!--[if gte mso 9]><xml><x:ExcelWorksheet><x:Name>Hồ sơ</x:Name></x:ExcelWorksheet></xml><![endif]-->';
  const page = `<html><head>${names}</head><p>Một</p>${table(DATA)}<p>Hai</p>${table(DATA)}</html>`;
  const book = await open(page);
  expect(book.sheets.map((sheet) => sheet.name)).toEqual(['Hồ sơ', 'Bảng 2']);
  expect((await rowsIn(page, 0)).map((row) => row[1])).toEqual(['Một', 'a', '1']);
  expect((await rowsIn(page, 1)).map((row) => row[1])).toEqual(['Hai', 'a', '1']);
});

test('a table inside a layout table is the sheet; one inside a cell of data is part of the cell', async () => {
  const layout = table(`<tr><td>Tiêu đề ${table(DATA)} cuối</td></tr>`);
  expect((await rowsIn(layout)).map((row) => row.slice(1))).toEqual([
    ['Tiêu đề'],
    ['a', 'b', 'c'],
    ['1', '2', '3'],
    ['cuối'],
  ]);
  const inner = table(`<tr><td>a<td>b<td>c</tr><tr><td>1<td>${table('<tr><td>x<td>y')}<td>3</tr>`);
  expect(await rowsIn(inner)).toEqual([
    [1, 'a', 'b', 'c'],
    [2, '1', 'x y', '3'],
  ]);
});

test('blank rows are counted, <thead> and <tbody> are not in the way', async () => {
  const rows = '<thead><tr><th>a</th></tr></thead><tbody><tr></tr><tr><td></td></tr><tr><td>b</td></tr></tbody>';
  expect(await rowsIn(table(rows))).toEqual([
    [1, 'a'],
    [4, 'b'],
  ]);
});

test('legacy fonts by column', async () => {
  expect(await rowsIn(table('<tr><td>Ñaõ xöû lyù<td>Hå s¬ ®ang xö lý<td>Không<td>Đã'))).toEqual([
    [1, 'Đã xử lý', 'Hồ sơ đang xử lý', 'Không', 'Đã'],
  ]);
});

test('in a legacy page the first cells are judged like the last', async () => {
  expect(await rowsIn(table('<tr><td>Cã<tr><td>Hå s¬<tr><td>§· tr¶'))).toEqual([
    [1, 'Có'],
    [2, 'Hồ sơ'],
    [3, 'Đã trả'],
  ]);
});

test('a page that ends inside a table is cut short; a page without a table says so', async () => {
  expect(await errorCode(`<html><table>${DATA}`)).toBe('book-cut-short');
  expect(await errorCode(`<html><table>${DATA}<td`)).toBe('book-cut-short');
  expect(await errorCode('<!DOCTYPE html><html><body>Đăng nhập</body></html>')).toBe('html-no-table');
});

test('a large page comes in batches', async () => {
  const page = table('<tr><td>a</td><td>b</td><td>c</td></tr>\n'.repeat(30_000));
  const sizes: number[] = [];
  for await (const batch of (await open(page)).read(0)) sizes.push(batch.rows);
  expect(sizes[0]).toBeLessThanOrEqual(256);
  expect(sizes.reduce((a, b) => a + b)).toBe(30_000);
});
