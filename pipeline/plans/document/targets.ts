import { monthEnd, monthOf } from '../../dates.ts';
import type { UnitOfMeasure } from '../../library/indicators/units-of-measure.ts';
import type { Milestone } from '../../library/plans/types.ts';
import { daysSaid } from './days-said.ts';
import type { Passage } from './outline.ts';
import { plain } from './plain.ts';
import type { Measure } from './quantities.ts';
import type { RawTarget } from './raw-targets.ts';
import { withoutRepeats } from './repeats.ts';
import type { Doubt, FoundTarget } from './types.ts';

/** The meaning must lead by this much to be sure. */
const CLEAR_LEAD = 0.55;
const MOST_ALTERNATIVES = 4;
const UNITS: Readonly<Record<Measure, UnitOfMeasure>> = {
  percent: 'percent',
  'percent-change': 'percent-change',
  minutes: 'minutes',
  dossiers: 'dossiers per officer-year',
  count: 'count',
};

/** What the document says of its dates as a whole, for targets that say nothing. */
export interface DocumentDates {
  /** Last day of the period that the title names, or the date that most targets have. */
  due: string | null;
  /** The last day of the years that the title names. */
  periodEnd: string | null;
  /** `phấn đấu` opens every item of a list whose results are judged: a manner of speaking. */
  wishesAreJudged: boolean;
}

interface Group {
  raws: RawTarget[];
  indicator: string | null;
}

/**
 * Figures put together to targets: levels and steps of one indicator below one heading are a schedule, the same level said
 * twice is one target with both places.
 */
export function targetsOf(
  raws: readonly RawTarget[],
  dates: DocumentDates,
): { targets: FoundTarget[]; unused: RawTarget[] } {
  const used = new Set<RawTarget>();
  const found = groupsOf(raws).flatMap((group) => targetsOfGroup(group, dates, raws, used));
  // A step or an end that led to nothing: whoever confirms must see it, and its sentence is not sure.
  const unused = raws.filter((raw) => (raw.quantity.role === 'step' || raw.quantity.role === 'cap') && !used.has(raw));
  const targets = found.map((target): FoundTarget => {
    const isOpen = unused.some(
      ({ passage, sentence }) => target.blocks.includes(passage.at) && target.sentence.includes(sentence),
    );
    return isOpen ? { ...target, doubts: [...target.doubts, 'unused'] } : target;
  });
  return { targets: withoutRepeats(targets), unused };
}

export function indicatorOf(raw: RawTarget): string | null {
  const [first] = raw.ranked;
  if (first === undefined) return null;
  return first.isWhole || (first.isOf && first.score >= 5.2) ? first.indicator : null;
}

/** The heading that a figure stands below: items of one list are its. */
function headingOf(passage: Passage): Passage | undefined {
  const chain = [...passage.above, passage];
  return chain.filter(({ level, label }) => level < 7 && label !== undefined).at(-1);
}

function groupsOf(raws: readonly RawTarget[]): Group[] {
  const groups: Group[] = [];
  const byHeading = new Map<string, Group>();
  const ids = new Map<Passage | undefined, number>();
  for (const raw of raws) {
    const indicator = indicatorOf(raw);
    const heading = raw.passage.cells === undefined ? headingOf(raw.passage) : raw.passage;
    if (!ids.has(heading)) ids.set(heading, ids.size);
    const key = `${ids.get(heading)} ${indicator ?? raw.subject} ${raw.measure} ${raw.unit} ${raw.level}`;
    const isNamed = indicator !== null || raw.passage.cells !== undefined;
    const group = isNamed ? byHeading.get(key) : undefined;
    const isStep = raw.quantity.role === 'step' || raw.quantity.role === 'cap';
    const last = groups.at(-1);
    if (group !== undefined) group.raws.push(raw);
    else if (
      isStep &&
      last !== undefined &&
      (indicator === null || indicator === last.indicator) &&
      headingOf(last.raws[0]?.passage ?? raw.passage) === heading &&
      raw.passage.cells === undefined
    )
      last.raws.push(raw);
    else {
      const fresh = { raws: [raw], indicator };
      groups.push(fresh);
      if (isNamed) byHeading.set(key, fresh);
    }
  }
  return groups;
}

function targetsOfGroup(
  group: Group,
  dates: DocumentDates,
  all: readonly RawTarget[],
  used: Set<RawTarget>,
): FoundTarget[] {
  const levels = group.raws.filter(({ quantity }) => quantity.role === 'level');
  const step = group.raws.find(({ quantity }) => quantity.role === 'step');
  const cap = group.raws.find(({ quantity }) => quantity.role === 'cap');
  // An increase from year to year that stands by itself goes on from whatever there is; two increases are two targets.
  const steps = new Set(group.raws.filter(({ quantity }) => quantity.role === 'step').map(({ passage }) => passage));
  const isAlone = step?.quantity.every === 'year' && !levels.some(({ passage }) => passage === step.passage);
  if (step !== undefined && (steps.size > 1 || (isAlone && levels.length > 0))) {
    const own = group.raws.filter(({ passage }) => passage === step.passage);
    const rest = group.raws.filter((raw) => !own.includes(raw));
    return [own, rest].flatMap((raws) => targetsOfGroup({ ...group, raws }, dates, all, used));
  }
  if (step !== undefined) {
    const scheduled = scheduleOf(levels, step, cap, dates);
    if (scheduled !== undefined) {
      for (const raw of group.raws) used.add(raw);
      return [scheduled];
    }
  }
  const dated = [
    ...new Map(levels.filter((raw) => raw.day !== null && raw.isOwnDay).map((raw) => [raw.day?.day, raw])).values(),
  ];
  const rising = dated.length >= 2 && isRising(dated);
  const sameYear = new Set(dated.map(({ day }) => day?.day.slice(0, 4))).size === 1;
  const isOne = new Set(dated.map(({ operator }) => operator)).size === 1;
  const isRow = dated.every(({ passage }) => passage.cells !== undefined);
  if (rising && isOne && (dated.length >= 3 || ownRoute(dated) || sameYear || isRow)) {
    const target = targetOf(dated.at(-1) ?? dated[0]!, dates);
    const rest = levels.filter(
      (raw) => !dated.includes(raw) && !dated.some((one) => one.quantity.value === raw.quantity.value),
    );
    return [
      {
        ...target,
        aspiration: target.aspiration || dated.some(({ aspiration }) => aspiration),
        schedule: dated.map(milestoneOf),
        place: placesOf(group.raws),
        blocks: blocksOf(group.raws),
        sentence: sentencesOf(dated),
      },
      ...rest.map((raw) => targetOf(raw, dates)),
    ];
  }
  const others = group.raws.filter(({ quantity }) => quantity.role === 'more' || quantity.role === 'less');
  return [...levels, ...others].map((raw) =>
    raw.quantity.role === 'more' ? moreOf(raw, all, dates) : targetOf(raw, dates),
  );
}

/** "Lộ trình" said of these levels, not of the date of a whole section. */
function ownRoute(dated: readonly RawTarget[]): boolean {
  return dated.some(({ passage, sentence }) => {
    const above = passage.above.slice(-1).map(({ text }) => plain(text));
    return (
      /\blo trinh\b/.test(plain(sentence)) ||
      above.some((text) => /\blo trinh\b/.test(text) && daysSaid(text, null).length === 0)
    );
  });
}

function isRising(raws: readonly RawTarget[]): boolean {
  const inTime = raws.toSorted((a, b) => (a.day?.day ?? '').localeCompare(b.day?.day ?? ''));
  const values = inTime.map(({ quantity }) => Number(quantity.value));
  const up = values.every((value, index) => index === 0 || value >= (values[index - 1] ?? 0));
  const down = values.every((value, index) => index === 0 || value <= (values[index - 1] ?? 0));
  return up || (down && raws[0]?.operator === '<=');
}

function milestoneOf(raw: RawTarget): Milestone {
  return { value: raw.quantity.value, due: raw.day?.day ?? '' };
}

/** Levels with a step between them, each written out; without a first level an increase from year to year. */
function scheduleOf(
  levels: readonly RawTarget[],
  step: RawTarget,
  cap: RawTarget | undefined,
  dates: DocumentDates,
): FoundTarget | undefined {
  const own = levels.filter(({ day, isOwnDay }) => day !== null && isOwnDay);
  const dated = (own.length > 0 ? own : levels.filter(({ day }) => day !== null)).toSorted((a, b) =>
    (a.day?.day ?? '').localeCompare(b.day?.day ?? ''),
  );
  const [first] = dated;
  const last = dated.at(-1);
  const raws = [...levels, step, ...(cap === undefined ? [] : [cap])];
  const places = { place: placesOf(raws), blocks: blocksOf(raws), sentence: sentencesOf(raws) };
  const by = Number(step.quantity.value);
  if (first === undefined) {
    if (step.quantity.every !== 'year') return undefined;
    const start = /\b(?:tu |ke tu )?(?:thang (\d{1,2}) ?(?:[/.-]| nam) ?|nam )(20\d{2})/.exec(
      plain(`${step.sentence} ${step.passage.cells?.join(' ') ?? ''}`),
    );
    const from =
      start === null
        ? step.day === null
          ? ''
          : `${step.day.day.slice(0, 4)}-01`
        : `${start[2]}-${(start[1] ?? '01').padStart(2, '0')}`;
    const target = targetOf(step, dates);
    const yearly = { step: step.quantity.value, cap: cap?.quantity.value ?? levels[0]?.quantity.value ?? '', from };
    return {
      ...target,
      ...places,
      value: null,
      due: null,
      yearly,
      doubts: target.doubts.filter((one) => one !== 'due-of-document' && one !== 'no-due'),
    };
  }
  const end = last === first ? endOfSteps(step, first, dates) : (last?.day?.day ?? null);
  const limit = Number(last === first ? (cap?.quantity.value ?? 100) : (last?.quantity.value ?? 100));
  const milestones = [milestoneOf(first)];
  let { value, due } = milestones[0]!;
  while (end !== null && due < end && milestones.length < 60) {
    due = nextDay(due, step.quantity.every ?? 'month');
    const known = dated.find(({ day }) => day?.day !== undefined && monthOf(day.day) === monthOf(due));
    const risen = Math.round(Math.min(limit, Number(value) + by) * 1000) / 1000;
    // A share ends at 100, but the document says so or the last step is left out: nothing is made up.
    if (known === undefined && cap === undefined && Number(value) + by > limit) break;
    value = known?.quantity.value ?? String(risen);
    if (due > end && known === undefined) break;
    if (milestones.at(-1)?.value === value && known === undefined) break;
    milestones.push({ value, due: known?.day?.day ?? due });
    due = milestones.at(-1)?.due ?? due;
  }
  // A step by month or quarter of which nobody says where it ends is left to whoever reads it.
  const isOpen = last === first && cap === undefined && step.quantity.every !== 'year';
  if (milestones.length < 2 || isOpen) return undefined;
  const target = targetOf(last ?? first, dates);
  const isWritten = milestones.every((one) =>
    dated.some(({ quantity, day }) => quantity.value === one.value && day?.day === one.due),
  );
  const { value: final, due: finalDue } = milestones.at(-1)!;
  return {
    ...target,
    ...places,
    operator: (last ?? first).operator === '>' && final !== '100' ? '>' : '>=',
    rise:
      step.quantity.every === 'year'
        ? {
            step: step.quantity.value,
            cap: cap?.quantity.value ?? '',
            from: `${Number((first.day?.day ?? '').slice(0, 4)) + 1}-01`,
          }
        : null,
    schedule: milestones,
    value: final,
    due: finalDue,
    doubts: isWritten ? target.doubts : [...target.doubts, 'derived'],
  };
}

function endOfSteps(step: RawTarget, first: RawTarget, dates: DocumentDates): string | null {
  const years = /(20\d{2}) ?[-–] ?(20\d{2})/.exec(step.sentence);
  if (years) return `${years[2]}-12-31`;
  const own = step.day?.day;
  if (own !== undefined && step.isOwnDay && own > (first.day?.day ?? '')) return own;
  if (first.day !== null && dates.periodEnd !== null && dates.periodEnd > first.day.day) return dates.periodEnd;
  return dates.due;
}

function nextDay(day: string, every: 'month' | 'quarter' | 'year'): string {
  const months = { month: 1, quarter: 3, year: 12 }[every];
  const index = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  return monthEnd(`${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`);
}

/** "tăng tối thiểu 20%" once: so much more than the level asked before. */
function moreOf(raw: RawTarget, all: readonly RawTarget[], dates: DocumentDates): FoundTarget {
  const target = targetOf(raw, dates);
  const before = all
    .slice(0, all.indexOf(raw))
    .findLast(
      (one) => one.quantity.role === 'level' && indicatorOf(one) === target.indicator && target.indicator !== null,
    );
  if (before === undefined) return { ...target, doubts: [...target.doubts, 'relative'] };
  const value = String(Math.round((Number(before.quantity.value) + Number(raw.quantity.value)) * 1000) / 1000);
  return { ...target, value, doubts: [...target.doubts, 'derived'] };
}

export function targetOf(raw: RawTarget, dates: DocumentDates): FoundTarget {
  const indicator = indicatorOf(raw);
  const doubts: Doubt[] = [];
  const [first, second] = raw.ranked;
  if (indicator === null) doubts.push('no-indicator');
  else if (first?.isWhole !== true || (second?.isWhole && first.score - second.score < CLEAR_LEAD))
    doubts.push('indicator');
  const due = raw.day?.day ?? dates.due;
  if (due === null) doubts.push('no-due');
  else if (raw.day === null) doubts.push('due-of-document');
  if (raw.quantity.isBelow) doubts.push('below');
  if (raw.quantity.upTo !== null) doubts.push('range');
  if (raw.quantity.list.length > 0) doubts.push('several-levels');
  const isLess = raw.quantity.role === 'less';
  const isJudged = raw.aspiration && dates.wishesAreJudged && /^phan dau\b/.test(plain(raw.sentence));
  if (isJudged) doubts.push('aspiration');
  const operator = raw.quantity.isBelow && raw.operator === '<=' ? '<' : raw.operator;
  return {
    sentence: raw.sentence,
    place: raw.passage.place,
    page: raw.passage.page,
    blocks: [raw.passage.at],
    indicator,
    alternatives: raw.ranked
      .map((one) => one.indicator)
      .filter((one) => one !== indicator)
      .slice(0, MOST_ALTERNATIVES),
    operator: isLess
      ? ((raw.operator === '<=' && raw.quantity.isSaid ? '>=' : '<=') as FoundTarget['operator'])
      : operator,
    value: isLess ? `-${raw.quantity.value}` : raw.quantity.value,
    schedule: [],
    yearly: null,
    rise: null,
    baseYear: isLess ? raw.baseYear : null,
    due,
    unitOfMeasure: UNITS[raw.measure],
    aspiration: raw.aspiration && !isJudged,
    exceptions: raw.exceptions,
    levels: [
      ...(raw.level === null ? [] : [{ level: raw.level, value: raw.quantity.value }]),
      ...raw.quantity.list.map((value) => ({ level: '', value })),
    ],
    unit: raw.unit,
    name: '',
    doubts,
  };
}

function placesOf(raws: readonly RawTarget[]): string {
  return [...new Set(raws.map(({ passage }) => passage.place))].join('; ');
}

function blocksOf(raws: readonly RawTarget[]): number[] {
  return [...new Set(raws.map(({ passage }) => passage.at))];
}

function sentencesOf(raws: readonly RawTarget[]): string {
  return [...new Set(raws.map(({ sentence }) => sentence))].join(' ');
}
