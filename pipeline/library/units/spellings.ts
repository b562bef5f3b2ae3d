import { unitKey } from './names.ts';
import type { Unit, UnitTree } from './types.ts';

const COMMITTEE = 'uy ban nhan dan ';

/** Kinds that are a territory: their office is also written without "Ủy ban nhân dân". */
const TERRITORIES: readonly Unit['kind'][] = ['district', 'commune'];

export interface Spelling {
  key: string;
  unit: Unit;
}

/** What names can look like, for finding units by them. Keys are those of `unitKey`, without the province. */
export interface SpellingIndex {
  /** Names that tell a unit within its province. */
  names: ReadonlyMap<string, Unit[]>;
  /** Names that tell a unit within its parent. */
  localNames: ReadonlyMap<string, Unit[]>;
  /** Keys that mean a province itself. */
  provinces: ReadonlyMap<string, Unit>;
  /** Endings that name a province, longest first. */
  provinceEndings: readonly Spelling[];
  /** Endings that name a district, longest first. */
  districtEndings: readonly Spelling[];
  all: readonly Spelling[];
}

/** "thành phố Ninh Bình", "phường Nam Định": a place that is called like a province. */
const NAMED_LIKE_ONE = /(^| )(thanh pho|thi xa|thi tran|huyen|quan|phuong|xa|dac khu)$/;

function endsWith(text: string, ending: string): boolean {
  if (!text.endsWith(` ${ending}`)) {
    return false;
  }
  return /^(tinh|thanh pho) /.test(ending) || !NAMED_LIKE_ONE.test(text.slice(0, -ending.length - 1));
}

/** Takes the names of provinces and a bare "tỉnh" off the end (or the front) of a key. */
export function withoutProvince(key: string, endings: readonly Spelling[]): { key: string; province?: Unit } {
  let rest = key;
  let province: Unit | undefined;
  for (let found = true; found; ) {
    const ending = endings.find((one) => endsWith(rest, one.key));
    const beginning = ending ? undefined : endings.find((one) => rest.startsWith(`${one.key} `));
    found = ending !== undefined || beginning !== undefined;
    if (ending) {
      rest = rest.slice(0, -ending.key.length - 1);
    } else if (beginning) {
      rest = rest.slice(beginning.key.length + 1);
    }
    province ??= (ending ?? beginning)?.unit;
  }
  // "Thanh tra tỉnh" is said without "tỉnh" too; "UBND tỉnh" is not.
  if (rest !== `${COMMITTEE}tinh`) {
    rest = rest.replace(/ tinh$/, '');
  }
  return province ? { key: rest, province } : { key: rest };
}

function longestFirst(spellings: Spelling[]): Spelling[] {
  return spellings.sort((a, b) => b.key.length - a.key.length);
}

function withoutCommittee(key: string): string {
  return key.startsWith(COMMITTEE) ? key.slice(COMMITTEE.length) : key;
}

function add(map: Map<string, Unit[]>, key: string, unit: Unit): void {
  const units = map.get(key);
  if (!units) {
    map.set(key, [unit]);
  } else if (!units.includes(unit)) {
    units.push(unit);
  }
}

/** Spellings of a province that mean its committee: `UBND tỉnh`. */
function committees(province: Unit, tree: UnitTree): string[] {
  return province.aliases.filter((text) => unitKey(text, tree.abbreviations).startsWith(COMMITTEE));
}

/** Every key of a unit within its province, each once. A province's own names are `provinceEndings`; only its aliases are here. */
export function nameKeys(unit: Unit, tree: UnitTree, endings: readonly Spelling[]): string[] {
  const keys = new Set<string>();
  const texts = unit.kind === 'province' ? committees(unit, tree) : [unit.name, unit.shortName, ...unit.aliases];
  for (const text of texts) {
    const whole = unitKey(text, tree.abbreviations);
    const named = withoutProvince(whole, endings);
    // "Trường THPT Hòa Bình" of another province keeps what only looks like its province.
    const key = named.province === undefined || named.province.id === unit.province ? named.key : whole;
    keys.add(key);
    if (TERRITORIES.includes(unit.kind)) {
      keys.add(withoutCommittee(key));
    }
  }
  return [...keys];
}

/** Keys that mean a province wherever they stand at the end of a name: `tinh gia lai`, `gia lai`. */
export function provinceEndings(tree: UnitTree): Spelling[] {
  const endings: Spelling[] = [];
  for (const unit of tree.units) {
    if (unit.kind === 'province') {
      const named = committees(unit, tree);
      const keys = [unit.suffix, unit.place, ...unit.aliases.filter((text) => !named.includes(text))]
        .filter((text) => text !== '')
        .map((text) => unitKey(text, tree.abbreviations));
      const bare = keys.map((key) => key.replace(/^(tinh|thanh pho) /, ''));
      const all = [...keys, ...bare, ...bare.map((key) => `tinh ${key}`)];
      endings.push(...[...new Set(all)].map((key) => ({ key, unit })));
    }
  }
  return longestFirst(endings);
}

const INDEXES = new WeakMap<UnitTree, SpellingIndex>();

/** The index of a tree, made once. */
export function spellingIndex(tree: UnitTree): SpellingIndex {
  const made = INDEXES.get(tree);
  if (made) {
    return made;
  }
  const endings = provinceEndings(tree);
  const names = new Map<string, Unit[]>();
  const localNames = new Map<string, Unit[]>();
  const provinces = new Map<string, Unit>();
  const districtEndings: Spelling[] = [];
  const all: Spelling[] = [];
  for (const { key, unit } of endings) {
    provinces.set(key, unit);
    provinces.set(COMMITTEE + key, unit);
  }
  for (const unit of tree.units) {
    for (const key of nameKeys(unit, tree, endings)) {
      add(names, key, unit);
      all.push({ key, unit });
      if (unit.kind === 'district') {
        districtEndings.push({ key, unit });
      }
    }
    for (const text of unit.localNames) {
      add(localNames, unitKey(text, tree.abbreviations), unit);
    }
  }
  const index = {
    names,
    localNames,
    provinces,
    provinceEndings: endings,
    districtEndings: longestFirst(districtEndings),
    all,
  };
  INDEXES.set(tree, index);
  return index;
}
