import type { Passage } from './outline.ts';
import { plain } from './plain.ts';

/** What a column of a table holds. `past`: how it was, no target. */
export type ColumnKind =
  | 'number'
  | 'content'
  | 'measure'
  | 'lead'
  | 'executing'
  | 'with'
  | 'time'
  | 'report'
  | 'product'
  | 'value'
  | 'past'
  | 'unit'
  | 'note'
  | 'other';

export interface Table {
  id: number;
  headers: string[];
  kinds: ColumnKind[];
  rows: Passage[];
}

const KINDS: readonly [RegExp, ColumnKind][] = [
  [/^(?:stt|tt|so tt|so thu tu|ma so|muc)$/, 'number'],
  [/\b(?:don vi tinh|dvt)\b/, 'measure'],
  [/\b(?:ghi chu|can cu)\b/, 'note'],
  [/\b(?:thoi gian|thoi han|han|tien do|ngay) (?:\S+ )?bao cao|bao cao ket qua|che do bao cao/, 'report'],
  [/\bphoi hop\b/, 'with'],
  [/\b(?:chu tri|dau moi|phu trach|don doc|chiu trach nhiem|tham muu)\b/, 'lead'],
  [/\b(?:don vi|co quan|to chuc|bo phan|phong)\b.*\bthuc hien\b|^thuc hien$|^phan cong(?: thuc hien)?$/, 'executing'],
  [/\b(?:thoi gian|thoi han|tien do|han hoan thanh|hoan thanh|lo trinh)\b/, 'time'],
  [/\b(?:san pham|ket qua (?:cong viec|dau ra|dat|thuc hien|du kien|can dat)|ket qua$|dau ra)/, 'product'],
  [/\b(?:hien trang|thuc hien nam|ket qua nam|uoc thuc hien|da dat|thuc trang|ky truoc)\b/, 'past'],
  [
    /\b(?:muc tieu nam|chi tieu nam|ke hoach nam|nam 20\d\d|chi tieu giao|muc giao|muc tieu den|muc phai dat|gia tri|muc dat|chi tieu \(%\)|muc tieu \(%\)|ty le \(%\)|ty le can dat|muc tieu phan dau)\b|^20\d\d$|^(?:chi tieu|muc tieu|ke hoach) 20\d\d/,
    'value',
  ],
  [
    /\b(?:noi dung|nhiem vu|cong viec|ten chi tieu|ten chi so|chi tieu|tieu chi|chi so|muc tieu|hoat dong|giai phap|linh vuc)\b/,
    'content',
  ],
  [/^(?:ten )?(?:don vi|co quan|dia phuong|so,? ban,? nganh|cac don vi|huyen|xa)\b|\bten don vi\b/, 'unit'],
];

/** A period as a header: "Quý II", "6 tháng", "Tháng 6/2026", "Cả năm", "2026", "Đến 30/6". */
const PERIOD =
  /(?:^|· )(?:(?:den|het|trong) )?(?:quy (?:iv|i{1,3}|[1-4])|(?:3|6|9) thang|thang \d{1,2}|ca nam|(?:nam )?20\d\d|(?:ngay )?\d{1,2}\/\d{1,2})\b/;

export function columnKind(header: string): ColumnKind {
  const letters = plain(header).trim();
  const kind = KINDS.find(([words]) => words.test(letters))?.[1] ?? 'other';
  return PERIOD.test(letters) && kind !== 'past' && kind !== 'report' ? 'value' : kind;
}

/** The tables of a document, each with what its columns hold; a header may take two rows. */
export function tablesOf(passages: readonly Passage[]): Table[] {
  const byId = Map.groupBy(
    passages.filter(({ cells }) => cells !== undefined),
    ({ table }) => table,
  );
  return [...byId].flatMap(([id, rows]) => tableOf(id, rows) ?? []);
}

function tableOf(id: number, rows: Passage[]): Table | undefined {
  const head = rows.slice(0, 4).findIndex(({ cells }) => {
    const kinds = (cells ?? []).map(columnKind);
    return kinds.filter((kind) => kind !== 'other').length >= 2;
  });
  if (head < 0) return undefined;
  const top = rows[head]?.cells ?? [];
  let headers = [...top];
  let first = head + 1;
  const next = rows[first]?.cells;
  const below = next !== undefined && isSecondHeader(top, next) ? next : undefined;
  if (below !== undefined) {
    // A header over several columns holds for each of them.
    headers = top.map((header, at) => {
      const over =
        header !== '' || (below[at] ?? '') === '' ? header : (top.slice(0, at).findLast((one) => one !== '') ?? '');
      return over === below[at] || (below[at] ?? '') === '' ? over : `${over} · ${below[at]}`;
    });
    first += 1;
  }
  // "(1) (2) (3)" below the header.
  const isNumbering = (cells: readonly string[]): boolean => cells.every((cell) => /^\(?\d{0,2}\)?$/.test(cell.trim()));
  if (rows[first]?.cells !== undefined && isNumbering(rows[first]?.cells ?? [])) first += 1;
  const kinds = headers.map(columnKind);
  if (!kinds.includes('content')) {
    const at = kinds.findIndex((kind, index) => kind === 'other' && index < 3);
    if (at >= 0 && !kinds.includes('unit')) kinds[at] = 'content';
  }
  const isRepeated = ({ cells }: Passage): boolean =>
    cells?.join() === top.join() || (below !== undefined && cells?.join() === below.join());
  return { id, headers, kinds, rows: rows.slice(first).filter((row) => !isRepeated(row)) };
}

/** The second row of a header: where the first has cells over several rows or columns, and no figure but years. */
function isSecondHeader(top: readonly string[], below: readonly string[]): boolean {
  const isSpread = below[0] === '' || below[0] === top[0];
  const isWords = below.every((cell) => cell.length < 60 && !/^[≥≤<>=]?\s?\d{1,3}(?:[.,]\d+)?\s?%?$/.test(cell));
  return isSpread && isWords && below.some((cell, at) => cell !== '' && cell !== top[at]);
}

/** A cell of the first column of a kind; empty where there is none. */
export function cellOf(table: Table, row: Passage, kind: ColumnKind): string {
  const at = table.kinds.indexOf(kind);
  return at < 0 ? '' : (row.cells?.[at] ?? '').replace(/<\/?\w+>/g, '').trim();
}

/** Columns with names of units beside figures: a table of targets by unit. */
export function isByUnit(table: Table): boolean {
  return table.kinds.includes('unit') && !table.kinds.includes('content');
}

/** Somebody has to do something by some time: the rows are tasks. */
export function isTaskTable(table: Table): boolean {
  const has = (kind: ColumnKind): boolean => table.kinds.includes(kind);
  return has('content') && (has('lead') || has('executing')) && (has('time') || has('product') || has('with'));
}
