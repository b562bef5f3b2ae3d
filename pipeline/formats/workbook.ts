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
  /** In characters. */
  width?: number;
  /** Of a form: what the cells to fill in hold, text where it is not said; and the words that one is chosen from. */
  holds?: 'day' | 'number';
  choices?: readonly string[];
}

interface PlainSheet {
  name: string;
  /** Lines above the table; the first one is its title. */
  lines: readonly string[];
  columns: readonly PlainColumn[];
  rows: readonly (readonly Cell[])[];
  /** Empty rows to be filled in below: then the sheet is a form, with a grid. */
  blankRows?: number;
}

/**
 * A workbook of tables, for who has no Excel beside the pane. Everything but numbers is text, so that a code stays a code
 * and nothing is ever a formula.
 */
export function plainWorkbook(sheets: readonly PlainSheet[]): Uint8Array<ArrayBuffer> {
  const numbered = sheets.map((sheet, index) => ({ ...sheet, number: index + 1 }));
  const files: Record<string, Uint8Array> = {
    '[Content_Types].xml': xml(
      `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>${numbered.map(({ number }) => `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`).join('')}<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`,
    ),
    '_rels/.rels': xml(
      `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ),
    'xl/workbook.xml': xml(
      `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${numbered.map(({ name, number }) => `<sheet name="${escaped(sheetName(name))}" sheetId="${number}" r:id="rId${number}"/>`).join('')}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': xml(
      `<Relationships xmlns="${PACKAGE}/relationships">${numbered.map(({ number }) => `<Relationship Id="rId${number}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${number}.xml"/>`).join('')}<Relationship Id="rId9" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
    ),
    'xl/styles.xml': xml(
      `<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Times New Roman"/></font><font><b/><sz val="11"/><name val="Times New Roman"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE7EEF7"/><bgColor indexed="64"/></patternFill></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${['left', 'right', 'top', 'bottom'].map((side) => `<${side} style="thin"><color rgb="FF808080"/></${side}>`).join('')}<diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="7"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>${GRID_STYLES}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`,
    ),
  };
  for (const { number, ...sheet } of numbered) files[`xl/worksheets/sheet${number}.xml`] = xml(sheetXml(sheet));
  return zipSync(files, { mtime: '1980-01-02T00:00:00' });
}

/** A name that Excel takes. */
export function sheetName(wanted: string): string {
  const plain = wanted
    .replace(/[\\/?*[\]:]/g, ' ')
    .replace(/^'+|'+$/g, '')
    .trim();
  return plain.slice(0, LONGEST_NAME).trim() || 'Bảng';
}

function sheetXml({ lines, columns, rows, blankRows }: PlainSheet): string {
  const header = lines.length + 2;
  const isForm = blankRows !== undefined;
  const last = header + rows.length + (blankRows ?? 0);
  const body = [
    ...lines.map((line, index) => rowXml(index + 1, [text(line, index === 0 ? 2 : 1)])),
    rowXml(
      header,
      columns.map((column) => text(column.header, isForm ? GRID_HEADER : 2)),
      isForm ? ' ht="33" customHeight="1"' : '',
    ),
    ...Array.from({ length: last - header }, (_, index) =>
      rowXml(
        header + 1 + index,
        columns.map((column, position) => {
          const value = rows[index]?.[position] ?? null;
          return isForm ? gridCell(value, column) : cell(value, column.isDay);
        }),
      ),
    ),
  ];
  const range = `A${header}:${letters(columns.length)}${last}`;
  const widths = columns.map(
    ({ width }, index) =>
      `<col min="${index + 1}" max="${index + 1}" width="${width ?? (index === 0 ? 24 : 16)}" customWidth="1"/>`,
  );
  return `<worksheet xmlns="${MAIN}">${isForm ? '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>' : ''}<sheetViews><sheetView workbookViewId="0"><pane ySplit="${header}" topLeftCell="A${header + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData>${body.join('')}</sheetData>${isForm ? validations(columns, header + 1, last) + ON_PAPER : `<autoFilter ref="${range}"/>`}</worksheet>`;
}

const ON_PAPER =
  '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>';

/** Excel's own limit for words that stand in the rule itself. */
const LONGEST_CHOICES = 255;

/** Drop-down lists; a cell that holds another word is told of when it is typed, and may stay. */
function validations(columns: readonly PlainColumn[], first: number, last: number): string {
  const rules = columns.flatMap(({ choices = [] }, index) => {
    const words = choices.join(',');
    if (words === '') return [];
    if (words.length > LONGEST_CHOICES || choices.some((word) => word.includes(',')))
      throw new RangeError(`no drop-down list can hold: ${words}`);
    const column = letters(index + 1);
    return [
      `<dataValidation type="list" errorStyle="warning" allowBlank="1" showErrorMessage="1" sqref="${column}${first}:${column}${last}"><formula1>"${escaped(words)}"</formula1></dataValidation>`,
    ];
  });
  return rules.length === 0 ? '' : `<dataValidations count="${rules.length}">${rules.join('')}</dataValidations>`;
}

/** Styles 3 to 6: header, text, day, number of a grid. */
const GRID_HEADER = 3;
const GRID = { text: 4, day: 5, number: 6 } as const;
const GRID_STYLES = [
  '<xf numFmtId="49" fontId="1" fillId="2" borderId="1" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment horizontal="center" vertical="center" wrapText="1"/></xf>',
  ...[49, 164, 0].map(
    (format) =>
      `<xf numFmtId="${format}" fontId="0" fillId="0" borderId="1" xfId="0" applyNumberFormat="1" applyBorder="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>`,
  ),
].join('');

function gridCell(value: Cell, { holds }: PlainColumn): string {
  const style = GRID[holds ?? 'text'];
  if (value === null) return `<c s="${style}"/>`;
  if (holds === 'day' && typeof value === 'string') return `<c s="${style}"><v>${dayNumber(value)}</v></c>`;
  return text(String(value), style);
}

/** Of a day `YYYY-MM-DD` the number that a workbook holds. */
function dayNumber(day: string): number {
  return (Date.parse(`${day}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / 86_400_000;
}

/** The name of the column with that number, from 1. */
function letters(number: number): string {
  const before = Math.floor((number - 1) / 26);
  return `${before > 0 ? letters(before) : ''}${String.fromCharCode(65 + ((number - 1) % 26))}`;
}

function rowXml(number: number, cells: readonly string[], height = ''): string {
  return `<row r="${number}"${height}>${cells.join('')}</row>`;
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
function escaped(value: string): string {
  return value
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
    .replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

function xml(body: string): Uint8Array {
  return strToU8(HEAD + body);
}
