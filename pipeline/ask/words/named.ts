import { keyWords, unitKey } from '../../library/units/names.ts';
import { holds } from '../../library/units/periods.ts';
import { unitScope } from '../../library/units/scope.ts';
import type { Unit, UnitTree } from '../../library/units/types.ts';
import { editDistance } from '../../nearest.ts';
import { mostEdits, type Piece, startsOf } from './cover.ts';
import type { Item } from './items.ts';

/** Units that a question may name, and from where it looks: the unit that is chosen. */
export interface UnitsAround {
  tree: UnitTree;
  /** The unit that is chosen. */
  unit: string;
  /** What may be seen; undefined = all. */
  within?: ReadonlySet<string> | undefined;
  /** Of two that bore one name, the one of this day. */
  day: string;
}

/** What things are called: procedures and fields of the warehouse, numbers kept by hand. */
export interface NamedThing {
  by: 'field' | 'procedure' | 'indicator';
  id: string;
  name: string;
}

/** Several where the name does not tell which. */
export interface NamedUnits {
  kind: 'unit';
  ids: readonly string[];
}
export interface NamedThings {
  kind: 'thing';
  things: readonly NamedThing[];
}

interface Spelling {
  joined: string;
  words: readonly string[];
  /** Letters with which its words begin, without what it is: `khtc` of "Phòng Kế hoạch - Tài chính". */
  initials: string;
  unit: Unit;
  /** 0 below the chosen one, 1 beside or above it, 2 elsewhere. */
  tier: number;
}

const LONGEST_NAME = 16;
const COMMITTEE = ['uy', 'ban', 'nhan', 'dan'];
const PLACE_KINDS = ['huyen', 'thi xa', 'thanh pho', 'quan', 'phuong', 'xa', 'thi tran', 'dac khu', 'tinh'];

/** Stretches of a question that name a unit: whole, shortened, by its initials, or with a slip of the pen. */
export function unitPieces(items: readonly Item[], around: UnitsAround): Piece<NamedUnits>[] {
  const spellings = spellingsAround(around);
  const exact = Map.groupBy(spellings, ({ joined }) => joined);
  const { abbreviations } = around.tree;
  const starts = startsOf(items);
  const pieces: Piece<NamedUnits>[] = [];
  for (let first = 0; first < items.length; first += 1) {
    const id = items[first]?.value;
    if (id?.kind === 'unit') pieces.push(piece(starts, first, first, 2, [id.id]));
    for (let last = first; last < Math.min(items.length, first + LONGEST_NAME); last += 1) {
      const span = items.slice(first, last + 1);
      if (span.some(({ value }) => value !== undefined && value.kind !== 'number')) break;
      const words = unitKey(span.map(({ text }) => text).join(' '), abbreviations).split(' ');
      const joined = words.join('');
      const same = exact.get(joined);
      if (same !== undefined) {
        pieces.push(piece(starts, first, last, 0.3, chosen(same, around.day)));
        continue;
      }
      const initials =
        span.length === 1 && joined.length >= 3 ? spellings.filter((one) => one.initials === joined) : [];
      const apart =
        span.length === 2
          ? spellings.filter(
              (one) => one.initials === words.at(-1) && one.words[0] === words[0] && (words.at(-1)?.length ?? 0) > 1,
            )
          : [];
      const part = words.length < 2 ? [] : spellings.filter((one) => isShortened(words, one.words));
      for (const [found, less] of [
        [initials, 0.5],
        [apart, 0.5],
        [part, 1],
      ] as const)
        if (found.length > 0) pieces.push(piece(starts, first, last, -less, chosen(found, around.day)));
      const most = mostEdits(joined.length);
      if (most === 0 || span.length < 2) continue;
      const near = spellings.filter(
        (one) =>
          one.joined.length > 7 &&
          Math.abs(one.joined.length - joined.length) <= most &&
          editDistance(one.joined, joined) <= most,
      );
      if (near.length > 0) {
        const edits = Math.min(...near.map((one) => editDistance(one.joined, joined)));
        const nearest = near.filter((one) => editDistance(one.joined, joined) === edits);
        pieces.push({
          ...piece(starts, first, last, -2.5 * edits, chosen(nearest, around.day)),
          meant: nearest[0]?.unit.shortName ?? '',
        });
      }
    }
  }
  return pieces;
}

function piece(
  starts: readonly number[],
  first: number,
  last: number,
  more: number,
  ids: readonly string[],
): Piece<NamedUnits> {
  const [from = 0, to = 0] = [starts[first], starts[last + 1]];
  return { from, to, score: to - from + more, meaning: { kind: 'unit', ids } };
}

/** What it is comes first, then some of its words in their order, two at least: "phòng trung học" of "Phòng Giáo dục Trung học". */
function isShortened(words: readonly string[], name: readonly string[]): boolean {
  if (words[0] !== name[0] || words.length >= name.length) return false;
  let at = 0;
  for (const word of name) if (word === words[at]) at += 1;
  return at === words.length;
}

/** Those nearest to the chosen unit, of them those of the day. */
function chosen(found: readonly Spelling[], day: string): string[] {
  const nearest = Math.min(...found.map(({ tier }) => tier));
  const units = [...new Set(found.filter(({ tier }) => tier === nearest).map(({ unit }) => unit))];
  const ofDay = units.filter((unit) => holds(unit, day));
  return (ofDay.length > 0 ? ofDay : units).map(({ id }) => id);
}

function spellingsAround({ tree, unit: id, within }: UnitsAround): Spelling[] {
  const own = tree.byId.get(id);
  const below = new Set(unitScope(tree, id).map(({ unit }) => unit));
  const above = new Set(own?.parents.map(({ parent }) => parent));
  const beside = new Set([...above].flatMap((parent) => unitScope(tree, parent).map(({ unit }) => unit)));
  return tree.units
    .filter((unit) => unit.province === own?.province && (within === undefined || within.has(unit.id)))
    .flatMap((unit) => {
      const tier = below.has(unit.id) ? 0 : above.has(unit.id) || beside.has(unit.id) ? 1 : 2;
      const written = [unit.name, unit.shortName, ...unit.aliases, ...(tier < 2 ? unit.localNames : [])];
      const keys = new Set(written.map((text) => unitKey(text, tree.abbreviations)));
      for (const key of [...keys]) for (const bare of bareNames(key)) keys.add(bare);
      return [...keys].map((key): Spelling => {
        const words = key.split(' ');
        const initials = words
          .slice(1)
          .map((word) => word.charAt(0))
          .join('');
        return { joined: words.join(''), words, initials: initials.length > 1 ? initials : '', unit, tier };
      });
    });
}

/** A place as people call it: "huyện Châu Đức", "Châu Đức" of "Ủy ban nhân dân huyện Châu Đức". */
function bareNames(key: string): string[] {
  const committee = `${COMMITTEE.join(' ')} `;
  if (!key.startsWith(committee)) return [];
  const place = key.slice(committee.length);
  const kind = PLACE_KINDS.find((one) => place.startsWith(`${one} `));
  const bare = kind === undefined ? '' : place.slice(kind.length + 1);
  // A number alone is no place: "phường 5", not "5".
  return [place, bare].filter((name) => /[a-z]{2}/.test(name));
}

/** Of what is kept by hand most of the name must be said: two of its words may mean anything. */
function isMuchOf(part: string, { key, thing }: { key: string; thing: NamedThing }): boolean {
  return thing.by !== 'indicator' || part.length * 2 > key.length;
}

/** Stretches that name a thing, whole or in part; a part of two words at least, unless `marked` says that a name comes. */
export function thingPieces(
  items: readonly Item[],
  things: readonly NamedThing[],
  marked: ReadonlySet<number>,
): Piece<NamedThings>[] {
  const named = things.map((thing) => ({
    thing,
    key: ` ${keyWords(thing.name).join(' ')} `.replace(/^ linh vuc /, ' '),
  }));
  const starts = startsOf(items);
  const pieces: Piece<NamedThings>[] = [];
  for (let first = 0; first < items.length; first += 1) {
    const code = items[first]?.value;
    if (code?.kind === 'code') {
      const [from = 0, to = 0] = [starts[first], starts[first + 1]];
      const known = things.filter(({ by, id }) => by === 'procedure' && id === code.code);
      if (known.length > 0) pieces.push({ from, to, score: to - from, meaning: { kind: 'thing', things: known } });
      continue;
    }
    for (let last = first; last < Math.min(items.length, first + 40); last += 1) {
      const span = items.slice(first, last + 1);
      const key = ` ${keyWords(span.map(({ text }) => text).join(' ')).join(' ')} `;
      if (key.trim() === '' || (last === first && !marked.has(first) && !named.some((one) => one.key === key)))
        continue;
      const whole = named.filter((one) => one.key === key);
      const found = whole.length > 0 ? whole : named.filter((one) => one.key.includes(key) && isMuchOf(key, one));
      if (found.length === 0) continue;
      const [from = 0, to = 0] = [starts[first], starts[last + 1]];
      // What the grammar's own words explain is not a part of some name, unless it was said that a name comes.
      const less = whole.length > 0 ? 0 : marked.has(first) ? 0.5 : 1.5;
      pieces.push({
        from,
        to,
        score: to - from - less,
        meaning: { kind: 'thing', things: found.map(({ thing }) => thing) },
      });
    }
  }
  return pieces;
}
