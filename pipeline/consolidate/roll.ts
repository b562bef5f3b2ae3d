import type { Plan } from '../library/plans/types.ts';
import { holds } from '../library/units/periods.ts';
import { childrenAt } from '../library/units/scope.ts';
import type { Unit, UnitTree } from '../library/units/types.ts';
import { daysLate } from './deadline.ts';
import type { ReadSheet } from './types.ts';

/** A report as it was received. */
export interface Received {
  id: number;
  sheet: ReadSheet;
  /** Of the file, hex. */
  sha256: string;
  /** Local moments `YYYY-MM-DD HH:MM:SS`. */
  receivedAt: string;
  collectedAt: string;
  /** Who read it in. */
  by: string;
}

/** Everything that can be decided of a unit's report, or of the period (`frozen`). */
export const ACTS = ['accepted', 'returned', 'excluded', 'expected', 'nothing', 'frozen', 'reminded'] as const;

/** What somebody decided of a unit's report; nothing is ever deleted, a later act stands over an earlier one. */
export interface Act {
  act: (typeof ACTS)[number];
  /** Empty where all are meant (`frozen`). */
  unit: string;
  /** The report that was accepted or returned; null where none is meant. */
  received: number | null;
  reason: string;
  at: string;
  by: string;
}

export type RollState = 'on-time' | 'late' | 'missing' | 'wrong-period' | 'nothing' | 'excluded';

/** One unit that is expected to report, and what came of it. */
export interface RollLine {
  unit: string;
  name: string;
  /** Without the province. */
  shortName: string;
  state: RollState;
  /** Begun days after the deadline; 0 = on time. */
  daysLate: number;
  decision: 'open' | 'accepted' | 'returned';
  /** Why it is left out, was returned, or is not asked for. */
  reason: string;
  /** The reports that count: one, or one each of the predecessors of a merged unit. */
  current: readonly Received[];
  /** All that came, newest first. */
  sent: readonly Received[];
  reminded: number;
}

export interface Roll {
  lines: RollLine[];
  /** Reports of nobody who is expected: unknown units, units above, files that are none. */
  others: Received[];
  /** Rises with each change after the period was frozen; 0 = never frozen. */
  version: number;
  frozen: boolean;
}

/** Who is asked to report, and what for. */
export interface RollQuestion {
  units: UnitTree;
  unit: string;
  asOf: string;
  plan: Plan | null;
  due: string;
}

/**
 * Every unit that stands one level below on the day and that the plan covers, with what it sent. Of a unit's reports of the
 * right period the newest counts; of a unit that merged, what its predecessors sent counts for the one that took it over.
 */
export function rollOf(
  { units, unit, asOf, plan, due }: RollQuestion,
  received: readonly Received[],
  acts: readonly Act[],
): Roll {
  const expected = childrenAt(units, unit, asOf);
  const ids = new Set(expected.map(({ id }) => id));
  const bySender = Map.groupBy(received, ({ sheet }) => sheet.unit ?? '');
  const senders = new Map<string, string[]>();
  for (const sender of bySender.keys()) {
    const one = successorAt(units, sender, asOf);
    if (ids.has(one)) senders.set(one, [...(senders.get(one) ?? []), sender]);
  }
  const lines = expected.map((child): RollLine => {
    const own = acts.filter((act) => act.unit === child.id);
    const sent = (senders.get(child.id) ?? []).flatMap((sender) => bySender.get(sender) ?? []).sort(newestFirst);
    const right = sent.filter(({ sheet }) => isOfPeriod(sheet));
    // What the unit itself sent speaks for all of it: its halves are not added once more.
    const speaking = right.some(({ sheet }) => sheet.unit === child.id)
      ? right.filter(({ sheet }) => sheet.unit === child.id)
      : right;
    const current = newestFiles(speaking);
    const excluded = exclusion(plan, child.id, own);
    const decided = decisionOn(current, own);
    const late = Math.max(0, ...current.map(({ receivedAt }) => daysLate(receivedAt, due)));
    const nothing = own.findLast(({ act }) => act === 'nothing');
    const state: RollState =
      excluded !== null
        ? 'excluded'
        : current.length > 0
          ? late > 0
            ? 'late'
            : 'on-time'
          : nothing !== undefined
            ? 'nothing'
            : sent.length > 0
              ? 'wrong-period'
              : 'missing';
    return {
      unit: child.id,
      name: child.name,
      shortName: child.shortName,
      state,
      daysLate: late,
      decision: decided?.decision ?? 'open',
      reason: excluded ?? decided?.reason ?? nothing?.reason ?? '',
      current,
      sent,
      reminded: own.filter(({ act }) => act === 'reminded').length,
    };
  });
  const counted = new Set(lines.flatMap(({ sent }) => sent.map(({ id }) => id)));
  return {
    lines,
    others: received.filter(({ id }) => !counted.has(id)).sort(newestFirst),
    ...versionOf(received, acts),
  };
}

/** What was decided of reports that count together: as long as one of them was not looked at, nothing. */
function decisionOn(
  current: readonly Received[],
  own: readonly Act[],
): { decision: 'accepted' | 'returned'; reason: string } | undefined {
  const last = current.map(({ id }) =>
    own.findLast(({ act, received }) => received === id && (act === 'accepted' || act === 'returned')),
  );
  const returned = last.find((one) => one?.act === 'returned');
  if (returned !== undefined) return { decision: 'returned', reason: returned.reason };
  const [first] = last;
  return first === undefined || last.includes(undefined) ? undefined : { decision: 'accepted', reason: first.reason };
}

/** Whether two sheets came in one file, read in at once: they are one report in several tables. */
function isOfOneFile(a: Received, b: Received | undefined): boolean {
  return a.sha256 === b?.sha256 && a.collectedAt === b.collectedAt && a.sheet.addedFrom === b.sheet.addedFrom;
}

/** Of each sender the sheets of its newest file. @param inOrder newest first */
function newestFiles(inOrder: readonly Received[]): Received[] {
  return [...Map.groupBy(inOrder, ({ sheet }) => sheet.unit).values()].flatMap((all) =>
    all.filter((one) => isOfOneFile(one, all[0])),
  );
}

/**
 * The reports whose findings a unit has to answer for: those that count; where none does, the newest. What came beside the
 * right report (another form, another month) is no fault of it.
 */
export function answerable({ current, sent }: RollLine): readonly Received[] {
  return current.length > 0 ? current : newestFiles(sent);
}

/** Newest received first; of those received at one moment, what was read in last. */
export function newestFirst(a: Received, b: Received): number {
  return a.receivedAt === b.receivedAt ? b.id - a.id : a.receivedAt < b.receivedAt ? 1 : -1;
}

const WRONG = new Set(['E_WRONG_PERIOD', 'E_OTHER_PLAN', 'E_OTHER_FORM']);

/** Whether a sheet is of what is being collected. */
export function isOfPeriod({ kind, problems }: ReadSheet): boolean {
  return kind !== 'unknown' && !problems.some(({ code }) => WRONG.has(code));
}

/** The units one level below on the day that must report: by the plan, and by what was decided. */
export function askedUnits(
  units: UnitTree,
  unit: string,
  asOf: string,
  plan: Plan | null,
  acts: readonly Act[],
): Unit[] {
  const decided = Map.groupBy(acts, (act) => act.unit);
  return childrenAt(units, unit, asOf).filter(({ id }) => exclusion(plan, id, decided.get(id) ?? []) === null);
}

/** Why a unit need not report; null = it must. Somebody's word goes before the plan's. */
function exclusion(plan: Plan | null, unit: string, own: readonly Act[]): string | null {
  const said = own.findLast(({ act }) => act === 'excluded' || act === 'expected');
  if (said !== undefined) return said.act === 'excluded' ? said.reason : null;
  return plan?.excludedUnits.includes(unit) ? plan.scope : null;
}

/** The unit that stands for another on a day: itself, or the one that it went into. */
export function successorAt(units: UnitTree, id: string, at: string): string {
  const seen = new Set<string>();
  for (let now = id; !seen.has(now); ) {
    seen.add(now);
    const unit = units.byId.get(now);
    if (unit === undefined || holds(unit, at) || unit.divided) return now;
    const [only, ...others] = unit.successors;
    if (only === undefined || others.length > 0 || (unit.from !== null && unit.from > at)) return now;
    now = only;
  }
  return id;
}

function versionOf(received: readonly Received[], acts: readonly Act[]): Pick<Roll, 'version' | 'frozen'> {
  const freezings = acts.filter(({ act }) => act === 'frozen').map(({ at }) => at);
  const last = freezings.at(-1);
  if (last === undefined) return { version: 0, frozen: false };
  const changes = [
    ...received.map(({ collectedAt }) => collectedAt),
    ...acts.filter(({ act }) => act !== 'frozen' && act !== 'reminded').map(({ at }) => at),
  ];
  return { version: freezings.length, frozen: !changes.some((at) => at > last) };
}
