import type { UserError } from '../messages.ts';
import { type Engine, LimitError, OnlySelectError, QueryError, sqlText } from '../warehouse/duckdb/engine.ts';
import { FUNCTIONS, TABLE_FUNCTIONS } from './functions.ts';
import { askError } from './messages.ts';
import { NotAQuestion } from './names.ts';
import { parsedNames } from './parsed-names.ts';
import { writtenNames } from './written-names.ts';

/**
 * Refuses whatever reaches out of the tables: files, settings, logs, checkpoints, DuckDB's tables about itself. A statement
 * that only reads can do all of that, even break the database for everybody.
 *
 * Judged is what the statement calls and reads, each against a list of what is allowed; nothing is looked for that is not.
 * @param tables those that may be read
 * @throws UserError NOT_HERE, NO_SUCH_TABLE, ONLY_SELECT, BAD_GRAMMAR
 */
export async function refuseByNames(engine: Engine, sql: string, tables: ReadonlySet<string>): Promise<void> {
  const names = engine.hasParser ? await parsedNames(engine, sql) : await writtenNames(engine, sql);
  const table = names.tables.find((name) => !tables.has(name.toLowerCase()));
  const called =
    names.tableFunctions.find((name) => !TABLE_FUNCTIONS.has(name)) ??
    names.functions.find((name) => !FUNCTIONS.has(name));
  const name = called ?? table;
  if (name === undefined) return;
  // With a point or a slash it is another schema's, or a file.
  if (/[^\p{L}\p{M}\p{N}_]/u.test(name) || (await isThere(engine, name))) throw askError('NOT_HERE', { name });
  throw askError(called === undefined ? 'NO_SUCH_TABLE' : 'NO_SUCH_FUNCTION', { name });
}

/** What is not there at all is a slip of the pen, and told as such. */
async function isThere(engine: Engine, name: string): Promise<boolean> {
  const same = `lower(name) = ${sqlText(name.toLowerCase())}`;
  const found = await engine.query(
    `SELECT 1 AS it FROM (SELECT function_name AS name FROM duckdb_functions() UNION SELECT table_name FROM duckdb_tables()
       UNION SELECT view_name FROM duckdb_views() UNION SELECT schema_name FROM duckdb_schemas()) WHERE ${same}`,
  );
  return found.length > 0;
}

/** What the engine threw, as a sentence; other errors are left as they are. */
export function refusalOf(error: unknown, seconds: number): UserError | undefined {
  if (error instanceof OnlySelectError) return askError('ONLY_SELECT', {}, { cause: error });
  if (error instanceof NotAQuestion)
    return error.what === undefined
      ? askError('ONLY_SELECT', {}, { cause: error })
      : askError('NOT_HERE', { name: error.what }, { cause: error });
  if (error instanceof LimitError)
    return error.limit === 'time'
      ? askError('TOOK_TOO_LONG', { seconds }, { cause: error })
      : askError('RESULT_TOO_LARGE', {}, { cause: error });
  if (!(error instanceof QueryError)) return undefined;
  // The first line; what follows shows the statement.
  const said = (error.message.split('\n')[0] ?? '').trim();
  const near = [
    ...(/(?:Candidate bindings|Did you mean)[:\s](.*)$/is.exec(headOf(error)) ?? ['', ''])[1]!.matchAll(/"([^"]+)"/g),
  ];
  for (const { pattern, code } of KNOWN) {
    const name = pattern.exec(said)?.[1];
    if (name === undefined) continue;
    const others = near
      .slice(0, 3)
      .map(([, other]) => other)
      .join(', ');
    return askError(code, { name, near: others === '' ? '' : ` (≈ ${others})` }, { cause: error });
  }
  if (/multiple statements/i.test(said)) return askError('ONLY_SELECT', {}, { cause: error });
  const reason = said.replace(/^.*?\bError:\s*/, '').replace(/(?<![.!?\s])[.!?\s]+$/, '');
  return askError('SQL_REFUSED', { reason }, { cause: error });
}

const KNOWN = [
  { pattern: /Table with name "?(.{1,200}?)"? does not exist/, code: 'NO_SUCH_TABLE' },
  { pattern: /Referenced (?:column|table) "(.{1,200}?)" not found/, code: 'NO_SUCH_COLUMN' },
  { pattern: /does not have a column named "(.+?)"/, code: 'NO_SUCH_COLUMN' },
  { pattern: /column "?(.{1,200}?)"? must appear in the GROUP BY/i, code: 'NOT_GROUPED' },
  { pattern: /Function with name "?(\w+)"? (?:does not exist|is not in the catalog)/, code: 'NO_SUCH_FUNCTION' },
  { pattern: /No function matches the given name and argument types '(\w+)/, code: 'NO_SUCH_FUNCTION' },
  { pattern: /syntax error at or near "(.+?)"/, code: 'BAD_GRAMMAR' },
] as const;

/** Without the statement that `QueryError` adds. */
function headOf(error: QueryError): string {
  return error.message.split('\n  in: ')[0] ?? '';
}
