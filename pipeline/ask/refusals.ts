import type { UserError } from '../messages.ts';
import { asText, type Engine, LimitError, OnlySelectError, QueryError } from '../warehouse/duckdb/engine.ts';
import { askError } from './messages.ts';

/** Functions that make rows out of nothing but their arguments; every other one that stands for a table is refused. */
const HARMLESS = new Set(['range', 'generate_series', 'unnest', 'repeat', 'repeat_row', 'summary']);

/** Beside tables made by functions: what tells of the machine, or writes to its logs. */
const NEVER = ['current_setting', 'getenv', 'getvariable', 'write_log', 'nextval', 'currval', 'setseed'];

/** DuckDB's own tables about itself, its settings and files. */
const ABOUT_DUCKDB = /\b(?:duckdb_\w+|pragma_\w+|pg_\w+|information_schema|sqlite_\w+)\b/i;

/**
 * Refuses by name whatever reaches out of the tables: reading files, switching logs on, checkpoints, settings. A statement
 * that only reads can do all of that, even break the database for everybody.
 *
 * The statement is not taken apart: a name counts wherever it stands before a bracket (or before a comment, in which a
 * bracket could hide), within a text as well. So nothing depends on reading SQL exactly as DuckDB reads it.
 * @throws UserError NOT_HERE
 */
export async function refuseByName(engine: Engine, sql: string): Promise<void> {
  const about = ABOUT_DUCKDB.exec(sql);
  if (about !== null) throw askError('NOT_HERE', { name: about[0] });
  const rows = await engine.query(
    `SELECT DISTINCT lower(function_name) AS name FROM duckdb_functions() WHERE function_type IN ('table', 'table_macro', 'pragma')`,
  );
  const refused = new Set([...NEVER, ...rows.map((row) => asText(row['name'])).filter((name) => !HARMLESS.has(name))]);
  for (const [, name = ''] of sql.matchAll(/(?<!\w)(\w+)"?\s*(?=\(|\/\*|--)/g)) {
    if (refused.has(name.toLowerCase())) throw askError('NOT_HERE', { name });
  }
}

/** What the engine threw, as a sentence; other errors are left as they are. */
export function refusalOf(error: unknown, seconds: number): UserError | undefined {
  if (error instanceof OnlySelectError) return askError('ONLY_SELECT', {}, { cause: error });
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
