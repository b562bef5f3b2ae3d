import type { TextBatch } from '../../read/batch.ts';

/**
 * A value as the pipeline sees it, the same from every engine: DATE and TIMESTAMP as local text (`2024-09-05`,
 * `2024-09-05 07:05:00`), DECIMAL as exact text, whole numbers as `number` while they are safe (else text), lists as
 * arrays.
 */
export type SqlValue = string | number | boolean | null | SqlValue[];

export type SqlRow = Readonly<Record<string, SqlValue>>;

/** One result column as Arrow needs it: its DuckDB type by name, e.g. `VARCHAR`, `BIGINT`, `DATE`, `DECIMAL(18,2)`. */
export interface SqlColumn {
  name: string;
  type: string;
  values: SqlValue[];
}

/** A result by rows. */
export function rowsOf(columns: readonly SqlColumn[]): SqlRow[] {
  const count = columns[0]?.values.length ?? 0;
  return Array.from({ length: count }, (_, row) =>
    Object.fromEntries(columns.map(({ name, values }) => [name, values[row] ?? null])),
  );
}

/**
 * The seam to DuckDB: native in Node, WASM in the pane. SQL that comes through here keeps to the core functions
 * (DESIGN.md, rule 3), so that both give the same answers.
 */
export interface Engine {
  /** It tells how it reads a statement (`json_serialize_sql`, of an extension that the pane's engine would have to fetch). */
  readonly hasParser: boolean;
  run(sql: string): Promise<void>;
  query(sql: string): Promise<SqlRow[]>;
  /**
   * The result by columns, for Arrow and for large results.
   * @param limits for statements that are not ours: exactly one, and ended when it takes more
   * @throws LimitError; the signal's reason when it aborts
   */
  columns(sql: string, limits?: Limits): Promise<SqlColumn[]>;
  /**
   * Makes the temporary table or view `table` with `row_no INTEGER` and one VARCHAR for each name, and fills it from batches
   * whose columns stand in that order. Empty text becomes NULL. How rows get in fastest is the engine's own business.
   * @returns the number of rows loaded
   */
  load(table: string, names: readonly string[], batches: AsyncIterable<TextBatch>): Promise<number>;
  /** Drops what `load` made; a transaction that fails and `close` do so by themselves. */
  unload(table: string): Promise<void>;
  /** All or nothing; an error rolls back and goes on to the caller. */
  transaction<T>(work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** How much a statement may take before it is ended. */
export interface Limits {
  milliseconds: number;
  /** Of all texts of the result together. */
  characters: number;
  signal?: AbortSignal | undefined;
}

/** A statement was ended: it took too long, or its result is too large. */
export class LimitError extends Error {
  readonly limit: 'time' | 'size';

  constructor(limit: 'time' | 'size') {
    super(`ended: too much ${limit}`);
    this.name = 'LimitError';
    this.limit = limit;
  }
}

/** DuckDB refused a statement of ours: our fault, with the statement for whoever looks for it. */
export class QueryError extends Error {
  readonly sql: string;

  constructor(sql: string, cause: unknown) {
    super(`${cause instanceof Error ? cause.message : String(cause)}\n  in: ${sql.slice(0, 2000)}`, { cause });
    this.name = 'QueryError';
    this.sql = sql;
  }
}

/** Somebody typed in more than one statement, or one that does not only read. */
export class OnlySelectError extends Error {
  constructor() {
    super('one SELECT only');
    this.name = 'OnlySelectError';
  }
}

/** A text as a SQL literal. */
export function sqlText(text: string | null): string {
  return text === null ? 'NULL' : `'${text.replaceAll("'", "''").replaceAll('\0', '')}'`;
}

/** A list of texts as a SQL literal of type VARCHAR[]. */
export function sqlTexts(texts: readonly string[]): string {
  return `CAST([${texts.map(sqlText).join(', ')}] AS VARCHAR[])`;
}

/** A date `YYYY-MM-DD` as a SQL literal; throws where it is none, so that nothing else can pass through. */
export function sqlDate(date: string | null): string {
  if (date === null) return 'NULL::DATE';
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) throw new RangeError(`not a date: ${date}`);
  return `DATE '${date}'`;
}

/** A name as a quoted SQL identifier. */
export function sqlName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** The text of a cell that is known to be text (or NULL). */
export function asText(value: SqlValue | undefined): string {
  if (value === null || value === undefined) return '';
  return Array.isArray(value) ? value.map(asText).join(', ') : String(value);
}

/** The number of a cell that is known to be a whole number; NULL counts as 0. */
export function asCount(value: SqlValue | undefined): number {
  return value === null || value === undefined ? 0 : Number(value);
}

/** Whether a cell that is known to be true or false is true; some engines say so with numbers. */
export function asFlag(value: SqlValue | undefined): boolean {
  return value === true || value === 1;
}

/** The texts of a list cell. */
export function asTexts(value: SqlValue | undefined): string[] {
  return Array.isArray(value) ? value.map(asText) : [];
}
