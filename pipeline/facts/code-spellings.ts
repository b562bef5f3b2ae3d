import { type CodeList, codeKeyMap, spellingKey } from '../library/codes.ts';
import type { ColumnDefinition, ListDefinition } from '../library/columns.ts';
import { indicatorNames } from '../library/indicators/catalogue.ts';
import type { Library } from '../library/library.ts';
import { BLANK, type Mapping } from '../library/mapping.ts';
import { textKey } from '../text.ts';
import { codeValue } from './lookups.ts';
import { noValueKeys } from './no-value.ts';

/** What the cells of a looked-up column mean. */
export interface CodeSpellings {
  /** Value by key of the spelling. */
  spellings: ReadonlyMap<string, string>;
  /** The list of values; null for names of indicators. */
  codes: CodeList | null;
}

/** The spellings that are known of a column, with what was explained. */
export function spellingsOf(
  library: Library,
  list: ListDefinition,
  column: ColumnDefinition,
  mapping: Mapping,
): CodeSpellings {
  if (list.id === 'observations' && column.id === 'indicator') {
    const names = new Map(indicatorNames(library.indicators));
    for (const [name, id] of Object.entries(mapping.codes[column.id] ?? {})) names.set(textKey(name), id);
    return { spellings: names, codes: null };
  }
  const codes = library.codes.lists.find(
    ({ id }) => id === (column.code ?? (column.type === 'boolean' ? 'boolean' : '')),
  );
  if (codes === undefined) throw new Error(`columns.yaml: ${list.id}.${column.id} has no code list`);
  const spellings = new Map(codeKeyMap(codes));
  for (const [spelling, value] of Object.entries(mapping.codes[column.id] ?? {}))
    spellings.set(spellingKey(spelling), value);
  return { spellings, codes };
}

/** Told of every key that is looked up, and of what it gave. */
export type Told = (key: string, value: string | undefined) => void;

/** @returns the value of a cell; whether it was said to say nothing; what an empty cell means, where it means anything */
export function cellMeanings(
  library: Library,
  column: ColumnDefinition,
  { spellings, codes }: CodeSpellings,
  told: Told,
): { valueFor: (cell: string) => string | undefined; isBlank: (cell: string) => boolean; whenEmpty?: string } {
  const asked = {
    get: (key: string): string | undefined => {
      const value = spellings.get(key);
      told(key, value);
      return value;
    },
  };
  if (codes === null) return { valueFor: (cell) => asked.get(textKey(cell)), isBlank: () => false };
  const isBlank = (cell: string): boolean => codeValue(spellings, cell) === BLANK;
  const blank = column.type === 'boolean' ? 'false' : (codes.empty ?? undefined);
  const unsaid = noValueKeys(library.codes, column);
  const meaning = (cell: string): string | undefined =>
    codeValue(asked, cell) ??
    (column.type === 'boolean' ? countAsYes(cell) : undefined) ??
    (unsaid.has(spellingKey(cell)) ? (codes.empty ?? undefined) : undefined);
  const valueFor = (cell: string): string | undefined => {
    const value = meaning(cell);
    return value === BLANK ? blank : value;
  };
  const whenEmpty = codes.empty === null || column.type === 'boolean' ? {} : { whenEmpty: codes.empty };
  return { valueFor, isBlank, ...whenEmpty };
}

/** National portals write how a document was reused as a number; any value but 0 is reuse. */
function countAsYes(cell: string): string | undefined {
  return /^\d+$/.test(cell.trim()) ? String(Number(cell) !== 0) : undefined;
}
