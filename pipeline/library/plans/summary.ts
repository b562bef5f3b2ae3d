import type { Plan } from './types.ts';

/** A plan in a list of plans: the keys of `vedich plans list --format json` and of the server's list. */
export function planSummary({ id, version, shortTitle, number, date, issuer, defaultUnit, targets, tasks }: Plan) {
  return {
    id,
    version,
    title: shortTitle,
    number,
    date,
    issuer,
    unit: defaultUnit,
    targets: targets.length,
    tasks: tasks.length,
  };
}

export type PlanSummary = ReturnType<typeof planSummary>;
