import type { ColumnCatalogue, ListDefinition } from '../library/columns.ts';
import { headersByLook, isDataRow } from './head-row.ts';
import { type HeaderCell, type HeadRow, headerCells, headerKeys, type Matches, matchHeader } from './headers.ts';
import type { OpenColumn } from './infer.ts';

const MOST_HEADER_ROWS = 3;
/** A table of fewer known columns is not taken for a list, unless the user says so. */
const FEWEST_COLUMNS = 3;

/** A list and the rows that would be its header. */
export interface Candidate {
  list: ListDefinition;
  /** Index of the header's first row in the head, and its height. */
  at: number;
  height: number;
  cells: readonly HeaderCell[];
  matches: Matches;
  /** The columns of the list that it has. */
  columns: ReadonlySet<string>;
  score: number;
  /** Has what identifies the list, and enough columns to be a list. */
  complete: boolean;
  /** Columns that words and cells gave, of `columns`. */
  inferred: ReadonlySet<string>;
  /** Headers that nothing explains, with what they may be; empty until they were looked at. */
  open: readonly OpenColumn[];
  /** How much is known and guessed of the list, and whether that would make it one. */
  weight: number;
  likely: boolean;
}

/**
 * For each list its best header, and what may stand below it as part of it; the likeliest list first. Of several tables in one sheet the uppermost that is a list
 * counts, so that no row above a header is ever passed over; the ones below are told by `classRow`.
 */
export function candidates(
  head: readonly HeadRow[],
  lists: readonly ListDefinition[],
  catalogue: ColumnCatalogue,
  map: ReadonlyMap<string, string>,
): Candidate[] {
  const headers = possibleHeaders(head, catalogue, map);
  const all = lists.flatMap((list) =>
    headers.flatMap(({ at, height, cells }) => {
      const matches = matchHeader(cells, list, catalogue, map);
      return matches.found.length === 0 ? [] : [candidateOf({ list, at, height, cells, matches }, catalogue)];
    }),
  );
  const complete = all.filter((candidate) => candidate.complete);
  const top = Math.min(...complete.map(({ at, height }) => at + height - 1));
  const below = new Set(complete.flatMap(({ at, height }) => (height === 1 && at > top ? [at] : [])));
  // A header of another table does not join the uppermost one.
  const near = all.filter(
    ({ at, height }) =>
      at <= top && !Array.from({ length: height }, (_, row) => at + row).some((row) => below.has(row)),
  );
  return lists
    .flatMap((list) => {
      const own = near.filter((candidate) => candidate.list === list);
      const first = best(own);
      if (first === undefined) return [];
      // A row below may belong to the header, though no spelling says so.
      const taller = own.filter((one) => one.at === first.at && one.height > first.height && one.score === first.score);
      return [first, ...taller.filter(({ at, height }) => !isDataRow(head[at + height - 1]?.cells ?? []))];
    })
    .sort((a, b) => b.score - a.score);
}

/** A list held against one header. */
function candidateOf(
  { list, at, height, cells, matches }: Pick<Candidate, 'list' | 'at' | 'height' | 'cells' | 'matches'>,
  catalogue: ColumnCatalogue,
): Candidate {
  const columns = new Set(matches.found.map(({ column }) => column));
  const score = scoreOf(matches, columns, list, catalogue);
  const complete = isComplete(list, columns);
  const none = { inferred: new Set<string>(), open: [], weight: columns.size, likely: complete };
  return { list, at, height, cells, matches, columns, score, complete, ...none };
}

/** Whether these columns make a sheet the list. */
export function isComplete(list: ListDefinition, columns: ReadonlySet<string>): boolean {
  return columns.size >= FEWEST_COLUMNS && list.identify.every((group) => group.some((column) => columns.has(column)));
}

/** Every list held against the headers that the look of the rows gives. */
export function candidatesByLook(
  head: readonly HeadRow[],
  lists: readonly ListDefinition[],
  catalogue: ColumnCatalogue,
  map: ReadonlyMap<string, string>,
): Candidate[] {
  return headersByLook(head).flatMap(({ at, height }) => {
    const cells = headerCells(head.slice(at, at + height));
    return lists.map((list) => {
      const matches = matchHeader(cells, list, catalogue, map);
      return candidateOf({ list, at, height, cells, matches }, catalogue);
    });
  });
}

/** The highest score; of equal ones a complete header, then the fewest and the uppermost rows. */
function best(candidates: readonly Candidate[]): Candidate | undefined {
  let found: Candidate | undefined;
  for (const candidate of candidates) {
    if (found === undefined || candidate.score > found.score) found = candidate;
  }
  return found;
}

/** One to three rows that might be the header, with their keys: made once, held against every list. */
interface PossibleHeader {
  at: number;
  height: number;
  cells: HeaderCell[];
}

function possibleHeaders(
  head: readonly HeadRow[],
  catalogue: ColumnCatalogue,
  map: ReadonlyMap<string, string>,
): PossibleHeader[] {
  const isKnown = headerTest(catalogue, map);
  const known = head.map(({ cells }) => cells.filter(isKnown).length);
  const headers: PossibleHeader[] = [];
  for (let height = 1; height <= MOST_HEADER_ROWS; height += 1) {
    for (let at = 0; at + height <= head.length; at += 1) {
      const rows = head.slice(at, at + height);
      // A row whose cells are all merged with the one above is blank, and a reader may leave it out.
      const first = rows[0]?.row ?? 0;
      if ((rows.at(-1)?.row ?? 0) - first >= MOST_HEADER_ROWS) continue;
      // Rows of data hold hardly a header's word, and joining them into headers would cost more than reading them.
      if (known.slice(at, at + height).every((count) => count < 2)) continue;
      headers.push({ at, height, cells: headerCells(rows) });
    }
  }
  return headers;
}

/** Headers are seldom longer; a cell of 32 000 characters need not be looked at. */
const LONGEST_HEADER = 200;

const SPELLINGS = new WeakMap<ColumnCatalogue, ReadonlySet<string>>();

/** Keys of all headers of all lists, made once. */
function spellingsOf(catalogue: ColumnCatalogue): ReadonlySet<string> {
  const made =
    SPELLINGS.get(catalogue) ??
    new Set(catalogue.lists.flatMap((list) => list.columns.flatMap(({ headers }) => headers.flatMap(headerKeys))));
  SPELLINGS.set(catalogue, made);
  return made;
}

/** Whether a cell alone is a header of some list; answers are kept, because the cells of a column repeat. */
export function headerTest(catalogue: ColumnCatalogue, map: ReadonlyMap<string, string>): (cell: string) => boolean {
  const spellings = spellingsOf(catalogue);
  const answers = new Map<string, boolean>();
  return (cell) => {
    const known = answers.get(cell);
    if (known !== undefined) return known;
    const keys = cell.length > LONGEST_HEADER || !/\p{L}/u.test(cell) ? [] : headerKeys(cell);
    const answer = keys.some(
      (key) => spellings.has(key) || catalogue.personal.has(key) || catalogue.ignored.has(key) || map.has(key),
    );
    answers.set(cell, answer);
    return answer;
  };
}

/** A header that only this list has says twice as much as one that several have. */
export function scoreOf(
  matches: Matches,
  columns: ReadonlySet<string>,
  list: ListDefinition,
  catalogue: ColumnCatalogue,
): number {
  let score = (matches.personal.length + matches.ignored.length) / 100;
  for (const column of columns) {
    const shared = catalogue.lists.some(
      (other) => other.id !== list.id && other.columns.some(({ id }) => id === column),
    );
    score += shared ? 1 : 2;
  }
  return score;
}
