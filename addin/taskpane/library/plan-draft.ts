import { vietnameseDate } from '../../../pipeline/dates.ts';
import type { Milestone, Plan, Target, TargetRule } from '../../../pipeline/library/plans/types.ts';
import { textKey } from '../../../pipeline/text.ts';
import { dayTyped } from '../days.ts';

/** A plan as it is being typed: days and numbers are as people write them until it is kept. */
export type PlanDraft = Plan;

export function newPlan(): PlanDraft {
  return {
    id: '',
    version: '',
    title: { vi: '', en: '' },
    shortTitle: '',
    number: '',
    date: '',
    issuer: '',
    issuerUnit: '',
    defaultUnit: '',
    scope: '',
    excludedUnits: [],
    replaces: [],
    basedOn: [],
    calendar: 'calendar',
    countFrom: null,
    targets: [newTarget()],
    tasks: [],
    actors: {},
    contradictions: [],
  };
}

export function newTarget(): Target {
  return {
    id: '',
    name: { vi: '', en: '' },
    indicator: '',
    operator: '>=',
    rule: { kind: 'threshold', milestones: [{ value: '', due: '' }] },
    aspiration: false,
    place: '',
    clause: '',
    note: '',
  };
}

/** Another way to set the threshold; what was typed already stays where it still means something. */
export function otherRule(rule: TargetRule, kind: TargetRule['kind'], year: number): TargetRule {
  const milestones = rule.kind === 'yearly-increase' ? [] : rule.milestones;
  const first: Milestone = milestones[0] ?? { value: '', due: '' };
  switch (kind) {
    case 'threshold':
      return { kind, milestones: [first] };
    case 'schedule':
      return { kind, milestones: [first, ...(milestones.length > 1 ? milestones.slice(1) : [{ value: '', due: '' }])] };
    case 'yearly-increase':
      return { kind, step: '', cap: '100', from: `01/${year}` };
    case 'change-from-baseline':
      return { kind, baseYear: year - 1, milestones: [first] };
  }
}

/** The plan with its days as people here write them, to be changed. */
export function shown(plan: Plan): PlanDraft {
  return {
    ...plan,
    date: vietnameseDate(plan.date),
    targets: plan.targets.map((target) => ({
      ...target,
      rule: eachMilestone(target.rule, ({ value, due }) => ({ value, due: vietnameseDate(due) }), vietnameseDate),
    })),
  };
}

/**
 * The plan as its file has it: days as YYYY-MM-DD, numbers with a point, ids where nobody sees them. What cannot be read
 * stays as typed, so that the mistake is told of it.
 * @param taken ids of other plans
 */
export function asWritten(draft: PlanDraft, taken: ReadonlySet<string>): Plan {
  const date = dateTyped(draft.date);
  const title = draft.title.vi.trim();
  const targets = draft.targets.map((target, index, all) => {
    const before = new Set(all.flatMap(({ id }, at) => (at === index || id === '' ? [] : [id])));
    const rule = eachMilestone(
      target.rule,
      ({ value, due }) => ({ value: numberTyped(value), due: dayTyped(due) ?? due.trim() }),
      dateTyped,
    );
    return { ...target, rule, id: target.id || freeId(`chi-tieu-${index + 1}`, before) };
  });
  const year = /^\d{4}/.exec(date)?.[0];
  const id =
    draft.id || freeId([draft.issuerUnit || letters(title), year].filter(Boolean).join('-') || 'ke-hoach', taken);
  // Whoever moves the plan to another unit means both.
  const defaultUnit = draft.defaultUnit || draft.issuerUnit;
  return { ...draft, id, date, defaultUnit, shortTitle: draft.shortTitle.trim() || title, targets };
}

function letters(text: string): string {
  return textKey(text)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|(?<!-)-+$/g, '')
    .slice(0, 40)
    .replace(/(?<!-)-+$/, '');
}

function freeId(wanted: string, taken: ReadonlySet<string>): string {
  let id = wanted;
  for (let number = 2; taken.has(id); number += 1) id = `${wanted}-${number}`;
  return id;
}

/** `15/01/2026`, `01/2026`, `2026`; as typed where it is none of them. */
function dateTyped(text: string): string {
  const month = /^(\d{1,2})[/.-](\d{4})$/.exec(text.trim());
  return dayTyped(text) ?? (month === null ? text.trim() : `${month[2]}-${(month[1] ?? '').padStart(2, '0')}`);
}

/** `69,5 %` → `69.5` */
function numberTyped(text: string): string {
  return text
    .trim()
    .replace(/%$/, '')
    .trim()
    .replace(/^([+-]?\d+),(\d+)$/, '$1.$2');
}

function eachMilestone(
  rule: TargetRule,
  change: (milestone: Milestone) => Milestone,
  month: (text: string) => string,
): TargetRule {
  switch (rule.kind) {
    case 'threshold':
      return { ...rule, milestones: [change(rule.milestones[0])] };
    case 'schedule': {
      const [first, ...rest] = rule.milestones;
      return { ...rule, milestones: [change(first), ...rest.map(change)] };
    }
    case 'yearly-increase':
      return { ...rule, step: numberTyped(rule.step), cap: numberTyped(rule.cap), from: month(rule.from) };
    case 'change-from-baseline':
      return { ...rule, milestones: [change(rule.milestones[0])] };
  }
}
