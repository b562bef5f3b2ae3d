import { strToU8, zipSync } from 'fflate';
import { escaped, workbookParts } from '../formats/workbook.ts';

export interface FormColumn {
  header: string;
  /** In characters. */
  width: number;
  holds: 'text' | 'day' | 'number';
  /** Words that one is chosen from; none: anything. */
  choices: readonly string[];
}

export interface FormSheet {
  name: string;
  /** Lines above the table; the first one is its title. */
  lines: readonly string[];
  columns: readonly FormColumn[];
  /** Rows that are partly filled in; days as `YYYY-MM-DD`. */
  rows: readonly (readonly (string | null)[])[];
  blankRows: number;
}

/** Excel's own limit for words that stand in the rule itself. */
const LONGEST_CHOICES = 255;

const PLAIN = 0;
const TITLE = 1;
const HEADER = 2;
const CELL = { text: 3, day: 4, number: 5 } as const;

const SIDES = ['left', 'right', 'top', 'bottom'];
const FONT = '<sz val="11"/><name val="Times New Roman"/>';
const NUMBER_FORMATS = [49, 164, 0];
const STYLES = [
  '<numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts>',
  `<fonts count="2"><font>${FONT}</font><font><b/>${FONT}</font></fonts>`,
  '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE7EEF7"/><bgColor indexed="64"/></patternFill></fill></fills>',
  `<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${SIDES.map((side) => `<${side} style="thin"><color rgb="FF808080"/></${side}>`).join('')}<diagonal/></border></borders>`,
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
  '<cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>',
  '<xf numFmtId="49" fontId="1" fillId="2" borderId="1" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment horizontal="center" vertical="center" wrapText="1"/></xf>',
  ...NUMBER_FORMATS.map(
    (format) =>
      `<xf numFmtId="${format}" fontId="0" fillId="0" borderId="1" xfId="0" applyNumberFormat="1" applyBorder="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>`,
  ),
  '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
].join('');

/** A form to be filled in: a grid below its header, words to choose from where a column is a closed list. */
export function formWorkbook(sheet: FormSheet): Uint8Array<ArrayBuffer> {
  const files = workbookParts.of([sheet.name], STYLES);
  files['xl/worksheets/sheet1.xml'] = strToU8(workbookParts.head + sheetXml(sheet));
  return zipSync(files, { mtime: workbookParts.mtime });
}

function sheetXml({ lines, columns, rows, blankRows }: FormSheet): string {
  const header = lines.length + 2;
  const last = header + rows.length + blankRows;
  const grid = Array.from({ length: last - header }, (_, index) =>
    rowXml(
      header + 1 + index,
      columns.map(({ holds }, column) => cell(rows[index]?.[column] ?? null, holds)),
    ),
  );
  const body = [
    ...lines.map((line, index) => rowXml(index + 1, [text(line, index === 0 ? TITLE : PLAIN)])),
    rowXml(
      header,
      columns.map((column) => text(column.header, HEADER)),
      ' ht="33" customHeight="1"',
    ),
    ...grid,
  ];
  const widths = columns.map(
    ({ width }, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  );
  return `<worksheet xmlns="${workbookParts.main}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"><pane ySplit="${header}" topLeftCell="A${header + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData>${body.join('')}</sheetData>${validations(columns, header + 1, last)}<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/></worksheet>`;
}

/** Drop-down lists; of another word Excel warns when it is typed, and it may stay. */
function validations(columns: readonly FormColumn[], first: number, last: number): string {
  const rules = columns.flatMap(({ choices }, index) => {
    const words = choices.join(',');
    if (words === '') return [];
    if (words.length > LONGEST_CHOICES || choices.some((word) => word.includes(',')))
      throw new RangeError(`no drop-down list can hold: ${words}`);
    const column = String.fromCharCode(65 + index);
    return [
      `<dataValidation type="list" errorStyle="warning" allowBlank="1" showErrorMessage="1" sqref="${column}${first}:${column}${last}"><formula1>"${escaped(words)}"</formula1></dataValidation>`,
    ];
  });
  return rules.length === 0 ? '' : `<dataValidations count="${rules.length}">${rules.join('')}</dataValidations>`;
}

function rowXml(number: number, cells: readonly string[], height = ''): string {
  return `<row r="${number}"${height}>${cells.join('')}</row>`;
}

function cell(value: string | null, holds: FormColumn['holds']): string {
  if (value === null) return `<c s="${CELL[holds]}"/>`;
  return holds === 'day' ? `<c s="${CELL.day}"><v>${dayNumber(value)}</v></c>` : text(value, CELL[holds]);
}

function text(value: string, style: number): string {
  return `<c s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`;
}

/** Of a day `YYYY-MM-DD` the number that a workbook holds. */
function dayNumber(day: string): number {
  return (Date.parse(`${day}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / 86_400_000;
}
