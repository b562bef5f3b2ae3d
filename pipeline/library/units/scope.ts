import { ALWAYS, byBeginning, common, holds, joined, type Period } from './periods.ts';
import type { Unit, UnitParent, UnitTree } from './types.ts';

export interface UnitScopeRow {
  unit: string;
  /** First and last day on which the unit's rows count, `YYYY-MM-DD`; null = open. */
  from: string | null;
  to: string | null;
}

/** A unit's parents in time. The first one counts back without end and the last one on, so that early and late rows are not lost. */
export function countingParents(unit: Unit): UnitParent[] {
  const parents = [...unit.parents].sort(byBeginning);
  return parents.map((period, index) => ({
    parent: period.parent,
    from: index === 0 ? null : period.from,
    to: index === parents.length - 1 ? null : period.to,
  }));
}

interface Below {
  child: string;
  period: Period;
}

const CHILDREN = new WeakMap<UnitTree, ReadonlyMap<string, Below[]>>();

/** Who was ever below whom, in the order of the data; made once a tree. */
function childrenOf(tree: UnitTree): ReadonlyMap<string, Below[]> {
  const made = CHILDREN.get(tree);
  if (made) {
    return made;
  }
  const all = tree.units.flatMap((unit) =>
    countingParents(unit).map(({ parent, from, to }) => ({ parent, below: { child: unit.id, period: { from, to } } })),
  );
  const children = new Map(
    [...Map.groupBy(all, ({ parent }) => parent)].map(([parent, list]) => [parent, list.map(({ below }) => below)]),
  );
  CHILDREN.set(tree, children);
  return children;
}

/**
 * The unit itself (without bounds) and its descendants with the times during which they stood below it; a descendant
 * that left and came back has several rows. Grain: unit and span.
 */
export function unitScope(tree: UnitTree, unitId: string): UnitScopeRow[] {
  const spans = new Map<string, Period[]>();
  const children = childrenOf(tree);
  const below = (id: string, span: Period): void => {
    spans.set(id, [...(spans.get(id) ?? []), span]);
    for (const { child, period } of children.get(id) ?? []) {
      const shared = common(span, period);
      if (shared) {
        below(child, shared);
      }
    }
  };
  below(unitId, ALWAYS);
  return [...spans].flatMap(([unit, periods]) => joined(periods).map(({ from, to }) => ({ unit, from, to })));
}

const SCOPES = new WeakMap<UnitTree, Map<string, ReadonlySet<string>>>();

/** The ids of what is or was below a unit, and its own; made once a tree. */
export function idsBelow(tree: UnitTree, unitId: string): ReadonlySet<string> {
  const scopes = SCOPES.get(tree) ?? new Map<string, ReadonlySet<string>>();
  SCOPES.set(tree, scopes);
  const ids = scopes.get(unitId) ?? new Set(unitScope(tree, unitId).map(({ unit }) => unit));
  scopes.set(unitId, ids);
  return ids;
}

/** The parent on a day, or undefined at the top. Without a day, the last one. */
export function parentAt(unit: Unit, at?: string): string | undefined {
  const parents = countingParents(unit);
  const found = at === undefined ? parents.at(-1) : parents.find((period) => holds(period, at));
  return found?.parent;
}

/** From the top to the unit itself, as ids, on a day (without a day: as it last was). */
export function unitPath(tree: UnitTree, unitId: string, at?: string): string[] {
  const path: string[] = [];
  for (let id: string | undefined = unitId; id !== undefined && !path.includes(id); ) {
    path.unshift(id);
    const unit = tree.byId.get(id);
    id = unit && parentAt(unit, at);
  }
  return path;
}

/** The units that existed directly below a unit on a day, in the order of the data. */
export function childrenAt(tree: UnitTree, unitId: string, at: string): Unit[] {
  return tree.units.filter(
    (unit) => holds(unit, at) && unit.parents.some((period) => period.parent === unitId && holds(period, at)),
  );
}

const GONE_INTO = new WeakMap<UnitTree, ReadonlyMap<string, string[]>>();

/** For each unit those that went into it; made once a tree. */
function goneInto(tree: UnitTree): ReadonlyMap<string, string[]> {
  const made = GONE_INTO.get(tree);
  if (made) return made;
  const gone = new Map<string, string[]>();
  for (const { id, successors } of tree.units)
    for (const one of successors) gone.set(one, [...(gone.get(one) ?? []), id]);
  GONE_INTO.set(tree, gone);
  return gone;
}

/** Some units, and all that went into one of them. */
export function withPredecessors(tree: UnitTree, ids: ReadonlySet<string>): ReadonlySet<string> {
  const [gone, all] = [goneInto(tree), new Set(ids)];
  // A set tells of what is put in while it is walked, too.
  for (const id of all) for (const before of gone.get(id) ?? []) all.add(before);
  return all;
}

/** The units that a unit ever stood below, at whatever time. */
export function unitsAbove(tree: UnitTree, unitId: string): string[] {
  const above = new Set<string>();
  const up = (id: string): void => {
    for (const { parent } of tree.byId.get(id)?.parents ?? []) {
      if (above.has(parent)) continue;
      above.add(parent);
      up(parent);
    }
  };
  up(unitId);
  return [...above];
}
