import { add, type Exact } from '../exact.ts';
import { distinctLacks, type Lack } from './lack.ts';

/**
 * How a value is made of a count (`figure.ts`):
 * `percent` hits / members × 100; `ratio` hits / members; `minutes` amount (seconds) / members; `number` hits;
 * `change` (hits − members) / members × 100, where `members` is the value of the base year.
 */
export type Measure = 'percent' | 'ratio' | 'minutes' | 'number' | 'change';

/**
 * `unit`: each child of the unit as if it had been asked itself; what two of them share is in both. `subunit`: the unit's own
 * members by the child that they stand below, which add to it. `month`: by the month of each member's own day.
 */
export const GROUPS = ['unit', 'subunit', 'field', 'procedure', 'channel', 'month'] as const;
export type GroupBy = (typeof GROUPS)[number];

/** The part of a unit's members that a count is of; `id` is empty for those of which it is not known. */
export interface Part {
  by: GroupBy;
  /**
   * A unit's id, the field's name as most rows write it, a procedure's code (its name where no row says the code), a channel's
   * code, a month `YYYY-MM`.
   */
  id: string;
  /** The procedure's name where the catalogue or a row has one; else empty. */
  name: string;
}

/** Where a count was read: a cell of a workbook that a unit sent. Counts of the warehouse have none, its sources tell. */
export interface Origin {
  file: string;
  sheet: string;
  cell: string;
}

/**
 * What is known of an indicator, as numbers that can be added: the currency of everything above the warehouse (DESIGN.md).
 * Counted numbers are whole; those that offices keep by hand may be decimals. null = not known.
 */
export interface Count {
  indicator: string;
  /** A plan's own definition of the indicator; null = the usual one. */
  variant: string | null;
  unit: string;
  from: string;
  asOf: string;
  /** null = all members of the unit. */
  part: Part | null;
  measure: Measure;
  /** A state on a day (the catalogue, results in force, what is kept by hand): adds over units, but not over time. */
  state: boolean;
  members: Exact | null;
  hits: Exact | null;
  /** Seconds, for means. */
  amount: Exact | null;
  lacks: readonly Lack[];
  origins: readonly Origin[];
}

/** Counts that are not of one kind were to be added: our fault. */
export class CountMismatch extends Error {
  constructor(what: string) {
    super(`counts differ in their ${what}`);
    this.name = 'CountMismatch';
  }
}

/**
 * Counts of the same indicator and period over several units, as one of the unit above them.
 * @throws CountMismatch where indicator, definition or period differ, or there are none
 */
export function addOverUnits(counts: readonly Count[], unit: string): Count {
  const [first] = counts;
  if (first === undefined) throw new CountMismatch('number: there are none');
  if (counts.some(({ from, asOf }) => from !== first.from || asOf !== first.asOf)) throw new CountMismatch('period');
  return { ...sum(counts), unit, part: first.part };
}

/**
 * Counts of the same unit over periods that follow one another, as one of the whole time.
 * @throws CountMismatch where they are states of a day, differ in more than time, overlap, or there are none
 */
export function addOverTime(counts: readonly Count[]): Count {
  const inOrder = [...counts].sort((a, b) => (a.from < b.from ? -1 : 1));
  const [first, last] = [inOrder[0], inOrder.at(-1)];
  if (first === undefined || last === undefined) throw new CountMismatch('number: there are none');
  if (inOrder.some(({ state }) => state)) throw new CountMismatch('nature: a state on a day does not add over time');
  if (inOrder.some(({ unit }) => unit !== first.unit)) throw new CountMismatch('unit');
  if (inOrder.some(({ from }, index) => index > 0 && from <= (inOrder[index - 1]?.asOf ?? '')))
    throw new CountMismatch('time: two of them overlap');
  return { ...sum(inOrder), asOf: last.asOf };
}

/** Several parts of one unit and period as one part. @throws CountMismatch */
export function addParts(counts: readonly Count[], part: Part): Count {
  return { ...sum(counts), part };
}

function sum(counts: readonly Count[]): Count {
  const [first] = counts;
  if (first === undefined) throw new CountMismatch('number: there are none');
  for (const other of counts) {
    if (other.indicator !== first.indicator || other.variant !== first.variant) throw new CountMismatch('indicator');
    if (other.measure !== first.measure) throw new CountMismatch('measure');
  }
  return {
    ...first,
    members: total(counts.map(({ members }) => members)),
    hits: total(counts.map(({ hits }) => hits)),
    amount: total(counts.map(({ amount }) => amount)),
    lacks: distinctLacks(counts.flatMap(({ lacks }) => lacks)),
    origins: counts.flatMap(({ origins }) => origins),
  };
}

/** Of numbers that are not all known there is no sum. */
function total(numbers: readonly (Exact | null)[]): Exact | null {
  return numbers.reduce((a, b) => (a === null || b === null ? null : add(a, b)));
}
