import { textKey } from '../text.ts';
import { layoutOf } from './layout.ts';
import type { CellContent, TableContent } from './types.ts';

/** Positions of the columns that say what a row is about, among `columns`; all, where a template lacks them. */
export function aboutColumns(table: string, columns: readonly string[]): number[] {
  const keys = (layoutOf(table)?.about ?? []).map(textKey);
  const found = columns.flatMap((column, i) => (keys.includes(textKey(column)) ? [i] : []));
  return found.length > 0 ? found : columns.map((_, i) => i);
}

/** What each row of a table is about: the same key for the same thing in the next report, and no key twice. */
export function rowKeys(table: string, content: TableContent): string[] {
  const names = content.columns.map(({ name }) => name);
  const codes = layoutOf(table)?.key ?? [];
  const at = codes.length > 0 ? codes.map((code) => names.indexOf(code)) : aboutColumns(table, names);
  const heads = new Set(content.groups ?? []);
  const seen = new Map<string, number>();
  let group = '';
  // A table without rows has one, empty.
  if (content.rows.length === 0) return [''];
  return content.rows.map((row, i) => {
    const own = at
      .map((column) => (codes.length > 0 ? `${row[column] ?? ''}` : keyText(row[column] ?? null)))
      .join(' | ');
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
