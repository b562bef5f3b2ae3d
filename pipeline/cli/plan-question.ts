import { dateText } from '../dates.ts';
import type { Library } from '../library/library.ts';
import type { Plan, Target } from '../library/plans/types.ts';
import type { Unit } from '../library/units/types.ts';
import type { PlanQuestion } from '../office/evaluate.ts';
import { type Office, reportingPeriod } from '../office/scope.ts';
import type { Args } from './command.ts';
import type { Io } from './io.ts';
import { openLibrary } from './library.ts';
import { planAsked, targetOf, unitAsked } from './lookup.ts';
import { officeOf, openForReading } from './warehouse.ts';

/** The options that `planQuestionAsked` reads. */
export const PLAN_OPTIONS = {
  plan: { type: 'string' },
  unit: { type: 'string' },
  'as-of': { type: 'string' },
  from: { type: 'string' },
} as const;

/** What `--plan`, `--unit`, `--from` and `--as-of` ask about. */
export interface PlanAsked {
  library: Library;
  plan: Plan;
  unit: Unit;
  question: PlanQuestion;
  /** The plan, the unit and the period, above what is printed. */
  heading: string;
}

/** @throws UserError where an option names nothing that there is */
export async function planQuestionAsked(args: Args, io: Io): Promise<PlanAsked> {
  const library = await openLibrary(args, io);
  const plan = planAsked(args, library);
  const unit = unitAsked(args, library);
  const period = reportingPeriod(args.requiredDate('as-of'), args.date('from'), plan);
  const days = `${dateText(period.from, io.language)} – ${dateText(period.asOf, io.language)}`;
  const heading = `${plan.shortTitle}\n${unit.name} · ${days}`;
  return { library, plan, unit, question: { plan, unit: unit.id, period }, heading };
}

/** The target that `--target` names; undefined = all of the plan. @throws UserError where there is none */
export function targetsAsked(args: Args, plan: Plan): Target[] | undefined {
  const named = args.text('target');
  return named === undefined ? undefined : [targetOf(plan, named)];
}

/** Reads the warehouse for as long as `work` takes. */
export async function withOffice<T>(args: Args, library: Library, work: (office: Office) => Promise<T>): Promise<T> {
  const engine = await openForReading(args);
  try {
    return await work(officeOf(engine, library));
  } finally {
    await engine.close();
  }
}
