import type { DuckDBConnection } from '@duckdb/node-api';
import { LimitError, type Limits, type SqlColumn, type SqlValue } from '../engine.ts';
import { toSqlValue } from './values.ts';

/** The result of a statement, taken chunk by chunk, so that it can be ended between and within them. */
export async function limitedColumns(
  connection: DuckDBConnection,
  sql: string,
  { milliseconds, characters, signal }: Limits,
): Promise<SqlColumn[]> {
  signal?.throwIfAborted();
  const end = performance.now() + milliseconds;
  let isLate = false;
  const late = setTimeout(() => {
    isLate = true;
    connection.interrupt();
  }, milliseconds);
  const stop = (): void => connection.interrupt();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    const result = await connection.stream(sql);
    const types = result.columnTypes();
    const columns = result
      .deduplicatedColumnNames()
      .map((name, index): SqlColumn => ({ name, type: String(types[index]), values: [] }));
    let size = 0;
    for (;;) {
      const chunk = await result.fetchChunk();
      if (chunk === null || chunk.rowCount === 0) return columns;
      for (const [index, column] of columns.entries()) {
        const vector = chunk.getColumnVector(index);
        // One by one: a single column of lists can be as much work as all the rest.
        for (let row = 0; row < chunk.rowCount; row += 1) {
          const cell = toSqlValue(vector.getItem(row));
          column.values.push(cell);
          size += textSize(cell);
          if (size > characters) throw new LimitError('size');
          if (isLate || performance.now() > end) throw new LimitError('time');
        }
      }
      signal?.throwIfAborted();
    }
  } catch (cause) {
    if (isLate && !(cause instanceof LimitError)) throw new LimitError('time');
    throw cause;
  } finally {
    clearTimeout(late);
    signal?.removeEventListener('abort', stop);
  }
}

function textSize(value: SqlValue): number {
  if (typeof value === 'string') return value.length;
  // An item costs a place, however short it is.
  return Array.isArray(value) ? value.reduce((sum: number, item) => sum + 1 + textSize(item), 0) : 0;
}
