import { asText, type Engine, sqlName } from '../engine/engine.ts';
import type { ListDefinition } from '../recognise/columns.ts';
import { type ResolveContext, resolveUnit } from '../units/resolve.ts';
import type { UnitTree } from '../units/types.ts';
import { LIST_RULES } from './lists.ts';
import { makePairs } from './lookups.ts';
import { agencySql } from './typed.ts';

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
  hasUnitColumn: boolean;
}

export interface UnitProblem {
  code: 'E_UNKNOWN_UNIT' | 'E_AMBIGUOUS_UNIT' | 'E_NO_UNIT';
  suggestions: string[];
}

/**
 * The table `lookup_unit` (sheet, cell, agency → unit or problem), from the few different names that are there.
 * @returns for each problematic cell what to suggest, by `sheet/cell`
 */
export async function makeUnitLookup(
  engine: Engine,
  list: ListDefinition,
  tree: UnitTree,
  sheets: readonly SheetUnits[],
): Promise<Map<string, UnitProblem>> {
  const column = sqlName(LIST_RULES[list.id].unitColumn);
  const names = await engine.query(
    `SELECT r.sheet_no, coalesce(r.${column}, '') AS raw, ${agencySql(list)} AS agency FROM stage_${list.id} AS r GROUP BY ALL`,
  );
  const problems = new Map<string, UnitProblem>();
  const rows = names.map((row) => {
    const sheet = sheets.find(({ sheetNo }) => sheetNo === row['sheet_no']);
    const raw = asText(row['raw']);
    const agency = asText(row['agency']);
    const found = unitOf(tree, raw.trim(), agency, sheet);
    if (typeof found !== 'string') problems.set(`${asText(row['sheet_no'])}/${raw}`, found);
    return [
      asText(row['sheet_no']),
      raw,
      agency,
      typeof found === 'string' ? found : null,
      typeof found === 'string' ? null : found.code,
    ];
  });
  await makePairs(engine, 'lookup_unit', ['sheet_no', 'raw', 'agency', 'unit_id', 'problem'], rows);
  return problems;
}

function unitOf(tree: UnitTree, cell: string, agency: string, sheet: SheetUnits | undefined): string | UnitProblem {
  if (sheet?.unit !== undefined) return sheet.unit;
  const context: ResolveContext = {
    ...(sheet?.province === undefined ? {} : { province: sheet.province }),
    ...(agency === '' ? {} : { agencyCode: agency }),
    ...(sheet?.titleProvince === undefined ? {} : { titleProvince: sheet.titleProvince }),
  };
  // A list made for one unit often has no unit column; a cell that is there but empty is answered by the title as well.
  const name = cell !== '' ? cell : (sheet?.titleUnit ?? '');
  if (name === '') return { code: 'E_NO_UNIT', suggestions: [] };
  const resolved = resolveUnit(tree, name, context);
  if ('unit' in resolved) return resolved.unit;
  return {
    code: 'ambiguous' in resolved ? 'E_AMBIGUOUS_UNIT' : 'E_UNKNOWN_UNIT',
    suggestions: resolved.suggestions,
  };
}
