import { printDeadline } from '../../library/plans/deadline.ts';
import type { FoundPlan, FoundTarget, FoundTask } from './types.ts';

/** A found plan as programs read it (`vedich plans read FILE --format json`): values are numbers, dates `YYYY-MM-DD`. */
export function foundJson(plan: FoundPlan, unitId: (name: string) => string | null = () => null): object {
  return {
    number: plan.number,
    date: plan.date,
    issuer: plan.issuer,
    replaces: plan.replaces,
    targets: plan.targets.map((target) => targetJson(target, unitId)),
    tasks: plan.tasks.map(taskJson),
    not_understood: plan.notUnderstood,
    contradictions: plan.contradictions,
  };
}

function targetJson(target: FoundTarget, unitId: (name: string) => string | null): object {
  const yearly = target.yearly ?? target.rise;
  return {
    sentence: target.sentence,
    place: target.place,
    page: target.page,
    indicator: target.indicator,
    alternatives: target.alternatives,
    operator: target.operator,
    value: target.value === null ? null : Number(target.value),
    schedule: target.schedule.map(({ value, due }) => ({ value: Number(value), due })),
    yearly:
      yearly === null
        ? null
        : { step: Number(yearly.step), cap: yearly.cap === '' ? null : Number(yearly.cap), from: yearly.from || null },
    base_year: target.baseYear,
    due: target.due,
    unit_of_measure: target.unitOfMeasure,
    aspiration: target.aspiration,
    exceptions: target.exceptions,
    ...(target.unit === '' ? {} : { unit: target.unit, unit_id: unitId(target.unit) }),
    sure: target.doubts.length === 0,
  };
}

function taskJson(task: FoundTask): object {
  return {
    title: task.title,
    lead: task.lead,
    executing: task.executing,
    deadline: task.deadlines.map((one) => printDeadline(one, 'vi')).join('; '),
    product: task.product,
    place: task.place,
  };
}
