import { CFB, utils, write } from '@e965/xlsx';

/** `format`: shown so; `formula`: the number is what the formula made. */
export type Cell = string | number | null | { value: number; format?: string; formula?: string };

/** How a workbook is written: by another program than ours, or as a page of HTML that is called `.xls`. */
export type Kind = 'xlsx' | 'biff8' | 'ods' | 'html';

export interface LaidSheet {
  name: string;
  rows: readonly (readonly Cell[])[];
  merges?: readonly string[];
  hidden?: boolean;
}

/** A workbook as another program writes it, with the ending under which offices send it. */
export interface Laid {
  ending: string;
  bytes: Uint8Array;
  /** The sheet that matters: the last one. */
  sheet: string;
}

const ENDINGS: Readonly<Record<Kind, string>> = { xlsx: 'xlsx', biff8: 'xls', ods: 'ods', html: 'xls' };

export function laidOut(kind: Kind, sheets: readonly LaidSheet[]): Laid {
  const [ending, last] = [ENDINGS[kind], sheets.at(-1)];
  if (last === undefined) throw new RangeError('no sheet');
  if (kind === 'html') return { ending, bytes: new TextEncoder().encode(page(last)), sheet: 'Table 1' };
  const made = utils.book_new();
  for (const { name, rows, merges = [] } of sheets) {
    const sheet = utils.aoa_to_sheet(rows.map((row) => row.map(plain)));
    for (const [row, cells] of rows.entries())
      for (const [column, cell] of cells.entries()) {
        const written = sheet[utils.encode_cell({ r: row, c: column })];
        if (typeof cell !== 'object' || cell === null || written === undefined) continue;
        if (cell.format !== undefined) written.z = cell.format;
        if (cell.formula !== undefined) written.f = cell.formula;
      }
    sheet['!merges'] = merges.map((range) => utils.decode_range(range));
    utils.book_append_sheet(made, sheet, name);
  }
  if (sheets.some(({ hidden }) => hidden === true))
    made.Workbook = { Sheets: sheets.map(({ name, hidden }) => ({ name, Hidden: hidden === true ? 1 : 0 })) };
  return { ending, bytes: bytesOf(write(made, { type: 'array', bookType: kind })), sheet: last.name };
}

/** What Excel writes when a workbook gets a password: an OLE container that holds the .xlsx in cipher ([MS-OFFCRYPTO]). */
export function withPassword(seed: number): Uint8Array {
  const container = CFB.utils.cfb_new();
  const cipher = Uint8Array.from({ length: 9_000 }, (_, at) => (Math.imul(at + seed, 0x9e3779b1) >>> 13) & 0xff);
  // Agile encryption, whose header says so in two numbers before its XML.
  const information = new Uint8Array([4, 0, 4, 0, 0x40, 0, 0, 0, ...new TextEncoder().encode('<encryption/>')]);
  CFB.utils.cfb_add(container, '/EncryptionInfo', information);
  CFB.utils.cfb_add(container, '/EncryptedPackage', cipher);
  return bytesOf(CFB.write(container, { type: 'array' }));
}

function bytesOf(made: unknown): Uint8Array {
  if (made instanceof ArrayBuffer) return new Uint8Array(made);
  if (made instanceof Uint8Array) return made;
  if (Array.isArray(made)) return Uint8Array.from(made.map(Number));
  throw new Error('no bytes');
}

function plain(cell: Cell): string | number | null {
  return typeof cell === 'object' && cell !== null ? cell.value : cell;
}

/** A page as portals save it: merged cells span, and what they cover is not written. */
function page({ rows, merges = [] }: LaidSheet): string {
  const ranges = merges.map((range) => utils.decode_range(range));
  const lines = rows.map((row, r) => {
    const cells = row.map((cell, c) => {
      const merged = ranges.find(({ s, e }) => r >= s.r && r <= e.r && c >= s.c && c <= e.c);
      if (merged !== undefined && (merged.s.r !== r || merged.s.c !== c)) return '';
      const span = (name: string, size: number): string => (size > 1 ? ` ${name}="${size}"` : '');
      const spans =
        merged === undefined
          ? ''
          : span('rowspan', merged.e.r - merged.s.r + 1) + span('colspan', merged.e.c - merged.s.c + 1);
      return `<td${spans}>${plain(cell) ?? ''}</td>`;
    });
    return `<tr>${cells.join('')}</tr>`;
  });
  return `<html><head><meta charset="utf-8"></head><body><table>${lines.join('')}</table></body></html>`;
}
