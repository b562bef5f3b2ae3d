import type { Collection } from '../consolidate/collection.ts';
import type { Count } from '../counts/count.ts';
import type { Period } from '../counts/period.ts';
import { indicatorOf } from '../evaluate/targets.ts';
import { compare, type Exact, toNumber } from '../exact.ts';
import type { Target } from '../library/plans/types.ts';
import { type Language, type MessageParams, renderMessage, type Words } from '../messages.ts';
import { numberText } from '../numbers.ts';
import { asText, rowsOf, type SqlRow, type SqlValue } from '../warehouse/duckdb/engine.ts';
import type { Side } from '../warehouse/members.ts';
import { type CollectingOffice, rollNow } from './collect.ts';
import { ownSheets, periodOf } from './export-checks.ts';
import { questionError } from './questions.ts';
import { type Office, scopeOf } from './scope.ts';
import type { Column, Table } from './tables.ts';

/** Where a member counts: in the numerator, in the denominator alone, not at all. */
type Counted = Side | 'none';

/** One member that is not counted alike. */
interface DifferingMember {
  member: string;
  here: Counted;
  unit: Counted;
  /** As the rows of `membersOf`; null where it is not counted. */
  ourRow: SqlRow | null;
  theirRow: SqlRow | null;
}

/** Why a reported figure is another one than that of the exports here, down to the members. */
export interface Difference {
  target: Target;
  period: Period;
  reported: Numbers;
  here: Numbers;
  /** Of the unit's own list; null where none was given. */
  list: Numbers | null;
  /** With a list those that are not counted alike; without one all that are counted here. */
  members: readonly DifferingMember[];
}

interface Numbers {
  hits: Exact | null;
  members: Exact | null;
}

export interface DifferenceQuestion {
  collection: Collection;
  /** Whose figure it is. */
  unit: string;
  target: string;
}

/**
 * The members that make the difference between what a unit reports for a target and what the exports in this warehouse
 * make it. A report says counts, not dossiers: only with the list that the unit counted from (`theirs`) can the members be
 * named, and then they are exactly those that are not counted alike.
 * @param theirs a warehouse into which nothing but the unit's own lists was imported
 * @throws UserError NOTHING_REPORTED, NOT_FROM_DOSSIERS
 */
export async function differenceNow(
  office: Office & CollectingOffice,
  { collection, unit, target: id }: DifferenceQuestion,
  theirs: Office | null,
): Promise<Difference> {
  const { plan } = collection;
  const target = plan?.targets.find((one) => one.id === id);
  const { lines } = await rollNow(office, collection);
  const isAsked = (figure: { target: string }): boolean => figure.target === id;
  const line = lines.find((one) => one.unit === unit);
  const sheet = (line === undefined ? [] : ownSheets(line)).find(({ figures }) => figures.some(isAsked));
  const figure = sheet?.figures.find(isAsked);
  const period = periodOf(sheet);
  if (plan === null || target === undefined || figure === undefined || period === undefined)
    throw questionError('NOTHING_REPORTED', { unit, target: id });
  const indicator = indicatorOf(target, office.library.indicators);
  if (!('population' in indicator.rule)) throw questionError('NOT_FROM_DOSSIERS', { text: indicator.id });
  const numbersIn = async (one: Office): Promise<Numbers> =>
    numbersOf((await one.warehouse.counts(scopeOf(one, unit, plan), [{ indicator, period }])).whole(indicator, period));
  const sidesIn = async (one: Office): Promise<Map<string, [Side, SqlRow]>> => {
    const sides = new Map<string, [Side, SqlRow]>();
    for (const side of ['numerator', 'missing'] as const) {
      const columns = await one.warehouse.members(scopeOf(one, unit, plan), indicator, period, side);
      for (const row of rowsOf(columns ?? [])) sides.set(asText(row['member']), [side, row]);
    }
    return sides;
  };
  const [ours, own] = [await sidesIn(office), theirs === null ? null : await sidesIn(theirs)];
  const codes = [...new Set([...ours.keys(), ...(own?.keys() ?? [])])].sort();
  return {
    target,
    period,
    reported: numbersOf(figure.count),
    here: await numbersIn(office),
    list: theirs === null ? null : await numbersIn(theirs),
    members: codes.flatMap((member): DifferingMember[] => {
      const [here = 'none', ourRow = null] = ours.get(member) ?? [];
      const [ofUnit = 'none', theirRow = null] = own?.get(member) ?? [];
      return own !== null && here === ofUnit ? [] : [{ member, here, unit: ofUnit, ourRow, theirRow }];
    }),
  };
}

function numbersOf({ hits, members, lacks }: Count): Numbers {
  return lacks.length > 0 ? { hits: null, members: null } : { hits, members };
}

const ABOUT = ['procedure_code', 'procedure_name', 'field'] as const;
/** What the two may say otherwise of one dossier; `unit_` before a name: as the unit's list has it. */
const SAID = ['received_on', 'due_on', 'finished_on', 'status', 'channel', 'file', 'sheet', 'row'] as const;
const COLUMNS: readonly Column[] = [
  { name: 'member', type: 'text' },
  { name: 'counted_here', type: 'text' },
  { name: 'counted_by_unit', type: 'text' },
  ...ABOUT.map((name): Column => ({ name, type: 'text' })),
  ...['', 'unit_'].flatMap((whose) =>
    SAID.map(
      (name): Column => ({
        name: `${whose}${name}`,
        type: name.endsWith('_on') ? 'date' : name === 'row' ? 'integer' : 'text',
      }),
    ),
  ),
];

const COUNTED: Readonly<Record<Counted, Words>> = {
  numerator: { vi: 'Tử số', en: 'Numerator' },
  missing: { vi: 'Chỉ mẫu số', en: 'Denominator alone' },
  none: { vi: 'Không tính', en: 'Not counted' },
};

/**
 * The members as rows: how each is counted here and by the unit, and what both lists say of it. No personal data.
 * @param language of the words for how they count; null: `numerator`, `missing`, `none`, for programs
 */
export function differenceTable({ members, list }: Difference, language: Language | null): Table {
  const word = (counted: Counted): string => (language === null ? counted : COUNTED[counted][language]);
  return {
    columns: COLUMNS,
    rows: members.map(({ member, here, unit, ourRow, theirRow }) => ({
      member,
      counted_here: word(here),
      counted_by_unit: list === null ? null : word(unit),
      ...Object.fromEntries(ABOUT.map((name) => [name, cell((ourRow ?? theirRow)?.[name])])),
      ...Object.fromEntries(SAID.map((name) => [name, cell(ourRow?.[name])])),
      ...Object.fromEntries(SAID.map((name) => [`unit_${name}`, cell(theirRow?.[name])])),
    })),
  };
}

function cell(value: SqlValue | undefined): string | number | null {
  return typeof value === 'string' || typeof value === 'number' ? value : null;
}

const SENTENCES = {
  numbers: {
    vi: 'Đơn vị báo {reported}; đếm từ số liệu đã nạp ở đây: {here}.',
    en: 'The unit reports {reported}; the exports imported here make it {here}.',
  },
  noList: {
    vi: 'Báo cáo chỉ có số đếm, không có hồ sơ. Dưới đây là {count} mục được tính ở đây; để chỉ đúng hồ sơ chênh lệch, đưa thêm danh sách mà đơn vị đã đếm.',
    en: 'A report holds counts, not dossiers. These are the {count:entry|entries} counted here; to name exactly those that make the difference, give the list that the unit counted from.',
  },
  list: {
    vi: 'Danh sách của đơn vị: {list}. Chênh lệch {count} mục: {added} chỉ tính ở đây, {gone} chỉ đơn vị tính, {other} tính khác nhau.',
    en: "The unit's list makes it {list}. {count:entry is|entries are} not counted alike: {added} are counted here alone, {gone} by the unit alone, {other} by both, on another side.",
  },
  unexplained: {
    vi: 'Danh sách này không ra đúng số đơn vị báo: có thể không phải danh sách đơn vị đã đếm, hoặc số trong báo cáo đã sửa tay.',
    en: 'This list does not make what the unit reports: it may not be the list that was counted, or the report was changed by hand.',
  },
} as const satisfies Readonly<Record<string, Words>>;

/** What differs, in words: the three counts, and whether the list explains what was reported. */
export function differenceWords({ reported, here, list, members }: Difference, language: Language): string {
  const say = (words: keyof typeof SENTENCES, params: MessageParams): string =>
    renderMessage(SENTENCES[words], params, language);
  const counted = (where: 'here' | 'unit'): number => members.filter((one) => one[where] === 'none').length;
  const said = say('numbers', { reported: fraction(reported, language), here: fraction(here, language) });
  if (list === null) return `${said} ${say('noList', { count: members.length })}`;
  const [gone, added] = [counted('here'), counted('unit')];
  const explains = same(reported.hits, list.hits) && same(reported.members, list.members);
  return [
    said,
    say('list', {
      list: fraction(list, language),
      count: members.length,
      added,
      gone,
      other: members.length - added - gone,
    }),
    ...(explains ? [] : [say('unexplained', {})]),
  ].join(' ');
}

function fraction({ hits, members }: Numbers, language: Language): string {
  const text = (value: Exact | null): string => (value === null ? '?' : numberText(toNumber(value), language));
  return `${text(hits)}/${text(members)}`;
}

function same(a: Exact | null, b: Exact | null): boolean {
  return a === null || b === null ? a === b : compare(a, b) === 0;
}

/** As programs get it. */
export function differenceRecord(difference: Difference, language: Language) {
  const { target, period, reported, here, list } = difference;
  const numbers = (one: Numbers | null) =>
    one && {
      numerator: one.hits === null ? null : toNumber(one.hits),
      denominator: one.members === null ? null : toNumber(one.members),
    };
  return {
    target: target.id,
    from: period.from,
    as_of: period.asOf,
    reported: numbers(reported),
    here: numbers(here),
    list: numbers(list),
    message: differenceWords(difference, language),
    members: differenceTable(difference, null).rows,
  };
}
