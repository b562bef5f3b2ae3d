import type { Words } from '../../messages.ts';
import type { UnitKind } from '../units/types.ts';

/** Units that are ranked among themselves. */
export interface RankingBlock {
  id: string;
  name: Words;
  kinds: readonly UnitKind[];
}

/** Points for a share of a form's numbers: all of them from `full` per cent on, below it ratio × points / full. */
export interface RankingItem {
  id: string;
  name: Words;
  points: number;
  /** Columns whose sum is counted, over the sum of others. */
  hits: readonly string[];
  members: readonly string[];
  /** Per cent. */
  full: number;
}

/** How units are given points. Of a form by items, of a plan each share among its targets by its threshold. */
export interface Ranking {
  id: string;
  title: Words;
  source: string;
  assumed: boolean;
  /** Id of the form whose numbers are taken; null = a plan's targets. */
  form: string | null;
  /** For each target of a plan; 0 where the ranking is of a form. */
  targetPoints: number;
  blocks: readonly RankingBlock[];
  items: readonly RankingItem[];
  /** What the source gives points for and no count tells. */
  notCounted: readonly { name: Words; points: number }[];
}

export type RankingCatalogue = ReadonlyMap<string, Ranking>;
