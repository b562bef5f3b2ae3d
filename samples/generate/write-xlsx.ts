import { type Zippable, zipSync } from 'fflate';
import { serialOf } from './days.ts';
import type { Grid } from './layout.ts';
import type { Cell } from './records.ts';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

export function columnName(index: number): string {
  return (index >= 26 ? columnName(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26));
}

// Formats 1 and 2: a date, a date with its time (built-in 14 and one of our own).
const STYLES = `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy\\ hh:mm"/></numFmts><fonts count="1"><font><sz val="11"/><name val="Times New Roman"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

/**
 * A workbook, the same bytes at each run (fixed times in the zip). With `inline` texts stand in their cells, else in
 * the table of shared strings.
 */
export function writeXlsx(grids: Grid[], inline: boolean): Uint8Array {
  const shared = new Map<string, number>();
  let uses = 0;

  const cellXml = (cell: Cell, ref: string): string => {
    if (typeof cell === 'number') return `<c r="${ref}"><v>${cell}</v></c>`;
    if (typeof cell === 'object')
      return `<c r="${ref}" s="${cell.date.length > 10 ? 2 : 1}"><v>${serialOf(cell.date)}</v></c>`;
    if (cell === '') return '';
    if (inline) return `<c r="${ref}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
    uses++;
    const index = shared.get(cell) ?? shared.size;
    shared.set(cell, index);
    return `<c r="${ref}" t="s"><v>${index}</v></c>`;
  };

  const files: Zippable = {};
  const add = (path: string, text: string): void => {
    files[path] = new TextEncoder().encode(text);
  };
  const sheets = grids.map((grid) => {
    const rows = grid.rows.map((row, r) => {
      const cells = row.map((cell, c) => cellXml(cell, `${columnName(c)}${r + 1}`)).join('');
      return cells === '' ? '' : `<row r="${r + 1}">${cells}</row>`;
    });
    const merges = grid.merges.map(
      (m) => `<mergeCell ref="${columnName(m.left)}${m.top + 1}:${columnName(m.right)}${m.bottom + 1}"/>`,
    );
    const merged = merges.length > 0 ? `<mergeCells count="${merges.length}">${merges.join('')}</mergeCells>` : '';
    return `${XML}<worksheet xmlns="${MAIN}"><sheetData>${rows.join('')}</sheetData>${merged}</worksheet>`;
  });
  const numbers = grids.map((_, i) => i + 1);
  const part = (path: string, type: string): string =>
    `<Override PartName="/xl/${path}.xml" ContentType="${TYPE}.${type}+xml"/>`;
  add(
    '[Content_Types].xml',
    `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${part('workbook', 'sheet.main')}${numbers.map((n) => part(`worksheets/sheet${n}`, 'worksheet')).join('')}${part('styles', 'styles')}${inline ? '' : part('sharedStrings', 'sharedStrings')}</Types>`,
  );
  add(
    '_rels/.rels',
    `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  );
  add(
    'xl/workbook.xml',
    `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELS}"><sheets>${grids.map((grid, i) => `<sheet name="${escaped(grid.name)}" sheetId="${i + 1}"${grid.hidden ? ' state="hidden"' : ''} r:id="rId${i + 1}"/>`).join('')}</sheets></workbook>`,
  );
  const relation = (id: number, type: string, target: string): string =>
    `<Relationship Id="rId${id}" Type="${RELS}/${type}" Target="${target}.xml"/>`;
  add(
    'xl/_rels/workbook.xml.rels',
    `${XML}<Relationships xmlns="${PACKAGE}/relationships">${numbers.map((n) => relation(n, 'worksheet', `worksheets/sheet${n}`)).join('')}${relation(grids.length + 1, 'styles', 'styles')}${inline ? '' : relation(grids.length + 2, 'sharedStrings', 'sharedStrings')}</Relationships>`,
  );
  add('xl/styles.xml', STYLES);
  sheets.forEach((xml, i) => {
    add(`xl/worksheets/sheet${i + 1}.xml`, xml);
  });
  if (!inline)
    add(
      'xl/sharedStrings.xml',
      `${XML}<sst xmlns="${MAIN}" count="${uses}" uniqueCount="${shared.size}">${[...shared.keys()].map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join('')}</sst>`,
    );
  // The zip stores local wall-clock time: a local date gives the same bytes in every zone.
  return zipSync(files, { level: 9, mtime: new Date(2024, 0, 1) });
}
