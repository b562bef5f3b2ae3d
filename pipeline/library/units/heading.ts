import { parentAt, unitPath } from './scope.ts';
import type { UnitTree } from './types.ts';

/**
 * The office above, for the left side of a report's heading (Nghị định 30/2020/NĐ-CP): for a department the people's
 * committee of its province (`UBND tỉnh Bà Rịa - Vũng Tàu`), for a division its department. Empty for people's
 * committees themselves, which name none. In ordinary letters; the report writes capitals.
 */
export function superiorName(tree: UnitTree, unitId: string, at?: string): string {
  const unit = tree.byId.get(unitId);
  const parent = unit && tree.byId.get(parentAt(unit, at) ?? '');
  if (!unit || !parent || ['province', 'district', 'commune'].includes(unit.kind)) {
    return '';
  }
  return parent.shortName.replace(/^(Ủy|Uỷ) ban nhân dân/iu, 'UBND');
}

/** The place for the line with place and date: the unit's own or the nearest above it. */
export function placeName(tree: UnitTree, unitId: string, at?: string): string {
  return (
    unitPath(tree, unitId, at)
      .reverse()
      .map((id) => tree.byId.get(id)?.place ?? '')
      .find((place) => place !== '') ?? ''
  );
}
