/**
 * The program's one SQL text in the words of ClickHouse. What engines write alike stays as it is (`test/house/portable.ts`
 * refuses the rest); these few words and the way texts are quoted differ, and are put in their place word by word.
 */
const FUNCTIONS: Readonly<Record<string, string>> = {
  current_schema: 'currentDatabase',
  list: 'groupArray',
  list_contains: 'has',
  regexp_matches: 'match',
};

/** A text or a name in quotes (with a quote in it, two of them), a word or number, blanks, or a single sign. */
const TOKEN = /'[^']*'|"[^"]*"|\w+|\s+|[\s\S]/g;

/** @returns the statement as ClickHouse reads it. Its days reach from 1900 to 2299, as the scopes' do */
export function clickhouseSql(sql: string): string {
  const tokens = sql.match(TOKEN) ?? [];
  const written: string[] = [];
  const next = (at: number, step: 1 | -1): number => {
    let place = at + step;
    while (/^\s/.test(tokens[place] ?? '')) place += step;
    return place;
  };
  const word = (at: number): string => (tokens[at] ?? '').toUpperCase();
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at] ?? '';
    const after = next(at, 1);
    if (token.startsWith("'")) written.push(token.replaceAll('\\', '\\\\'));
    else if (word(at) === 'DATE' && tokens[after]?.startsWith("'")) {
      written.push(`toDate32(${tokens[after]})`);
      at = after;
    } else if (word(at) === 'DATE' && tokens[after] === ')' && word(next(at, -1)) === 'AS') written.push('Date32');
    else if (word(at) === 'VARCHAR' && tokens[after] === '[' && tokens[next(after, 1)] === ']') {
      written.push('Array(String)');
      at = next(after, 1);
    } else if (word(at) === 'NOT' && word(after) === 'MATERIALIZED') at = after;
    // Rows of no period are no members; they only stay where an engine is the faster for it. Here such joins need equal keys.
    else if (word(at) === 'LEFT' && word(after) === 'JOIN' && tokens[next(after, 1)] === 'periods') at = after - 1;
    else if (tokens[after] === '(' && Object.hasOwn(FUNCTIONS, token.toLowerCase()))
      written.push(FUNCTIONS[token.toLowerCase()] ?? token);
    else written.push(token);
  }
  return written.join('');
}
