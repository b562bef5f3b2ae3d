import type { CellContent, TableContent } from '../../pipeline/report/types.ts';
import { textKey } from '../../pipeline/text.ts';
import { type CellValue, cellValue, remember } from './cell-text.ts';

/** Columns that say what a row is about; they find it again when rows were added, deleted or sorted by hand. */
const ABOUT: Readonly<Record<string, readonly string[]>> = {
  vd_chi_tieu: ['Chỉ tiêu', 'Căn cứ'],
  vd_linh_vuc: ['Chỉ tiêu, lĩnh vực'],
  vd_thu_tuc: ['Mã thủ tục', 'Thủ tục'],
  vd_bieu_do: ['Số liệu'],
  vd_theo_thang: ['Chỉ tiêu, số liệu'],
  vd_nhiem_vu: ['TT', 'Nhiệm vụ'],
  vd_tep: ['Tệp', 'Trang tính', 'Danh sách'],
  vd_loai: ['Tệp', 'Trang tính', 'Lý do, số dòng trong tệp'],
  vd_thieu: ['Chỉ tiêu', 'Căn cứ'],
  vd_mau_thuan: ['Vị trí', 'Nội dung chưa thống nhất'],
  vd_dinh_nghia: ['Chỉ tiêu', 'Căn cứ'],
};

/** Columns that identify a row better than what is printed, though a template may lack them. */
const CODES: Readonly<Record<string, readonly string[]>> = {
  vd_chi_tieu: ['Mã chỉ tiêu'],
  vd_loai: ['Tệp', 'Trang tính', 'Mã'],
};

/** Positions of the columns that say what a row is about, among `columns`; all, where a template lacks them. */
export function aboutColumns(table: string, columns: readonly string[]): number[] {
  const keys = (ABOUT[table] ?? []).map(textKey);
  const found = columns.flatMap((column, i) => (keys.includes(textKey(column)) ? [i] : []));
  return found.length > 0 ? found : columns.map((_, i) => i);
}

/** What each row of a table is about: the same key for the same thing in the next report, and no key twice. */
export function rowKeys(table: string, content: TableContent): string[] {
  const names = content.columns.map(({ name }) => name);
  const codes = CODES[table];
  const at = codes ? codes.map((code) => names.indexOf(code)) : aboutColumns(table, names);
  const heads = new Set(content.groups ?? []);
  const seen = new Map<string, number>();
  let group = '';
  return content.rows.map((row, i) => {
    const own = at.map((column) => (codes ? `${row[column] ?? ''}` : keyText(row[column] ?? null))).join(' | ');
    if (heads.has(i)) group = own;
    const key = heads.size > 0 && !heads.has(i) ? `${group} › ${own}` : own;
    const times = (seen.get(key) ?? 0) + 1;
    seen.set(key, times);
    return times === 1 ? key : `${key} (${times})`;
  });
}

/** Without the number before it and the threshold behind it, both of which change with the plan and the date. */
function keyText(content: CellContent): string {
  return textKey(
    `${content ?? ''}`
      .replace(/^\d+\. /, '')
      .replace(/ \([≥≤>][^()]*\)$/, '')
      .slice(0, 200),
  );
}

/** What the row says it is about, to compare with a row that was written before; empty when it says nothing. */
export function signature(cells: readonly CellValue[], about: readonly number[]): string {
  const parts = about.map((column) => `${remember(cells[column] ?? '')}`);
  return parts.every((part) => part === '') ? '' : parts.join('\t');
}

/** Values of the given columns of all rows; a table always has at least one row. */
export function contentRows(content: TableContent, positions: readonly number[]): CellValue[][] {
  const rows = content.rows.length > 0 ? content.rows : [[]];
  return rows.map((row) => positions.map((column) => cellValue(row[column] ?? null)));
}
