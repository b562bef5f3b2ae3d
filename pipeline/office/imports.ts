import type { KnownImport } from '../facts/imports.ts';
import type { Table } from './tables.ts';

/** The keys of a row of `vedich imports list`, in their order. */
export const IMPORT_COLUMNS: Table['columns'] = [
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
];

/** @param mayRemove for whom not all may be taken away: which one may (`removable`) */
export function importTable(imports: readonly KnownImport[], mayRemove?: (importId: number) => boolean): Table {
  return {
    columns: [...IMPORT_COLUMNS, ...(mayRemove === undefined ? [] : [{ name: 'removable', type: 'boolean' } as const])],
    rows: imports.map(({ importId, file, importedAt, lists, units, from, until, read, accepted, rejected }) => ({
      import: importId,
      file,
      imported_at: importedAt,
      lists,
      units: units.map(({ id }) => id),
      from,
      until,
      rows_read: read,
      rows_accepted: accepted,
      rows_rejected: rejected,
      ...(mayRemove === undefined ? {} : { removable: mayRemove(importId) }),
    })),
  };
}
