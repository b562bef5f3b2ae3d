import { strToU8, zipSync } from 'fflate';
import { vietnameseDate } from '../dates.ts';
import type { Cell } from '../office/tables.ts';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
/** Excel's own limit for the name of a sheet. */
const LONGEST_NAME = 31;

interface PlainColumn {
  header: string;
  /** Days are printed as people read them. */
  isDay: boolean;
}

interface PlainSheet {
  name: string;
  /** Lines above the table; the first one is its title. */
  lines: readonly string[];
  columns: readonly PlainColumn[];
  rows: readonly (readonly Cell[])[];
}

/** Every file of the same cells is the same bytes. */
const MTIME = '1980-01-02T00:00:00';

/** Normal, text, text of titles. */
const STYLES =
  '<fonts count="2"><font><sz val="11"/><name val="Times New Roman"/></font><font><b/><sz val="11"/><name val="Times New Roman"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>';

/**
 * A workbook of tables, for who has no Excel beside the pane. Everything but numbers is text, so that a code stays a code
 * and nothing is ever a formula.
 */
export function plainWorkbook(sheets: readonly PlainSheet[]): Uint8Array<ArrayBuffer> {
  const files = partsOf(
    sheets.map(({ name }) => name),
    STYLES,
  );
  for (const [index, sheet] of sheets.entries()) files[`xl/worksheets/sheet${index + 1}.xml`] = xml(sheetXml(sheet));
  return zipSync(files, { mtime: MTIME });
}

/** Everything of a workbook but its sheets, `xl/worksheets/sheet1.xml` …. @param styles what stands in the styles */
function partsOf(names: readonly string[], styles: string, date1904 = false): Record<string, Uint8Array> {
  const numbered = names.map((name, index) => ({ name: escaped(sheetName(name)), number: index + 1 }));
  const all = (one: (sheet: { name: string; number: number }) => string): string => numbered.map(one).join('');
  const properties = date1904 ? '<workbookPr date1904="1"/>' : '';
  return {
    '[Content_Types].xml': xml(
      `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>${all(({ number }) => `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`)}<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`,
    ),
    '_rels/.rels': xml(
      `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ),
    'xl/workbook.xml': xml(
      `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}">${properties}<sheets>${all(({ name, number }) => `<sheet name="${name}" sheetId="${number}" r:id="rId${number}"/>`)}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': xml(
      `<Relationships xmlns="${PACKAGE}/relationships">${all(({ number }) => `<Relationship Id="rId${number}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${number}.xml"/>`)}<Relationship Id="rIdStyles" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
    ),
    'xl/styles.xml': xml(`<styleSheet xmlns="${MAIN}">${styles}</styleSheet>`),
  };
}

/** For other writers of workbooks. */
export const workbookParts = { of: partsOf, head: HEAD, main: MAIN, mtime: MTIME };

/** A name that Excel takes. */
export function sheetName(wanted: string): string {
  const plain = wanted
    .replace(/[\\/?*[\]:]/g, ' ')
    .replace(/^'+|(?<!')'+$/g, '')
    .trim();
  return plain.slice(0, LONGEST_NAME).trim() || 'Bảng';
}

function sheetXml({ lines, columns, rows }: PlainSheet): string {
  const header = lines.length + 2;
  const body = [
    ...lines.map((line, index) => rowXml(index + 1, [text(line, index === 0 ? 2 : 1)])),
    rowXml(
      header,
      columns.map((column) => text(column.header, 2)),
    ),
    ...rows.map((row, index) =>
      rowXml(
        header + 1 + index,
        columns.map(({ isDay }, column) => cell(row[column] ?? null, isDay)),
      ),
    ),
  ];
  const range = `A${header}:${letters(columns.length)}${header + rows.length}`;
  const others = columns.length > 1 ? `<col min="2" max="${columns.length}" width="16" customWidth="1"/>` : '';
  return `<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="${header}" topLeftCell="A${header + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols><col min="1" max="1" width="24" customWidth="1"/>${others}</cols><sheetData>${body.join('')}</sheetData><autoFilter ref="${range}"/></worksheet>`;
}

/** The name of the column with that number, from 1. */
function letters(number: number): string {
  const before = Math.floor((number - 1) / 26);
  return `${before > 0 ? letters(before) : ''}${String.fromCharCode(65 + ((number - 1) % 26))}`;
}

function rowXml(number: number, cells: readonly string[]): string {
  return `<row r="${number}">${cells.join('')}</row>`;
}

function cell(value: Cell, isDay: boolean): string {
  if (value === null) return '<c s="1"/>';
  if (typeof value === 'number') return `<c><v>${value}</v></c>`;
  if (typeof value === 'boolean') return `<c t="b"><v>${value ? 1 : 0}</v></c>`;
  const written = typeof value === 'string' ? value : value.join('; ');
  return text(isDay ? vietnameseDate(written) : written, 1);
}

function text(value: string, style: number): string {
  return `<c s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`;
}

/** Characters that XML cannot hold are left out. */
export function escaped(value: string): string {
  return value
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
    .replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

function xml(body: string): Uint8Array {
  return strToU8(HEAD + body);
}
