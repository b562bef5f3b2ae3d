import type { Basis } from './forecast.ts';

/** Why nothing is forecast. */
export type Refusal =
  /** A state on a day, a number kept by hand, twelve months up to each date. */
  | 'not-additive'
  /** A mean, or members against a number kept by hand. */
  | 'no-share'
  /** Members join the numerator after their own month. */
  | 'changes-later'
  | 'incomplete'
  | 'too-few-months'
  | 'too-far';

/** What would have been said at the end of an earlier month, and what became of it. */
export interface Backtest {
  as_of: string;
  /** The day that it was said of. */
  until: string;
  expected: number;
  low: number;
  high: number;
  actual: number;
}

/** A target at one of the dates to come. Values in percent; `chance` from 0 to 1. */
export interface ForecastRecord {
  plan: string;
  target: string;
  indicator: string;
  unit: string;
  as_of: string;
  due: string;
  operator: '>=' | '>' | '<=';
  threshold: number | null;
  value_now: number | null;
  expected: number | null;
  low: number | null;
  high: number | null;
  /** The share of those who are still expected that must be in the numerator (may be, where at most is asked). */
  needed_share: number | null;
  expected_intake: number | null;
  chance: number | null;
  chance_words: string;
  method: Basis | 'none';
  refused: Refusal | null;
  /** Why nothing is forecast; empty where something is. */
  reason: string;
  backtest: Backtest[];
}
