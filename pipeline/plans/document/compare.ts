import type { Plan, Target } from '../../library/plans/types.ts';
import type { FoundPlan, FoundTarget } from './types.ts';

/** A newer document's targets against those of an older plan, by indicator. */
export interface Difference {
  added: FoundTarget[];
  dropped: Target[];
  /** The last level and its date of both; a `<=` level that falls is raised as well: more is asked. */
  raised: { before: Target; now: FoundTarget }[];
  lowered: { before: Target; now: FoundTarget }[];
}

/** The plan that a document says it replaces, by its number; undefined where the library has none of it. */
export function replacedPlan(found: Pick<FoundPlan, 'replaces'>, plans: Iterable<Plan>): Plan | undefined {
  const numbers = new Set(found.replaces.map((cited) => cited.split(' ')[0]));
  return [...plans].find(({ number }) => number !== '' && numbers.has(number));
}

export function differenceOf(found: readonly FoundTarget[], older: readonly Target[]): Difference {
  const difference: Difference = { added: [], dropped: [], raised: [], lowered: [] };
  const left = new Set(older);
  for (const now of found) {
    if (now.indicator === null || now.unit !== '') continue;
    const before = older.find((one) => one.indicator === now.indicator && left.has(one));
    if (before === undefined) {
      difference.added.push(now);
      continue;
    }
    left.delete(before);
    const [was, is] = [lastLevel(before), now.value];
    if (was === null || is === null || Number(was) === Number(is)) continue;
    const isMore = Number(is) > Number(was) === (before.operator !== '<=');
    (isMore ? difference.raised : difference.lowered).push({ before, now });
  }
  difference.dropped.push(...left);
  return difference;
}

/** Null for an increase from year to year. */
export function lastLevel({ rule }: Pick<Target, 'rule'>): string | null {
  return rule.kind === 'yearly-increase' ? null : (rule.milestones.at(-1)?.value ?? null);
}
