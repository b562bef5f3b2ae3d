import { rowCells } from './columns.ts';
import { packed, slashed } from './days.ts';
import type { Grid } from './layout.ts';
import { toWindows1258 } from './legacy.ts';
import type { AnySheet, Cell, FileFormat } from './records.ts';

/** A cell in a format that only has text; a date cell the way a spreadsheet would print it. */
export function cellText(cell: Cell): string {
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'number') return String(cell);
  return cell.date.length > 10 ? `${slashed(cell.date)} ${cell.date.slice(11, 16)}` : slashed(cell.date);
}

function utf16le(text: string): Uint8Array {
  const bytes = new Uint8Array(2 + text.length * 2);
  bytes.set([0xff, 0xfe]);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    bytes[2 + i * 2] = unit & 0xff;
    bytes[3 + i * 2] = unit >> 8;
  }
  return bytes;
}

/** CSV after RFC 4180: a cell with the separator, a quote or a line break stands in quotes. */
export function writeCsv(grid: Grid, format: Extract<FileFormat, { kind: 'csv' }>): Uint8Array {
  const quote = (text: string): string =>
    /["\r\n]/.test(text) || text.includes(format.separator) ? `"${text.replaceAll('"', '""')}"` : text;
  const text = `${grid.rows.map((row) => row.map((cell) => quote(cellText(cell))).join(format.separator)).join('\r\n')}\r\n`;
  switch (format.encoding) {
    case 'utf8':
      return new TextEncoder().encode(text);
    case 'utf8-bom':
      return new TextEncoder().encode(`\ufeff${text}`);
    case 'utf16le':
      return utf16le(text);
    case 'windows-1258':
      return toWindows1258(text);
  }
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** An HTML page with one table a sheet, as portals save it under the name `.xls`. */
export function writeHtml(grids: Grid[], charset: boolean): Uint8Array {
  const tables = grids.map((grid) => {
    const covered = new Set<string>();
    const spans = new Map<string, string>();
    for (const { top, left, bottom, right } of grid.merges) {
      const down = bottom > top ? ` rowspan="${bottom - top + 1}"` : '';
      const across = right > left ? ` colspan="${right - left + 1}"` : '';
      spans.set(`${top}:${left}`, down + across);
      for (let r = top; r <= bottom; r++)
        for (let c = left; c <= right; c++) if (r !== top || c !== left) covered.add(`${r}:${c}`);
    }
    const lines = grid.rows.map((row, r) => {
      const isHeader = r >= grid.header.first && r < grid.header.first + grid.header.count;
      const tag = isHeader ? 'th' : 'td';
      const cells = row
        .map((cell, c) =>
          covered.has(`${r}:${c}`) ? '' : `<${tag}${spans.get(`${r}:${c}`) ?? ''}>${escaped(cellText(cell))}</${tag}>`,
        )
        .join('');
      return `<tr>${cells}</tr>`;
    });
    return `<table border="1">\n${lines.join('\n')}\n</table>`;
  });
  const meta = charset ? '<meta http-equiv="Content-Type" content="text/html; charset=utf-8">' : '';
  return new TextEncoder().encode(
    `<html><head>${meta}<style>td { mso-number-format:"\\@"; }</style></head><body>\n${tables.join('\n')}\n</body></html>\n`,
  );
}

/** The national format: field names are the sheet's headers, all values are text, dates `yyyyMMddHHmmss`. */
export function writeJson(sheet: AnySheet, service: string): Uint8Array {
  const data = rowCells(sheet).map((cells) =>
    Object.fromEntries(
      sheet.columns.map(({ header }, i) => {
        const cell = cells[i] ?? '';
        return [header, typeof cell === 'object' ? packed(cell.date) : cellText(cell)];
      }),
    ),
  );
  return new TextEncoder().encode(`${JSON.stringify({ service, data }, null, 0).replaceAll('},{', '},\n{')}\n`);
}
