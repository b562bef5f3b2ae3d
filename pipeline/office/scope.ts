import type { Period } from '../counts/period.ts';
import { countingStart } from '../evaluate/to-come.ts';
import type { Library } from '../library/library.ts';
import type { Plan } from '../library/plans/types.ts';
import { common } from '../library/units/periods.ts';
import { countingParents, type UnitScopeRow, unitScope, unitsAbove, withPredecessors } from '../library/units/scope.ts';
import type { UnitKind } from '../library/units/types.ts';
import type { Scope, ScopeRow, UnitBelow } from '../warehouse/question.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { questionError } from './questions.ts';

/** What every use case stands on: the figures, what is known, and what whoever asks may see (undefined = all). */
export interface Office {
  warehouse: Warehouse;
  library: Library;
  within?: readonly UnitScopeRow[] | undefined;
}

/**
 * Whose rows count for a unit: its own and those of its descendants of the time, without the units that a plan leaves
 * out, and nothing outside of what may be seen.
 */
export function scopeOf({ library, within }: Office, unit: string, plan?: Plan): Scope {
  const excluded = new Set(
    (plan?.excludedUnits ?? []).flatMap((id) =>
      id === unit ? [] : unitScope(library.units, id).map((row) => row.unit),
    ),
  );
  const rows = scopeRows(library, unit)
    .filter((row) => !excluded.has(row.unit))
    .flatMap((row) => seenBy(row, within));
  return {
    unit,
    rows,
    below: belowIn(library, unit, rows),
    payers: payersOf(library, rows),
    departments: departmentsBelow(library, unit, rows),
  };
}

const departmentsBelow = ({ units }: Library, top: string, rows: readonly ScopeRow[]): ReadonlySet<string> =>
  new Set(
    rows
      .filter(({ unit, child }) => unit === child && unit !== top && units.byId.get(unit)?.kind === 'department')
      .map(({ unit }) => unit),
  );

/** For each unit the units above it at any time, also above the one asked for, and those that went into it. */
function payersOf({ units }: Library, rows: readonly ScopeRow[]): { unit: string; payer: string }[] {
  return [...new Set(rows.map(({ unit }) => unit))].flatMap((id) => {
    const before = withPredecessors(units, new Set([id]));
    const all = new Set([...before].flatMap((one) => unitsAbove(units, one)).concat(...before));
    all.delete(id);
    return [...all].map((payer) => ({ unit: id, payer }));
  });
}

const INNER: ReadonlySet<UnitKind> = new Set(['division', 'desk']);

/** Who stood directly below whom, of the units of a scope while they existed. */
function belowIn({ units }: Library, top: string, rows: readonly ScopeRow[]): UnitBelow[] {
  const ids = new Set(rows.map(({ unit }) => unit));
  return [...ids].flatMap((id) => {
    const unit = units.byId.get(id);
    if (unit === undefined || id === top) return [];
    return unit.parents
      .filter(({ parent }) => ids.has(parent))
      .flatMap(({ parent, ...span }) => {
        const shared = common(span, unit);
        return shared === undefined
          ? []
          : [{ unit: id, name: unit.shortName, parent, isInner: INNER.has(unit.kind), ...shared }];
      });
  });
}

function seenBy(row: ScopeRow, within: readonly UnitScopeRow[] | undefined): ScopeRow[] {
  if (within === undefined) return [row];
  return within
    .filter(({ unit }) => unit === row.unit)
    .flatMap((allowed) => common(row, allowed) ?? [])
    .map(({ from, to }) => ({ ...row, from, to }));
}

/** The unit's own rows, and those below it with the child of the unit that they stood below at the time. */
function scopeRows({ units }: Library, unit: string): ScopeRow[] {
  const own: ScopeRow = { unit, child: unit, from: null, to: null };
  const below = units.units.flatMap((child) =>
    countingParents(child)
      .filter(({ parent }) => parent === unit)
      .flatMap((span) =>
        unitScope(units, child.id).flatMap((row) => {
          const shared = common(row, span);
          return shared === undefined ? [] : [{ unit: row.unit, child: child.id, ...shared }];
        }),
      ),
  );
  return [own, ...below];
}

/**
 * The counting period of a plan's report: from 1 January of the reporting year unless the plan or the caller says otherwise.
 * @throws UserError PERIOD_BACKWARDS
 */
export function reportingPeriod(asOf: string, from: string | undefined, plan?: Plan): Period {
  return inOrder({ from: from ?? countingStart(plan, asOf), asOf });
}

/** @throws UserError PERIOD_BACKWARDS */
export function inOrder(period: Period): Period {
  const { from, asOf } = period;
  if (from > asOf) throw questionError('PERIOD_BACKWARDS', { from, as_of: asOf });
  return period;
}
