import type { KnownImport } from '../facts/imports.ts';
import type { ListId } from '../lists.ts';
import type { Table } from './tables.ts';

/** An import, as a row of `vedich imports list`; days `YYYY-MM-DD`, `imported_at` with its time. */
export type ImportRow = {
  import: number;
  file: string;
  imported_at: string;
  lists: ListId[];
  units: string[];
  from: string | null;
  until: string | null;
  rows_read: number;
  rows_accepted: number;
  rows_rejected: number;
  /** Whether whoever asks may take it away. */
  removable: boolean;
};

const COLUMNS: Table['columns'] = [
  { name: 'import', type: 'integer' },
  { name: 'file', type: 'text' },
  { name: 'imported_at', type: 'text' },
  { name: 'lists', type: 'texts' },
  { name: 'units', type: 'texts' },
  { name: 'from', type: 'date' },
  { name: 'until', type: 'date' },
  { name: 'rows_read', type: 'integer' },
  { name: 'rows_accepted', type: 'integer' },
  { name: 'rows_rejected', type: 'integer' },
  { name: 'removable', type: 'boolean' },
];

/** @param mayRemove for whom not all may be taken away: which one may */
export function importRows(
  imports: readonly KnownImport[],
  mayRemove: (one: KnownImport) => boolean = () => true,
): ImportRow[] {
  return imports.map((one) => ({
    import: one.importId,
    file: one.file,
    imported_at: one.importedAt,
    lists: one.lists,
    units: one.units.map(({ id }) => id),
    from: one.from,
    until: one.until,
    rows_read: one.read,
    rows_accepted: one.accepted,
    rows_rejected: one.rejected,
    removable: mayRemove(one),
  }));
}

export function importTable(rows: readonly ImportRow[]): Table {
  return { columns: COLUMNS, rows };
}
