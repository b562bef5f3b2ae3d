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

export function columnKind(header: string): ColumnKind {
  const letters = plain(header).replace(/ /g, ' ').trim();
  return KINDS.find(([words]) => words.test(letters))?.[1] ?? 'other';
}

/** The tables of a document, each with what its columns hold; a header may take two rows. */
export function tablesOf(passages: readonly Passage[]): Table[] {
  const byId = new Map<number, Passage[]>();
  for (const passage of passages)
    if (passage.cells !== undefined) byId.set(passage.table, [...(byId.get(passage.table) ?? []), passage]);
  return [...byId].flatMap(([id, rows]) => tableOf(id, rows) ?? []);
}

function tableOf(id: number, rows: Passage[]): Table | undefined {
  const head = rows.slice(0, 4).findIndex(({ cells }) => {
    const kinds = (cells ?? []).map(columnKind);
    return kinds.filter((kind) => kind !== 'other').length >= 2;
  });
  if (head < 0) return undefined;
  let headers = [...(rows[head]?.cells ?? [])];
  let first = head + 1;
  const second = rows[first]?.cells;
  if (
    second !== undefined &&
    second[0] === '' &&
    second.every((cell) => cell.length < 60) &&
    second.some((cell) => columnKind(cell) !== 'other' || /20\d\d/.test(cell))
  ) {
    headers = headers.map((header, at) => `${header} ${second[at] ?? ''}`.trim());
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
  return { id, headers, kinds, rows: rows.slice(first) };
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
