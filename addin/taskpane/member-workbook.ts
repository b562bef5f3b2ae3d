import { strToU8, zipSync } from 'fflate';
import { vietnameseDate } from '../../pipeline/dates.ts';
import type { Cell, Table } from '../../pipeline/evaluate/tables.ts';
import { figureTexts } from './texts/figures.ts';

const COLUMNS = [
  ['member', 'memberCode'],
  ['unit', 'memberUnit'],
  ['procedure_code', 'memberProcedure'],
  ['field', 'memberField'],
  ['happened_on', 'memberDay'],
  ['received_on', 'memberReceived'],
  ['due_on', 'memberDue'],
  ['finished_on', 'memberFinished'],
  ['status', 'memberStatus'],
  ['channel', 'memberChannel'],
  ['file', 'memberFile'],
  ['sheet', 'memberSheet'],
  ['row', 'memberRow'],
] as const;

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

interface MemberBook {
  title: string;
  about: readonly string[];
  missing: Table;
  numerator: Table;
}

/**
 * A workbook of the members behind a number, for who has no Excel beside the pane. Everything but row numbers is text,
 * so that a code stays a code and nothing is ever a formula; days are printed as people read them.
 */
export function memberWorkbook({ title, about, missing, numerator }: MemberBook): Uint8Array<ArrayBuffer> {
  const sheets = [
    { name: figureTexts.missingOnes.vi, table: missing },
    { name: figureTexts.inNumerator.vi, table: numerator },
  ];
  const files: Record<string, Uint8Array> = {
    '[Content_Types].xml': xml(
      `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>${sheets.map((_, index) => `<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`).join('')}<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`,
    ),
    '_rels/.rels': xml(
      `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ),
    'xl/workbook.xml': xml(
      `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${sheets.map(({ name }, index) => `<sheet name="${escaped(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`).join('')}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': xml(
      `<Relationships xmlns="${PACKAGE}/relationships">${sheets.map((_, index) => `<Relationship Id="rId${index + 1}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`).join('')}<Relationship Id="rId9" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
    ),
    'xl/styles.xml': xml(
      `<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Times New Roman"/></font><font><b/><sz val="11"/><name val="Times New Roman"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`,
    ),
  };
  for (const [index, { name, table }] of sheets.entries())
    files[`xl/worksheets/sheet${index + 1}.xml`] = xml(sheetXml([`${title}: ${name}`, ...about], table));
  return zipSync(files);
}

function sheetXml(lines: readonly string[], { rows }: Table): string {
  const body: string[] = lines.map((line, index) => row(index + 1, [text(line, index === 0 ? 2 : 1)]));
  const header = lines.length + 2;
  body.push(
    row(
      header,
      COLUMNS.map(([, word]) => text(figureTexts[word].vi, 2)),
    ),
  );
  for (const [index, member] of rows.entries())
    body.push(
      row(
        header + 1 + index,
        COLUMNS.map(([name]) => cell(member[name] ?? null, name)),
      ),
    );
  const range = `A${header}:M${header + rows.length}`;
  return `<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="${header}" topLeftCell="A${header + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols><col min="1" max="1" width="24" customWidth="1"/><col min="2" max="13" width="16" customWidth="1"/></cols><sheetData>${body.join('')}</sheetData><autoFilter ref="${range}"/></worksheet>`;
}

function row(number: number, cells: readonly string[]): string {
  return `<row r="${number}">${cells.join('')}</row>`;
}

function cell(value: Cell, column: string): string {
  if (value === null) return '<c s="1"/>';
  if (typeof value === 'number') return `<c><v>${value}</v></c>`;
  return text(column.endsWith('_on') ? vietnameseDate(String(value)) : String(value), 1);
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
