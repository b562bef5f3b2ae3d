import { spellingKey } from '../library/codes.ts';
import type { ColumnDefinition, ListDefinition } from '../library/columns.ts';
import type { Library } from '../library/library.ts';
import { type Beside, guessValue, type ValueGuess } from '../recognise/values.ts';
import { asCount, asText, type Engine, sqlName, sqlText } from '../warehouse/duckdb/engine.ts';
import { noValueKeys } from './no-value.ts';
import { foundFact } from './problem-words.ts';
import type { StagedSheet } from './stage.ts';
import type { ImportProblem } from './types.ts';

/** More different cells than these are no values of a list. */
const MOST_CELLS = 200;

/** Cell as it stands in the file, trimmed → what it may mean. */
export type ValueGuesses = ReadonlyMap<string, ValueGuess>;

/**
 * What the cells of a coded column that no spelling explains may mean, by their words and by what stands beside them.
 * @param cells different cells of the staged list
 */
export async function guessValues(
  engine: Engine,
  library: Library,
  list: ListDefinition,
  column: ColumnDefinition,
  sheets: readonly StagedSheet[],
  cells: readonly string[],
): Promise<ValueGuesses> {
  const codes = library.codes.lists.find(({ id }) => id === (column.type === 'boolean' ? 'boolean' : column.code));
  const unsaid = noValueKeys(library.codes, column);
  const asked = cells.filter((cell) => cell.trim() !== '' && !unsaid.has(spellingKey(cell))).slice(0, MOST_CELLS);
  if (codes === undefined || asked.length === 0) return new Map();
  const beside = await besideOf(engine, library, list, column, sheets, asked);
  return new Map(
    asked.flatMap((cell) => {
      const guess = guessValue(library.words, codes, cell, beside.get(cell), column.id);
      return guess === undefined ? [] : [[cell.trim(), guess] as const];
    }),
  );
}

/** For each cell the share of its rows where the columns that its meaning depends on are filled, in sheets that have them. */
async function besideOf(
  engine: Engine,
  library: Library,
  list: ListDefinition,
  column: ColumnDefinition,
  sheets: readonly StagedSheet[],
  cells: readonly string[],
): Promise<Map<string, Beside>> {
  const patterns = library.words.values.get(column.code ?? '')?.values ?? [];
  const wanted = new Set(patterns.flatMap(({ filled, empty }) => [...filled, ...empty]));
  const columns = list.columns.flatMap(({ id }) => {
    const having = sheets.filter((sheet) => sheet.columns[id] !== undefined).map(({ sheetNo }) => sheetNo);
    return wanted.has(id) && having.length > 0 ? [{ id, having }] : [];
  });
  if (columns.length === 0) return new Map();
  const counts = columns.flatMap(({ id, having }) => {
    const within = `sheet_no IN (${having.join(', ')})`;
    const filled = `trim(coalesce(${sqlName(id)}, '')) <> ''`;
    return [
      `count(*) FILTER (${within})::INTEGER AS ${sqlName(`${id}_rows`)}`,
      `count(*) FILTER (${within} AND ${filled})::INTEGER AS ${sqlName(`${id}_filled`)}`,
    ];
  });
  const name = sqlName(column.id);
  const rows = await engine.query(
    `SELECT ${name} AS cell, ${counts.join(', ')} FROM stage_${list.id} WHERE ${name} IN (${cells.map(sqlText).join(', ')}) GROUP BY ${name}`,
  );
  return new Map(
    rows.map((row) => [
      asText(row['cell']),
      Object.fromEntries(
        columns.flatMap(({ id }) => {
          const all = asCount(row[`${id}_rows`]);
          return all === 0 ? [] : [[id, asCount(row[`${id}_filled`]) / all]];
        }),
      ),
    ]),
  );
}

/** What was understood without a spelling is told, a cell at a time, so that a slip is seen. */
export async function inferredValues(
  engine: Engine,
  library: Library,
  list: ListDefinition,
  sheets: readonly StagedSheet[],
  guesses: ReadonlyMap<string, ValueGuesses>,
): Promise<{ sheetNo: number; problem: ImportProblem }[]> {
  const told: { sheetNo: number; problem: ImportProblem }[] = [];
  for (const [column, cells] of guesses) {
    const inferred = [...cells].filter(([, { how }]) => how === 'inferred').map(([cell]) => cell);
    if (inferred.length === 0) continue;
    const name = `trim(${sqlName(column)})`;
    const rows = await engine.query(
      `SELECT sheet_no, ${name} AS cell, count(*)::INTEGER AS n, list_slice(list(row_no ORDER BY row_no), 1, 20) AS first_rows
         FROM stage_${list.id} WHERE ${name} IN (${inferred.map(sqlText).join(', ')}) GROUP BY sheet_no, ${name} ORDER BY n DESC, cell`,
    );
    for (const row of rows) {
      const cell = asText(row['cell']);
      const sheetNo = asCount(row['sheet_no']);
      const meaning = meaningWords(library, list, column, cells.get(cell)?.value ?? '');
      const first = row['first_rows'];
      told.push({
        sheetNo,
        problem: {
          ...foundFact('I_VALUE_INFERRED', { meaning }),
          column,
          header: sheets.find((sheet) => sheet.sheetNo === sheetNo)?.columns[column] ?? column,
          count: asCount(row['n']),
          rows: Array.isArray(first) ? first.map(Number) : [],
          example: cell,
        },
      });
    }
  }
  return told;
}

/** A value as it is shown to people. */
function meaningWords(
  { codes }: Library,
  list: ListDefinition,
  column: string,
  value: string,
): { vi: string; en: string } {
  const definition = list.columns.find(({ id }) => id === column);
  const code = definition?.type === 'boolean' ? 'boolean' : definition?.code;
  const found = codes.lists.find(({ id }) => id === code)?.values.find((one) => one.value === value);
  return found === undefined ? { vi: value, en: value } : { vi: found.vi, en: found.en };
}
