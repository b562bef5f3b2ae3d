import { strFromU8, strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { sheetXml, xlsx, xlsxOf, xlsxParts } from '../../../test/read/build-xlsx.ts';
import { errorCode, open, rowsIn, sheetRows } from '../../../test/read/read-all.ts';

/** Styles 0 general, 1 built-in date, 2 built-in date and time, 3 time, 4 custom date, 5 elapsed, 6 text with d in quotes. */
const STYLES = `<numFmts><numFmt numFmtId="164" formatCode="[$-42A]dd\\/mm\\/yyyy;@"/><numFmt numFmtId="165" formatCode='#,##0 "đồng/day"'/></numFmts>
  <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
  <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="21"/><xf numFmtId="164"/><xf numFmtId="46"/><xf numFmtId="165"/></cellXfs>
  <dxfs><dxf><numFmt numFmtId="165" formatCode="dd/mm"/></dxf></dxfs>`;
const text = (value: string) => `<row r="1"><c r="A1" t="inlineStr"><is><t>${value}</t></is></c></row>`;
const number = (value: string, style = 0) => `<row r="1"><c r="A1" s="${style}"><v>${value}</v></c></row>`;
const one = async (row: string, more = {}) => (await rowsIn(xlsxOf(row, { styles: STYLES, ...more })))[0]?.[1];

test('namespaced elements', async () => {
  const xml =
    '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row r="3"><x:c r="B3" t="str"><x:v>a</x:v></x:c></x:row></x:sheetData></x:worksheet>';
  expect(await rowsIn(xlsx({ sheets: [{ name: 'S', xml }] }))).toEqual([[3, '', 'a']]);
});

test('CDATA, with what looks like the end of a row inside', async () => {
  expect(await one(text('a<![CDATA[ & </row> <c>]]>b'))).toBe('a & </row> <c>b');
});

test('comments and processing instructions between cells', async () => {
  expect(
    await rowsIn(xlsxOf('<!-- <row r="9"> --><row r="1"><?x y?><c r="A1"><!-- <v>2</v> --><v>1</v></c></row>')),
  ).toEqual([[1, '1']]);
});

test('_x000D_ escapes, line ends as one LF, and an escaped underscore', async () => {
  expect(await one(text('a_x000D_\nb'))).toBe('a\nb');
  expect(await one(text('_x005F_x000D_'))).toBe('_x000D_');
  expect(await one(text('_xD83D__xDE00_'))).toBe('😀');
  expect(await one('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', { strings: '<si><t>x_x0009_y</t></si>' })).toBe(
    'x\ty',
  );
});

test('entities, decimal and hexadecimal; unknown ones stay', async () => {
  expect(await one(text('&lt;&amp;amp;&#7891;&#x1ED3;&quot;&apos;&gt; &xxe; & b'))).toBe('<&amp;ồồ"\'> &xxe; & b');
});

test('xml:space: blanks are kept', async () => {
  expect(await one('<row r="1"><c r="A1" t="inlineStr"><is><t xml:space="preserve">  a </t></is></c></row>')).toBe(
    '  a ',
  );
});

test('rich runs join, phonetic runs are left out', async () => {
  const strings =
    '<si><r><rPr><b/></rPr><t>Hồ </t></r><r><t>sơ</t></r><rPh sb="0" eb="1"><t>ho so</t></rPh><phoneticPr fontId="1"/></si>';
  expect(await one('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', { strings })).toBe('Hồ sơ');
  const inline =
    '<row r="1"><c r="A1" t="inlineStr"><is><r><t>a</t></r><rPh sb="0" eb="1"><t>z</t></rPh><r><t>b</t></r></is></c></row>';
  expect(await one(inline)).toBe('ab');
});

test('self-closed <si/> does not shift later strings', async () => {
  const row = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row>';
  expect(await rowsIn(xlsxOf(row, { strings: '<si/><si><t/></si><si><t>c</t></si>' }))).toEqual([[1, '', '', 'c']]);
});

test('a shared string that is not there is an error', async () => {
  expect(
    await errorCode(xlsxOf('<row r="1"><c r="A1" t="s"><v>5</v></c></row>', { strings: '<si><t>a</t></si>' })),
  ).toBe('book-damaged');
});

test('missing r= on rows and cells', async () => {
  expect(
    await rowsIn(
      xlsxOf('<row><c><v>1</v></c><c r="D1"><v>2</v></c><c><v>3</v></c></row><row><c r="A7"><v>4</v></c></row>'),
    ),
  ).toEqual([
    [1, '1', '', '', '2', '3'],
    [7, '4'],
  ]);
});

test('single-quoted attributes, in any order, with blanks', async () => {
  expect(await rowsIn(xlsxOf(`<row  r = '2' ><c t='str'  r = 'B2' ><v>a>b</v></c ></row >`))).toEqual([[2, '', 'a>b']]);
});

test('a > inside an attribute', async () => {
  expect(await rowsIn(xlsxOf('<row r="1" x="a>b"><c r="A1" cm="/>"><v>1</v></c></row>'))).toEqual([[1, '1']]);
});

test('<f> before <v>: the result counts, not the formula', async () => {
  expect(await one('<row r="1"><c r="A1"><f>SUM(B1:B9)</f><v>12</v></c></row>')).toBe('12');
  expect(await one('<row r="1"><c r="A1" t="str"><f>"a"&amp;"b"</f><v>ab</v></c></row>')).toBe('ab');
});

test('extensions inside a cell say nothing', async () => {
  expect(await one('<row r="1"><c r="A1"><v>1</v><extLst><ext><v>9</v><row/></ext></extLst></c></row>')).toBe('1');
});

test('inline strings, booleans, errors, ISO dates', async () => {
  const cells =
    '<c t="inlineStr"><is><t>a</t></is></c><c t="b"><v>1</v></c><c t="b"><v>false</v></c><c t="e"><v>#N/A</v></c>';
  const dates = '<c t="d"><v>2024-11-05</v></c><c t="d"><v>2024-11-05T08:30:00.000Z</v></c>';
  expect(await rowsIn(xlsxOf(`<row>${cells}${dates}</row>`))).toEqual([
    [1, 'a', '1', '0', '#N/A', '2024-11-05', '2024-11-05 08:30:00'],
  ]);
});

test('date styles, built-in and custom; a number with a d in quotes is a number', async () => {
  expect(await one(number('45601', 1))).toBe('2024-11-05');
  expect(await one(number('45601', 4))).toBe('2024-11-05');
  expect(await one(number('45601', 6))).toBe('45601');
  expect(await one(number('45601'))).toBe('45601');
});

test('fractions of a day, rounded to the second', async () => {
  expect(await one(number('45601.354166666664', 2))).toBe('2024-11-05 08:30:00');
  expect(await one(number('45601.999999', 2))).toBe('2024-11-06');
  expect(await one(number('0.354166666666667', 3))).toBe('08:30:00');
  expect(await one(number('1.5', 5))).toBe('36:00:00');
});

test('the 1904 system', async () => {
  expect(await one(number('44139', 1), { workbookPr: 'date1904="1"' })).toBe('2024-11-05');
  expect((await open(xlsxOf(number('1'), { workbookPr: "date1904='true'" }))).sheets[0]?.date1904).toBe(true);
});

test('the leap day of 1900 that never was', async () => {
  expect(await one(number('59', 1))).toBe('1900-02-28');
  expect(await one(number('60', 1))).toBe('1900-02-29');
  expect(await one(number('61', 1))).toBe('1900-03-01');
});

test('exponents in serials and in numbers', async () => {
  expect(await one(number('4.5601E4', 1))).toBe('2024-11-05');
  expect(await one(number('4.56E4'))).toBe('45600');
  expect(await one(number('1.5E-3'))).toBe('0.0015');
});

test('long codes keep their digits, leading zeros too', async () => {
  expect(await one(text('000000001'))).toBe('000000001');
  expect(await one(number('00123'))).toBe('00123');
  expect(await one(number('12345678901234567890'))).toBe('12345678901234567890');
});

test('blank rows: row numbers survive', async () => {
  const rows =
    '<row r="2"><c r="A2"><v>1</v></c></row><row r="3"/><row r="4"><c r="A4" s="1"/></row><row r="9"><c r="C9"><v>2</v></c></row>';
  expect(await rowsIn(xlsxOf(rows))).toEqual([
    [2, '1'],
    [9, '', '', '2'],
  ]);
});

test('an empty sheet', async () => {
  const xml = '<worksheet><dimension ref="A1"/><sheetData/></worksheet>';
  expect(await rowsIn(xlsx({ sheets: [{ name: 'S', xml }] }))).toEqual([]);
});

test('several sheets, hidden ones flagged', async () => {
  const row = (value: number) => `<row><c><v>${value}</v></c></row>`;
  const bytes = xlsx({
    sheets: [
      { name: 'Hồ sơ &amp; khác', xml: row(1) },
      { name: 'ẩn', xml: row(2), state: 'hidden' },
      { name: 'rất ẩn', xml: row(3), state: 'veryHidden' },
    ],
  });
  const book = await open(bytes);
  expect(book.sheets.map(({ name, hidden }) => [name, hidden])).toEqual([
    ['Hồ sơ & khác', false],
    ['ẩn', true],
    ['rất ẩn', true],
  ]);
  expect(await rowsIn(bytes, 2)).toEqual([[1, '3']]);
});

test('merged cells have their text in the first cell', async () => {
  const xml =
    '<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>Tên</v></c><c r="B1"/></row></sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells></worksheet>';
  expect(await rowsIn(xlsx({ sheets: [{ name: 'S', xml }] }))).toEqual([[1, 'Tên']]);
});

test('a cell larger than a buffer', async () => {
  const long = 'ệ'.repeat(300_000);
  expect(await one(text(long))).toBe(long);
  expect(await errorCode(xlsxOf(text('a'.repeat(1_200_000))))).toBe('limit-exceeded');
});

test('UTF-16 XML, little and big endian', async () => {
  const xml = sheetXml(text('Hồ sơ')).replace('UTF-8', 'UTF-16');
  const little = new Uint8Array(Buffer.from(`\ufeff${xml}`, 'utf16le'));
  expect(await rowsIn(xlsx({ sheets: [{ name: 'S', xml: little }] }))).toEqual([[1, 'Hồ sơ']]);
  const big = new Uint8Array(Buffer.from(`\ufeff${xml}`, 'utf16le').swap16());
  expect(await rowsIn(xlsx({ sheets: [{ name: 'S', xml: big }] }))).toEqual([[1, 'Hồ sơ']]);
});

test('a <dimension> that lies', async () => {
  const xml =
    '<worksheet><dimension ref="A1:A1"/><sheetData><row r="5"><c r="C5"><v>1</v></c></row></sheetData></worksheet>';
  expect(await rowsIn(xlsx({ sheets: [{ name: 'S', xml }] }))).toEqual([[5, '', '', '1']]);
});

test('legacy fonts in shared strings: weak texts follow strong ones', async () => {
  const strings = ['Hå s¬', 'Cã', '§· xö lý xong', 'H06.23-241105-0001']
    .map((value) => `<si><t>${value}</t></si>`)
    .join('');
  const row = `<row>${[0, 1, 2, 3].map((i) => `<c t="s"><v>${i}</v></c>`).join('')}</row>`;
  expect(await rowsIn(xlsxOf(row, { strings }))).toEqual([[1, 'Hồ sơ', 'Có', 'Đã xử lý xong', 'H06.23-241105-0001']]);
});

test('XML that ends inside the rows is cut short, though the zip is whole', async () => {
  const xml = '<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row>';
  expect(await errorCode(xlsx({ sheets: [{ name: 'S', xml }] }))).toBe('book-cut-short');
  expect(await errorCode(xlsxOf(number('1'), { strings: '<si><t>a</t></si><si><t>' }))).toBe('book-cut-short');
});

test('rows out of order, rows and columns beyond the sheet', async () => {
  expect(await errorCode(xlsxOf('<row r="2"/><row r="2"/>'))).toBe('sheet-rows-disordered');
  expect(await errorCode(xlsxOf('<row r="1048577"><c><v>1</v></c></row>'))).toBe('limit-exceeded');
  expect(await errorCode(xlsxOf('<row r="1"><c r="XFE1"><v>1</v></c></row>'))).toBe('limit-exceeded');
  expect(await rowsIn(xlsxOf('<row r="1"><c r="XFD1"><v>1</v></c></row>'))).toHaveLength(1);
});

test('the first batch is small, row numbers go on over batches', async () => {
  const rows = Array.from(
    { length: 40_000 },
    (_, i) => `<row r="${i + 1}"><c r="A${i + 1}"><v>${i}</v></c></row>`,
  ).join('');
  const sizes: number[] = [];
  let next = 1;
  for await (const batch of (await open(xlsxOf(rows))).read(0)) {
    sizes.push(batch.rows);
    for (const number of batch.rowNumbers) expect(number).toBe(next++);
  }
  expect(sizes[0]).toBeLessThanOrEqual(256);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(32_768);
  expect(next).toBe(40_001);
});

test('the strict form of the standard: other namespaces, days in ISO 8601', async () => {
  const cells = [
    '<c r="A1" t="s"><v>0</v></c>',
    '<c r="B1" t="d"><v>2024-11-05</v></c>',
    '<c r="C1" t="d"><v>2024-11-05T08:30:00</v></c>',
    '<c r="D1" s="1"><v>45601.5</v></c>',
    '<c r="E1" t="d"><v>2024-11-05T00:00:00Z</v></c>',
  ];
  const parts = xlsxParts({
    sheets: [{ name: 'Hồ sơ', xml: `<row r="1">${cells.join('')}</row>` }],
    strings: '<si><t>H06.23-241105-0001</t></si>',
    styles: '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs>',
  });
  for (const [name, part] of Object.entries(parts)) {
    if (!(part instanceof Uint8Array)) continue;
    const text = strFromU8(part)
      .replaceAll(
        'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
        'http://purl.oclc.org/ooxml/spreadsheetml/main',
      )
      .replaceAll(
        'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
        'http://purl.oclc.org/ooxml/officeDocument/relationships',
      );
    parts[name] = strToU8(text.replace('<workbook ', '<workbook conformance="strict" '));
  }
  expect(await rowsIn(zipSync(parts))).toEqual([
    [1, 'H06.23-241105-0001', '2024-11-05', '2024-11-05 08:30:00', '2024-11-05 12:00:00', '2024-11-05'],
  ]);
});

test('cells merged over rows are told, whatever stands between the rows and them', async () => {
  const merges =
    '<mergeCells count="4"><mergeCell ref="A1:C1"/><mergeCell ref="A2:A4"/><mergeCell ref="$AB$3:$AC$9"/><mergeCell ref="B2"/></mergeCells>';
  const sheet = sheetXml('<row r="1"><c r="A1"><v>1</v></c></row>').replace(
    '</sheetData>',
    `</sheetData><autoFilter ref="A1:B9"/>${merges}`,
  );
  const book = await open(xlsxOf(sheet));
  expect(book.merged(0)).toEqual([]);
  await sheetRows(book);
  expect(book.merged(0)).toEqual([
    { column: 0, first: 2, last: 4 },
    { column: 27, first: 3, last: 9 },
  ]);
});
