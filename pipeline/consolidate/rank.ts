import { reaches } from '../evaluate/verdict.ts';
import { add, compare, divide, type Exact, exact, exactFromText, multiply, ZERO } from '../exact.ts';
import type { Ranking, RankingBlock } from '../library/rankings/types.ts';
import type { UnitTree } from '../library/units/types.ts';
import type { Words } from '../messages.ts';
import type { Consolidated } from './consolidate.ts';
import { RowNumbers } from './form-rules.ts';

/** Points of one item; null where there is nothing to be measured by. */
export interface ItemPoints {
  id: string;
  name: Words;
  /** At most so many. */
  of: Exact;
  points: Exact | null;
}

export interface RankedUnit {
  unit: string;
  name: string;
  /** Position within the block: equal points, equal rank (1, 1, 3); null = not ranked. */
  rank: number | null;
  points: Exact;
  /** What can be had of the items that have something to be measured by. */
  of: Exact;
  /** Share of the points that can be had, by which units are ranked; null without any. */
  share: Exact | null;
  items: readonly ItemPoints[];
  /** Rank in the period before minus the rank now: above 0 = better; null where one is missing. */
  change: number | null;
}

export interface RankedBlock {
  block: RankingBlock;
  units: readonly RankedUnit[];
}

/**
 * Units in blocks by their points. Who has no denominator for an item has neither points nor lack of them there; who has none
 * for any is not ranked and stands last. Points have two decimals, as the source rounds them.
 * @param before the consolidation of the period before, for the change of rank
 */
export function rankUnits(
  ranking: Ranking,
  now: Consolidated,
  units: UnitTree,
  before: Consolidated | null,
): RankedBlock[] {
  const earlier = before === null ? [] : rankUnits(ranking, before, units, null).flatMap((block) => [...block.units]);
  return ranking.blocks.flatMap((block): RankedBlock[] => {
    const own = now.included.filter(({ unit }) => block.kinds.includes(units.byId.get(unit)?.kind ?? 'agency'));
    if (own.length === 0) return [];
    const scored = own.map((line) => {
      const items = itemsOf(ranking, now, line.unit);
      const measured = items.filter(({ points }) => points !== null);
      const sum = (numbers: readonly Exact[]): Exact => numbers.reduce(add, ZERO);
      const points = sum(measured.map((item) => item.points ?? ZERO));
      const of = sum(measured.map((item) => item.of));
      const share = of.n === 0n ? null : divide(points, of);
      return { unit: line.unit, name: units.byId.get(line.unit)?.shortName ?? line.name, points, of, share, items };
    });
    const inOrder = scored.sort(
      (a, b) => compare(b.share ?? exact(-1), a.share ?? exact(-1)) || a.name.localeCompare(b.name, 'vi'),
    );
    return [
      {
        block,
        units: inOrder.map((one): RankedUnit => {
          const rank =
            one.share === null
              ? null
              : 1 + inOrder.filter(({ share }) => share !== null && compare(share, one.share ?? ZERO) > 0).length;
          const was = earlier.find(({ unit }) => unit === one.unit)?.rank ?? null;
          return { ...one, rank, change: rank === null || was === null ? null : was - rank };
        }),
      },
    ];
  });
}

function itemsOf(ranking: Ranking, now: Consolidated, unit: string): ItemPoints[] {
  if (ranking.form === null) {
    return now.targets.flatMap(({ target, units }): ItemPoints[] => {
      const own = units.find((figure) => figure.unit === unit);
      const { figure, demand, indicator } = own?.evaluated ?? {};
      // Minutes and plain counts have no ratio of points.
      if (indicator !== undefined && indicator.unitOfMeasure !== 'percent') return [];
      const of = exactFromText(String(ranking.targetPoints));
      const value = figure?.value ?? null;
      const threshold = demand?.threshold ?? null;
      const points =
        value === null || threshold === null
          ? null
          : reaches(value, target.operator, threshold)
            ? of
            : portion(value, threshold, of);
      return [{ id: target.id, name: target.name, of, points }];
    });
  }
  const line = now.included.find((one) => one.unit === unit);
  const cells = now.byUnit
    .filter((one) => one.unit === unit)
    .map(({ column, value }) => ({ row: null, section: '', column, value, cell: '' }));
  const numbers = new RowNumbers(now.collection.form, cells);
  return ranking.items.map(({ id, name, points, hits, members, full }): ItemPoints => {
    const of = exactFromText(String(points));
    const [above, below] = [numbers.sum(hits), numbers.sum(members)];
    if (line === undefined || above === undefined || below === undefined || below.n === 0n)
      return { id, name, of, points: null };
    return { id, name, of, points: portion(multiply(divide(above, below), exact(100)), exact(full), of) };
  });
}

/** value × points / threshold, at most the points, rounded to two decimals. */
function portion(value: Exact, threshold: Exact, of: Exact): Exact {
  if (threshold.n <= 0n) return of;
  const part = divide(multiply(value, of), threshold);
  const capped = compare(part, of) > 0 ? of : part.n < 0n ? ZERO : part;
  const cents = multiply(capped, exact(100));
  return exact((2n * cents.n + cents.d) / (2n * cents.d), 100n);
}
