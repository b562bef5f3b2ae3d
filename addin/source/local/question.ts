import type { Engine, SqlColumn } from '../../../pipeline/engine/engine.ts';
import { asText, QueryError } from '../../../pipeline/engine/engine.ts';
import type { Cell, ColumnType } from '../../../pipeline/evaluate/tables.ts';
import { localError } from './messages.ts';
import type { SentTable } from './protocol.ts';

/** More rows than anybody reads on a screen; a sheet takes a summary. */
export const MOST_ROWS = 10_000;

/**
 * One statement that only reads, as somebody typed it. It stands inside another SELECT, so it can be nothing else, and
 * runs in a transaction that may not write.
 * @throws UserError BAD_SQL with what DuckDB says of it
 */
export async function runQuestion(engine: Engine, sql: string): Promise<SentTable & { more: boolean }> {
  const text = sql.trim().replace(/;\s*$/, '');
  try {
    const columns = await readOnly(engine, `SELECT * FROM (\n${text}\n) LIMIT ${MOST_ROWS + 1}`);
    const rows = columns[0]?.values.length ?? 0;
    return {
      columns: columns.map(({ name, type }) => ({ name, type: columnType(type) })),
      values: columns.map(({ values }) => values.slice(0, MOST_ROWS).map(cell)),
      more: rows > MOST_ROWS,
    };
  } catch (cause) {
    if (!(cause instanceof QueryError)) throw cause;
    throw localError('BAD_SQL', { reason: reasonOf(cause) }, { cause });
  }
}

async function readOnly(engine: Engine, sql: string): Promise<SqlColumn[]> {
  await engine.run('BEGIN TRANSACTION READ ONLY');
  try {
    return await engine.columns(sql);
  } finally {
    await engine.run('ROLLBACK').catch(() => undefined);
  }
}

/** The first line of what DuckDB says. */
function reasonOf(error: QueryError): string {
  return (error.message.split('\n')[0] ?? '').trim();
}

function columnType(type: string): ColumnType {
  if (type === 'DATE') return 'date';
  if (type === 'BOOLEAN') return 'boolean';
  if (/^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$/.test(type)) return 'integer';
  return /^(DOUBLE|FLOAT|DECIMAL)/.test(type) ? 'number' : 'text';
}

function cell(value: SqlColumn['values'][number]): Cell {
  if (Array.isArray(value)) return value.map(asText);
  return value;
}
