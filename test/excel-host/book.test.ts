import { expect, test } from 'vitest';
import { findings } from '../report/validate.ts';
import { blankWorkbook } from './book/blank.ts';
import { Book, OFFICE } from './book/book.ts';
import { insertSheets } from './book/insert-sheets.ts';
import { shift } from './book/shift.ts';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const TYPE = 'application/vnd.openxmlformats-officedocument';

/** A workbook as users have it: notes, links, choices, print titles, a text of two formats, formulas of several cells. */
function lively(): Book {
  const blank = new Book(blankWorkbook());
  const { parts } = blank;
  const path = 'xl/worksheets/sheet1.xml';
  const cells = [
    '<row r="2"><c r="B2" t="inlineStr"><is><r><rPr><b/></rPr><t>đậm</t></r><r><t xml:space="preserve"> và thường</t></r></is></c></row>',
    '<row r="3"><c r="B3"><f t="shared" ref="B3:B5" si="0">C3*2</f><v>4</v></c><c r="C3"><v>2</v></c></row>',
    '<row r="4"><c r="B4"><f t="shared" si="0"/><v>6</v></c><c r="C4"><v>3</v></c></row>',
    '<row r="5"><c r="B5"><f t="shared" si="0"/><v>8</v></c><c r="C5"><v>4</v></c></row>',
  ];
  parts.put(
    path,
    `<worksheet xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheetData>${cells.join('')}</sheetData><dataValidations count="1"><dataValidation type="list" allowBlank="1" sqref="D3:D5"><formula1>$F$3:$F$5</formula1></dataValidation></dataValidations><hyperlinks><hyperlink ref="C4" location="B5"/></hyperlinks><legacyDrawing r:id="rId1"/></worksheet>`,
    `${TYPE}.spreadsheetml.worksheet+xml`,
  );
  parts.put(
    'xl/drawings/vmlDrawing1.vml',
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shape id="_x0000_s1025" type="#_x0000_t202" style="visibility:hidden"><x:ClientData ObjectType="Note"><x:Anchor>3, 15, 3, 10, 5, 15, 7, 4</x:Anchor><x:Row>3</x:Row><x:Column>2</x:Column></x:ClientData></v:shape></xml>',
    `${TYPE}.vmlDrawing`,
  );
  parts.put(
    'xl/comments1.xml',
    `<comments xmlns="${MAIN}"><authors><author>An</author></authors><commentList><comment ref="C4" authorId="0"><text><t>xem lại</t></text></comment></commentList></comments>`,
    `${TYPE}.spreadsheetml.comments+xml`,
  );
  parts.relate(path, `${OFFICE}/vmlDrawing`, 'xl/drawings/vmlDrawing1.vml');
  parts.relate(path, `${OFFICE}/comments`, 'xl/comments1.xml');
  return new Book(parts.bytes());
}

function partOf(book: Book, sheet: string, kind: string): string {
  const [relation] = book.parts.related(book.sheet(sheet)?.path ?? '', kind);
  return relation ? new TextDecoder().decode(book.parts.bytesOf(relation.target)) : '';
}

test('notes, links, choices and formulas of several cells move with their cells', async () => {
  const book = lively();
  const sheet = book.sheets[0]!;
  shift(book, sheet, { axis: 'row', at: 4, count: 2, from: 1, to: 16_384 });
  shift(book, sheet, { axis: 'column', at: 3, count: 1, from: 1, to: 1_048_576 });
  expect([3, 6, 7].map((row) => sheet.cell(row, 2)?.formula)).toEqual(['D3*2', 'D6*2', 'D7*2']);
  const xml = sheet.xml();
  expect(xml).toContain('sqref="E3:E7"');
  expect(xml).toContain('<formula1>$G$3:$G$7</formula1>');
  expect(xml).toContain('ref="D6" location="B5"');
  expect(xml).toMatch(/<b\/?[^>]*>.*đậm.*> và thường</);
  expect(partOf(book, 'Sheet1', 'comments')).toContain('ref="D6"');
  const box = partOf(book, 'Sheet1', 'vmlDrawing');
  expect(box).toContain('<x:Row>5</x:Row><x:Column>3</x:Column>');
  expect(box).toContain('<x:Anchor>4, 15, 5, 10, 6, 15, 9, 4</x:Anchor>');
  expect(await findings(book.bytes())).toEqual([]);
});

test('what hangs on a sheet comes along into another workbook, and leaves with it', async () => {
  const saved = lively();
  saved.names.push({
    name: '_xlnm.Print_Titles',
    scope: saved.sheets[0],
    formula: 'Sheet1!$2:$3',
    attributes: new Map(),
  });
  const book = new Book(blankWorkbook());
  const [sheet] = insertSheets(book, saved.bytes(), { names: [], position: 0 });
  expect(sheet?.name).toBe('Sheet1 (2)');
  expect(book.names).toEqual([
    { name: '_xlnm.Print_Titles', scope: sheet, formula: "'Sheet1 (2)'!$2:$3", attributes: new Map() },
  ]);
  expect(partOf(book, 'Sheet1 (2)', 'comments')).toContain('xem lại');
  expect(partOf(book, 'Sheet1 (2)', 'vmlDrawing')).toContain('<x:Row>3</x:Row>');
  expect(await findings(book.bytes())).toEqual([]);
  book.deleteSheet(sheet!);
  expect(book.names).toEqual([]);
  const left = new Book(book.bytes()).parts.paths().filter((path) => /comments|vml/.test(path));
  expect(left).toEqual([]);
});
