import type { ListDefinition } from '../library/columns.ts';
import type { Vocabulary } from '../library/words.ts';
import type { Content } from './content.ts';

type Days = Content['days'];

/** More date columns without a word than these are not told apart. */
const MOST_DATES = 6;
/** In days. */
const NEAR = 2;

/** Share of the rows where the first day is not after the second; undefined where no row has both. */
export function inOrder(first: Days, second: Days): number | undefined {
  let both = 0;
  let kept = 0;
  first.forEach((day, row) => {
    const next = second[row];
    if (day === undefined || next === undefined) return;
    both += 1;
    // A date without a time lies at the beginning of its day.
    if (Math.floor(day) <= Math.floor(next)) kept += 1;
  });
  return both === 0 ? undefined : kept / both;
}

/** Whether a date column may be this one beside those that are known: dates of a list come in an order. */
export function keepsOrder(
  list: ListDefinition,
  column: string,
  days: Days,
  known: ReadonlyMap<string, Days>,
  words: Vocabulary,
): boolean {
  return pairsOf(list, words).every(([before, after]) => {
    const other = known.get(before === column ? after : before);
    if (other === undefined || (before !== column && after !== column)) return true;
    return (before === column ? (inOrder(days, other) ?? 1) : (inOrder(other, days) ?? 1)) >= 0.8;
  });
}

/** Each two dates that come one after the other. */
function pairsOf(list: ListDefinition, words: Vocabulary): [string, string][] {
  return (words.order.get(list.id) ?? []).flatMap((line) =>
    line.flatMap((before, at) => line.slice(at + 1).map((after): [string, string] => [before, after])),
  );
}

/**
 * Which of the date columns without a word is which: by their order, by which are empty while a dossier is open, and by
 * where they stand.
 * @param unnamed contents of the columns by position
 * @param missing ids of date columns that the sheet may have
 * @param known days of the columns that are found already
 * @returns column id by position, of as many as can be
 */
export function datesByContent(
  list: ListDefinition,
  unnamed: ReadonlyMap<number, Content>,
  missing: readonly string[],
  known: ReadonlyMap<string, Days>,
  words: Vocabulary,
): Map<number, string> {
  const positions = [...unnamed.keys()].sort((a, b) => a - b).slice(0, MOST_DATES);
  const pairs = pairsOf(list, words);
  const places = new Map(list.columns.map(({ id }, place) => [id, place]));
  let best = { score: Number.NEGATIVE_INFINITY, chosen: new Map<number, string>() };
  const scoreOf = (chosen: ReadonlyMap<number, string>): number => {
    const days = new Map<string, Days>(known);
    let score = 0;
    for (const [position, column] of chosen) {
      const content = unnamed.get(position);
      if (content === undefined) continue;
      days.set(column, content.days);
      const filled = content.rows === 0 ? 1 : content.filled / content.rows;
      score += words.later.has(column) ? 0.9 - filled : filled - 0.5;
    }
    for (const [before, after] of pairs) {
      const [first, second] = [days.get(before), days.get(after)];
      if (first === undefined || second === undefined) continue;
      score += 2 * ((inOrder(first, second) ?? 0.5) - 0.5);
      if (words.near.includes(before) && words.near.includes(after))
        score += medianGap(first, second) <= NEAR ? 0.3 : -0.6;
    }
    const order = [...chosen].sort(([a], [b]) => a - b).map(([, column]) => places.get(column) ?? 0);
    for (let at = 1; at < order.length; at += 1) if ((order[at] ?? 0) > (order[at - 1] ?? 0)) score += 0.2;
    return score + chosen.size;
  };
  const choose = (at: number, chosen: Map<number, string>): void => {
    if (at === positions.length) {
      const score = scoreOf(chosen);
      if (score > best.score) best = { score, chosen: new Map(chosen) };
      return;
    }
    const position = positions[at] ?? -1;
    const free = missing.filter((column) => ![...chosen.values()].includes(column));
    for (const column of free) choose(at + 1, new Map([...chosen, [position, column]]));
    if (free.length < positions.length - at || free.length === 0) choose(at + 1, chosen);
  };
  choose(0, new Map());
  return best.chosen;
}

function medianGap(first: Days, second: Days): number {
  const gaps = first.flatMap((day, row) => {
    const next = second[row];
    return day === undefined || next === undefined ? [] : [Math.abs(next - day)];
  });
  gaps.sort((a, b) => a - b);
  return gaps[Math.floor(gaps.length / 2)] ?? Number.POSITIVE_INFINITY;
}
