import type { FastifyRequest } from 'fastify';
import type { Plan, Target } from '../../library/plans/types.ts';
import { KIND_WORDS, type Language } from '../../messages.ts';
import type { PlanQuestion } from '../../office/evaluate.ts';
import { type Office, reportingPeriod } from '../../office/scope.ts';
import { duckdbWarehouse } from '../../warehouse/warehouse.ts';
import { callerOf, namedUnit } from '../access.ts';
import type { ServeContext } from '../context.ts';
import { RequestProblem } from '../problem.ts';

export interface PlanQuery {
  plan: string;
  unit: string;
  as_of: string;
  from?: string;
  lang: Language;
}

/** How routes ask the warehouse, and what their queries name. */
export function askingOf({ library, warehouse }: Pick<ServeContext, 'library' | 'warehouse'>) {
  return { ask, unitNamed, planQuestion, planNamed, targetNamed };

  /** The warehouse as the caller may see it. */
  function ask<T>(request: FastifyRequest, work: (office: Office) => Promise<T>): Promise<T> {
    const caller = callerOf(request);
    // One library for the whole answer, whatever is changed while it waits for its turn.
    const known = library.snapshot();
    return warehouse.read(caller, (engine) =>
      work({ warehouse: duckdbWarehouse(engine, known.columns), library: known, within: caller.scope }),
    );
  }

  function unitNamed(request: FastifyRequest<{ Querystring: { unit: string } }>): string {
    return namedUnit(callerOf(request), library, request.query.unit).id;
  }

  function planQuestion(request: FastifyRequest<{ Querystring: PlanQuery }>): PlanQuestion {
    const unit = unitNamed(request);
    const plan = planNamed(request.query.plan);
    return { plan, unit, period: reportingPeriod(request.query.as_of, request.query.from, plan) };
  }

  function planNamed(id: string): Plan {
    const plan = library.plans.get(id);
    if (plan === undefined)
      throw new RequestProblem('UNKNOWN_PARAMETER', { kind: KIND_WORDS.plan, id, list: '/api/v1/plans' });
    return plan;
  }

  function targetNamed(plan: Plan, id: string): Target {
    const target = plan.targets.find((one) => one.id === id);
    if (target === undefined)
      throw new RequestProblem('UNKNOWN_PARAMETER', { kind: KIND_WORDS.target, id, list: `/api/v1/plans/${plan.id}` });
    return target;
  }
}
