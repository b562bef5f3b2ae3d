import { spellingKey } from '../library/codes.ts';
import type { ColumnDefinition } from '../library/columns.ts';
import type { ValueGuess } from '../recognise/values.ts';
import { asText, type Engine, sqlName, sqlText } from '../warehouse/duckdb/engine.ts';
import { OTHER_DAY_ORDER, SEPARATOR_EVIDENCE } from './macros.ts';

/** Of a column that should hold a few codes, this many different cells are looked at; a hostile column has more. */
const MOST_SPELLINGS = 10_000;

/** The different cells of columns that should hold a few codes, the most frequent first. One scan for all of them. */
export async function differentCells(
  engine: Engine,
  stage: string,
  columns: readonly ColumnDefinition[],
): Promise<ReadonlyMap<string, string[]>> {
  const cells = new Map(columns.map(({ id }): [string, string[]] => [id, []]));
  if (columns.length === 0) return cells;
  const selects = columns.map(
    ({ id }) =>
      `FROM (SELECT ${sqlText(id)} AS id, ${sqlName(id)} AS cell, count(*) AS n FROM ${stage} WHERE ${sqlName(id)} IS NOT NULL
         GROUP BY ALL ORDER BY n DESC, cell LIMIT ${MOST_SPELLINGS})`,
  );
  const rows = await engine.query(`SELECT id, cell FROM (${selects.join(' UNION ALL ')}) ORDER BY id, n DESC, cell`);
  for (const { id, cell } of rows) cells.get(asText(id))?.push(asText(cell));
  return cells;
}

/**
 * The table `lookup_<column>` (raw cell → canonical value, and the cell without blanks around it), made from the different
 * cells that are really there: a million rows have a handful. A cell that is in no code list has no value, and its fact
 * stays NULL; one that is understood for certain gets what it means.
 * @param guessed what the cells that no spelling explains may mean
 */
export async function makeCodeLookup(
  engine: Engine,
  column: ColumnDefinition,
  cells: readonly string[],
  valueFor: (cell: string) => string | undefined,
  guessed: (unknown: readonly string[]) => Promise<ReadonlyMap<string, ValueGuess>>,
): Promise<ReadonlyMap<string, ValueGuess>> {
  const values = cells.map((cell) => [cell, valueFor(cell)] as const);
  const unknown = values.flatMap(([cell, value]) => (value === undefined ? [cell] : []));
  const guesses = await guessed(unknown);
  const pairs = values.map(([cell, value]) => {
    const guess = guesses.get(cell.trim());
    return [cell, value ?? (guess?.how === 'inferred' ? guess.value : null)] as const;
  });
  await makePairs(engine, `lookup_${column.id}`, ['raw', 'value'], pairs, "nullif(trim(raw), '') AS filled");
  return guesses;
}

/** The table `lookup_<column>` of a column of words: each spelling and its clean text. */
export async function makeTextLookup(engine: Engine, stage: string, column: ColumnDefinition): Promise<void> {
  const name = sqlName(column.id);
  await engine.run(
    `CREATE OR REPLACE TEMP TABLE ${sqlName(`lookup_${column.id}`)} AS
       SELECT raw, vd_clean(raw) AS value FROM (SELECT DISTINCT ${name} AS raw FROM ${stage} WHERE ${name} IS NOT NULL)`,
  );
}

/** A code's spelling by key; a number keeps no sign of how a spreadsheet wrote it (`2.0`, `02`). */
export function codeValue(spellings: { get(key: string): string | undefined }, cell: string): string | undefined {
  const trimmed = cell.trim();
  const plain = /^(\d+)(?:[.,]0+)?$/.exec(trimmed)?.[1]?.replace(/^0+(?=\d)/, '');
  return spellings.get(spellingKey(trimmed)) ?? (plain === undefined ? undefined : spellings.get(plain));
}

/**
 * A small temporary table of texts.
 * @param more a further column, made of the others
 */
export async function makePairs(
  engine: Engine,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly (string | null)[])[],
  more?: string,
): Promise<void> {
  const made = columns.map((column) => `CAST(${sqlName(column)} AS VARCHAR) AS ${sqlName(column)}`);
  const selected = [...made, ...(more === undefined ? [] : [more])].join(', ');
  const values = (part: typeof rows): string =>
    part.length === 0
      ? `SELECT ${columns.map((column) => `NULL AS ${sqlName(column)}`).join(', ')} WHERE false`
      : `VALUES ${part.map((row) => `(${row.map(sqlText).join(', ')})`).join(', ')}`;
  const select = (part: typeof rows): string =>
    `SELECT ${selected} FROM (${values(part)}) AS v (${columns.map(sqlName).join(', ')})`;
  await engine.run(`CREATE OR REPLACE TEMP TABLE ${sqlName(table)} AS ${select(rows.slice(0, AT_ONCE))}`);
  for (let start = AT_ONCE; start < rows.length; start += AT_ONCE)
    await engine.run(`INSERT INTO ${sqlName(table)} ${select(rows.slice(start, start + AT_ONCE))}`);
}

/** Rows of one statement. */
const AT_ONCE = 1000;

/**
 * Columns of moments and numbers with cells of which it is plain that the usual shapes do not fit them. One scan, and no
 * pattern is run. (A moment of a usual length may still be of an unusual shape: that shows once it is typed.)
 */
export async function oddColumns(
  engine: Engine,
  stage: string,
  columns: readonly ColumnDefinition[],
): Promise<Set<string>> {
  if (columns.length === 0) return new Set();
  const odd = columns.map(({ id, type }) => {
    const name = sqlName(id);
    const is =
      type === 'date' || type === 'datetime'
        ? `length(${name}) NOT IN (${USUAL_LENGTHS})`
        : `TRY_CAST(${name} AS BIGINT) IS NULL OR contains(${name}, '.') OR contains(${name}, ',')`;
    return `bool_or(${name} IS NOT NULL AND (${is})) AS ${name}`;
  });
  const [row] = await engine.query(`SELECT ${odd.join(', ')} FROM ${stage}`);
  return new Set(columns.filter(({ id }) => row?.[id] === true).map(({ id }) => id));
}

export type SeparatorMeaning = 'T' | 'D' | 'A';

/**
 * What `.` and `,` mean before exactly three digits, for each sheet and number column: decided by what the other cells
 * of the column show. Shows both: cannot be told (`A`). Shows nothing: thousands, as money and counts are written.
 */
export async function separatorMeanings(
  engine: Engine,
  stage: string,
  columns: readonly ColumnDefinition[],
): Promise<Map<string, { dot: SeparatorMeaning; comma: SeparatorMeaning }>> {
  const meanings = new Map<string, { dot: SeparatorMeaning; comma: SeparatorMeaning }>();
  for (const column of columns) {
    const cell = `vd_plain_number(${sqlName(column.id)})`;
    const evidence = Object.entries(SEPARATOR_EVIDENCE).map(
      ([kind, pattern]) => `bool_or(regexp_matches(cell, ${pattern})) AS ${sqlName(kind)}`,
    );
    const rows = await engine.query(
      `SELECT sheet_no, ${evidence.join(', ')}
         FROM (SELECT sheet_no, ${cell} AS cell FROM ${stage} WHERE contains(${sqlName(column.id)}, '.') OR contains(${sqlName(column.id)}, ','))
         GROUP BY sheet_no`,
    );
    for (const row of rows) {
      meanings.set(`${asText(row['sheet_no'])}/${column.id}`, {
        dot: meaning(row['dotThousands'] === true, row['dotDecimals'] === true),
        comma: meaning(row['commaThousands'] === true, row['commaDecimals'] === true),
      });
    }
  }
  return meanings;
}

/** Lengths of the usual spellings of a moment: no pattern is run over those. */
const USUAL_LENGTHS = '10, 16, 19';

/** Columns (as `sheet/column`) in which a year of two digits must not be completed: a day in them speaks against the day standing first. */
export async function otherDayOrders(
  engine: Engine,
  stage: string,
  columns: readonly ColumnDefinition[],
): Promise<Set<string>> {
  if (columns.length === 0) return new Set();
  const evidence = columns.map(({ id }) => {
    const name = sqlName(id);
    const odd = `length(${name}) NOT IN (${USUAL_LENGTHS}) AND regexp_matches(vd_plain_moment(${name}), ${OTHER_DAY_ORDER})`;
    return `bool_or(CASE WHEN ${odd} THEN true ELSE false END) AS ${name}`;
  });
  const rows = await engine.query(`SELECT sheet_no, ${evidence.join(', ')} FROM ${stage} GROUP BY sheet_no`);
  return new Set(
    rows.flatMap((row) =>
      columns.filter(({ id }) => row[id] === true).map(({ id }) => `${asText(row['sheet_no'])}/${id}`),
    ),
  );
}

function meaning(thousands: boolean, decimals: boolean): SeparatorMeaning {
  if (thousands && decimals) return 'A';
  return decimals ? 'D' : 'T';
}
