import { expect, test } from 'vitest';
import { errorCode, open, rowsIn } from '../../../test/read/read-all.ts';

test('{service, data}: field names are a made header with row 0', async () => {
  const text =
    '\ufeff{"service": "DongBo", "meta": {"data": [1]}, "data": [{"MaHoSo": "0001", "TrangThaiHoSo": "9"}, {"MucDo": "4"}]}';
  const book = await open(text);
  expect(book.kind).toBe('json');
  expect(book.sheets).toEqual([{ name: 'data', hidden: false, date1904: false, madeHeader: true }]);
  expect(await rowsIn(text)).toEqual([
    [0, 'MaHoSo', 'TrangThaiHoSo', 'MucDo'],
    [1, '0001', '9'],
    [2, '', '', '4'],
  ]);
});

test('a bare array; numbers keep their digits, other values are text', async () => {
  const text =
    '[{"a": 12345678901234567890, "b": 1.50, "c": true, "d": null, "e": "x\\u1ed3\\n"}, {"a": 1e3, "b": -0.5, "c": false}]';
  expect(await rowsIn(text)).toEqual([
    [0, 'a', 'b', 'c', 'd', 'e'],
    [1, '12345678901234567890', '1.5', '1', '', 'xồ\n'],
    [2, '1000', '-0.5', '0'],
  ]);
});

test('objects inside are flattened, arrays stay JSON', async () => {
  expect(await rowsIn('[{"a": {"b": {"c": "]}"}, "d": 1}, "e": [ "x]", {"y": 2} ]}]')).toEqual([
    [0, 'a.b.c', 'a.d', 'e'],
    [1, ']}', '1', '[ "x]", {"y": 2} ]'],
  ]);
});

test('records split over chunks, strings with braces and quotes', async () => {
  const value = 'ệ"\\{}[],:'.repeat(200);
  const records = Array.from({ length: 500 }, () => ({ a: value, b: 'z' }));
  const rows = await rowsIn(JSON.stringify({ data: records }, null, 1));
  expect(rows).toHaveLength(501);
  expect(rows.at(-1)).toEqual([500, value, 'z']);
});

test('UTF-16', async () => {
  expect(await rowsIn(new Uint8Array(Buffer.from('\ufeff[{"a":"ồ"}]', 'utf16le')))).toEqual([
    [0, 'a'],
    [1, 'ồ'],
  ]);
});

test('wrong JSON names its line and place, in words of one language', async () => {
  for (const text of ['{"data":\n[{"a":1}\n{"a":2}]}', '[{"a":1},\n\n{"a":}]', '[\n\n{"a":1,}]']) {
    expect(await errorCode(text)).toBe('json-wrong');
    await expect(open(text)).rejects.toThrow(/dòng 3: sai cú pháp JSON ở gần “[^a-z]*a?"?[^a-z]*”\. Hãy/);
  }
});

test('every truncation is an error', async () => {
  const text = '{"service":"x","data":[{"a":"1","b":[1,2]},{"a":"2"}]}';
  for (let length = 1; length < text.length; length++) {
    expect(await errorCode(text.slice(0, length))).toMatch(/book-cut-short|json-wrong/);
  }
});

test('what is no list of records', async () => {
  for (const text of ['[1, 2]', '{"a": 1}', '{"data": []}', '{}', '[{"a":1}, 2]'])
    expect(await errorCode(text)).toBe('json-shape');
  expect(await errorCode('[{"a":1}] x')).toBe('json-wrong');
});
