import type { Cell, ColumnType } from '../office/tables.ts';
import { asText, type Engine, type SqlColumn, type SqlValue, sqlName } from '../warehouse/duckdb/engine.ts';
import { ASKED_TABLES } from './describe.ts';
import { askError } from './messages.ts';
import { refusalOf, refuseByNames } from './refusals.ts';

/** More rows than anybody reads on a screen; a sheet takes a summary. */
export const MOST_ROWS = 10_000;
/** Longer than any question that somebody types. */
export const LONGEST_QUESTION = 20_000;
/** As long as somebody waits before a screen. */
export const SECONDS = 30;

/** How much of an answer is wanted, and for how long. */
export interface AskOptions {
  signal?: AbortSignal | undefined;
  seconds?: number | undefined;
  rows?: number;
  /** Of all texts together. */
  characters?: number;
}
/** What fits into one cell of a sheet. */
const LONGEST_TEXT = 32_767;
const MOST_CHARACTERS = 20_000_000;
const MOST_COLUMNS = 200;
/** Of one list in one cell. */
const MOST_ITEMS = 1000;

/** The answer by columns, as it travels. */
export interface SqlAnswer {
  columns: { name: string; type: ColumnType }[];
  values: Cell[][];
  /** There are more rows than were wanted; these are the first. */
  more: boolean;
}

/**
 * Asks one statement that only reads, as somebody typed it. It stands inside another SELECT, so it can be nothing else;
 * it runs in a transaction that may not write, reads nothing but the tables, and is ended when it takes too much.
 * @throws UserError with a sentence (`askMessages`); the signal's reason when it aborts
 */
export async function askSql(
  engine: Engine,
  sql: string,
  { signal, seconds = SECONDS, rows = MOST_ROWS, characters = MOST_CHARACTERS }: AskOptions = {},
): Promise<SqlAnswer> {
  const text = sql.trim().replace(/(?<![;\s])[;\s]+$/, '');
  if (text === '') throw askError('NO_QUESTION');
  if (text.length > LONGEST_QUESTION) throw askError('QUESTION_TOO_LONG', { limit: LONGEST_QUESTION });
  const limits = { milliseconds: seconds * 1000, characters, signal };
  await engine.run('BEGIN TRANSACTION READ ONLY');
  try {
    await refuseByNames(engine, `SELECT * FROM (\n${text}\n)`, ASKED_TABLES);
    const [names, types] = await engine.columns(`DESCRIBE SELECT * FROM (\n${text}\n)`, limits);
    const described = (names?.values ?? []).map((name, index) => ({
      name: asText(name),
      type: asText(types?.values[index]),
    }));
    if (described.length > MOST_COLUMNS) throw askError('RESULT_TOO_LARGE');
    const list = described.map(({ name, type }, index) => `${travelling(`#${index + 1}`, type)} AS ${sqlName(name)}`);
    const columns = await engine.columns(`SELECT ${list.join(', ')} FROM (\n${text}\n) LIMIT ${rows + 1}`, limits);
    return answerOf(columns, described, rows);
  } catch (error) {
    throw refusalOf(error, seconds) ?? error;
  } finally {
    await engine.run('ROLLBACK').catch(() => undefined);
  }
}

function answerOf(
  columns: readonly SqlColumn[],
  described: readonly { name: string; type: string }[],
  rows: number,
): SqlAnswer {
  const typed = typedColumns(
    described.map(({ name, type }, index) => ({
      name,
      type,
      values: (columns[index]?.values ?? []).slice(0, rows),
    })),
  );
  return { ...typed, more: (columns[0]?.values.length ?? 0) > rows };
}

/** The engine's columns as those of a table: each with a type that travels, and values of that type. */
function typedColumns(columns: readonly SqlColumn[]): Omit<SqlAnswer, 'more'> {
  const typed = columns.map(({ name, type }) => ({ name, type: columnType(type) }));
  return {
    columns: typed,
    values: typed.map(({ type }, index) => (columns[index]?.values ?? []).map((value) => cell(value, type))),
  };
}

/** A value in a form that every engine gives alike, and that is no longer than a cell. */
function travelling(place: string, type: string): string {
  if (type === 'HUGEINT' || type === 'UHUGEINT' || type === 'UBIGINT') return `${place}::DOUBLE`;
  if (columnType(type) === 'texts') return `list_slice(${place}, 1, ${MOST_ITEMS + 1})::VARCHAR[]`;
  return columnType(type) === 'text' ? `left(${place}::VARCHAR, ${LONGEST_TEXT})` : place;
}

function columnType(type: string): ColumnType {
  if (type === 'DATE') return 'date';
  if (type === 'BOOLEAN') return 'boolean';
  if (type.endsWith('[]')) return 'texts';
  if (/^U?(?:TINY|SMALL)INT$|^INTEGER$/.test(type)) return 'integer';
  return /^(?:U?(?:BIG|HUGE)INT|UINTEGER|DECIMAL|DOUBLE|FLOAT)/.test(type) ? 'number' : 'text';
}

/** Exact decimals come as text; a column said to be numbers holds numbers. */
function cell(value: SqlValue, type: ColumnType): Cell {
  if (value === null) return null;
  if (type === 'number' || type === 'integer') {
    const number = Number(value);
    return Number.isFinite(number) ? number : null;
  }
  if (Array.isArray(value)) {
    if (value.length > MOST_ITEMS) throw askError('RESULT_TOO_LARGE');
    return value.map(asText);
  }
  return value;
}
