import type { ListId } from '../lists.ts';
import type { Words } from '../messages.ts';

/**
 * Why a count has no value. Each says by itself what is missing, so that the sentence can be made anywhere, in any
 * language (`evaluate/lack-words.ts`).
 */
export type Lack =
  /** The unit has no row of the list at all. */
  | { kind: 'list'; list: ListId; name: Words }
  /** A file of the population did not have the column, and no other import gave it. */
  | { kind: 'column'; list: ListId; column: string; header: string; file: string }
  /** The denominator is 0. */
  | { kind: 'zero' }
  /** Nobody has kept this number by hand up to that day. */
  | { kind: 'observation'; asOf: string }
  /** It is added over the units below, and some of them have none up to that day. */
  | { kind: 'units'; asOf: string; units: readonly { id: string; name: string }[] }
  /** The observation is half: it has no denominator. */
  | { kind: 'denominator' }
  /** It is added from the reports of units, and none has sent a number. */
  | { kind: 'reports' }
  | { kind: 'base-year'; year: number }
  | { kind: 'year-before'; year: number };

/**
 * Days of a list that nobody has brought, of these units (none = of the one that was asked for). Unlike what a count lacks
 * it takes no value away: the value is there, and is not yet that of its period.
 */
export interface MissingMonths {
  kind: 'months';
  list: ListId;
  name: Words;
  units: readonly { id: string; name: string }[];
  days: readonly { from: string; to: string }[];
}

/** A text that is equal for equal lacks. */
function lackKey(lack: Lack | MissingMonths): string {
  return Object.entries(lack)
    .filter(([key]) => key !== 'name' && key !== 'header')
    .map(([, value]) => (typeof value === 'object' ? JSON.stringify(value) : value))
    .join('\u0000');
}

/** Each lack once, in the order of their first appearance. */
export function distinctLacks<T extends Lack | MissingMonths>(lacks: readonly T[]): T[] {
  return [...new Map(lacks.map((lack) => [lackKey(lack), lack])).values()];
}
