import type { CodeCatalogue } from '../codes.ts';

/** What a column or a part of a condition holds. A code is a text of one of the lists of `codes.yaml`. */
export type ValueType =
  | { kind: 'text' | 'integer' | 'decimal' | 'date' | 'moment' | 'boolean' }
  | { kind: 'code'; list: string };

export type Comparison = '=' | '<>' | '<' | '<=' | '>' | '>=';

/**
 * What a text can be searched for: `\d`; a letter or a number of any script; a phone or the number of an identity card, alone
 * or among words; what no code of a procedure is (an address, a name with a number, a mailbox, 9 to 12 digits alone).
 */
export type CharacterKind = 'digit' | 'word' | 'personal-number' | 'slipped-text';

/**
 * A condition or an amount over one row, checked: plain data (a library that was parsed by the build carries it). It can
 * name columns and values, nothing else, so it can filter and compute and nothing else. As in SQL, a comparison with an
 * absent value is neither true nor false.
 */
export type Expression =
  | { kind: 'column'; column: string; type: ValueType }
  | { kind: 'text' | 'integer' | 'decimal' | 'date'; value: string }
  | { kind: 'boolean'; value: boolean }
  | { kind: 'and' | 'or' | 'coalesce'; items: Expression[] }
  | { kind: 'not' | 'is-null' | 'day'; item: Expression }
  | { kind: 'compare'; operator: Comparison; left: Expression; right: Expression }
  | { kind: 'in'; item: Expression; values: Expression[] }
  | { kind: 'between'; item: Expression; low: Expression; high: Expression }
  | { kind: 'sum'; operator: '+' | '-'; left: Expression; right: Expression }
  /** Days from the right one to the left one. */
  | { kind: 'days'; left: Expression; right: Expression }
  | { kind: 'has'; characters: CharacterKind | { anyOf: string }; item: Expression }
  /** What the cell of a code column says in the file. */
  | { kind: 'written'; column: string }
  /** The row's sheet has the column at all. */
  | { kind: 'in-file'; column: string }
  /** The moment of the import. */
  | { kind: 'now' };

/** What a condition may speak of. */
export interface ConditionScope {
  /** Whose columns they are, as a sentence names it: `"received"`. */
  of: string;
  columns: ReadonlyMap<string, ValueType>;
  codes: CodeCatalogue;
  /** The rows are those of a file that is being imported: `written`, `in_file` and `now` mean something. */
  importing: boolean;
}

export const ALWAYS: Expression = { kind: 'boolean', value: true };
