import type { Collection } from '../consolidate/collection.ts';
import { askedUnits } from '../consolidate/roll.ts';
import { blankReports } from '../forms/blank-report.ts';
import type { Library } from '../library/library.ts';
import type { Engine } from '../warehouse/duckdb/engine.ts';
import { reportActs } from '../warehouse/received.ts';
import { dueOf, keyOf } from './collect.ts';

/**
 * The blank reports of all units that must send one: by the plan, and by what the office has decided of this collection.
 * @param office without an engine nothing was decided yet
 * @returns a zip, a workbook a unit
 */
export async function blanksFor(
  { engine, library }: { engine?: Engine | undefined; library: Library },
  collection: Collection,
): Promise<Uint8Array> {
  const acts = engine === undefined ? [] : await reportActs(engine, keyOf(collection));
  const { unit, asOf, plan } = collection;
  return blankReports(
    library,
    collection,
    askedUnits(library.units, unit, asOf, plan, acts),
    dueOf(collection, library),
  );
}
