/** `null` is an empty cell. Text is always written as text, whatever it begins with. */
export type CellContent = string | number | null;

export interface NamedContent {
  value: CellContent;
  /** Only where the template's cell is empty: what staff typed there themselves stays (signatory, recipients). */
  ifEmpty?: boolean;
}

export interface ColumnContent {
  /** The header of the template's column; compared without case, tone marks and spacing. */
  name: string;
  /** Filled where the template has such a column; not missed where it has none. */
  optional?: boolean;
}

export interface TableContent {
  columns: ColumnContent[];
  /** One value for each column, in the order of `columns`. */
  rows: CellContent[][];
  /** First rows (from 0) of groups: a short group stays on one page, a long one is not parted from its head. */
  groups?: number[];
}

/** Columns by their headers; `optional` ones are filled where a template has them. */
export function named(headers: string[], optional: string[] = []): ColumnContent[] {
  return [...headers.map((name) => ({ name })), ...optional.map((name) => ({ name, optional: true }))];
}

/** What goes into a template, by defined name and by table name (both compared without case). */
export interface ReportContent {
  names: Readonly<Record<string, NamedContent>>;
  tables: Readonly<Record<string, TableContent>>;
  /** Names of rows that stay on one page, together with the last rows of the table above (the signature block). */
  keepTogether: readonly string[];
}

/** What the content has and the template lacks. */
export type NotFound =
  | { kind: 'name'; name: string }
  | { kind: 'table'; name: string }
  | { kind: 'column'; name: string; table: string };

export interface Filled {
  bytes: Uint8Array<ArrayBuffer>;
  notFound: NotFound[];
}
