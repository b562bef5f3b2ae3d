import { printDeadline } from '../../../pipeline/library/plans/deadline.ts';
import type { FoundPlan, FoundTarget } from '../../../pipeline/plans/document/types.ts';
import type { MadeDocument, TrueTarget } from './maker.ts';

/** A found target's demand in the words of the truth. */
export function ruleSaid({ yearly, schedule, value, due, baseYear }: FoundTarget): string {
  if (yearly !== null) return `Y${yearly.step}/${yearly.cap}/${yearly.from}`;
  const milestones = schedule.length > 0 ? schedule : [{ value, due }];
  return `${milestones.map((one) => `${one.value}@${one.due}`).join(';')}${baseYear === null ? '' : `b${baseYear}`}`;
}

export interface Score {
  wanted: number;
  found: number;
  /** Of those found: the indicator first. */
  named: number;
  tasks: number;
  tasksFound: number;
  /** What is wrong, for whoever looks. */
  misses: string[];
  extras: string[];
}

/** How a found plan stands against what is true of it. */
export function scoreOf(found: FoundPlan, truth: Pick<MadeDocument, 'targets' | 'tasks'>): Score {
  const left = [...found.targets];
  const demand = (one: Pick<TrueTarget, 'operator' | 'rule' | 'aspiration'>): string =>
    `${one.operator} ${one.rule}${one.aspiration ? ' ?' : ''}`;
  const said = (one: FoundTarget): string => demand({ ...one, rule: ruleSaid(one) });
  const misses: string[] = [];
  let hits = 0;
  let named = 0;
  const open: TrueTarget[] = [];
  for (const target of truth.targets) {
    const at = left.findIndex((one) => one.indicator === target.indicator && said(one) === demand(target));
    if (at < 0) open.push(target);
    else {
      left.splice(at, 1);
      hits += 1;
      named += 1;
    }
  }
  for (const target of open) {
    const at = left.findIndex((one) => said(one) === demand(target));
    const got = left[at];
    if (got === undefined) misses.push(`${target.indicator} ${demand(target)}`);
    else {
      left.splice(at, 1);
      hits += 1;
      misses.push(`${target.indicator} read as ${got.indicator} (${got.alternatives.join(', ')}): ${got.sentence}`);
    }
  }
  let tasksFound = 0;
  const tasks = [...found.tasks];
  for (const task of truth.tasks) {
    const at = tasks.findIndex(
      (one) =>
        one.deadlines
          .map((day) => printDeadline(day, 'vi'))
          .join('; ')
          .replace(/\/0/g, '/') === task.deadline.replace(/\/0/g, '/') && one.lead.join() === task.lead.join(),
    );
    if (at < 0) misses.push(`task of ${task.lead.join()} by ${task.deadline}`);
    else {
      tasks.splice(at, 1);
      tasksFound += 1;
    }
  }
  return {
    wanted: truth.targets.length,
    found: hits,
    named,
    tasks: truth.tasks.length,
    tasksFound,
    misses,
    extras: left.map((one) => `${one.indicator} ${said(one)}: ${one.sentence}`),
  };
}
