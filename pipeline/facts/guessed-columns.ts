import type { ListDefinition } from '../library/columns.ts';
import type { Library } from '../library/library.ts';
import { type Mapping, NO_MAPPING } from '../library/mapping.ts';
import { looksPersonal } from '../recognise/personal-cells.ts';
import type { Recognition } from '../recognise/recognise.ts';
import { guessValue } from '../recognise/values.ts';
import { cleanText } from '../text.ts';
import { asCount, asText, type Engine, sqlName } from '../warehouse/duckdb/engine.ts';
import { cellMeanings, spellingsOf } from './code-spellings.ts';
import type { OpenValue } from './load-list.ts';
import type { StagedSheet } from './stage.ts';
import { isLookedUp } from './typed.ts';

/** More different cells than these are no values of a list, and nobody would explain them one by one. */
const MOST_VALUES = 20;

/** Columns of coded values that a sheet only may have: staged beside its own, to ask about their values at once. */
export function guessedColumns(list: ListDefinition, { unknown, mapping }: Recognition) {
  const guessed = new Map<string, { header: string; position: number }>();
  for (const { guess, header, position } of unknown) {
    const column = list.columns.find(({ id }) => id === guess);
    if (column === undefined || column.id === list.unit || mapping.has(column.id) || guessed.has(column.id)) continue;
    if (column.type !== 'personal' && isLookedUp(list, column))
      guessed.set(column.id, { header: cleanText(header), position });
  }
  return guessed;
}

/** Values of such columns that nobody would understand once the column is: asked on the same form, where the column is. */
export async function valuesOfGuessed(
  engine: Engine,
  library: Library,
  list: ListDefinition,
  { guessed, filled, table }: StagedSheet,
  mapping: Mapping = NO_MAPPING,
): Promise<OpenValue[]> {
  const open: OpenValue[] = [];
  for (const [id, header] of Object.entries(guessed)) {
    const column = list.columns.find((candidate) => candidate.id === id);
    if (column === undefined) continue;
    const name = `trim(${sqlName(id)})`;
    const cells = await engine.query(
      `SELECT ${name} AS cell, count(*)::INTEGER AS n FROM ${sqlName(filled ?? table)} WHERE ${name} <> ''
         GROUP BY 1 ORDER BY n DESC, cell LIMIT ${MOST_VALUES + 1}`,
    );
    if (cells.length > MOST_VALUES) continue;
    const known = spellingsOf(library, list, column, mapping);
    const { valueFor, isBlank } = cellMeanings(library, column, known, () => undefined);
    for (const row of cells) {
      const written = asText(row['cell']);
      if (valueFor(written) !== undefined || isBlank(written) || looksPersonal(written, library.columns)) continue;
      const guess = known.codes === null ? undefined : guessValue(library.words, known.codes, written, {}, id);
      // What is understood without asking is, as soon as the column is known.
      if (guess?.how === 'inferred') continue;
      const likely = guess === undefined ? [] : [guess.value];
      open.push({ column: id, header, written, rows: asCount(row['n']), likely, taken: false });
    }
  }
  return open;
}
