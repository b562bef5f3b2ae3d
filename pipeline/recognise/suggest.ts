import type { ListDefinition } from '../library/columns.ts';
import { editDistance } from '../nearest.ts';
import { textKey } from '../text.ts';
import { headerKeys, type Matches } from './headers.ts';

/** More questions than this nobody answers. */
const MOST_SUGGESTIONS = 5;
/** A sheet of hundreds of unknown headers is no misspelt list. */
const MOST_UNKNOWN = 100;

export interface HeaderSuggestion {
  /** The header as it stands in the file, and the column it may mean. */
  header: string;
  column: string;
  /** The column's name as it is shown to people. */
  name: string;
}

/**
 * Which unknown headers may be columns that the sheet lacks: nearly spelt like one, or beginning with one. Only asked,
 * never taken: the nearest name is not always the right one. Personal headers are not among the unknown ones.
 */
export function suggestHeaders(list: ListDefinition, matches: Matches): HeaderSuggestion[] {
  const found = new Set(matches.found.map(({ column }) => column));
  const missing = list.columns.filter(({ id, type }) => type !== 'personal' && !found.has(id));
  const pairs = matches.unknown.slice(0, MOST_UNKNOWN).flatMap(({ header }) =>
    missing.flatMap((column) => {
      const distance = Math.min(...column.headers.map((spelling) => distanceOf(header, spelling)));
      return distance < 1 ? [{ header, column: column.id, name: column.headers[0] ?? column.id, distance }] : [];
    }),
  );
  pairs.sort((a, b) => a.distance - b.distance);
  const chosen: HeaderSuggestion[] = [];
  for (const { header, column, name } of pairs) {
    if (chosen.length === MOST_SUGGESTIONS) break;
    if (!chosen.some((other) => other.header === header || other.column === column))
      chosen.push({ header, column, name });
  }
  return chosen;
}

/** 0 = the same, 1 and more = too far to ask. A quarter of the letters may differ; a spelling may go on in more words. */
function distanceOf(header: string, spelling: string): number {
  const wanted = textKey(spelling);
  // A word of a few letters is near to too many others.
  if (wanted.length < 6) return 1;
  return Math.min(
    ...headerKeys(header).map((key) => {
      if (key.startsWith(`${wanted} `) && wanted.includes(' ')) return 0.9 * (1 - wanted.length / key.length);
      const allowed = Math.floor(Math.max(key.length, wanted.length) / 4);
      if (Math.abs(key.length - wanted.length) > allowed) return 1;
      return editDistance(key, wanted) / (allowed + 1);
    }),
    1,
  );
}
