import { columnName } from '../a1.ts';
import { newPart, writeZip } from '../packed-parts.ts';
import type { Look, Rule } from './styles.ts';
import { ruleNumber, StyleList } from './styles.ts';

export interface CellSpec {
  column: number;
  /** Merged up to this column, and this row. */
  to?: number;
  toRow?: number;
  text?: string;
  value?: number;
  /** Without its result: whoever opens the book reckons it. */
  formula?: string;
  look?: Look;
  /** Defined names of the cell. */
  names?: string[];
}

export interface RowSpec {
  /** Points. */
  height: number;
  cells?: CellSpec[];
}

export interface TableSpec {
  name: string;
  /** Row of the header; the body follows. */
  row: number;
  bodyRows: number;
  columns: { header: string; look: Look }[];
  /** Looks of body rows that differ from the columns' own. */
  bodyFormat?: (bodyRow: number) => Partial<Look>;
  headerHeight: number;
  /** Points of its header. */
  size?: number;
}

export interface RuleSpec {
  range: string;
  formula: string;
  rule: Rule;
}

export interface SheetSpec {
  name: string;
  /** Pixels. */
  columns: number[];
  rows: ReadonlyMap<number, RowSpec>;
  tables: TableSpec[];
  rules: RuleSpec[];
  /** Row repeated on each page, or the first and last of several; 0 = none. */
  repeated: number | readonly [number, number];
  /** Rows with a page break below. */
  breaks?: number[];
  /** No page number on the first page. */
  firstPageWithout?: boolean;
  /** XML of a drawing's anchors, and of the charts in it in their order. */
  anchors?: string;
  charts?: string[];
  /** Only cells with the look `unlocked` can be changed; no password. */
  protected?: boolean;
  /** Ranges that take whole numbers from 0, and what is said of anything else. */
  counts?: { ranges: string[]; title: string; message: string };
  /** A4 unless it says A3; always landscape. */
  paper?: 'A3';
  /** Further names: name → range with `$`. */
  names?: Record<string, string>;
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
/** Pixels of a digit of the normal font, Times New Roman 12. */
const DIGIT = 8;

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

interface Relation {
  type: string;
  target: string;
}

function relations(list: readonly Relation[]): string {
  const entries = list.map(
    ({ type, target }, i) => `<Relationship Id="rId${i + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  );
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${entries.join('')}</Relationships>`;
}

/** The bytes of a workbook; the same for the same sheets, always. */
export function makeBook(sheets: readonly SheetSpec[]): Uint8Array {
  const parts = new Map<string, string>();
  const types: string[] = [];
  const styles = new StyleList();
  const strings: string[] = [];
  const string = (text: string): number => {
    const found = strings.indexOf(text);
    return found >= 0 ? found : strings.push(text) - 1;
  };
  let tables = 0;
  let charts = 0;
  const names: string[] = [];
  const override = (path: string, type: string): void => {
    types.push(
      `<Override PartName="/${path}" ContentType="application/vnd.openxmlformats-officedocument.${type}+xml"/>`,
    );
  };
  override('xl/workbook.xml', 'spreadsheetml.sheet.main');

  sheets.forEach((sheet, index) => {
    const quoted = `'${sheet.name}'!`;
    const own: Relation[] = [];
    const tableIds = sheet.tables.map((table) => {
      tables += 1;
      parts.set(`xl/tables/table${tables}.xml`, tableXml(table, tables));
      override(`xl/tables/table${tables}.xml`, 'spreadsheetml.table');
      return own.push({ type: 'table', target: `../tables/table${tables}.xml` });
    });
    let drawing = '';
    if (sheet.anchors) {
      const path = `drawing${index + 1}.xml`;
      parts.set(`xl/drawings/${path}`, drawingXml(sheet.anchors));
      override(`xl/drawings/${path}`, 'drawing');
      const drawn = (sheet.charts ?? []).map((xml) => {
        charts += 1;
        parts.set(`xl/charts/chart${charts}.xml`, HEAD + xml);
        override(`xl/charts/chart${charts}.xml`, 'drawingml.chart');
        return { type: 'chart', target: `../charts/chart${charts}.xml` };
      });
      if (drawn.length > 0) parts.set(`xl/drawings/_rels/${path}.rels`, relations(drawn));
      drawing = `<drawing r:id="rId${own.push({ type: 'drawing', target: `../drawings/${path}` })}"/>`;
    }
    const path = `xl/worksheets/sheet${index + 1}.xml`;
    parts.set(path, sheetXml(sheet, styles, string, tableIds, drawing, index === 0));
    override(path, 'spreadsheetml.worksheet');
    if (own.length > 0) parts.set(`xl/worksheets/_rels/sheet${index + 1}.xml.rels`, relations(own));
    if (sheet.repeated !== 0) {
      const [first, last] = typeof sheet.repeated === 'number' ? [sheet.repeated, sheet.repeated] : sheet.repeated;
      const rows = `$${first}:$${last}`;
      names.push(`<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${quoted}${rows}</definedName>`);
    }
    for (const [name, range] of Object.entries(sheet.names ?? {})) {
      names.push(`<definedName name="${name}">${quoted}${range}</definedName>`);
    }
    for (const [row, { cells }] of sheet.rows) {
      for (const cell of cells ?? []) {
        for (const name of cell.names ?? []) {
          names.push(`<definedName name="${name}">${quoted}$${columnName(cell.column)}$${row}</definedName>`);
        }
      }
    }
  });

  const hasFormulas = sheets.some(({ rows }) =>
    [...rows.values()].some(({ cells }) => cells?.some(({ formula }) => formula !== undefined)),
  );
  const list = sheets.map(({ name }, i) => `<sheet name="${escaped(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`);
  parts.set(
    'xl/workbook.xml',
    `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><bookViews><workbookView xWindow="0" yWindow="0" windowWidth="24000" windowHeight="12000"/></bookViews><sheets>${list.join('')}</sheets>${names.length > 0 ? `<definedNames>${names.sort().join('')}</definedNames>` : ''}${hasFormulas ? '<calcPr calcId="191029" fullCalcOnLoad="1"/>' : ''}</workbook>`,
  );
  const all = sheets.map((_, i) => ({ type: 'worksheet', target: `worksheets/sheet${i + 1}.xml` }));
  parts.set(
    'xl/_rels/workbook.xml.rels',
    relations([
      ...all,
      { type: 'styles', target: 'styles.xml' },
      { type: 'sharedStrings', target: 'sharedStrings.xml' },
    ]),
  );
  parts.set('xl/styles.xml', styles.xml());
  override('xl/styles.xml', 'spreadsheetml.styles');
  const items = strings.map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`);
  parts.set(
    'xl/sharedStrings.xml',
    `${HEAD}<sst xmlns="${MAIN}" uniqueCount="${items.length}">${items.join('')}</sst>`,
  );
  override('xl/sharedStrings.xml', 'spreadsheetml.sharedStrings');
  parts.set('_rels/.rels', relations([{ type: 'officeDocument', target: 'xl/workbook.xml' }]));
  const content = `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${types.join('')}</Types>`;
  const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
  return writeZip([
    newPart('[Content_Types].xml', encode(content)),
    ...[...parts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, xml]) => newPart(name, encode(xml))),
  ]);
}

function tableXml(table: TableSpec, id: number): string {
  const ref = `A${table.row}:${columnName(table.columns.length)}${table.row + table.bodyRows}`;
  const columns = table.columns.map(({ header }, i) => `<tableColumn id="${i + 1}" name="${escaped(header)}"/>`);
  return `${HEAD}<table xmlns="${MAIN}" id="${id}" name="${table.name}" displayName="${table.name}" ref="${ref}" totalsRowShown="0"><tableColumns count="${columns.length}">${columns.join('')}</tableColumns><tableStyleInfo showFirstColumn="0" showLastColumn="0" showRowStripes="0" showColumnStripes="0"/></table>`;
}

function drawingXml(anchors: string): string {
  return `${HEAD}<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">${anchors}</xdr:wsDr>`;
}

interface SheetCell {
  style: number;
  text: string;
  value?: number | undefined;
  formula?: string | undefined;
}

function sheetXml(
  sheet: SheetSpec,
  styles: StyleList,
  string: (text: string) => number,
  tableIds: number[],
  drawing: string,
  selected: boolean,
): string {
  const rows = new Map<number, { height: number; cells: Map<number, SheetCell> }>();
  const merges: string[] = [];
  for (const [row, { height, cells }] of sheet.rows) {
    const own = rows.get(row) ?? { height, cells: new Map() };
    rows.set(row, { ...own, height });
    for (const cell of cells ?? []) {
      const last = cell.to ?? cell.column;
      for (let column = cell.column; column <= last; column += 1) {
        const content =
          column === cell.column ? { text: cell.text ?? '', value: cell.value, formula: cell.formula } : { text: '' };
        own.cells.set(column, { style: styles.number(cell.look ?? {}), ...content });
      }
      if (cell.to || cell.toRow) {
        merges.push(`${columnName(cell.column)}${row}:${columnName(last)}${cell.toRow ?? row}`);
      }
    }
  }
  for (const table of sheet.tables) {
    for (let row = table.row; row <= table.row + table.bodyRows; row += 1) {
      const header = row === table.row;
      const cells = new Map<number, SheetCell>();
      table.columns.forEach((column, i) => {
        const head: Look = { bold: true, across: 'center', wrap: true, border: 'lrtb', grey: true, size: table.size };
        const look = header ? head : { ...column.look, ...table.bodyFormat?.(row - table.row) };
        cells.set(i + 1, { style: styles.number(look), text: header ? column.header : '' });
      });
      rows.set(row, { height: header ? table.headerHeight : 19.5, cells });
    }
  }
  const rowXml = [...rows]
    .sort(([a], [b]) => a - b)
    .map(([row, { height, cells }]) => {
      const body = sheet.tables.some((table) => row > table.row && row <= table.row + table.bodyRows);
      const content = [...cells].map(([column, { style, text, value, formula }]) => {
        const at = `r="${columnName(column)}${row}" s="${style}"`;
        if (formula !== undefined) return `<c ${at}><f>${escaped(formula)}</f></c>`;
        if (value !== undefined) return `<c ${at}><v>${value}</v></c>`;
        return text === '' ? `<c ${at}/>` : `<c ${at} t="s"><v>${string(text)}</v></c>`;
      });
      return `<row r="${row}" ht="${height}"${body ? '' : ' customHeight="1"'}>${content.join('')}</row>`;
    });
  const columns = sheet.columns.map(
    (pixels, i) => `<col min="${i + 1}" max="${i + 1}" width="${pixels / DIGIT}" customWidth="1"/>`,
  );
  const rules = sheet.rules.map(
    ({ range, formula, rule }, i) =>
      `<conditionalFormatting sqref="${range}"><cfRule type="expression" dxfId="${ruleNumber(rule)}" priority="${i + 1}"><formula>${escaped(formula)}</formula></cfRule></conditionalFormatting>`,
  );
  const header = '<oddHeader>&amp;C&amp;"Times New Roman,Regular"&amp;13&amp;P</oddHeader>';
  const pages = sheet.firstPageWithout
    ? `<headerFooter differentFirst="1">${header}<firstHeader></firstHeader></headerFooter>`
    : `<headerFooter>${header}</headerFooter>`;
  const breaks = (sheet.breaks ?? []).map((row) => `<brk id="${row}" max="16383" man="1"/>`);
  const protection = sheet.protected
    ? '<sheetProtection sheet="1" objects="1" scenarios="1" formatColumns="0" formatRows="0"/>'
    : '';
  return `${HEAD}<worksheet xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView showGridLines="0"${selected ? ' tabSelected="1"' : ''} workbookViewId="0"/></sheetViews><sheetFormatPr defaultRowHeight="18.75" customHeight="1"/><cols>${columns.join('')}</cols><sheetData>${rowXml.join('')}</sheetData>${protection}${
    merges.length > 0
      ? `<mergeCells count="${merges.length}">${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`
      : ''
  }${rules.join('')}${validationXml(sheet)}<printOptions horizontalCentered="1"/><pageMargins left="1.18" right="0.59" top="0.79" bottom="0.79" header="0.39" footer="0.39"/><pageSetup paperSize="${sheet.paper === 'A3' ? 8 : 9}" orientation="landscape" fitToHeight="0"/>${pages}${
    breaks.length > 0
      ? `<rowBreaks count="${breaks.length}" manualBreakCount="${breaks.length}">${breaks.join('')}</rowBreaks>`
      : ''
  }${drawing}${
    tableIds.length > 0
      ? `<tableParts count="${tableIds.length}">${tableIds.map((id) => `<tablePart r:id="rId${id}"/>`).join('')}</tableParts>`
      : ''
  }</worksheet>`;
}

function validationXml({ counts }: SheetSpec): string {
  if (counts === undefined) return '';
  const { ranges, title, message } = counts;
  return `<dataValidations count="1"><dataValidation type="whole" operator="greaterThanOrEqual" allowBlank="1" showErrorMessage="1" errorTitle="${escaped(title)}" error="${escaped(message)}" sqref="${ranges.join(' ')}"><formula1>0</formula1></dataValidation></dataValidations>`;
}
