import { editDistance } from '../../nearest.ts';
import { leadingAgencyCode, unitKey } from './names.ts';
import { holds } from './periods.ts';
import { unitScope } from './scope.ts';
import { type SpellingIndex, spellingIndex, withoutProvince } from './spellings.ts';
import type { Unit, UnitTree } from './types.ts';

/** What is known beside the name itself. */
export interface ResolveContext {
  /** Which province a bare name belongs to (`--province`). */
  province?: string;
  /** Agency part of a dossier code, or the whole code: `H06`, `H21.12`, `000.00.06.H56`. */
  agencyCode?: string;
  /** The province that the lines above the table name; the weakest hint. */
  titleProvince?: string;
  /** Only this unit and what is or was below it. */
  within?: string;
  /** Only units that existed on this day, `YYYY-MM-DD`. */
  at?: string;
  /** Not wanted: what an unknown name might mean. The nearest of all names takes a thousand times as long as a known one. */
  suggests?: false;
}

/** Suggestions are full names, nearest first; they are shown to people and never taken in silence. */
export type Resolution =
  | { unit: string }
  | { ambiguous: string[]; suggestions: string[] }
  | { unknown: true; suggestions: string[] };

/** The province of an agency code: the part that a province carries as its own (`H06` in `H06.23`, `H56` in `000.00.06.H56`). */
export function provinceOfAgency(tree: UnitTree, agencyCode: string): string | undefined {
  const parts = (agencyCode.trim().toUpperCase().split('-')[0] ?? '').split('.');
  return tree.units.find((unit) => unit.kind === 'province' && unit.agencyCodes.some((code) => parts.includes(code)))
    ?.id;
}

function likeness(left: string, right: string): number {
  const longest = Math.max(left.length, right.length);
  const letters = longest === 0 ? 0 : 1 - editDistance(left, right) / longest;
  const [a, b] = [new Set(left.split(' ')), new Set(right.split(' '))];
  const words = (2 * [...a].filter((word) => b.has(word)).length) / (a.size + b.size);
  return Math.max(letters, words);
}

/** The three nearest names, those of the province first where one is told. */
function nearestNames(index: SpellingIndex, key: string, province?: string): string[] {
  const best = new Map<Unit, number>();
  for (const { key: candidate, unit } of index.all) {
    const score = likeness(key, candidate) + (unit.province === province ? 0.1 : 0);
    if (score >= 0.6 && score > (best.get(unit) ?? 0)) {
      best.set(unit, score);
    }
  }
  return [...best]
    .sort(([, a], [, b]) => b - a)
    .slice(0, 3)
    .map(([unit]) => unit.name);
}

interface Named {
  candidates: Unit[];
  /** The unit that the end of the name places it in: `…, huyện Châu Đức`. */
  district?: Unit;
  /** The names are only told apart inside a unit. */
  local: boolean;
}

/** The district at the end of a longer name; of several with one name that of the province, else none. */
function districtAtEnd(index: SpellingIndex, key: string, province?: string): { key: string; unit: Unit } | undefined {
  const longest = index.districtEndings.find((one) => key.endsWith(` ${one.key}`));
  const named = index.districtEndings.filter((one) => one.key === longest?.key);
  return named.length > 1 ? named.find(({ unit }) => unit.province === province) : named[0];
}

/** Units that carry the name, if need be without a district at its end. */
function unitsNamed(index: SpellingIndex, key: string, province?: string): Named {
  const ending = districtAtEnd(index, key, province);
  const exact = index.names.get(key);
  if (exact) {
    // "UBND huyện Châu Đức" ends with a district because it is that district.
    const inside = ending && !exact.includes(ending.unit) ? { district: ending.unit } : {};
    return { candidates: exact, local: false, ...inside };
  }
  const rest = ending ? key.slice(0, -ending.key.length - 1) : key;
  const named = ending ? index.names.get(rest) : undefined;
  const candidates = named ?? index.localNames.get(rest) ?? [];
  return { candidates, local: named === undefined, ...(ending ? { district: ending.unit } : {}) };
}

/**
 * Which unit a name of an export means. A name that carries its province (or is a district's that occurs once) tells it
 * alone; a bare one ("Sở Giáo dục và Đào tạo") needs the province told, else the agency part of the dossier code, else the
 * title of the list; without these it is ambiguous even where only one unit of the tree has that name, because every
 * province has such a unit. What the name itself says goes before every hint.
 */
export function resolveUnit(tree: UnitTree, text: string, context: ResolveContext = {}): Resolution {
  const index = spellingIndex(tree);
  const whole = unitKey(text, tree.abbreviations);
  const ownProvince = index.provinces.get(whole);
  if (ownProvince) {
    return { unit: ownProvince.id };
  }
  const { key, province: written } = withoutProvince(whole, index.provinceEndings);
  const agency = leadingAgencyCode(text) ?? context.agencyCode;
  const hinted =
    written?.id ??
    context.province ??
    (agency === undefined ? undefined : provinceOfAgency(tree, agency)) ??
    (context.within === undefined ? undefined : tree.byId.get(context.within)?.province) ??
    context.titleProvince;
  const { candidates, district, local } = unitsNamed(index, key, hinted);
  const within = district?.id ?? context.within;
  const province = written?.id ?? district?.province ?? hinted;

  if (candidates.length === 0) {
    return { unknown: true, suggestions: context.suggests === false ? [] : nearestNames(index, key, province) };
  }
  const inside = within === undefined ? undefined : new Set(unitScope(tree, within).map(({ unit }) => unit));
  const fitting = candidates.filter(
    (unit) =>
      (province === undefined || unit.province === province) &&
      (inside === undefined || inside.has(unit.id)) &&
      (context.at === undefined || holds(unit, context.at)),
  );
  if (fitting.length === 0) {
    return { unknown: true, suggestions: candidates.slice(0, 3).map(({ name }) => name) };
  }
  const [only] = fitting;
  const told = local ? inside !== undefined : province !== undefined || only?.kind === 'district';
  if (only && fitting.length === 1 && told) {
    return { unit: only.id };
  }
  return { ambiguous: fitting.map(({ id }) => id), suggestions: fitting.slice(0, 3).map(({ name }) => name) };
}
