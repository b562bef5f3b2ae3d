import { expect, test } from 'vitest';
import { errorCode, open, rowsIn, sheetRows } from '../../../test/read/read-all.ts';

const TEXT = 'Mã hồ sơ;Tên\r\nH06.23-241105-0001;Đã trả kết quả\r\n';
const ROWS = [
  [1, 'Mã hồ sơ', 'Tên'],
  [2, 'H06.23-241105-0001', 'Đã trả kết quả'],
];

/** Windows-1258 has base letters and combining tone marks; the map is built from the platform's own decoder. */
function windows1258(text: string): Uint8Array {
  const codes = new Map<string, number>();
  const decoder = new TextDecoder('windows-1258');
  for (let code = 255; code >= 0; code--) codes.set(decoder.decode(Uint8Array.of(code)), code);
  const bytes: number[] = [];
  for (const letter of text) {
    const whole = codes.get(letter);
    if (whole !== undefined) bytes.push(whole);
    else {
      const marks = letter.normalize('NFD');
      const tone = /[\u0300\u0301\u0303\u0309\u0323]/.exec(marks)?.[0] ?? '';
      for (const part of [marks.replace(tone, '').normalize('NFC'), tone]) bytes.push(codes.get(part)!);
    }
  }
  return Uint8Array.from(bytes);
}

test.each([
  ['UTF-8', new TextEncoder().encode(TEXT)],
  ['UTF-8', new TextEncoder().encode(`\ufeff${TEXT}`)],
  ['UTF-16LE', new Uint8Array(Buffer.from(`\ufeff${TEXT}`, 'utf16le'))],
  ['UTF-16LE', new Uint8Array(Buffer.from(TEXT, 'utf16le'))],
  ['UTF-16BE', new Uint8Array(Buffer.from(`\ufeff${TEXT}`, 'utf16le').swap16())],
  ['windows-1258', windows1258(TEXT)],
  ['UTF-8', new TextEncoder().encode(TEXT.normalize('NFD'))],
])('encoding %s', async (encoding, bytes) => {
  expect((await open(bytes)).encoding).toBe(encoding);
  expect(await rowsIn(bytes)).toEqual(ROWS);
});

test('legacy-font bytes (TCVN3)', async () => {
  const bytes = new Uint8Array(Buffer.from('M· hå s¬,Cã phÝ\n0001,Cã\n0002,§· tr¶ kÕt qu¶\n', 'latin1'));
  expect(await rowsIn(bytes)).toEqual([
    [1, 'Mã hồ sơ', 'Có phí'],
    [2, '0001', 'Có'],
    [3, '0002', 'Đã trả kết quả'],
  ]);
});

test('the encoding is found behind much plain ASCII', async () => {
  const ascii = 'a,b\n'.repeat(50_000);
  const rows = await rowsIn(Buffer.concat([Buffer.from(ascii), windows1258('Đã xử lý,Trực tuyến\n')]));
  expect(rows.at(-1)).toEqual([50_001, 'Đã xử lý', 'Trực tuyến']);
});

test('a byte that is not UTF-8 late in a UTF-8 file is an error, not a replacement character', async () => {
  const good = 'Đã xử lý,1\n'.repeat(20_000);
  expect(await errorCode(Buffer.concat([Buffer.from(good), Buffer.of(0xe1, 0x20, 0x0a)]))).toBe('text-encoding');
});

test.each([',', ';', '\t', '|'])(
  'separator %j, with title rows above and the others inside the text',
  async (separator) => {
    const others = [',', ';', '\t', '|'].filter((other) => other !== separator).join(' ');
    const record = ['0001', '50.000', `a${others}b`, 'x'].join(separator);
    const text = `SỞ GIÁO DỤC\nDanh sách, từ ngày 1; đến ngày 2\n\n${`${record}\n`.repeat(5)}`;
    const rows = await rowsIn(text);
    expect(rows.at(-1)).toEqual([8, '0001', '50.000', `a${others}b`, 'x']);
  },
);

test('money with commas under semicolons', async () => {
  expect((await rowsIn('a;b;c\n"1";50,000;x\n"2";60,000;y\n'))[1]).toEqual([2, '1', '50,000', 'x']);
});

test('sep=; is believed and is not a row', async () => {
  expect(await rowsIn('\ufeffsep=;\r\na,b;c\r\n')).toEqual([[1, 'a,b', 'c']]);
});

test('quoted line ends, doubled quotes, separators in quotes', async () => {
  expect(await rowsIn('a,"x\r\ny","say ""hi"", ok"\r\n"",b\n')).toEqual([
    [1, 'a', 'x\ny', 'say "hi", ok'],
    [2, '', 'b'],
  ]);
});

test('="…" keeps a code as text, bare or quoted; a formula stays what it is', async () => {
  expect(await rowsIn('="0012","=""0;34""",=""\n"=1+""2""",="a"&"b",="\n')).toEqual([
    [1, '0012', '0;34'],
    [2, '=1+"2"', '="a"&"b"', '="'],
  ]);
});

test('a stray quote inside a field is text; text behind a closing quote is kept', async () => {
  expect(await rowsIn('a,12" pipe,b"\n"x"y,z\n')).toEqual([
    [1, 'a', '12" pipe', 'b"'],
    [2, 'xy', 'z'],
  ]);
});

test.each(['\n', '\r\n', '\r'])('line end %j, blank lines are counted', async (end) => {
  expect(await rowsIn(['a,b', '', '1,2', ',', '3,4'].join(end))).toEqual([
    [1, 'a', 'b'],
    [3, '1', '2'],
    [5, '3', '4'],
  ]);
});

test('a quote that is never closed names its row', async () => {
  expect(await errorCode('a,b\n1,2\n"3,4\n5,6\n')).toBe('csv-open-quote');
  await expect(open('a,b\n1,2\n"3,4\n').then(sheetRows)).rejects.toThrow('dòng 3');
});

test('cells split over chunks', async () => {
  const cell = 'ệ'.repeat(999);
  const rows = await rowsIn(`${cell},"${cell}"\r\n`.repeat(300));
  expect(rows).toHaveLength(300);
  for (const [i, row] of rows.entries()) expect(row).toEqual([i + 1, cell, cell]);
});

test('text stays text', async () => {
  const cells = ['0001', '=1+1', '45601', '1.234', '20241105083000', ' a ', '000.00.06.H56-231027-0361'];
  expect(await rowsIn(`${cells.join(',')}\n`)).toEqual([[1, ...cells]]);
});
