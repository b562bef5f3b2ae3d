import { nearestWord } from '../../nearest.ts';
import { Marks } from './marks.ts';
import { numberAt, type ReadToken } from './meaning.ts';
import { countsFirst, measured, measureNamed, subjectPlaces } from './measures.ts';
import { type GroupAsked, groupAsked, thingsNamed, unitsNamed } from './nouns.ts';
import type { Asked } from './read.ts';
import type { Bound, Reading, ReadingKind, TargetState, Trouble, Understood } from './reading.ts';
import { periodBefore, readTimes } from './times.ts';

/** What a question says beside what it asks about. */
interface Flags {
  /** "… không?" at the end. */
  isAsked: boolean;
  /** The plan's targets, one by one. */
  targets: boolean;
  met: boolean;
  unmet: boolean;
  reach: boolean;
  why: boolean;
  outlook: boolean;
  todo: boolean;
  lacking: boolean;
  threshold: boolean;
  change: boolean;
  state: TargetState;
}

/** A question whose words are known, put together. */
export function sentenceOf(tokens: readonly ReadToken[], asked: Asked): Understood {
  const { calendar, around, library } = asked;
  const words = library.questions;
  const m = new Marks(tokens);
  const troubles: Trouble[] = [];
  const times = readTimes(m.tokens, calendar);
  for (const at of times.used) m.use(at);
  const isAhead =
    (times.isAhead || (times.guessedYear && m.isAsked)) && m.places('reach', 'met', 'unmet', 'outlook').length > 0;
  if (times.problem !== undefined && !(isAhead && times.problem === 'future')) troubles.push({ code: times.problem });
  const units = unitsNamed(m, around);
  if (units.length > 1 || times.against !== undefined) m.takes('compare');
  const parts = thingsNamed(m);
  const group = groupAsked(m);
  // "So sánh … giữa các phòng"
  if (group !== undefined) m.takes('compare');
  const counting = m.takes('count');
  const isShare = m.takes('share');
  const bound = boundOf(m);
  // "Nhiều hồ sơ" asks how many, "cao" for the value.
  const isMany = m.places('many', 'few').length > 0;
  const order = orderOf(m);
  const flags = flagsOf(m, asked);
  const measures = measureNamed(m, words, parts.indicators);
  const said = { isShare: isShare || hasPercent(m), isCount: countsFirst(m, words) || (isMany && !flags.change) };
  if (m.places('yes_no').length > 0) troubles.push({ code: 'negation' });
  const unknown = m.all.filter(({ meaning }) => meaning === undefined).map(({ text }) => text);
  if (unknown.length > 0) troubles.push({ code: 'unknown', words: unknown, near: nearTo(unknown, asked) });
  const unused = m.unused();
  const kind = isAhead && group === undefined ? 'outlook' : kindOf(flags, group, measures.pattern !== undefined);
  const needs = kind === 'figure' || kind === 'groups' || kind === 'target';
  if (measures.unmatched.length > 0) troubles.push({ code: 'no-measure', words: measures.unmatched });
  else if (unused.length > 0) troubles.push({ code: 'unused', words: unused });
  const { pattern } = measures;
  const found = parts.parts;
  const channel = pattern?.channel;
  const part = channel !== undefined ? { by: 'channel' as const, id: channel, name: '' } : found[0];
  if ((part !== undefined && kind !== 'figure') || (channel !== undefined && found.length > 0))
    troubles.push({ code: 'part-of-group' });
  const asSaid = pattern && measured(pattern, said);
  // All of all is no share.
  const isAll = asSaid?.side === 'members' && kind !== 'groups' && part === undefined;
  const measure = asSaid && { ...asSaid, ...(isAll && { as: 'count' as const }) };
  const against =
    times.against ??
    (flags.change && group?.by !== 'month' ? periodBefore(times.period ?? calendar.usual, 'last-year') : undefined);
  const isChange = flags.change && order !== undefined;
  const verdict = kind !== 'groups' ? undefined : flags.unmet ? 'unmet' : flags.met || flags.reach ? 'met' : undefined;
  const judged: Bound | undefined = bound ?? (verdict && { verdict });
  const limit = limitOf(m, group, order, counting);
  const reading: Reading = {
    kind,
    ...(measure && { measure }),
    units: units.length > 0 ? units.map(({ ids }) => ids[0] ?? around.unit) : [around.unit],
    period: kind === 'outlook' ? calendar.usual : (times.period ?? calendar.usual),
    ...(against && (kind === 'figure' || kind === 'groups') && { against }),
    ...(part && { part }),
    ...(group && kind === 'groups' && { by: group.by, ...(group.kind && { unitKind: group.kind }) }),
    ...(kind === 'groups' && order && { order }),
    sortBy: isChange ? 'change' : 'value',
    ...(kind === 'groups' && limit !== undefined && { limit }),
    ...(judged && { bound: judged }),
    ...(kind === 'targets' && { state: flags.state }),
  };
  const ambiguous = units.filter(({ ids }) => ids.length > 1);
  const alternatives = {
    ...(ambiguous.length > 0 && { unit: ambiguous.flatMap(({ ids }) => ids) }),
    ...(found.length > 1 && { part: found.map(({ by, id }) => `${by}:${id}`) }),
  };
  const open: ('unit' | 'part' | 'measure')[] = [];
  if (ambiguous.length > 0) open.push('unit');
  if (found.length > 1) open.push('part');
  if (needs && measure === undefined) open.push('measure');
  const corrected = m.all.flatMap(({ text, meant }) => (meant === undefined ? [] : [{ written: text, meant }]));
  return { reading, open, alternatives, troubles, corrected, tokens: m.all };
}

/** "dưới 70 %", "từ 80 trở lên", "đạt 100 %"; or against the plan's threshold. */
function boundOf(m: Marks): Bound | undefined {
  const operators: Readonly<Record<string, '<' | '<=' | '>' | '>=' | '='>> = {
    above: '>',
    below: '<',
    at_least: '>=',
    at_most: '<=',
    exactly: '=',
    few: '>=',
    many: '<=',
    reach: '>=',
  };
  for (const [at, { meaning }] of m.tokens.entries()) {
    if (m.isUsed(at) || meaning?.kind !== 'value' || meaning.value.kind !== 'number') continue;
    const behind = m.word(at + 1);
    const before = m.word(at - 1);
    // "Ít nhất 30" is a bound, "nhiều 30" none.
    const isBare = (before === 'few' || before === 'many') && m.tokens[at - 1]?.items.at(-1)?.key !== 'nhat';
    const operator = isBare
      ? undefined
      : behind === 'and_more'
        ? '>='
        : behind === 'and_less'
          ? '<='
          : operators[before ?? ''];
    if (operator === undefined) continue;
    m.use(at);
    if (before !== undefined && operators[before] !== undefined) m.use(at - 1);
    if (m.word(at - 2) === 'reach') m.use(at - 2);
    if (behind === 'and_more' || behind === 'and_less') m.use(at + 1);
    return { operator, value: meaning.value.number };
  }
  return undefined;
}

function hasPercent(m: Marks): boolean {
  return m.tokens.some(
    ({ meaning }) => meaning?.kind === 'value' && meaning.value.kind === 'number' && meaning.value.percent,
  );
}

function orderOf(m: Marks): Reading['order'] {
  const [best, worst] = [m.takes('best'), m.takes('worst')];
  const [most, least] = [m.takes('most', 'many'), m.takes('least', 'few')];
  const superlative = m.takes('superlative');
  const ranking = m.tokens.some((_, at) => m.word(at) === 'ranking');
  m.takes('ranking');
  if (least) return 'least';
  if (worst) return 'worst';
  if (best) return 'best';
  if (most || superlative) return 'most';
  return ranking ? 'best' : undefined;
}

function flagsOf(m: Marks, asked: Asked): Flags {
  const state: TargetState =
    m.places('no_data').length > 0
      ? 'no-data'
      : m.places('pending').length > 0
        ? 'pending'
        : m.places('unmet').length > 0
          ? 'unmet'
          : m.places('met').length > 0 || hasReach(m)
            ? 'met'
            : 'all';
  const isAsked = m.isAsked;
  const flags = {
    isAsked,
    targets: targetsAsked(m, asked),
    met: m.takes('met'),
    unmet: m.takes('unmet'),
    reach: m.takes('reach'),
    why: m.takes('why'),
    outlook: m.takes('outlook'),
    todo: m.takes('todo'),
    lacking: m.takes('lacking'),
    threshold: m.takes('threshold'),
    change: m.takes('change'),
    state,
  };
  m.takes('pending', 'no_data', 'targets', 'plan', 'only', 'this', 'whole', 'which', 'all', 'each', 'top', 'day');
  if (isAsked) m.takes('yes_no');
  return flags;
}

function hasReach(m: Marks): boolean {
  return m.places('reach').some((at) => m.word(at + 1) !== 'count' && numberAt(m.tokens, at + 1) === undefined);
}

/** "chỉ tiêu nào", "các chỉ tiêu", "bao nhiêu chỉ tiêu": of the plan's, one by one. */
function targetsAsked(m: Marks, asked: Asked): boolean {
  return m.places('targets', 'plan').some((at) => {
    if (m.word(at) === 'plan') return subjectPlaces(m, asked.library.questions).length === 0;
    const before = m.word(at - 1);
    return (
      m.word(at + 1) === 'which' ||
      before === 'count' ||
      before === 'all' ||
      before === 'each' ||
      m.isPlural(at) ||
      subjectPlaces(m, asked.library.questions).length === 0
    );
  });
}

/** "5 thủ tục", "đơn vị nào … nhất": so many of them. */
function limitOf(
  m: Marks,
  group: GroupAsked | undefined,
  order: Reading['order'],
  counting: boolean,
): number | undefined {
  if (group?.number !== undefined) return group.number;
  const isOne = m.tokens.some(
    ({ items }, at) => ['best', 'worst'].includes(m.word(at) ?? '') || items.at(-1)?.key === 'nhat',
  );
  return group?.isWhich === true && order !== undefined && !counting && isOne ? 1 : undefined;
}

function kindOf(flags: Flags, group: GroupAsked | undefined, hasMeasure: boolean): ReadingKind {
  if (flags.todo) return 'todo';
  if (flags.why) return 'why';
  if (flags.outlook) return 'outlook';
  if (flags.targets && !hasMeasure) return 'targets';
  if (group !== undefined) return 'groups';
  if (flags.lacking || flags.threshold || flags.met || flags.unmet || (flags.reach && flags.isAsked)) return 'target';
  return 'figure';
}

function nearTo(unknown: readonly string[], asked: Asked): string[] {
  const { words } = asked.library.questions;
  const known = [...words.values()].flat();
  return [...new Set(unknown.flatMap((word) => (word.length < 4 ? [] : (nearestWord(word, known) ?? []))))].slice(0, 3);
}
