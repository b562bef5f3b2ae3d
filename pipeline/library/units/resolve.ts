import { editDistance } from '../../nearest.ts';
import { leadingAgencyCode, markedKey, unitKey } from './names.ts';
import { holds, overlaps, type Period } from './periods.ts';
import { idsBelow } from './scope.ts';
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
  /** Only units that existed at some time in this span: from the first to the last day of what the name stands in. */
  during?: Period;
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

/** Nothing below this is worth suggesting. */
const LEAST_LIKENESS = 0.6;
const MOST_SUGGESTIONS = 3;

/** How often each letter and digit stands in a key: `a` to `z`, then `0` to `9`, then all else. */
function letterCounts(key: string): Uint8Array {
  const counts = new Uint8Array(37);
  for (let at = 0; at < key.length; at++) {
    const code = key.charCodeAt(at);
    const place = code >= 97 && code <= 122 ? code - 97 : code >= 48 && code <= 57 ? code - 22 : 36;
    counts[place] = (counts[place] ?? 0) + 1;
  }
  return counts;
}

/** Edits are at least as many as letters that one side has more of: a hundredth of the work of counting edits. */
function fewestEdits(left: Uint8Array, right: Uint8Array): number {
  let [more, less] = [0, 0];
  for (let at = 0; at < left.length; at++) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0);
    if (difference > 0) more += difference;
    else less -= difference;
  }
  return Math.max(more, less);
}

const COUNTS = new WeakMap<SpellingIndex, readonly { counts: Uint8Array; words: ReadonlySet<string> }[]>();

function countsOf(index: SpellingIndex): readonly { counts: Uint8Array; words: ReadonlySet<string> }[] {
  const made =
    COUNTS.get(index) ?? index.all.map(({ key }) => ({ counts: letterCounts(key), words: new Set(key.split(' ')) }));
  COUNTS.set(index, made);
  return made;
}

/** The three nearest names, those of the province first where one is told. */
function nearestNames(index: SpellingIndex, key: string, province?: string): string[] {
  const counts = letterCounts(key);
  const words = [...new Set(key.split(' '))];
  const known = countsOf(index);
  let best: { unit: Unit; score: number }[] = [];
  for (const [at, { key: candidate, unit }] of index.all.entries()) {
    const spelling = known[at];
    if (!spelling) continue;
    const bonus = unit.province === province ? 0.1 : 0;
    const longest = Math.max(key.length, candidate.length, 1);
    const common = words.filter((word) => spelling.words.has(word)).length;
    const byWords = (2 * common) / (words.length + spelling.words.size);
    const worst = best.length < MOST_SUGGESTIONS ? 0 : (best.at(-1)?.score ?? 0);
    const mostByLetters = 1 - fewestEdits(counts, spelling.counts) / longest;
    if (Math.max(byWords, mostByLetters) + bonus < Math.max(LEAST_LIKENESS, worst)) continue;
    const score = Math.max(byWords, 1 - editDistance(key, candidate) / longest) + bonus;
    const before = best.find((one) => one.unit === unit);
    if (score < LEAST_LIKENESS || (before && before.score >= score)) continue;
    best = [...best.filter((one) => one !== before), { unit, score }]
      .sort((a, b) => b.score - a.score)
      .slice(0, MOST_SUGGESTIONS);
  }
  return best.map(({ unit }) => unit.name);
}

interface Named {
  candidates: Unit[];
  /** The units that the end of the name places it in: `…, huyện Châu Đức`; several where provinces have one of this name. */
  districts: Unit[];
  /** The names are only told apart inside a unit. */
  local: boolean;
}

/** The districts that stand at the end of a longer name: all of the longest, of several those of the province. */
function districtsAtEnd(
  index: SpellingIndex,
  key: string,
  province?: string,
): { key: string; units: Unit[] } | undefined {
  const longest = index.districtEndings.find((one) => key.endsWith(` ${one.key}`));
  if (!longest) {
    return undefined;
  }
  const named = index.districtEndings.filter((one) => one.key === longest.key).map(({ unit }) => unit);
  const here = named.filter((unit) => unit.province === province);
  return { key: longest.key, units: here.length > 0 ? here : named };
}

/** Units that carry the name, if need be without a district at its end. */
function unitsNamed(index: SpellingIndex, key: string, province?: string): Named {
  const ending = districtsAtEnd(index, key, province);
  const exact = index.names.get(key);
  if (exact) {
    // "UBND huyện Châu Đức" ends with a district because it is that district.
    const itself = ending?.units.some((unit) => exact.includes(unit)) ?? true;
    return { candidates: exact, local: false, districts: itself ? [] : (ending?.units ?? []) };
  }
  const rest = ending ? key.slice(0, -ending.key.length - 1) : key;
  const named = ending ? index.names.get(rest) : undefined;
  const candidates = named ?? index.localNames.get(rest) ?? [];
  return { candidates, local: named === undefined, districts: ending?.units ?? [] };
}

/** The name of a place without what it is: `Ủy ban nhân dân xã Sơn Hạ` → `sơn hạ`, as words with their marks. */
function placeWords(unit: Unit): string {
  return markedKey(unit.shortName).replace(markedKey('Ủy ban nhân dân'), '').trim().replace(PLACE_KIND, '');
}

const PLACE_KIND = new RegExp(
  `^(${['xã', 'phường', 'thị trấn', 'đặc khu', 'quận', 'huyện', 'thị xã', 'thành phố'].map(markedKey).join('|')}) `,
  'u',
);

/** `xã Sơn Hạ` is not `xã Sơn Hà` of the same province: where the marks tell, those that are written so. */
function writtenSo(text: string, units: Unit[]): Unit[] {
  if (units.length < 2) {
    return units;
  }
  const written = ` ${markedKey(text)} `;
  // "phường Sa Pả, thị xã Sa Pa": what the name begins with is the unit, what follows is where it lies.
  const places = units.map((unit) => ({ unit, at: written.indexOf(` ${placeWords(unit)} `) }));
  const first = Math.min(...places.flatMap(({ at }) => (at < 0 ? [] : [at])));
  const same = places.filter(({ at }) => at === first).map(({ unit }) => unit);
  return same.length > 0 ? same : units;
}

/**
 * Which unit a name of an export means. A name that carries its province (or is a district's that occurs once) tells it
 * alone; a bare one ("Sở Giáo dục và Đào tạo") needs the province told, else the agency part of the dossier code, else the
 * title of the list; without these it is ambiguous even where only one unit of the tree has that name, because every
 * province has such a unit. What the name itself says goes before every hint. A commune that kept its name on 1/7/2025 is
 * two units of different times: `at` or `during` tells them apart, and without these the name is ambiguous.
 */
export function resolveUnit(tree: UnitTree, text: string, context: ResolveContext = {}): Resolution {
  const index = spellingIndex(tree);
  const whole = unitKey(text, tree.abbreviations);
  const ownProvince = index.provinces.get(whole);
  if (ownProvince) {
    return { unit: ownProvince.id };
  }
  const { key, province: written } = index.names.has(whole)
    ? { key: whole }
    : withoutProvince(whole, index.provinceEndings);
  const agency = leadingAgencyCode(text) ?? context.agencyCode;
  const hinted =
    written?.id ??
    context.province ??
    (agency === undefined ? undefined : provinceOfAgency(tree, agency)) ??
    (context.within === undefined ? undefined : tree.byId.get(context.within)?.province) ??
    context.titleProvince;
  const { candidates, districts, local } = unitsNamed(index, key, hinted);
  const [district, ...others] = districts;
  const within = districts.length > 0 ? districts.map(({ id }) => id) : context.within;
  const province = written?.id ?? (others.length === 0 ? district?.province : undefined) ?? hinted;

  if (candidates.length === 0) {
    return { unknown: true, suggestions: context.suggests === false ? [] : nearestNames(index, key, province) };
  }
  const inside = within === undefined ? undefined : [within].flat().map((id) => idsBelow(tree, id));
  const fitting = writtenSo(
    text,
    candidates.filter(
      (unit) =>
        (province === undefined || unit.province === province) &&
        (inside === undefined || inside.some((ids) => ids.has(unit.id))) &&
        (context.at === undefined || holds(unit, context.at)) &&
        (context.during === undefined || overlaps(unit, context.during)),
    ),
  );
  if (fitting.length === 0) {
    return { unknown: true, suggestions: candidates.slice(0, 3).map(({ name }) => name) };
  }
  const [only] = fitting;
  const told = local
    ? inside !== undefined
    : province !== undefined || districts.length > 0 || only?.kind === 'district';
  if (only && fitting.length === 1 && told) {
    return { unit: only.id };
  }
  return { ambiguous: fitting.map(({ id }) => id), suggestions: fitting.slice(0, 3).map(({ name }) => name) };
}
