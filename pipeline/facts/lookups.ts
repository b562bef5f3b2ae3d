import { spellingKey } from '../library/codes.ts';
import type { ColumnDefinition } from '../library/columns.ts';
import type { ValueGuess } from '../recognise/values.ts';
import { asText, type Engine, sqlName, sqlText } from '../warehouse/duckdb/engine.ts';
import { OTHER_DAY_ORDER, SEPARATOR_EVIDENCE } from './macros.ts';

/** Of a column that should hold a few codes, this many different cells are looked at; a hostile column has more. */
const MOST_SPELLINGS = 10_000;

/**
 * The table `lookup_<column>` (raw cell → canonical value), made from the different cells that are really there: a
 * million rows have a handful. A cell that is in no code list gets no row, and its fact stays NULL;
 * one that is understood for certain gets what it means.
 * @param guessed what the cells that no spelling explains may mean
 */
export async function makeCodeLookup(
  engine: Engine,
  stage: string,
  column: ColumnDefinition,
  valueFor: (cell: string) => string | undefined,
  guessed: (unknown: readonly string[]) => Promise<ReadonlyMap<string, ValueGuess>>,
): Promise<ReadonlyMap<string, ValueGuess>> {
  const name = sqlName(column.id);
  const cells = await engine.query(
    `SELECT ${name} AS cell FROM ${stage} WHERE ${name} IS NOT NULL GROUP BY ALL ORDER BY count(*) DESC, cell LIMIT ${MOST_SPELLINGS}`,
  );
  const values = cells.map(({ cell }) => [asText(cell), valueFor(asText(cell))] as const);
  const unknown = values.flatMap(([cell, value]) => (value === undefined ? [cell] : []));
  const guesses = await guessed(unknown);
  const pairs = values.flatMap(([cell, value]) => {
    const guess = guesses.get(cell.trim());
    const meant = value ?? (guess?.how === 'inferred' ? guess.value : undefined);
    return meant === undefined ? [] : [[cell, meant] as const];
  });
  await makePairs(engine, `lookup_${column.id}`, ['raw', 'value'], pairs);
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

/** A small temporary table of texts. */
export async function makePairs(
  engine: Engine,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly (string | null)[])[],
): Promise<void> {
  const definition = columns.map((column) => `${sqlName(column)} VARCHAR`).join(', ');
  await engine.run(`CREATE OR REPLACE TEMP TABLE ${sqlName(table)} (${definition})`);
  for (let start = 0; start < rows.length; start += 1000) {
    const values = rows.slice(start, start + 1000).map((row) => `(${row.map(sqlText).join(', ')})`);
    await engine.run(`INSERT INTO ${sqlName(table)} VALUES ${values.join(', ')}`);
  }
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

/**
 * Columns (as `sheet/column`) in which a year of two digits may be completed: those where no such day speaks against
 * the day standing first.
 */
export async function dayFirstColumns(
  engine: Engine,
  stage: string,
  columns: readonly ColumnDefinition[],
): Promise<Set<string>> {
  if (columns.length === 0) return new Set();
  const evidence = columns.map(({ id }) => {
    const name = sqlName(id);
    const odd = `length(${name}) NOT IN (${USUAL_LENGTHS}) AND regexp_matches(vd_plain_moment(${name}), ${OTHER_DAY_ORDER})`;
    return `coalesce(bool_or(CASE WHEN ${odd} THEN true ELSE false END), false) AS ${name}`;
  });
  const rows = await engine.query(`SELECT sheet_no, ${evidence.join(', ')} FROM ${stage} GROUP BY sheet_no`);
  return new Set(
    rows.flatMap((row) =>
      columns.filter(({ id }) => row[id] === false).map(({ id }) => `${asText(row['sheet_no'])}/${id}`),
    ),
  );
}

function meaning(thousands: boolean, decimals: boolean): SeparatorMeaning {
  if (thousands && decimals) return 'A';
  return decimals ? 'D' : 'T';
}
