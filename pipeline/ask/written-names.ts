import { asText, type Engine } from '../warehouse/duckdb/engine.ts';
import { type Names, NotAQuestion } from './names.ts';

/**
 * One piece of SQL as DuckDB's scanner parts it. What the two could part differently is no piece: texts with a prefix (`E'…'`,
 * `U&"…"`), `$$…$$`, parameters, comments within comments, spaces and signs that nobody sees.
 */
const PIECE =
  /(?<gap>[ \t\n\r\f\v]+|--[^\n\r]*)|(?<text>'(?:[^']|'')*')|(?<quoted>"(?:[^"]|"")+")|(?<number>\d[\d_]*(?:\.\d*)?)|(?<word>[\p{L}_][\p{L}\p{M}\p{N}_]*)(?!['"$]|&['"])|(?<sign>[-+*/%<>=~!^&|:.,;()[\]{}@#])/uy;

interface Piece {
  kind: 'text' | 'quoted' | 'number' | 'word' | 'sign';
  /** Words in lower case; names and texts without their quotes. */
  is: string;
}

/** Words that stand before a bracket without being called. */
const BEFORE_BRACKETS = new Set(
  `all and any array as between by case cast collate columns cube describe distinct else except exclude exists extract filter
  from group having ilike in include intersect interval is join lateral like limit materialized not nulls offset on or order
  over partition pivot qualify recursive rollup sample select sets similar some summarize then to try try_cast union
  unpivot using values when where window with within`.split(/\s+/),
);

/**
 * What a statement names, out of its text alone: for the engine in the pane, which has no parser to ask. Stricter than need be:
 * a name counts as a table wherever it stands, when the database has anything of that name.
 * @throws NotAQuestion where there is more than one statement, or a sign that no question needs
 */
export async function writtenNames(engine: Engine, sql: string): Promise<Names> {
  const known = new Set(
    (
      await engine.query(
        `SELECT table_name AS name FROM duckdb_tables() UNION SELECT view_name FROM duckdb_views() WHERE schema_name IN ('main', 'pg_catalog')
         UNION SELECT schema_name FROM duckdb_schemas() WHERE schema_name <> 'main' UNION SELECT database_name FROM duckdb_databases()`,
      )
    ).map((row) => asText(row['name']).toLowerCase()),
  );
  const pieces = piecesOf(sql);
  const functions = new Set<string>();
  const tableFunctions = new Set<string>();
  const tables = new Set<string>();
  for (const [index, { kind, is }] of pieces.entries()) {
    const before = pieces[index - 1];
    if (is === ';' && kind === 'sign') throw new NotAQuestion();
    if (is === 'show' && kind === 'word') throw new NotAQuestion('SHOW');
    const isSource = before?.kind === 'word' && ['from', 'join', 'lateral'].includes(before.is);
    if (kind === 'text' && isSource) tables.add(is);
    if (kind !== 'quoted' && kind !== 'word') continue;
    const name = is.toLowerCase();
    if (known.has(name)) tables.add(name);
    if (!isSign(pieces[index + 1], '(') || (kind === 'word' && BEFORE_BRACKETS.has(is))) continue;
    if (isAlias(before) || isType(pieces, index) || isMadeByWith(pieces, index)) continue;
    (isSource ? tableFunctions : functions).add(name);
  }
  return { functions: [...functions], tableFunctions: [...tableFunctions], tables: [...tables] };
}

function piecesOf(sql: string): Piece[] {
  const pieces: Piece[] = [];
  for (let at = 0; at < sql.length; ) {
    if (sql.startsWith('/*', at)) {
      const end = sql.indexOf('*/', at + 2);
      if (end < 0 || sql.slice(at + 2, end + 1).includes('/*')) throw new NotAQuestion('/*');
      at = end + 2;
      continue;
    }
    PIECE.lastIndex = at;
    const found = PIECE.exec(sql);
    if (found === null) throw new NotAQuestion(shown(sql.codePointAt(at) ?? 0));
    at = PIECE.lastIndex;
    const { text, quoted, number, word, sign } = found.groups ?? {};
    if (text !== undefined) pieces.push({ kind: 'text', is: text.slice(1, -1).replaceAll("''", "'") });
    else if (quoted !== undefined) pieces.push({ kind: 'quoted', is: quoted.slice(1, -1).replaceAll('""', '"') });
    else if (number !== undefined) pieces.push({ kind: 'number', is: number });
    else if (word !== undefined) pieces.push({ kind: 'word', is: word.toLowerCase() });
    else if (sign !== undefined) pieces.push({ kind: 'sign', is: sign });
  }
  return pieces;
}

/** A sign that may not be seen is told by its number. */
function shown(code: number): string {
  const sign = String.fromCodePoint(code);
  return /^[!-~]$/.test(sign) ? sign : `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

function isSign(piece: Piece | undefined, sign: string): boolean {
  return piece?.kind === 'sign' && piece.is === sign;
}

/** `… AS t(a, b)`, `CAST(x AS DECIMAL(9, 2))`. */
function isAlias(before: Piece | undefined): boolean {
  return before?.kind === 'word' && before.is === 'as';
}

/** `x::DECIMAL(9, 2)`. */
function isType(pieces: readonly Piece[], index: number): boolean {
  return isSign(pieces[index - 1], ':') && isSign(pieces[index - 2], ':');
}

/** `WITH t(a, b) AS (…), u(a) AS (…)`. */
function isMadeByWith(pieces: readonly Piece[], index: number): boolean {
  const before = pieces[index - 1];
  if (!isSign(before, ',') && !(before?.kind === 'word' && ['with', 'recursive'].includes(before.is))) return false;
  const close = pieces.findIndex((piece, at) => at > index && isSign(piece, ')'));
  const [as, next] = [pieces[close + 1], pieces[close + 2]];
  return close > 0 && isAlias(as) && (isSign(next, '(') || next?.is === 'materialized' || next?.is === 'not');
}
