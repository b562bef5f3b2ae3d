import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { truthOf } from './office.ts';
import { LAYOUTS, rowsOf } from './unit-tables.ts';

/** The last row that Excel has. */
const LAST_ROW = 1_048_576;

/**
 * Reports in sheets that are mostly nothing: rows and cells with a style and no value, a used range down to the last row, a
 * row there. Each is of the unit whose name is given.
 */
export function heavyBooks(unit = 'Ủy ban nhân dân xã Ia Ko, tỉnh Gia Lai'): { name: string; bytes: Uint8Array }[] {
  const said = [unit, rowsOf(truthOf('x', unit, 77), 0), '(Số liệu tính đến ngày 31/7/2025)'] as const;
  const [book, ods] = [LAYOUTS[0]?.(...said), LAYOUTS[0]?.(...said, { kind: 'ods' })];
  const html = LAYOUTS[4]?.(...said);
  if (book === undefined || ods === undefined || html === undefined) throw new RangeError('no layout');
  const parts = unzipSync(book.bytes);
  const path = 'xl/worksheets/sheet1.xml';
  const xml = strFromU8(parts[path] ?? new Uint8Array());
  const made = (change: (xml: string) => string): Uint8Array => zipSync({ ...parts, [path]: strToU8(change(xml)) });
  const styled = (first: number, last: number): string =>
    Array.from({ length: last - first + 1 }, (_, at) => {
      const row = first + at;
      const cells = Array.from(
        { length: 24 },
        (__, column) => `<c r="${String.fromCharCode(65 + column)}${row}" s="0"/>`,
      );
      return `<row r="${row}">${cells.join('')}</row>`;
    }).join('');
  const behind = (rows: string) => (text: string) => text.replace('</sheetData>', `${rows}</sheetData>`);
  return [
    { name: 'o-trong-co-dinh-dang.xlsx', bytes: made(behind(styled(40, 60_000))) },
    {
      name: 'vung-dung-den-dong-cuoi.xlsx',
      bytes: made((text) =>
        behind(`<row r="${LAST_ROW}"><c r="XFD${LAST_ROW}" s="0"/></row>`)(text).replace(
          /<dimension ref="[^"]*"/,
          `<dimension ref="A1:XFD${LAST_ROW}"`,
        ),
      ),
    },
    {
      name: 'chu-o-dong-cuoi.xlsx',
      bytes: made(behind(`<row r="${LAST_ROW}"><c r="XFD${LAST_ROW}" t="inlineStr"><is><t>hết</t></is></c></row>`)),
    },
    { name: 'hang-lap-lai.ods', bytes: repeated(ods.bytes) },
    { name: 'hang-trong.xls', bytes: emptyRows(html.bytes) },
  ];
}

/** An .ods says with one element how often a row without values comes again. */
function repeated(bytes: Uint8Array): Uint8Array {
  const parts = unzipSync(bytes);
  const content = strFromU8(parts['content.xml'] ?? new Uint8Array());
  const cell = '<table:table-cell table:number-columns-repeated="16384"/>';
  const rows = `<table:table-row table:number-rows-repeated="1048000">${cell}</table:table-row>`;
  return zipSync({ ...parts, 'content.xml': strToU8(content.replace('</table:table>', `${rows}</table:table>`)) });
}

function emptyRows(bytes: Uint8Array): Uint8Array {
  const rows = '<tr><td> </td><td></td><td></td><td></td><td></td></tr>'.repeat(30_000);
  return strToU8(strFromU8(bytes).replace('</table>', `${rows}</table>`));
}
