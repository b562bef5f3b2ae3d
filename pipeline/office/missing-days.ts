import type { MissingMonths } from '../counts/lack.ts';
import { Coverage, type Hole } from '../coverage/coverage.ts';
import type { MissingDays } from '../evaluate/targets.ts';
import type { Indicator } from '../library/indicators/catalogue.ts';
import type { Library } from '../library/library.ts';
import type { ListId } from '../lists.ts';
import { POPULATIONS, type Population } from '../warehouse/populations.ts';
import { countingPeriod, type Scope } from '../warehouse/question.ts';
import type { Office } from './scope.ts';

/** The lists of which an indicator counts rows over a period; without a list of payments, dossiers tell of them. */
export function countedLists({ rule }: Indicator, there: ReadonlySet<ListId>): ListId[] {
  if (!('population' in rule)) return [];
  const { counts }: Population = POPULATIONS[rule.population];
  return [...new Set(counts.map((list) => (list === 'payments' && !there.has(list) ? 'dossiers' : list)))];
}

/** Which days of which list are known. */
export async function coverageOf({ warehouse, library }: Office): Promise<Coverage> {
  return new Coverage(await warehouse.months(), library.units);
}

/**
 * The days that are missing of what an indicator counts, of a scope.
 * @param there the lists of which the scope has rows: of the others there is no value at all
 */
export function missingDays(
  coverage: Coverage,
  { columns, units }: Library,
  scope: Scope,
  there: ReadonlySet<ListId>,
): MissingDays {
  return (indicator, asked) => {
    const { from, asOf } = countingPeriod(indicator, asked);
    return countedLists(indicator, there)
      .filter((list) => there.has(list))
      .flatMap((list) =>
        alike(coverage.holes(list, scope, { from, to: asOf })).map(
          (holes): MissingMonths => ({
            kind: 'months',
            list,
            name: columns.lists.find(({ id }) => id === list)?.name ?? { vi: list, en: list },
            units: isOwn(holes, scope)
              ? []
              : holes.map(({ unit }) => ({ id: unit, name: units.byId.get(unit)?.shortName ?? unit })),
            days: holes[0]?.days ?? [],
          }),
        ),
      );
  };
}

/** Units that lack the same days are named together. */
function alike(holes: readonly Hole[]): Hole[][] {
  return [...Map.groupBy(holes, ({ days }) => JSON.stringify(days)).values()];
}

/** Where only the unit asked for (or the office that it is a desk of) is meant, nobody need be named. */
function isOwn(holes: readonly Hole[], { unit, rows }: Scope): boolean {
  return holes.length === 1 && (holes[0]?.unit === unit || rows.every((row) => row.unit === unit));
}
