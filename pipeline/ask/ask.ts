import type { Cell, ColumnType } from '../office/tables.ts';
import { asText, type Engine, type SqlColumn, type SqlValue, sqlName } from '../warehouse/duckdb/engine.ts';
import { askError } from './messages.ts';
import { refusalOf, refuseByName } from './refusals.ts';

/** More rows than anybody reads on a screen; a sheet takes a summary. */
export const MOST_ROWS = 10_000;
/** Longer than any question that somebody types. */
export const LONGEST_QUESTION = 20_000;
/** As long as somebody waits before a screen. */
const SECONDS = 30;
/** What fits into one cell of a sheet. */
const LONGEST_TEXT = 32_767;
/** Of all cells together. */
const MOST_CHARACTERS = 20_000_000;
const MOST_COLUMNS = 200;

/** The answer by columns, as it travels. */
export interface SqlAnswer {
  columns: { name: string; type: ColumnType }[];
  values: Cell[][];
  /** There are more rows than `MOST_ROWS`; these are the first. */
  more: boolean;
}

/**
 * Asks one statement that only reads, as somebody typed it. It stands inside another SELECT, so it can be nothing else;
 * it runs in a transaction that may not write, reads nothing but the tables, and is ended when it takes too much.
 * @throws UserError with a sentence (`askMessages`); the signal's reason when it aborts
 */
export async function askSql(engine: Engine, sql: string, signal?: AbortSignal, seconds = SECONDS): Promise<SqlAnswer> {
  const text = sql.trim().replace(/(?<![;\s])[;\s]+$/, '');
  if (text === '') throw askError('NO_QUESTION');
  if (text.length > LONGEST_QUESTION) throw askError('QUESTION_TOO_LONG', { limit: LONGEST_QUESTION });
  await refuseByName(engine, text);
  const limits = { milliseconds: seconds * 1000, characters: MOST_CHARACTERS, signal };
  await engine.run('BEGIN TRANSACTION READ ONLY');
  try {
    const [names, types] = await engine.columns(`DESCRIBE SELECT * FROM (\n${text}\n)`, limits);
    const described = (names?.values ?? []).map((name, index) => ({
      name: asText(name),
      type: asText(types?.values[index]),
    }));
    if (described.length > MOST_COLUMNS) throw askError('RESULT_TOO_LARGE');
    const list = described.map(({ name, type }, index) => `${travelling(`#${index + 1}`, type)} AS ${sqlName(name)}`);
    const columns = await engine.columns(`SELECT ${list.join(', ')} FROM (\n${text}\n) LIMIT ${MOST_ROWS + 1}`, limits);
    return answerOf(columns, described);
  } catch (error) {
    throw refusalOf(error, seconds) ?? error;
  } finally {
    await engine.run('ROLLBACK').catch(() => undefined);
  }
}

function answerOf(columns: readonly SqlColumn[], described: readonly { name: string; type: string }[]): SqlAnswer {
  const typed = typedColumns(
    described.map(({ name, type }, index) => ({
      name,
      type,
      values: (columns[index]?.values ?? []).slice(0, MOST_ROWS),
    })),
  );
  return { ...typed, more: (columns[0]?.values.length ?? 0) > MOST_ROWS };
}

/** The engine's columns as those of a table: each with a type that travels, and values of that type. */
export function typedColumns(columns: readonly SqlColumn[]): Omit<SqlAnswer, 'more'> {
  const typed = columns.map(({ name, type }) => ({ name, type: columnType(type) }));
  return {
    columns: typed,
    values: typed.map(({ type }, index) => (columns[index]?.values ?? []).map((value) => cell(value, type))),
  };
}

/** A value in a form that every engine gives alike, and that is no longer than a cell. */
function travelling(place: string, type: string): string {
  if (type === 'HUGEINT' || type === 'UHUGEINT' || type === 'UBIGINT') return `${place}::DOUBLE`;
  if (columnType(type) === 'texts') return `${place}::VARCHAR[]`;
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
  if (Array.isArray(value)) return value.map(asText);
  return value;
}
