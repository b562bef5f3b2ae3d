import type { ListDefinition } from '../library/columns.ts';
import type { Period } from '../library/units/periods.ts';
import type { UnitTree } from '../library/units/types.ts';
import { momentOf } from '../lists.ts';
import { textKey } from '../text.ts';
import { asCount, asText, type Engine, sqlName, sqlText } from '../warehouse/duckdb/engine.ts';
import { makePairs } from './lookups.ts';
import { type Standing, unitMeaning } from './standing.ts';
import { agencySql } from './typed.ts';
import { nameIn, type SheetUnits, type UnitProblem, unitOf } from './unit-name.ts';

/** Rows of a sheet that count for a unit because somebody said what their names mean. */
export interface ExplainedRows {
  sheetNo: number;
  unit: string;
  /** One of the names. */
  name: string;
  count: number;
  /** The first 20. */
  rows: number[];
}

export interface UnitLookup {
  /** What to suggest for each problematic cell, by `sheet/cell`. */
  problems: ReadonlyMap<string, UnitProblem>;
  explained: readonly ExplainedRows[];
  /** The units that rows may count for. */
  units: readonly string[];
  /** Some name tells its unit only together with an agency. */
  byAgency: boolean;
}

/** A column of a hundred thousand names that are no units must not be held against all units' names, one by one. */
const MOST_SUGGESTIONS = 50;

/**
 * The table `lookup_unit` (sheet, cell, agency → unit or problem), from the few different names that are there. Only
 * names that do not tell their unit alone are looked at together with the agency of the dossier code (NULL = any).
 * @param explained units of names that tell none by themselves (`Mapping.units`)
 */
export async function makeUnitLookup(
  engine: Engine,
  list: ListDefinition,
  tree: UnitTree,
  sheets: readonly SheetUnits[],
  explained: Readonly<Record<string, string>>,
  standing: Standing,
): Promise<UnitLookup> {
  const column = sqlName(list.unit);
  const names = await engine.query(
    `SELECT r.sheet_no, coalesce(r.${column}, '') AS raw FROM stage_${list.id} AS r GROUP BY ALL ORDER BY ALL`,
  );
  const meant = new Map(Object.entries(explained).map(([name, unit]) => [textKey(name), unit]));
  const problems = new Map<string, UnitProblem>();
  const rows: (string | null)[][] = [];
  const open: string[] = [];
  const said: string[] = [];
  const look = (sheetNo: string, raw: string, agency: string | null, during?: Period): void => {
    const sheet = sheets.find((candidate) => String(candidate.sheetNo) === sheetNo);
    const suggests = agency !== null && problems.size < MOST_SUGGESTIONS;
    const found = unitOf(tree, raw.trim(), agency ?? '', sheet, suggests, during);
    if (typeof found === 'string') {
      standing.unit(sheet, raw.trim(), { agency: agency ?? '', during }, unitMeaning({ units: tree }, found));
      rows.push([sheetNo, raw, agency, found, null]);
      return;
    }
    if (agency === null) {
      open.push(`(${sheetNo}, ${sqlText(raw)})`);
      return;
    }
    const name = nameIn(raw, sheet);
    const unit = meant.get(textKey(name));
    standing.openUnit(name, unit);
    if (unit !== undefined) {
      rows.push([sheetNo, raw, agency, unit, null]);
      said.push(`(${sheetNo}, ${[raw, agency, unit, name].map(sqlText).join(', ')})`);
    } else {
      problems.set(`${sheetNo}/${raw}`, found);
      rows.push([sheetNo, raw, agency, null, found.code]);
    }
  };
  for (const row of names) look(asText(row['sheet_no']), asText(row['raw']), null);
  if (open.length > 0) {
    const moment = momentOf(list.id);
    const day =
      moment === null ? 'NULL' : `CAST(vd_bounded(vd_moment(vd_plain_moment(r.${moment}), s.date1904)) AS DATE)`;
    const withAgency = await engine.query(
      `SELECT r.sheet_no, coalesce(r.${column}, '') AS raw, ${agencySql(list)} AS agency, min(${day}) AS first, max(${day}) AS last
         FROM stage_${list.id} AS r JOIN stage_sheets AS s ON s.sheet_no = r.sheet_no
         WHERE (r.sheet_no, coalesce(r.${column}, '')) IN (VALUES ${open.join(', ')}) GROUP BY ALL ORDER BY ALL`,
    );
    for (const row of withAgency) {
      // A commune of before and one of after a merger can have one name: the days of the rows tell which is meant.
      const during = row['first'] === null ? undefined : { from: asText(row['first']), to: asText(row['last']) };
      look(asText(row['sheet_no']), asText(row['raw']), asText(row['agency']), during);
    }
  }
  await makePairs(engine, 'lookup_unit', ['sheet_no', 'raw', 'agency', 'unit_id', 'problem'], rows);
  return {
    problems,
    explained: await explainedRows(engine, list, column, said),
    units: [...new Set(rows.flatMap(([, , , unit]) => unit ?? []))],
    byAgency: rows.some(([, , agency]) => agency !== null),
  };
}

async function explainedRows(
  engine: Engine,
  list: ListDefinition,
  column: string,
  said: readonly string[],
): Promise<ExplainedRows[]> {
  if (said.length === 0) return [];
  const found = await engine.query(
    `SELECT r.sheet_no, s.unit_id, min(s.name) AS example, count(*)::INTEGER AS n, min(r.row_no, 20) AS first_rows
       FROM stage_${list.id} AS r JOIN (VALUES ${said.join(', ')}) AS s (sheet_no, raw, agency, unit_id, name)
         ON s.sheet_no = r.sheet_no AND s.raw = coalesce(r.${column}, '') AND s.agency = ${agencySql(list)}
       GROUP BY ALL ORDER BY ALL`,
  );
  return found.map((row) => ({
    sheetNo: asCount(row['sheet_no']),
    unit: asText(row['unit_id']),
    name: asText(row['example']),
    count: asCount(row['n']),
    rows: Array.isArray(row['first_rows']) ? row['first_rows'].map(asCount) : [],
  }));
}
