import { placesIn, type SpellingPlace } from '../library/layer/edit-spellings.ts';
import { valueChoices } from '../library/spellings.ts';
import type { Library } from '../library/types.ts';

/** One answer that is remembered, with what it means in words; `meant` is the id. */
export interface Spelling extends SpellingPlace {
  meant: string;
  vi: string;
  en: string;
}

/** All that the office has explained of its exports, in order of kind and of what is written. */
export function saidSpellings(library: Library): Spelling[] {
  const order = new Intl.Collator('vi', { numeric: true });
  return placesIn(library.office.spellings)
    .map((said) => ({ ...said, ...meaningOf(library, said) }))
    .sort((a, b) => (a.part === b.part ? order.compare(a.written, b.written) : 0));
}

function meaningOf(library: Library, { part, column, meant }: SpellingPlace & { meant: string }) {
  if (part === 'columns') {
    if (meant === 'ignore') return { vi: 'không dùng', en: 'not used' };
    const found = library.columns.lists.flatMap((list) => list.columns).find(({ id }) => id === meant);
    const name = found?.headers[0] ?? meant;
    return { vi: name, en: name };
  }
  if (part === 'codes') {
    const value = valueChoices(column, library)?.find(({ id }) => id === meant);
    return { vi: value?.vi ?? meant, en: value?.en ?? meant };
  }
  const name = library.units.byId.get(meant)?.name ?? meant;
  return { vi: name, en: name };
}
