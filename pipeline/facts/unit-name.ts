import type { Period } from '../library/units/periods.ts';
import { type ResolveContext, resolveUnit } from '../library/units/resolve.ts';
import type { UnitTree } from '../library/units/types.ts';

/** What is known of a sheet's unit beside the cells of its unit column. */
export interface SheetUnits {
  sheetNo: number;
  /** `--unit`: everything in the file is this unit's. */
  unit?: string;
  /** `--province` */
  province?: string;
  /** What the lines above the table say: the unit that the list was made for, the province. */
  titleUnit?: string;
  titleProvince?: string;
  /** What was said of rows that name no unit (`unnamedSheets`). */
  saidUnit?: string;
}

export interface UnitProblem {
  code: 'E_UNKNOWN_UNIT' | 'E_AMBIGUOUS_UNIT' | 'E_NO_UNIT';
  suggestions: string[];
}

/** A list made for one unit often has no unit column; a cell that is there but empty is answered by the title as well. */
export function nameIn(cell: string, sheet: SheetUnits | undefined): string {
  return cell.trim() || (sheet?.titleUnit ?? '');
}

/** The unit of a cell beside what is known of its sheet, or why there is none. */
export function unitOf(
  tree: UnitTree,
  cell: string,
  agency: string,
  sheet: SheetUnits | undefined,
  suggests: boolean,
  during?: Period,
): string | UnitProblem {
  if (sheet?.unit !== undefined) return sheet.unit;
  const context: ResolveContext = {
    ...(sheet?.province === undefined ? {} : { province: sheet.province }),
    ...(agency === '' ? {} : { agencyCode: agency }),
    ...(sheet?.titleProvince === undefined ? {} : { titleProvince: sheet.titleProvince }),
    ...(suggests ? {} : { suggests: false }),
  };
  const name = nameIn(cell, sheet);
  if (name === '' && sheet?.saidUnit !== undefined) return sheet.saidUnit;
  if (name === '') return { code: 'E_NO_UNIT', suggestions: [] };
  const resolved = resolveUnit(tree, name, context);
  if ('unit' in resolved) return resolved.unit;
  if ('ambiguous' in resolved && during !== undefined) {
    const inTime = resolveUnit(tree, name, { ...context, during });
    if ('unit' in inTime) return inTime.unit;
  }
  return {
    code: 'ambiguous' in resolved ? 'E_AMBIGUOUS_UNIT' : 'E_UNKNOWN_UNIT',
    suggestions: resolved.suggestions,
  };
}

/** Whether a text names a unit, or one of several: what tells a column of units by its cells. */
export function isUnitName(tree: UnitTree, text: string): boolean {
  return !('unknown' in resolveUnit(tree, text, { suggests: false }));
}
