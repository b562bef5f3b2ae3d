/**
 * What only some engines understand, or understand otherwise, and what is written in its place. Measured with a second
 * engine and with PostgreSQL; the SQL of populations is one text for all of them.
 */
const REFUSED: readonly [RegExp, string][] = [
  [/\bFILTER\s*\(\s*(?!WHERE\b)/i, 'FILTER (WHERE x)'],
  [/\bQUALIFY\b/i, 'a subquery with row_number()'],
  [/\b(?:SEMI|ANTI|ASOF|POSITIONAL)\s+JOIN\b/i, 'IN (SELECT …)'],
  [/\bUSING\s*\(/i, 'ON a = b'],
  [/\b(?:GROUP|ORDER)\s+BY\s+ALL\b/i, 'the columns by name'],
  [/\b(?:GROUP|ORDER)\s+BY\s+\d/i, 'the columns by name'],
  [/\b(?:bool_or|bool_and|arg_max|arg_min|any_value)\s*\(/i, 'max(CASE WHEN x THEN 1 ELSE 0 END) = 1, row_number()'],
  [/\bINTERVAL\s+\d/i, "INTERVAL '1' DAY"],
  [/'(?:0001|9999)-/, 'IS NULL, or the first and last day of `period.ts`'],
  [/::\s*[A-Z]/, 'CAST(x AS type)'],
  [/\b(?:SELECT\s+\*\s+)?(?:EXCLUDE|REPLACE)\s*\(/i, 'the columns by name'],
  [/\bFROM\s+\w+\s+SELECT\b/i, 'SELECT … FROM'],
  [/#\d/, 'the columns by name'],
];

/** The short forms of one engine that a statement uses, each with what to write instead. */
export function unportable(sql: string): string[] {
  return REFUSED.flatMap(([pattern, instead]) => {
    const found = pattern.exec(sql);
    return found === null ? [] : [`${found[0]}: write ${instead}`];
  });
}
