import type { CodeList } from '../library/codes.ts';
import type { Vocabulary } from '../library/words.ts';
import { type Fit, fitOf, isBetter } from './fit.ts';
import { type Reading, readingsOf } from './reading.ts';

/** What stands beside a value: of each column that the sheet has the share of the value's rows where it is filled, 0 … 1. */
export type Beside = Readonly<Record<string, number>>;

export interface ValueGuess {
  /** A value of the code list. */
  value: string;
  /** `inferred`: its words say it, nothing else fits and nothing beside it speaks against it; `asked`: the likeliest. */
  how: 'inferred' | 'asked';
}

/** Almost all rows, almost none. */
const MOST = 0.9;
const FEW = 0.1;

/**
 * What a value that no spelling explains may mean, by its words and by what stands beside it. Pure; cells of any text.
 * @param column id of its column: a yes may be said in the column's own words
 * @returns undefined where nothing is near
 */
export function guessValue(
  words: Vocabulary,
  list: CodeList,
  cell: string,
  beside: Beside = {},
  column = '',
): ValueGuess | undefined {
  const found = list.id === 'boolean' ? yesOrNo(words, cell, column) : meaningOf(words, list, cell);
  const expected = besideOf(words, list, beside);
  if (found === undefined) {
    const [only, ...others] = expected.fitting;
    return only !== undefined && others.length === 0 ? { value: only, how: 'asked' } : undefined;
  }
  const contradicted = expected.contradicted.has(found.value);
  return { value: found.value, how: found.full && !contradicted ? 'inferred' : 'asked' };
}

/** `Không công khai`, `Đã ký số`: the words of the column itself say yes, a no before them says no. */
function yesOrNo(words: Vocabulary, cell: string, column: string): { value: string; full: boolean } | undefined {
  const own = words.columns.get(column);
  const allowed = new Set([...(own?.means.flat() ?? []), ...(own?.with ?? []), 'done']);
  const answers = readingsOf(cell, words).map(({ concepts, unknown, weak }) => {
    const polar = [...concepts].filter((concept) => words.concepts.get(concept)?.polar === true);
    const rest = [...concepts].filter((concept) => !polar.includes(concept));
    const full = unknown.length === 0 && !weak && rest.every((concept) => allowed.has(concept)) && concepts.size > 0;
    return { value: polar.length > 0 ? 'false' : 'true', full, polar: polar.length };
  });
  const [first] = answers;
  const one = answers.every(({ value }) => value === first?.value) && first !== undefined && first.polar < 2;
  if (!one || (!first.full && first.polar === 0)) return undefined;
  return { value: first.value, full: answers.every(({ full }) => full) };
}

/** The value that a cell's words mean; `full` where all of them are explained and no other value fits as well. */
export function meaningOf(
  words: Vocabulary,
  list: CodeList,
  cell: string,
): { value: string; full: boolean } | undefined {
  const known = words.values.get(list.id);
  if (known === undefined) return undefined;
  let best: { value: string; fit: Fit } | undefined;
  let tie = false;
  const full = new Set<string>();
  for (const reading of readingsOf(cell, words)) {
    const found = bestOf(words, list.id, reading);
    if (found === undefined) continue;
    if (found.fit.full) full.add(found.value);
    if (best === undefined || isBetter(found.fit, best.fit)) {
      best = found;
      tie = found.tie;
    } else if (!isBetter(best.fit, found.fit) && found.value !== best.value) tie = true;
  }
  if (best === undefined || (tie && !best.fit.full)) return undefined;
  return { value: best.value, full: best.fit.full && !tie && full.size === 1 };
}

function bestOf(
  words: Vocabulary,
  list: string,
  reading: Reading,
): { value: string; fit: Fit; tie: boolean } | undefined {
  const known = words.values.get(list);
  let best: { value: string; fit: Fit; tie: boolean } | undefined;
  for (const pattern of known?.values ?? []) {
    const fit = fitOf(reading, pattern, words);
    if (fit === undefined) continue;
    if (best === undefined || isBetter(fit, best.fit)) best = { value: pattern.value, fit, tie: false };
    else if (!isBetter(best.fit, fit)) best = { ...best, tie: true };
  }
  if (best?.fit.full === true) return best;
  for (const [value, concepts] of known?.ask ?? [])
    if (concepts.some((concept) => reading.concepts.has(concept)))
      return { value, fit: { full: false, size: 1, score: 0.9 }, tie: false };
  return best;
}

/** Values that what stands beside speaks for (all that they expect is so) and against. */
function besideOf(
  words: Vocabulary,
  list: CodeList,
  beside: Beside,
): { fitting: string[]; contradicted: ReadonlySet<string> } {
  const contradicted = new Set<string>();
  const fitting: string[] = [];
  for (const { value, filled, empty } of words.values.get(list.id)?.values ?? []) {
    const seen = (columns: readonly string[]): number[] =>
      columns.flatMap((column) => (beside[column] === undefined ? [] : [beside[column] ?? 0]));
    const [full, none] = [seen(filled), seen(empty)];
    if (full.some((share) => share < FEW) || none.some((share) => share > MOST)) contradicted.add(value);
    else if (full.length > 0 && full.every((share) => share > MOST) && none.every((share) => share < FEW))
      fitting.push(value);
  }
  return { fitting, contradicted };
}
