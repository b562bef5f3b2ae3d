import { markedKey } from '../../library/units/names.ts';
import { editDistance } from '../../nearest.ts';
import { textKey } from '../../text.ts';
import { looseKey, type Mention, mentionsIn, withoutKind } from './made-of.ts';
import type { SourceCommune, SourceFormerCommune } from './source.ts';

/** What became of the communes of the provinces that make one province of today. Codes are those of the source. */
export interface Successors {
  /** Former commune → communes of today that it, or parts of it, went to. */
  became: ReadonlyMap<string, ReadonlySet<string>>;
  /** Former communes of which a part went where the source does not say. */
  restUnknown: ReadonlySet<string>;
  /** Commune of today → the former commune that it simply is. */
  kept: ReadonlyMap<string, SourceFormerCommune>;
  /** Districts that became one commune. */
  districts: ReadonlyMap<string, string>;
  /** What was read with a grain of salt, and what could not be told. */
  report: { readAs: string[]; open: string[] };
}

interface Named {
  mention: Mention;
  found: SourceFormerCommune[];
}

/** Ways to compare two names, the strictest first. */
const KEYS: readonly ((text: string) => string)[] = [
  markedKey,
  textKey,
  looseKey,
  // Twice: the ward of the foundry is called "Phường Đúc", and written "phường Phường Đúc".
  (text) => looseKey(withoutKind(withoutKind(textKey(text)))),
];

/** Those that a mention may mean: by the strictest comparison that finds any in the district that it tells. */
function meant(mention: Mention, pool: readonly SourceFormerCommune[]): SourceFormerCommune[] {
  const district = textKey(mention.district);
  const inDistrict = (same: (key: string) => string): SourceFormerCommune[] =>
    pool.filter(({ districtName }) => same(textKey(districtName)) === same(district));
  const exact = district === '' ? [...pool] : inDistrict((key) => key);
  const nearby = exact.length > 0 ? exact : inDistrict(withoutKind);
  for (const key of KEYS) {
    const found = nearby.filter(({ name }) => key(name) === key(mention.name));
    if (found.length > 0) return found;
  }
  return [];
}

/**
 * Of several communes of one name the one in the province, then in the district, of the others that the same text names
 * without doubt. The code of a commune of today is that of one of those it was made of, which tells the place as well.
 */
function nearOnes(named: readonly Named[], anchor: SourceFormerCommune | undefined): Named[] {
  const sure = named.flatMap(({ found }) => (found.length === 1 ? found : []));
  if (anchor) sure.push(anchor);
  const provinces = new Set(sure.map(({ province }) => province));
  const districts = new Set(sure.map(({ district }) => district));
  return named.map(({ mention, found }) => {
    if (found.length < 2) return { mention, found };
    const inProvince = found.filter(({ province }) => provinces.has(province));
    if (inProvince.length === 1) return { mention, found: inProvince };
    const inDistrict = found.filter(({ district }) => districts.has(district));
    return { mention, found: inDistrict.length === 1 ? inDistrict : found };
  });
}

/** Two spellings of one name: a letter in four may differ. */
function similar(left: string, right: string): boolean {
  const [a, b] = [looseKey(left), looseKey(right)];
  return editDistance(a, b) <= Math.max(1, Math.floor(Math.max(a.length, b.length) / 4));
}

/**
 * @param communes of one province of today
 * @param former of all provinces that it was made of; those without a name are districts without communes
 */
export function successorsIn(communes: readonly SourceCommune[], former: readonly SourceFormerCommune[]): Successors {
  const became = new Map<string, Set<string>>();
  const restUnknown = new Set<string>();
  const kept = new Map<string, SourceFormerCommune>();
  const districts = new Map<string, string>();
  const report: Successors['report'] = { readAs: [], open: [] };
  const pool = former.filter(({ name }) => name !== '');
  const byCode = new Map(pool.map((one) => [one.code, one]));
  const went = (from: SourceFormerCommune, to: SourceCommune): void => {
    became.set(from.code, (became.get(from.code) ?? new Set()).add(to.code));
  };
  const unread: { commune: SourceCommune; mention: Mention }[] = [];
  const parted: string[] = [];
  const copied = copies(communes, byCode);

  for (const commune of communes) {
    const say = (what: string): void => {
      report.open.push(`${commune.province}/${commune.code} ${commune.name}: ${what}`);
    };
    if (commune.madeOf === '') {
      say('the source does not say what it was made of');
      continue;
    }
    if (copied.has(commune.code)) {
      say(`the source gives what another commune was made of: ${commune.madeOf}`);
      continue;
    }
    const anchor = byCode.get(commune.code);
    if (commune.madeOf === 'giữ nguyên') {
      if (anchor && similar(anchor.name, commune.name)) kept.set(commune.code, anchor);
      else say('kept as it was, but no former commune has its code and name');
      continue;
    }
    const named = mentionsIn(commune.madeOf).map((mention) => ({ mention, found: meant(mention, pool) }));
    for (const { mention, found } of nearOnes(named, anchor)) {
      const [only] = found;
      if (only && found.length === 1) {
        went(only, commune);
        if (mention.part) restWent(mention, only);
        if (textKey(only.name) !== textKey(mention.name))
          report.readAs.push(`${commune.name}: "${mention.name}" is ${only.name}, ${only.districtName}`);
      } else if (found.length > 1) {
        say(
          `"${mention.name}" is one of ${found.map(({ name, districtName }) => `${name}, ${districtName}`).join('; ')}`,
        );
      } else if (!wholeDistrict(mention, commune)) unread.push({ commune, mention });
    }
  }
  for (const { commune, mention } of unread) spelledOtherwise(commune, mention);
  // "Phần còn lại" of what no other text names.
  for (const code of parted) if (became.get(code)?.size === 1) restUnknown.add(code);
  return { became, restUnknown, kept, districts, report };

  /** Of a commune that was divided: the others that it went to, by name; where none is told the rest is unknown. */
  function restWent(mention: Mention, from: SourceFormerCommune): void {
    for (const other of mention.others) {
      const [found, ...more] = communes.filter(({ name }) => markedKey(name) === markedKey(other));
      if (found && more.length === 0) went(from, found);
      else restUnknown.add(from.code);
    }
    parted.push(from.code);
  }

  /** `Huyện Lý Sơn` → the district and all its communes. */
  function wholeDistrict(mention: Mention, commune: SourceCommune): boolean {
    const all = former.filter(({ districtName }) => textKey(districtName) === textKey(mention.name));
    for (const one of all) {
      districts.set(one.district, commune.code);
      if (one.name !== '') went(one, commune);
    }
    return all.length > 0;
  }

  /** A name that nobody has, beside a commune of the same district that nobody names and that is written nearly so. */
  function spelledOtherwise(commune: SourceCommune, mention: Mention): void {
    const near = new Set(
      pool
        .filter(({ code }) => code === commune.code || became.get(code)?.has(commune.code))
        .map(({ district }) => district),
    );
    const left = pool.filter(
      (one) => !became.has(one.code) && near.has(one.district) && similar(one.name, mention.name) && !isKept(one),
    );
    const [only] = left;
    if (only && left.length === 1) {
      went(only, commune);
      if (mention.part) restWent(mention, only);
      report.readAs.push(`${commune.name}: "${mention.name}" is ${only.name}, ${only.districtName}`);
    } else report.open.push(`${commune.province}/${commune.code} ${commune.name}: no former commune "${mention.name}"`);
  }

  function isKept(one: SourceFormerCommune): boolean {
    return kept.get(one.code) === one;
  }
}

/** Communes that carry the text of another of nearly the same name: the one whose own code is not among those it names. */
function copies(communes: readonly SourceCommune[], byCode: ReadonlyMap<string, SourceFormerCommune>): Set<string> {
  const found = new Set<string>();
  for (const [text, same] of Map.groupBy(communes, ({ madeOf }) => madeOf)) {
    if (same.length < 2 || text === '' || text === 'giữ nguyên') continue;
    const names = new Set(mentionsIn(text).map(({ name }) => markedKey(name)));
    const right = same.filter(({ code }) => names.has(markedKey(byCode.get(code)?.name ?? '')));
    for (const one of same) if (right.length !== 1 || !right.includes(one)) found.add(one.code);
  }
  return found;
}
