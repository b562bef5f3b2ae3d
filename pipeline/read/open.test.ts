import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { xlsxOf } from '../../test/read/build-xlsx.ts';
import { errorCode, open, rowsIn, sheetRows } from '../../test/read/read-all.ts';
import { inflate } from '../warehouse/duckdb/native/file-source.ts';
import { sourceFromBytes } from './memory-source.ts';
import { readMessages } from './messages.ts';
import { openBook } from './open.ts';
import { webInflate } from './web-inflate.ts';

const ascii = (text: string) => new TextEncoder().encode(text);

test.each([
  ['csv', ascii('a,b\n1,2\n')],
  ['csv', ascii('Chỉ một cột\n1\n')],
  ['csv', ascii('[Mã],[Tên]\n1,2\n')],
  ['json', ascii(' \n[{"a":1}]')],
  ['json', ascii('{"data":[{"a":1}]}')],
  ['html', ascii('\ufeff \r\n<TABLE><tr><td>1</table>')],
  ['html', ascii('<?xml version="1.0"?><html><table><tr><td>1</td></tr></table></html>')],
  ['html', ascii('<style>td{}</style><div><table><tr><td>1</table></div>')],
  ['xlsx', xlsxOf('<row><c><v>1</v></c></row>')],
])('the kind %s is told by the content', async (kind, bytes) => {
  for (const name of ['a.xls', 'a.xlsx', 'a.txt', 'a']) expect((await open(bytes, name)).kind).toBe(kind);
});

test.each([
  ['file-empty', new Uint8Array(0)],
  ['file-empty', ascii('\ufeff \r\n ')],
  ['file-kind-unknown', ascii('%PDF-1.7 ...')],
  ['file-kind-unknown', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10)],
  ['file-kind-unknown', zipSync({ 'word/document.xml': ascii('<x/>'), '[Content_Types].xml': ascii('<x/>') })],
  ['file-kind-unknown', zipSync({ 'a.txt': ascii('hello') })],
  ['file-kind-unknown', ascii('<?xml version="1.0"?><feed><a/></feed>')],
  ['file-kind-unknown', Uint8Array.of(1, 0, 2, 0, 0, 3, 0, 4, 5, 0)],
  ['book-binary', zipSync({ 'xl/workbook.bin': ascii('x') })],
  ['book-cut-short', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0)],
])('%s', async (code, bytes) => {
  expect(await errorCode(bytes)).toBe(code);
});

test('every sentence has both languages, and its places are the same in both', () => {
  for (const [code, { vi, en }] of Object.entries(readMessages)) {
    const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();
    expect(places(vi), code).toEqual(places(en));
  }
});

test('an error names the file and what to do, in both languages', async () => {
  const error = await open(ascii('%PDF-1.4'), 'báo cáo.xls').catch((thrown: unknown) => thrown);
  expect(String(error)).toContain('Tệp "báo cáo.xls" là PDF');
  expect(String(error)).toContain('Hãy xuất danh sách');
});

test('a file that shrinks while it is read is not a short one', async () => {
  const bytes = ascii('a,b\n'.repeat(100_000));
  const source = {
    ...sourceFromBytes('a.csv', bytes),
    read: (offset: number, length: number) =>
      Promise.resolve(bytes.subarray(offset, Math.min(offset + length, 300_000))),
  };
  await expect(openBook(source, { inflate }).then(sheetRows)).rejects.toMatchObject({ code: 'file-changed' });
});

test('a browser inflates the same rows', async () => {
  const rows = Array.from({ length: 3000 }, (_, i) => `<row><c><v>${i}</v></c></row>`).join('');
  const bytes = xlsxOf(rows);
  const book = await openBook(sourceFromBytes('a.xlsx', bytes), { inflate: webInflate });
  expect((await sheetRows(book)).map(({ row, cells }) => [row, ...cells])).toEqual(await rowsIn(bytes));
  const broken = bytes.slice();
  broken.fill(0xff, 100, 200);
  await expect(openBook(sourceFromBytes('a.xlsx', broken), { inflate: webInflate })).rejects.toMatchObject({
    name: 'UserError',
  });
});

test('a reader that stops early leaves nothing running', async () => {
  const rows = Array.from({ length: 200_000 }, (_, i) => `<row><c><v>${i}</v></c></row>`).join('');
  for (const engine of [inflate, webInflate]) {
    const book = await openBook(sourceFromBytes('a.xlsx', xlsxOf(rows)), { inflate: engine });
    for await (const batch of book.read(0)) {
      expect(batch.rows).toBe(256);
      break;
    }
    expect(await sheetRows(book)).toHaveLength(200_000);
  }
});

test('progress goes up to the end', async () => {
  const bytes = ascii('a,b\n'.repeat(300_000));
  const seen: number[] = [];
  const onProgress = (read: number, total: number) => {
    expect(total).toBe(bytes.length);
    seen.push(read);
  };
  await sheetRows(await openBook(sourceFromBytes('a.csv', bytes), { inflate, onProgress }));
  expect(seen.at(-1)).toBe(bytes.length);
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
});
