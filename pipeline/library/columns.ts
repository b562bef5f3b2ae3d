import type { ListId } from '../lists.ts';

export const COLUMN_TYPES = [
  'text',
  'code',
  'datetime',
  'date',
  'money',
  'number',
  'integer',
  'boolean',
  'personal',
] as const;

export interface ColumnDefinition {
  id: string;
  type: (typeof COLUMN_TYPES)[number];
  /** The code list of a `code` column. */
  code?: string;
  /** Spellings seen, the first one is shown to people; earlier ones win where two columns fit. */
  headers: string[];
}

export interface ListDefinition {
  id: ListId;
  name: { vi: string; en: string };
  /** The column that shows a row to be a row of the list. */
  key: string;
  /** The column whose unit the row is counted for. */
  unit: string;
  /** Columns that are recognised and left in the file: needed by no indicator. */
  notLoaded: readonly string[];
  /** Columns that only serve to tell two rows apart, and are not kept. */
  notKept: readonly string[];
  /** Of each group at least one column must be there for a sheet to be this list. */
  identify: string[][];
  columns: ColumnDefinition[];
}

export interface ColumnCatalogue {
  lists: ListDefinition[];
  /** Keys of headers that no indicator needs, whatever the list. */
  ignored: ReadonlySet<string>;
  /** Keys of headers over personal data, whatever the list. */
  personal: ReadonlySet<string>;
  /** Keys of words that make an unknown header personal, and a group of headers that begins with them. */
  personalWords: readonly string[];
  /** How names of people begin, in lower case with their marks. */
  surnames: ReadonlySet<string>;
  /** Second words of names, in lower case without marks. */
  middleNames: ReadonlySet<string>;
  /** Words before a name that is a place's or a school's, in lower case without marks. */
  namedAfter: ReadonlySet<string>;
  /** Words of where somebody lives, in lower case with their marks. */
  addressWords: ReadonlySet<string>;
}

/** A list's columns that are loaded: no personal data (DESIGN.md, rule 8), nothing that no indicator needs. */
export function readableColumns({ columns, notLoaded }: ListDefinition): ColumnDefinition[] {
  return columns.filter(({ id, type }) => type !== 'personal' && !notLoaded.includes(id));
}
