import type { Engine, SqlColumn } from '../../pipeline/warehouse/duckdb/engine.ts';

/** What shared SQL must not use (DESIGN.md, rule 3), with the reason why. Looked for outside quoted texts and names. */
const NOT_ALLOWED: readonly { pattern: RegExp; why: string }[] = [
  {
    pattern: /\bjsonb?\b|\bjson_\w+|\w+_json(?:_strict)?\s*\(/i,
    why: 'the JSON type and its functions are an extension',
  },
  { pattern: /->/, why: 'the JSON arrow, and the old arrow of lambdas' },
  { pattern: /parquet/i, why: 'Parquet is an extension' },
  { pattern: /\bread_\w+|\bsniff_csv\b|\bglob\s*\(/i, why: 'files are the engine’s own business' },
  { pattern: /\bat\s+time\s+zone\b|\btimestamptz\b|\bwith\s+time\s+zone\b|\btimetz\b/i, why: 'time zones are ICU' },
  {
    pattern:
      /\bcurrent_(?:date|time|timestamp|localtime|localtimestamp)\b|\blocaltime(?:stamp)?\b|\bnow\s*\(|\btoday\s*\(|\bget_current_\w+|\btransaction_timestamp\b/i,
    why: 'the reporting date is a parameter; the clock is not read',
  },
  { pattern: /\bcollate\b|\bicu_\w+/i, why: 'collations are ICU; Vietnamese order is Intl.Collator’s' },
  { pattern: /\/\//, why: 'whole division is written differently elsewhere' },
  { pattern: /\bquantile\w*|\bmedian\s*\(|\bpercentile\w*/i, why: 'quantiles do not come together from parts' },
  {
    pattern: /\b(?:install|load|attach|copy|export|import|pragma|use)\s+[\w'"]/i,
    why: 'no extensions, no files, no settings',
  },
  {
    pattern: /(?<!\bupdate\s+[\w."]+\s+(?:as\s+\w+\s+)?)\bset\s+(?!\()\w+\s*(?:=|to\b)/i,
    why: 'settings are the engine’s',
  },
  {
    pattern: /\bavg\s*\(|\bmean\s*\(|\bfsum\s*\(|\bkahan_sum\s*\(|\bfavg\s*\(|\bstddev\w*|\bvar_\w+/i,
    why: 'means and sums of DOUBLE are not exact',
  },
  { pattern: /\bsum\s*\([^)]*\b(?:double|float|real)\b/i, why: 'sums are of integers or DECIMAL' },
  { pattern: /\brandom\s*\(|\buuid\s*\(|\bgen_random_uuid\b/i, why: 'the same data give the same answer' },
  { pattern: /\busing\s+sample\b|\btablesample\b/i, why: 'the same data give the same answer' },
];

/** A statement without comments, quoted texts and quoted names: what is left is words that mean something. */
function bareSql(sql: string): string {
  return sql.replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\//g, (part) =>
    part.startsWith("'") ? "''" : part.startsWith('"') ? '""' : ' ',
  );
}

export function violationsOf(sql: string): string[] {
  const bare = bareSql(sql);
  return NOT_ALLOWED.flatMap(({ pattern, why }) => {
    const found = pattern.exec(bare);
    return found === null ? [] : [`${found[0]}: ${why}`];
  });
}

/** Words before a bracket that are grammar, types or names of tables made by the statement itself. */
const GRAMMAR = new Set(
  `in values filter over exists as using by on and or not when then else case select from where join with cast try_cast
   decimal varchar union all any columns exclude replace qualify between having partition interval is like primary key
   into table coalesce materialized`.split(/\s+/),
);

/** Names of functions that a statement calls, lower case. */
export function functionsOf(sql: string): Set<string> {
  const bare = bareSql(sql);
  const made = new Set(
    [...bare.matchAll(/\b(?:macro|table|exists|as|into|with|,)\s+(?:\w+\.)?(\w+)\s*(?=\()/gi)].map(
      (match) => match[1] ?? '',
    ),
  );
  const called = [...bare.matchAll(/(\w+)\s*\(/g)].map((match) => (match[1] ?? '').toLowerCase());
  return new Set(called.filter((name) => !GRAMMAR.has(name) && !/^\d/.test(name) && !isMadeHere(name, bare, made)));
}

/** `CREATE TABLE t (`, `INSERT INTO t (`, `AS v (a, b)`, `MACRO m(`: a name with columns or parameters, no call. */
function isMadeHere(name: string, bare: string, made: ReadonlySet<string>): boolean {
  if (!made.has(name)) return false;
  return new RegExp(`\\b(?:macro|table|not\\s+exists|as|into)\\s+(?:\\w+\\.)?${name}\\s*\\(`, 'i').test(bare);
}

/** Types that are not exact, not core, or not local. */
function badType(type: string): boolean {
  return /DOUBLE|FLOAT|REAL|JSON|TIME ZONE|TIMETZ/i.test(type);
}

export interface Recording extends Engine {
  /** Every statement that came through the seam. */
  statements: Set<string>;
  /** Types of result columns that should not be, each with its statement. */
  badColumns: string[];
}

/** An engine that writes down what it is asked, and asks the real one. What `load` does inside is the engine's own. */
export function recording(engine: Engine): Recording {
  const statements = new Set<string>();
  const badColumns: string[] = [];
  const columns = async (sql: string): Promise<SqlColumn[]> => {
    statements.add(sql);
    const result = await engine.columns(sql);
    for (const { name, type } of result) if (badType(type)) badColumns.push(`${name} ${type} in ${sql.slice(0, 200)}`);
    return result;
  };
  return {
    hasParser: engine.hasParser,
    statements,
    badColumns,
    columns,
    async run(sql) {
      statements.add(sql);
      await engine.run(sql);
    },
    async query(sql) {
      const result = await columns(sql);
      return Array.from({ length: result[0]?.values.length ?? 0 }, (_, row) =>
        Object.fromEntries(result.map(({ name, values }) => [name, values[row] ?? null])),
      );
    },
    load: (table, names, batches) => engine.load(table, names, batches),
    unload: (table) => engine.unload(table),
    transaction: (work) => engine.transaction(work),
    close: () => engine.close(),
  };
}
