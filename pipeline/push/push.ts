import type { Count, Part } from '../counts/count.ts';
import { figureOf } from '../counts/figure.ts';
import { lackingMembers, partKey } from '../counts/parts.ts';
import { type EvaluatedTarget, orNull } from '../evaluate/targets.ts';
import { reaches } from '../evaluate/verdict.ts';
import { add, compare, type Exact, subtract, ZERO } from '../exact.ts';

/** A target, and each procedure's part in it: as it is, and as if all its dossiers had been filed from afar. */
export interface Movable {
  target: EvaluatedTarget;
  before: readonly Count[];
  after: readonly Count[];
}

/** What moving one procedure's dossiers would bring. */
export interface Push {
  part: Part;
  /** Members of the main target that are missing in its numerator. */
  missing: number;
  /** Its own value today, in percent. */
  value: number | null;
  /** What the main target would gain, in points. */
  gain: number;
  /** Ids of all targets that would be nearer to their thresholds, those that it would reach first. */
  nearer: string[];
  reached: string[];
}

/** The target that procedures are ranked by: the first that is not reached and that moving would bring nearer, an obligation first. */
export function mainTarget(all: readonly Movable[]): Movable | undefined {
  const moving = all.filter((one) => one.after.some(({ part }) => part !== null && gainOf(one, part).n > 0n));
  const short = moving.filter(({ target: { row } }) => row.status === 'below' || row.status === 'pending');
  return short.find(({ target }) => !target.row.aspiration) ?? short[0] ?? moving[0];
}

/** Procedures by what the main target would gain, the most first; those that bring nothing are left out. */
export function pushes(all: readonly Movable[]): Push[] {
  const main = mainTarget(all);
  if (main === undefined) return [];
  return main.after
    .flatMap(({ part }) => (part === null ? [] : [{ part, gain: gainOf(main, part) }]))
    .filter(({ gain }) => gain.n > 0n)
    .sort((a, b) => compare(b.gain, a.gain))
    .map(({ part, gain }) => {
      const now = partOf(main.before, part);
      const nearer = all.filter((one) => towards(one, gainOf(one, part)));
      return {
        part,
        missing: now === undefined ? 0 : lackingMembers(now),
        value: now === undefined ? null : orNull(figureOf(now).value),
        gain: orNull(gain) ?? 0,
        nearer: nearer.map(({ target }) => target.row.target),
        reached: nearer.filter((one) => wouldReach(one, part)).map(({ target }) => target.row.target),
      };
    });
}

/** Of the whole number, if only this procedure's dossiers moved. */
function gainOf(one: Movable, part: Part): Exact {
  const [now, then] = [one.target.figure.value, moved(one, part)];
  return now === null || then === null ? ZERO : subtract(then, now);
}

function moved({ target: { count }, before: were, after: are }: Movable, part: Part): Exact | null {
  const [before, after] = [partOf(were, part), partOf(are, part)];
  const plus = (of: 'members' | 'hits'): Exact | null => {
    const whole = count[of];
    return whole && add(whole, subtract(after?.[of] ?? ZERO, before?.[of] ?? ZERO));
  };
  return figureOf({ ...count, members: plus('members'), hits: plus('hits') }).value;
}

function towards({ target: { target } }: Movable, gain: Exact): boolean {
  return target.operator === '<=' ? gain.n < 0n : gain.n > 0n;
}

function wouldReach(one: Movable, part: Part): boolean {
  const { figure, demand, target } = one.target;
  const then = moved(one, part);
  if (figure.value === null || then === null || demand.threshold === null) return false;
  return !reaches(figure.value, target.operator, demand.threshold) && reaches(then, target.operator, demand.threshold);
}

function partOf(counts: readonly Count[], part: Part): Count | undefined {
  const key = partKey(part);
  return counts.find((one) => one.part !== null && partKey(one.part) === key);
}
