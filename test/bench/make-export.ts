/**
 * Makes an export of any size, the same bytes for the same arguments:
 * `node test/bench/make-export.ts FILE.xlsx|FILE.csv ROWS [shared|inline] [SEED]`
 */
import { closeSync, openSync, writeSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { EXPORT_HEADERS, type ExportCell, exportRows, textOfSerial } from './export-rows.ts';
import { ZipStream } from './zip-stream.ts';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const LETTERS = EXPORT_HEADERS.map((_, i) => String.fromCharCode(65 + i));
const TEXTS_TOGETHER = 5_000;

/** An `.xlsx` of one sheet: texts in the table of shared strings, or (`inline`) in their cells. */
export function makeXlsx(path: string, rows: number, strings: 'shared' | 'inline' = 'shared', seed = 1): void {
  const inline = strings === 'inline';
  const zip = new ZipStream(path);
  const part = (name: string, type: string) => `<Override PartName="/xl/${name}" ContentType="${TYPE}.${type}+xml"/>`;
  zip.part('[Content_Types].xml', [
    `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`,
    `<Default Extension="xml" ContentType="application/xml"/>${part('workbook.xml', 'sheet.main')}`,
    `${part('worksheets/sheet1.xml', 'worksheet')}${part('styles.xml', 'styles')}`,
    `${inline ? '' : part('sharedStrings.xml', 'sharedStrings')}</Types>`,
  ]);
  zip.part('_rels/.rels', [
    `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  ]);
  zip.part('xl/workbook.xml', [
    `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="Hồ sơ" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  ]);
  const relation = (id: number, type: string, target: string) =>
    `<Relationship Id="rId${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  zip.part('xl/_rels/workbook.xml.rels', [
    `${XML}<Relationships xmlns="${PACKAGE}/relationships">${relation(1, 'worksheet', 'worksheets/sheet1.xml')}`,
    `${relation(2, 'styles', 'styles.xml')}${inline ? '' : relation(3, 'sharedStrings', 'sharedStrings.xml')}</Relationships>`,
  ]);
  zip.part('xl/styles.xml', [STYLES]);
  const shared = new Map<string, number>();
  zip.part('xl/worksheets/sheet1.xml', sheetXml(rows, seed, inline ? undefined : shared));
  if (!inline) zip.part('xl/sharedStrings.xml', sharedStringsXml(shared));
  zip.close();
}

// Styles 1 and 2: a date with its time, and a date.
const STYLES = `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy\\ hh:mm:ss"/></numFmts><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

function* sheetXml(rows: number, seed: number, shared: Map<string, number> | undefined): Generator<string> {
  yield `${XML}<worksheet xmlns="${MAIN}"><dimension ref="A1:${LETTERS.at(-1)}${rows + 1}"/><sheetData>`;
  yield rowXml(1, EXPORT_HEADERS, shared);
  let number = 1;
  for (const cells of exportRows(rows, seed)) yield rowXml(++number, cells, shared);
  yield '</sheetData></worksheet>';
}

function rowXml(row: number, cells: readonly ExportCell[], shared: Map<string, number> | undefined): string {
  let xml = `<row r="${row}" spans="1:${cells.length}">`;
  for (const [column, cell] of cells.entries()) {
    const reference = `${LETTERS[column]}${row}`;
    if (cell === '') continue;
    if (typeof cell === 'number') xml += `<c r="${reference}"><v>${cell}</v></c>`;
    else if (typeof cell === 'object')
      xml += `<c r="${reference}" s="${Number.isInteger(cell.serial) ? 2 : 1}"><v>${cell.serial}</v></c>`;
    else if (shared === undefined) xml += `<c r="${reference}" t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`;
    else {
      let index = shared.get(cell);
      if (index === undefined) {
        index = shared.size;
        shared.set(cell, index);
      }
      xml += `<c r="${reference}" t="s"><v>${index}</v></c>`;
    }
  }
  return `${xml}</row>`;
}

function* sharedStringsXml(shared: ReadonlyMap<string, number>): Generator<string> {
  yield `${XML}<sst xmlns="${MAIN}" uniqueCount="${shared.size}">`;
  let texts = '';
  let count = 0;
  for (const text of shared.keys()) {
    texts += `<si><t>${escaped(text)}</t></si>`;
    if (++count % TEXTS_TOGETHER !== 0) continue;
    yield texts;
    texts = '';
  }
  yield `${texts}</sst>`;
}

function escaped(text: string): string {
  return /[&<>]/.test(text) ? text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;') : text;
}

/** The same rows as UTF-8 CSV, moments as text (`31/01/2022 07:05:09`). */
export function makeCsv(path: string, rows: number, seed = 1): void {
  const file = openSync(path, 'w');
  let lines = `\ufeff${EXPORT_HEADERS.join(',')}\r\n`;
  let count = 0;
  for (const cells of exportRows(rows, seed)) {
    lines += `${cells.map(csvField).join(',')}\r\n`;
    if (++count % TEXTS_TOGETHER !== 0) continue;
    writeSync(file, lines);
    lines = '';
  }
  writeSync(file, lines);
  closeSync(file);
}

function csvField(cell: ExportCell): string {
  const text = typeof cell === 'object' ? textOfSerial(cell.serial) : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [path, rows, strings, seed] = process.argv.slice(2);
  if (path === undefined || !Number.isInteger(Number(rows)))
    throw new Error('make-export.ts FILE.xlsx|FILE.csv ROWS [shared|inline] [SEED]');
  if (path.endsWith('.csv')) makeCsv(path, Number(rows), Number(seed ?? 1));
  else makeXlsx(path, Number(rows), strings === 'inline' ? 'inline' : 'shared', Number(seed ?? 1));
}
