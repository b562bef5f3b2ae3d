import type { Library } from '../library/library.ts';
import type { Plan } from '../library/plans/types.ts';
import { common } from '../library/units/periods.ts';
import { type UnitScopeRow, unitScope } from '../library/units/scope.ts';
import type { Language } from '../messages.ts';
import { type Period, paymentSource, type ScopeRow, setScope } from '../warehouse/compute.ts';
import type { Engine } from '../warehouse/duckdb/engine.ts';
import { questionError } from './questions.ts';
import type { Counting } from './targets.ts';

/**
 * Readies the engine to count for a unit: its own rows and those of its descendants of the time, without the units that
 * a plan leaves out.
 * @param within nothing outside of these units and days counts: what whoever asks may see
 */
export async function countFor(
  engine: Engine,
  library: Library,
  unit: string,
  language: Language,
  plan?: Plan,
  within?: readonly UnitScopeRow[],
): Promise<Counting> {
  const excluded = new Set(
    (plan?.excludedUnits ?? []).flatMap((id) =>
      id === unit ? [] : unitScope(library.units, id).map((row) => row.unit),
    ),
  );
  const rows = scopeRows(library, unit)
    .filter((row) => !excluded.has(row.unit))
    .flatMap((row) => seenBy(row, within));
  await setScope(engine, rows);
  return {
    engine,
    unit,
    indicators: library.indicators,
    columns: library.columns,
    payments: await paymentSource(engine),
    language,
  };
}

function seenBy(row: ScopeRow, within: readonly UnitScopeRow[] | undefined): ScopeRow[] {
  if (within === undefined) return [row];
  return within
    .filter(({ unit }) => unit === row.unit)
    .flatMap((allowed) => common(row, allowed) ?? [])
    .map(({ from, to }) => ({ ...row, from, to }));
}

/** Each row of the unit's scope with the child of the unit that it stands below (the unit itself for its own rows). */
function scopeRows(library: Library, unit: string): ScopeRow[] {
  const children = library.units.units
    .filter(({ parents }) => parents.some(({ parent }) => parent === unit))
    .map(({ id }) => id);
  const childOf = new Map(
    children.flatMap((child) => unitScope(library.units, child).map((row) => [row.unit, child] as const)),
  );
  return unitScope(library.units, unit).map((row) => ({
    ...row,
    child: row.unit === unit ? unit : (childOf.get(row.unit) ?? row.unit),
  }));
}

/**
 * The counting period of a plan's report: from 1 January of the reporting year unless the plan or the caller says otherwise.
 * @throws UserError PERIOD_BACKWARDS
 */
export function reportingPeriod(asOf: string, from: string | undefined, plan?: Plan): Period {
  return inOrder({ from: from ?? plan?.countFrom ?? `${asOf.slice(0, 4)}-01-01`, asOf });
}

/** @throws UserError PERIOD_BACKWARDS */
export function inOrder(period: Period): Period {
  const { from, asOf } = period;
  if (from > asOf) throw questionError('PERIOD_BACKWARDS', { from, as_of: asOf });
  return period;
}
