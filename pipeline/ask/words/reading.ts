import type { Period } from '../../counts/period.ts';
import type { MeasureAs, MeasureSide } from '../../library/questions.ts';
import type { UnitKind } from '../../library/units/types.ts';
import type { Token } from './cover.ts';
import type { Meaning } from './meaning.ts';

/**
 * `figure` one number of a unit (or of several); `groups` the same by unit, field, procedure, channel or month; `targets` those
 * of the plan; `target` one against its threshold; `why`, `outlook`, `todo` what explains, foresees and advises.
 */
export const READING_KINDS = ['figure', 'groups', 'targets', 'target', 'why', 'outlook', 'todo'] as const;
export type ReadingKind = (typeof READING_KINDS)[number];

export const READING_GROUPS = ['unit', 'field', 'procedure', 'channel', 'month'] as const;
export type ReadingGroup = (typeof READING_GROUPS)[number];

export interface Measured {
  indicator: string;
  side: MeasureSide;
  as: MeasureAs;
}

export type Bound =
  | { operator: '<' | '<=' | '>' | '>=' | '='; value: number }
  /** Against the plan's threshold. */
  | { verdict: 'met' | 'unmet' };

export const TARGET_STATES = ['all', 'met', 'unmet', 'pending', 'no-data'] as const;
export type TargetState = (typeof TARGET_STATES)[number];

/** A question as it was understood. */
export interface Reading {
  kind: ReadingKind;
  measure?: Measured;
  units: readonly string[];
  period: Period;
  against?: Period;
  /** Only a part of the number: a field, a procedure, a channel. */
  part?: { by: 'field' | 'procedure' | 'channel'; id: string; name: string };
  by?: ReadingGroup;
  unitKind?: UnitKind;
  /** Which come first; `change` sorts by what changed. */
  order?: 'most' | 'least' | 'best' | 'worst';
  sortBy: 'value' | 'change';
  limit?: number;
  bound?: Bound;
  state?: TargetState;
}

export const READING_PARTS = [
  'kind',
  'measure',
  'unit',
  'period',
  'against',
  'part',
  'by',
  'order',
  'limit',
  'bound',
  'state',
] as const;
export type ReadingPart = (typeof READING_PARTS)[number];

/** Somebody's word for a part of a reading, as its code (`partCode`); an empty one takes the part out. */
export type Corrections = Readonly<Partial<Record<ReadingPart, string>>>;

/** Why a question is not answered. `unknown`: words that nobody knows, with what is nearest to them. */
export type Trouble =
  | {
      code:
        | 'empty'
        | 'too-long'
        | 'negation'
        | 'two-periods'
        | 'future'
        | 'backwards'
        | 'no-day'
        | 'part-of-group'
        | 'no-plan';
    }
  | { code: 'unknown'; words: readonly string[]; near: readonly string[] }
  | { code: 'unused'; words: readonly string[] }
  /** Words that are known, and together name no number. */
  | { code: 'no-measure'; words: readonly string[] }
  /** A correction that names nothing. */
  | { code: 'no-such'; words: readonly string[] };

export interface Understood {
  /** As far as it goes; what is missing is asked for by `trouble` or `open`. */
  reading: Reading;
  /** Parts that could mean several things: nothing is answered before one was chosen. */
  open: readonly ReadingPart[];
  /** What could stand in a part's place, the likeliest first, as codes. */
  alternatives: Readonly<Partial<Record<ReadingPart, readonly string[]>>>;
  troubles: readonly Trouble[];
  /** Words that were taken for others: `truc tuyn` for `trực tuyến`. */
  corrected: readonly { written: string; meant: string }[];
  tokens: readonly Token<Meaning>[];
}
