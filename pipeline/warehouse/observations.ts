import type { Lack } from '../counts/lack.ts';
import { add, type Exact, exactFromText } from '../exact.ts';
import { asText, type Engine, sqlDate, sqlTexts } from './duckdb/engine.ts';
import type { CountQuestion, Scope, UnitBelow } from './question.ts';

/** A number that offices keep by hand, and which units are missing for it; null where it is not known. */
export interface Observed {
  members: Exact | null;
  hits: Exact | null;
  lacks: Lack[];
}

export interface Observations {
  /**
   * The unit's own newest number at or before a day. Where the indicator adds over units and the unit has none, the sum of
   * those directly below it that day, each by the same rule; no sum where one of them has none.
   * @param alone nothing of the units below
   */
  newest(indicator: string, unit: string, asOf: string, alone?: boolean): Observed;
}

interface Kept {
  day: string;
  members: Exact | null;
  hits: Exact;
}

/** What was found for a unit: its number, or those that have none (the unit itself, where nobody below it has one). */
type Found = { kept: Pick<Kept, 'members' | 'hits'> } | { without: UnitBelow[]; some: boolean };

/** What offices keep by hand of the indicators that are asked for, of whatever unit. */
export async function observationsOf(
  engine: Engine,
  { below = [] }: Scope,
  questions: readonly CountQuestion[],
): Promise<Observations> {
  const adding = new Set<string>();
  const ids = questions.flatMap(({ indicator: { id, rule, addsOverUnits } }) => {
    const kept = 'population' in rule ? (rule.kind === 'per-observation' ? [rule.per] : []) : [id];
    if (addsOverUnits) for (const one of kept) adding.add(one);
    return kept;
  });
  const known = await keptOf(engine, [...new Set(ids)], questions);
  const find = (indicator: string, unit: UnitBelow, asOf: string, alone: boolean): Found => {
    const own = known.get(`${indicator} ${unit.unit}`)?.findLast(({ day }) => day <= asOf);
    if (own !== undefined) return { kept: own };
    const children = alone || !adding.has(indicator) ? [] : childrenOn(below, unit.unit, asOf);
    const found = children.map((child) => find(indicator, child, asOf, false));
    const kept = found.flatMap((one) => ('kept' in one ? [one.kept] : []));
    const without = found.flatMap((one, index) =>
      'kept' in one || (children[index]?.isInner && !one.some) ? [] : one.without,
    );
    if (kept.length > 0 && without.length === 0) return { kept: kept.reduce(sum) };
    const some = kept.length > 0 || found.some((one) => 'some' in one && one.some);
    return some ? { without, some } : { without: [unit], some };
  };
  return {
    newest(indicator, unit, asOf, alone = false) {
      const found = find(indicator, { unit, name: '', parent: '', isInner: false, from: null, to: null }, asOf, alone);
      if ('kept' in found) return { members: found.kept.members, hits: found.kept.hits, lacks: [] };
      const units = found.without.map(({ unit: id, name }) => ({ id, name }));
      return { members: null, hits: null, lacks: found.some ? [{ kind: 'units', asOf, units }] : [] };
    },
  };
}

function childrenOn(below: readonly UnitBelow[], parent: string, day: string): UnitBelow[] {
  return below.filter(
    (one) => one.parent === parent && (one.from === null || one.from <= day) && (one.to === null || day <= one.to),
  );
}

function sum(a: Pick<Kept, 'members' | 'hits'>, b: Pick<Kept, 'members' | 'hits'>): Pick<Kept, 'members' | 'hits'> {
  return {
    members: a.members === null || b.members === null ? null : add(a.members, b.members),
    hits: add(a.hits, b.hits),
  };
}

/** By indicator and unit, in order of their days. */
async function keptOf(
  engine: Engine,
  ids: readonly string[],
  questions: readonly CountQuestion[],
): Promise<Map<string, Kept[]>> {
  const known = new Map<string, Kept[]>();
  if (ids.length === 0) return known;
  const last =
    questions
      .map(({ period }) => period.asOf)
      .sort()
      .at(-1) ?? '';
  const rows = await engine.query(
    `SELECT indicator, unit_id, CAST(numerator AS VARCHAR) AS numerator, CAST(denominator AS VARCHAR) AS denominator, period_end
       FROM observations WHERE list_contains(${sqlTexts(ids)}, indicator) AND period_end <= ${sqlDate(last)} ORDER BY period_end`,
  );
  for (const row of rows) {
    const key = `${asText(row['indicator'])} ${asText(row['unit_id'])}`;
    const hits = exactFromText(asText(row['numerator']));
    const members = row['denominator'] === null ? null : exactFromText(asText(row['denominator']));
    known.set(key, [...(known.get(key) ?? []), { day: asText(row['period_end']), members, hits }]);
  }
  return known;
}
