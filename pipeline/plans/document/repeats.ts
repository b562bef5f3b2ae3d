import type { Doubt, FoundTarget } from './types.ts';

/** The same level of the same indicator said again is one target; its date is that of the place that names one. */
export function withoutRepeats(targets: readonly FoundTarget[]): FoundTarget[] {
  const kept: FoundTarget[] = [];
  for (const target of targets) {
    const at = kept.findIndex((one) => isSame(one, target));
    const before = kept[at];
    if (before === undefined) kept.push(target);
    else kept[at] = merged(before, target);
  }
  return kept;
}

function isSame(one: FoundTarget, other: FoundTarget): boolean {
  if (one.indicator === null || one.indicator !== other.indicator || one.unit !== other.unit) return false;
  if (one.yearly !== null || other.yearly !== null)
    return one.yearly !== null && JSON.stringify(one.yearly) === JSON.stringify(other.yearly);
  if (one.value !== other.value || one.baseYear !== other.baseYear) return false;
  if (one.place === other.place && one.schedule.length === 0 && other.schedule.length === 0) return true;
  if (JSON.stringify(one.levels) !== JSON.stringify(other.levels)) return false;
  const isAnnex = (target: FoundTarget): boolean =>
    target.place.startsWith('Phụ lục') || /, dòng \d/.test(target.place);
  if (one.schedule.length > 0 && other.schedule.length > 0)
    return JSON.stringify(one.schedule) === JSON.stringify(other.schedule);
  if (one.schedule.length > 0 || other.schedule.length > 0) return true;
  const isVague = (target: FoundTarget): boolean =>
    target.doubts.includes('due-of-document') || target.doubts.includes('no-due');
  return (
    one.place === other.place ||
    one.due === other.due ||
    isAnnex(one) !== isAnnex(other) ||
    isVague(one) ||
    isVague(other) ||
    one.aspiration !== other.aspiration
  );
}

function merged(one: FoundTarget, other: FoundTarget): FoundTarget {
  const isAnnex = (target: FoundTarget): boolean => /, dòng \d/.test(target.place);
  const isVague = (target: FoundTarget): boolean =>
    target.doubts.includes('due-of-document') || target.doubts.includes('no-due');
  const base = (isAnnex(other) && !isAnnex(one)) || (isVague(one) && !isVague(other)) ? other : one;
  const rest = base === one ? other : one;
  const doubts: Doubt[] =
    base.due === rest.due && base.aspiration === rest.aspiration ? base.doubts : [...base.doubts, 'repeated'];
  return {
    ...base,
    schedule: base.schedule.length > 0 ? base.schedule : rest.schedule,
    blocks: [...new Set([...one.blocks, ...other.blocks])],
    place: [...new Set([...one.place.split('; '), ...other.place.split('; ')])].join('; '),
    aspiration: one.aspiration && other.aspiration,
    operator: one.operator === other.operator ? one.operator : base.operator,
    doubts: [...new Set(doubts)],
  };
}
