import type { UnitChoice } from '../source/source.ts';

/** Units whose figures are not empty: those with rows, and all above them. */
export function unitsAbove(units: readonly UnitChoice[], withRows: readonly string[]): Set<string> {
  const parents = new Map(units.map(({ id, parent }) => [id, parent]));
  const found = new Set<string>();
  for (const id of withRows)
    for (let one: string | null | undefined = id; one != null && !found.has(one); one = parents.get(one))
      found.add(one);
  return found;
}

/**
 * What a narrow field shows of a unit: what tells it from others first. What stands above it is named only where another
 * unit with figures has the same short name.
 */
export function shownName(unit: UnitChoice, units: readonly UnitChoice[], withData: ReadonlySet<string>): string {
  const name = unit.short_name.replace(COMMITTEE, 'UBND ');
  const isShared = units.some(
    ({ id, short_name }) =>
      id !== unit.id && short_name === unit.short_name && (withData.has(id) || !withData.has(unit.id)),
  );
  const above = isShared ? units.find(({ id }) => id === unit.parent) : undefined;
  return above === undefined ? name : `${name} · ${above.short_name.replace(COMMITTEE, '').replace(KIND, '')}`;
}

const COMMITTEE = /^(Ủy|Uỷ) ban nhân dân /iu;
const KIND = /^(tỉnh|thành phố) /iu;
