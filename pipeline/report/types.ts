import { REPORT_TABLES, type ReportTable } from './layout.ts';
import type { WrittenReport } from './written.ts';

/** `null` is an empty cell. Text is always written as text, whatever it begins with. */
export type CellContent = string | number | null;

export interface NamedContent {
  value: CellContent;
  /** Only where the cell is empty or as it was written: what staff typed there themselves stays (signatory, recipients). */
  ifEmpty?: boolean;
  /** What staff had typed in the report that is made again: it stands in the cell in the place of `value`. */
  kept?: string;
}

export interface ColumnContent {
  /** The header of the template's column; compared without case, tone marks and spacing. */
  name: string;
  /** Filled where the template has such a column; not missed where it has none. */
  optional?: boolean;
}

export interface TableContent {
  columns: readonly ColumnContent[];
  /** One value for each column, in the order of `columns`. */
  rows: CellContent[][];
  /** First rows (from 0) of groups: a short group stays on one page, a long one is not parted from its head. */
  groups?: number[];
  /** What staff had written in columns of theirs: key of the row (`rowKeys`) → header → text. */
  kept?: KeptRows;
}

export type KeptRows = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Rows of a table of the report: a value for each of its columns (`layout.ts`), then for the optional ones. */
export function tableContent(table: ReportTable, rows: CellContent[][], groups?: number[]): TableContent {
  const { columns, optional } = REPORT_TABLES[table];
  return {
    columns: [...columns.map((name) => ({ name })), ...optional.map((name) => ({ name, optional: true }))],
    rows,
    ...(groups === undefined ? {} : { groups }),
  };
}

/** What goes into a template, by defined name and by table name (both compared without case). */
export interface ReportContent {
  names: Readonly<Record<string, NamedContent>>;
  tables: Readonly<Record<string, TableContent>>;
  /** Names of rows that stay on one page, together with the last rows of the table above (the signature block). */
  keepTogether: readonly string[];
  /** Marks of appendices (`layout.ts`): whether their sheets are shown. One that is not shown is hidden and not filled. */
  appendices?: Readonly<Record<string, boolean>>;
}

/** What the content has and the template lacks. */
export type NotFound =
  | { kind: 'name'; name: string }
  | { kind: 'table'; name: string }
  | { kind: 'column'; name: string; table: string };

export interface Filled {
  bytes: Uint8Array<ArrayBuffer>;
  notFound: NotFound[];
  /** What the machine-readable part of the file says of it. */
  report: WrittenReport;
}
