import type { Token } from './cover.ts';
import type { ItemValue } from './items.ts';
import type { NamedThings, NamedUnits } from './named.ts';

/** What a stretch of a question stands for. */
export type Meaning =
  | { kind: 'filler' }
  | { kind: 'word'; id: string }
  | { kind: 'numeral'; number: number }
  | { kind: 'value'; value: ItemValue }
  | NamedUnits
  | NamedThings;

export type ReadToken = Token<Meaning>;

/** The grammar's word or the concept at a place. */
export function wordAt(tokens: readonly ReadToken[], at: number): string | undefined {
  const meaning = tokens[at]?.meaning;
  return meaning?.kind === 'word' ? meaning.id : undefined;
}

/** A number, in digits or as a word. */
export function numberAt(tokens: readonly ReadToken[], at: number): number | undefined {
  const meaning = tokens[at]?.meaning;
  if (meaning?.kind === 'numeral') return meaning.number;
  return meaning?.kind === 'value' && meaning.value.kind === 'number' && !meaning.value.percent
    ? meaning.value.number
    : undefined;
}
