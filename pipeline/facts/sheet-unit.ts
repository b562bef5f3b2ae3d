import type { ListDefinition } from '../library/columns.ts';
import { fingerprintOf } from '../library/fingerprint.ts';
import type { Library } from '../library/library.ts';
import { type Mapping, NO_MAPPING } from '../library/mapping.ts';
import { resolveUnit } from '../library/units/resolve.ts';
import { unitScope } from '../library/units/scope.ts';
import { keptName } from '../recognise/kept-name.ts';
import { cleanText, textKey } from '../text.ts';
import { asCount, asText, type Engine, sqlName, sqlTexts } from '../warehouse/duckdb/engine.ts';
import { agencyOf, tellsUnit } from './agency.ts';
import type { StagedSheet } from './stage.ts';
import type { Standing } from './standing.ts';
import type { ImportOptions } from './types.ts';

/** What is known of a sheet with rows that name no unit. */
export interface UnnamedSheet {
  /** What tells the sheet next month, and what an answer is kept under (`Mapping.agencies`, else `Mapping.sheets`). */
  signature: string;
  /** The unit that was said of it before; its rows count for it. */
  said?: string;
  /** Units that it may be, the likeliest first. */
  likely: string[];
}

/** So many of a sheet's dossiers have the code of one agency that the sheet is that agency's. */
const NEARLY_ALL = 0.9;
/** Different heads of codes that are looked at: a sheet has one to a few dozen. */
const MOST_HEADS = 1000;

/**
 * For each sheet with rows that name no unit: whether it was said whose they are, and what is likely. Told by the agency of
 * its dossiers; else by the name of the file, which counts without asking only while nobody else's rows are there, because
 * files of two offices can have one name.
 */
export async function unnamedSheets(
  engine: Engine,
  library: Library,
  list: ListDefinition,
  sheets: readonly StagedSheet[],
  { mapping = NO_MAPPING, within }: Pick<ImportOptions, 'mapping' | 'within'>,
  file: string,
  standing: Standing,
): Promise<Map<number, UnnamedSheet>> {
  const unit = sqlName(list.unit);
  const found = new Map<number, UnnamedSheet>();
  const bare = await engine.query(
    `SELECT DISTINCT sheet_no FROM stage_${list.id} WHERE coalesce(trim(${unit}), '') = '' ORDER BY 1`,
  );
  // Who speaks for some units only is not told of others.
  const mayBe = (id: string): boolean =>
    library.units.byId.has(id) && (within === undefined || within.some((row) => row.unit === id));
  const keyed = (part: Mapping['sheets']): Map<string, string> =>
    new Map(Object.entries(part).map(([written, id]) => [textKey(written), id]));
  const [agencies, names] = [keyed(mapping.agencies), keyed(mapping.sheets)];
  for (const row of bare) {
    const sheet = sheets.find(({ sheetNo }) => sheetNo === asCount(row['sheet_no']));
    if (sheet === undefined || sheet.units.unit !== undefined || sheet.units.titleUnit !== undefined) continue;
    const heads = await headsOf(engine, list, sheet.sheetNo);
    const agency = mainAgency(heads);
    const byName = keptSignature(fileSignature(file, sheet.name), library);
    const last = names.get(textKey(byName));
    const byAgency = agency === undefined ? undefined : agencies.get(textKey(agency));
    const rival = byAgency === undefined && last !== undefined && !(await onlyOf(engine, library, last));
    const meant = byAgency ?? (agency === undefined && !rival ? last : undefined);
    const likely =
      meant === undefined
        ? [
            ...unitsInTitles(library, sheet),
            ...(await unitsOfAgency(engine, heads)),
            ...(last === undefined ? [] : [last]),
            ...(await unitsThere(engine)),
            ...(library.office.defaults.unit === null ? [] : [library.office.defaults.unit]),
          ]
        : [];
    standing.unnamedSheet({ agency, name: byName }, meant);
    found.set(sheet.sheetNo, {
      signature: agency ?? byName,
      ...(meant === undefined ? {} : { said: meant }),
      likely: [...new Set(likely)].filter((id) => mayBe(id)).slice(0, MOST_LIKELY),
    });
  }
  return found;
}

const MOST_LIKELY = 5;

interface Head {
  /** As it stands before the first `-`. */
  head: string;
  agency: string;
  rows: number;
}

async function headsOf(engine: Engine, list: ListDefinition, sheetNo: number): Promise<Head[]> {
  if (!list.columns.some(({ id }) => id === 'dossier_code')) return [];
  const rows = await engine.query(
    `SELECT trim(split_part(dossier_code, '-', 1)) AS head, count(*)::INTEGER AS n FROM stage_${list.id}
       WHERE sheet_no = ${sheetNo} AND contains(dossier_code, '-') GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${MOST_HEADS}`,
  );
  return rows
    .map((row) => ({ head: asText(row['head']), agency: agencyOf(asText(row['head'])), rows: asCount(row['n']) }))
    .filter(({ agency }) => agency !== '');
}

/** The agency of nearly all codes; undefined where there is none, or it is only a province. */
function mainAgency(heads: readonly Head[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { agency, rows } of heads) counts.set(agency, (counts.get(agency) ?? 0) + rows);
  const all = [...counts.values()].reduce((sum, rows) => sum + rows, 0);
  const [main] = [...counts].filter(([agency, rows]) => tellsUnit(agency) && rows >= NEARLY_ALL * all);
  return main?.[0];
}

/** A file's name without what changes from month to month, with the name of its sheet: `ho-so-thang-#.xlsx · Sheet#`. */
export function fileSignature(file: string, sheet: string): string {
  const plain = (text: string): string =>
    cleanText(text)
      .replace(/(?<!\s)\s*\(\d+\)(?=\.[^.]*$|$)/, '')
      .replace(/\d+/g, '#');
  return [plain(file), plain(sheet)].filter((part) => part !== '').join(' · ');
}

/** The same without anybody's name; what is hidden still tells one file from another. */
function keptSignature(signature: string, library: Library): string {
  const kept = keptName(signature, library);
  return kept === signature ? signature : `${kept} ${fingerprintOf(signature)}`;
}

/** `UBND TỈNH …` and `SỞ …` above the table: whose list it is stands lowest. */
function unitsInTitles({ units }: Library, { titleLines, units: { titleProvince, province } }: StagedSheet): string[] {
  const hint = province ?? titleProvince;
  const named = titleLines.flatMap((line) => {
    const found = resolveUnit(units, line, { suggests: false, ...(hint === undefined ? {} : { titleProvince: hint }) });
    return 'unit' in found ? [found.unit] : [];
  });
  // The committee above an office stands over it; alone it is the office itself.
  return named.toReversed();
}

/** The units that dossiers of the same agencies were counted for. */
async function unitsOfAgency(engine: Engine, heads: readonly Head[]): Promise<string[]> {
  const known = heads.filter(({ agency }) => tellsUnit(agency)).map(({ head }) => head);
  if (known.length === 0) return [];
  const rows = await engine.query(
    `SELECT unit_id FROM dossiers WHERE list_contains(${sqlTexts(known)}, split_part(key, '-', 1))
       GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 2`,
  );
  return rows.map((row) => asText(row['unit_id']));
}

/** Where the warehouse holds one unit's dossiers, the next are likely its too. */
async function unitsThere(engine: Engine): Promise<string[]> {
  const rows = await engine.query('SELECT DISTINCT unit_id FROM dossiers LIMIT 2');
  return rows.length === 1 ? rows.map((row) => asText(row['unit_id'])) : [];
}

async function onlyOf(engine: Engine, { units }: Library, id: string): Promise<boolean> {
  if (!units.byId.has(id)) return false;
  const own = new Set(unitScope(units, id).map(({ unit }) => unit));
  const rows = await engine.query('SELECT DISTINCT unit_id FROM dossiers');
  return rows.every((row) => own.has(asText(row['unit_id'])));
}
