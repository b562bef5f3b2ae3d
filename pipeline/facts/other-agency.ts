import type { Library } from '../library/library.ts';
import { NO_MAPPING } from '../library/mapping.ts';
import { unitScope } from '../library/units/scope.ts';
import { textKey } from '../text.ts';
import { asCount, asText, type Engine, sqlText, sqlTexts } from '../warehouse/duckdb/engine.ts';
import { agencyOf, tellsUnit } from './agency.ts';
import type { ImportOptions } from './types.ts';

/** Dossiers of a file that are, by their codes, another agency's than the unit's they are to be counted for. */
export interface OtherAgency {
  /** The agency of most of them. */
  agency: string;
  /** The unit that they are to be counted for. */
  unit: string;
  /** The unit that such codes have been of; null where nobody has any yet. */
  owner: string | null;
  /** Rows of the file with such codes. */
  rows: number;
  /** The unit that somebody said they count for; undefined where nobody has. */
  said?: string;
}

/** With fewer dossiers of an agency it may have been a slip that one was a unit's. */
const FEWEST_KNOWN = 3;
/** Offices that send the files of those below them as their own. */
const GATHERING: ReadonlySet<string> = new Set(['province', 'district']);
/** With so many it is known which agencies are a unit's. */
const FIRM = 100;

/**
 * Looks at `typed`, before anything of it is stored. Only a file of one unit is asked about: where rows of several units
 * name theirs, they know better. It is asked about where most of its codes have so far been of another unit alone (one
 * that is neither above nor below), or where the unit's agencies are known well and none of them is in it.
 * @returns what must be confirmed before the file counts; undefined where there is nothing, or it has been confirmed
 */
export async function otherAgency(
  engine: Engine,
  { units }: Library,
  { sha256, mapping = NO_MAPPING, confirmAgency = false }: ImportOptions,
): Promise<OtherAgency | undefined> {
  if (confirmAgency) return undefined;
  const file = await headsBy(engine, 'SELECT dossier_code AS code, unit_id FROM typed WHERE unit_id IS NOT NULL');
  const [unit, ...others] = new Set([...file.values()].flatMap((rows) => [...rows.keys()]));
  const main = [...file].sort(([, a], [, b]) => total(b) - total(a)).find(([agency]) => tellsUnit(agency))?.[0];
  if (unit === undefined || others.length > 0 || main === undefined) return undefined;
  const known = await headsBy(
    engine,
    `SELECT dossier_code AS code, unit_id FROM dossiers
       WHERE import_id NOT IN (SELECT import_id FROM imports WHERE sha256 = ${sqlText(sha256)})`,
  );
  const below = (id: string): Set<string> => new Set(unitScope(units, id).map((row) => row.unit));
  const own = below(unit);
  const isRelated = (id: string): boolean => own.has(id) || below(id).has(unit);
  const ownersOf = (agency: string): string[] => {
    const rows = known.get(agency) ?? new Map<string, number>();
    const of = [...rows].sort(([, a], [, b]) => b - a).map(([id]) => id);
    return total(rows) < FEWEST_KNOWN || of.some(isRelated) ? [] : of;
  };
  const telling = [...file].filter(([agency]) => tellsUnit(agency));
  const all = sum(telling);
  const foreign = telling.filter(([agency]) => ownersOf(agency).length > 0);
  const ofUnit = [...known].filter(([agency, rows]) => tellsUnit(agency) && rows.has(unit));
  const isStrange =
    !GATHERING.has(units.byId.get(unit)?.kind ?? '') &&
    sum(ofUnit.map(([agency, rows]) => [agency, new Map([[unit, rows.get(unit) ?? 0]])])) >= FIRM &&
    !telling.some(([agency]) => ofUnit.some(([one]) => isOneAgency(agency, one)));
  const rest = sum([...file]) - all;
  if ((sum(foreign) * 2 <= all && !isStrange) || rest > all) return undefined;
  const said = Object.entries(mapping.agencies).find(([written]) => textKey(written) === textKey(main))?.[1];
  const other = { agency: main, unit, owner: ownersOf(main)[0] ?? null, rows: total(file.get(main) ?? new Map()) };
  return said === undefined ? other : { ...other, said };
}

/** The dossiers of an agency count for the unit that somebody said; in `typed`. */
export async function countFor(engine: Engine, { agency, said }: OtherAgency): Promise<void> {
  const head = "trim(split_part(dossier_code, '-', 1))";
  const heads = await engine.query(`SELECT DISTINCT ${head} AS head FROM typed WHERE contains(dossier_code, '-')`);
  const own = heads.map((row) => asText(row['head'])).filter((one) => agencyOf(one) === agency);
  await engine.run(
    `UPDATE typed SET unit_id = ${sqlText(said ?? null)} WHERE list_contains(${sqlTexts(own)}, ${head})`,
  );
}

/** How many rows there are by agency (empty: none in the code) and unit. */
async function headsBy(engine: Engine, rows: string): Promise<Map<string, Map<string, number>>> {
  const counted = await engine.query(
    `SELECT trim(split_part(code, '-', 1)) AS head, unit_id, count(*) AS n FROM (${rows}) GROUP BY ALL ORDER BY n DESC, head, unit_id LIMIT ${MOST_HEADS}`,
  );
  const found = new Map<string, Map<string, number>>();
  for (const row of counted) {
    const agency = agencyOf(asText(row['head']));
    const units = found.get(agency) ?? new Map<string, number>();
    const unit = asText(row['unit_id']);
    found.set(agency, units.set(unit, (units.get(unit) ?? 0) + asCount(row['n'])));
  }
  return found;
}

/** A list has as many agencies as it has offices; a hostile one, or one whose codes begin otherwise, has one a row. */
const MOST_HEADS = 5000;

/** `H06.23` and its desk `H06.23.02` are one agency. */
function isOneAgency(a: string, b: string): boolean {
  return a === b || a.startsWith(`${b}.`) || b.startsWith(`${a}.`);
}

function total(rows: ReadonlyMap<string, number>): number {
  return [...rows.values()].reduce((all, count) => all + count, 0);
}

function sum(agencies: readonly (readonly [string, ReadonlyMap<string, number>])[]): number {
  return agencies.reduce((all, [, rows]) => all + total(rows), 0);
}
