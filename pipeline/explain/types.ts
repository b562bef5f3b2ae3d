import type { Part } from '../counts/count.ts';
import type { Exact } from '../exact.ts';

/** By what a number is taken apart, in the order in which it is told: whoever asks why hears of channels first. */
export const DIMENSIONS = ['channel', 'subunit', 'procedure', 'field', 'month', 'unit'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/**
 * How a gap is laid on parts. `threshold`: what each part lacks to the threshold by itself; parts above it make good, their
 * points are below 0. `missing`: in proportion to who is missing, where the parts are what the number asks for (a counter is
 * no worse than others at being online), so that the threshold says nothing of one part.
 */
export type Method = 'threshold' | 'missing';

/** What a number lacks to its threshold; below 0 where it has more than enough. */
export interface Gap {
  /** In the unit of measure: points of percentage, minutes. */
  points: Exact;
  /** The same in members, not rounded: 0,4 dossiers are still one that is short. null for means. */
  members: Exact | null;
}

/** A part of a number and what it has to do with the gap. The points of all parts sum to those of the gap, exactly. */
export interface GapPart extends Gap {
  part: Part;
  denominator: Exact;
  /** Hits; minutes for means. */
  numerator: Exact;
  /** Members who stand in the way: not in the numerator, or in it where at most is asked; null for means. */
  missing: Exact | null;
}

/** A part of a change. `share` and `mix` of all parts sum to the change, exactly. */
export interface ChangePart {
  part: Part;
  before: { numerator: Exact; denominator: Exact };
  now: { numerator: Exact; denominator: Exact };
  /** Points because the part's own value changed. */
  share: Exact;
  /** Points because the part became a larger or smaller part of the whole. */
  mix: Exact;
}
