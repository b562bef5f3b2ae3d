import { utils, type WorkBook, write } from '@e965/xlsx';
import { xlsx } from '../read/build-xlsx.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const strings = Array.from(
  { length: 60 },
  (_, i) =>
    `<si>${i % 9 === 0 ? `<r><t xml:space="preserve">Giá </t></r><r><t>trị ${i}</t></r>` : `<t>Giá trị ${i}</t>`}</si>`,
).join('');
const rows = Array.from({ length: 120 }, (_, i) => {
  const at = i + 1;
  const date = `<c r="C${at}" s="1"><v>${45_000 + i}.25</v></c>`;
  const kinds = `<c r="D${at}" t="b"><v>${i % 2}</v></c><c r="E${at}" t="str"><f>A1</f><v>x&amp;${i}</v></c>`;
  return `<row r="${at}"><c r="A${at}" t="s"><v>${i % 60}</v></c><c r="B${at}"><v>${i * 31}</v></c>${date}${kinds}</row>`;
}).join('');
const styles = '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs>';

function bookOfRows(): WorkBook {
  const book = utils.book_new();
  const table = Array.from({ length: 100 }, (_, i) => [`H-${i}`, i, 'ồ', i % 2 === 0, null, i / 7]);
  utils.book_append_sheet(book, utils.aoa_to_sheet(table), 'Hồ sơ');
  utils.book_append_sheet(book, utils.aoa_to_sheet(table.slice(0, 3)), 'Hai');
  return book;
}
const sheetJs = (bookType: 'xlsx' | 'ods' | 'biff8' | 'xlml', bookSST = false) =>
  new Uint8Array(write(bookOfRows(), { type: 'array', bookType, bookSST, compression: true }));

/** Sound books of every kind that damage is done to. */
export const BOOKS: readonly { kind: string; isZip: boolean; bytes: Uint8Array }[] = [
  { kind: 'xlsx', isZip: true, bytes: xlsx({ sheets: [{ name: 'S', xml: rows }], strings, styles }) },
  {
    kind: 'xlsx with two sheets',
    isZip: true,
    bytes: xlsx({
      sheets: [
        { name: 'Một', xml: rows, state: 'hidden' },
        { name: 'Hai', xml: rows },
      ],
      strings,
      styles,
    }),
  },
  { kind: 'xlsx, shared', isZip: true, bytes: sheetJs('xlsx', true) },
  { kind: 'xlsx, inline', isZip: true, bytes: sheetJs('xlsx') },
  { kind: 'ods', isZip: true, bytes: sheetJs('ods') },
  { kind: 'xls', isZip: false, bytes: sheetJs('biff8') },
  { kind: 'XML of 2003', isZip: false, bytes: sheetJs('xlml') },
  {
    kind: 'html',
    isZip: false,
    bytes: utf8(`<table>${'<tr><td rowspan=2>a<td colspan=3>b&amp;<br><td>c</tr>'.repeat(80)}</table>`),
  },
  { kind: 'csv', isZip: false, bytes: utf8('a,"b ""x""",ồ\n'.repeat(200)) },
  {
    kind: 'json',
    isZip: false,
    bytes: utf8(JSON.stringify({ data: Array.from({ length: 90 }, (_, i) => ({ a: i, b: 'ồ"{', c: [{}] })) })),
  },
];
