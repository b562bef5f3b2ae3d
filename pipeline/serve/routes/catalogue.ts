import type { FastifyInstance } from 'fastify';
import { thresholdText } from '../../evaluate/words.ts';
import { indicatorSummary } from '../../library/indicators/summary.ts';
import { planSummary } from '../../library/plans/summary.ts';
import type { Plan } from '../../library/plans/types.ts';
import { unitSummary } from '../../library/units/summary.ts';
import type { Unit } from '../../library/units/types.ts';
import { KIND_WORDS } from '../../messages.ts';
import { type Caller, callerOf, mayName, namedUnit } from '../access.ts';
import type { ServeContext } from '../context.ts';
import { RequestProblem } from '../problem.ts';
import { idParams, jsonResponse, noQuery, tableResponse } from '../schemas.ts';
import { sendTable } from '../table-reply.ts';

const PLAN_COLUMNS = [
  { name: 'id', type: 'text' },
  { name: 'version', type: 'text' },
  { name: 'title', type: 'text' },
  { name: 'number', type: 'text' },
  // Some documents only say their month.
  { name: 'date', type: 'text' },
  { name: 'issuer', type: 'text' },
  { name: 'unit', type: 'text' },
  { name: 'targets', type: 'integer' },
  { name: 'tasks', type: 'integer' },
] as const;

const UNIT_COLUMNS = [
  { name: 'id', type: 'text' },
  { name: 'name', type: 'text' },
  { name: 'short_name', type: 'text' },
  { name: 'kind', type: 'text' },
  { name: 'province', type: 'text' },
  { name: 'parent', type: 'text' },
  { name: 'from', type: 'date' },
  { name: 'to', type: 'date' },
] as const;

const INDICATOR_LIST_COLUMNS = [
  { name: 'id', type: 'text' },
  { name: 'name_vi', type: 'text' },
  { name: 'name_en', type: 'text' },
  { name: 'unit_of_measure', type: 'text' },
  { name: 'numerator_vi', type: 'text' },
  { name: 'numerator_en', type: 'text' },
  { name: 'denominator_vi', type: 'text' },
  { name: 'denominator_en', type: 'text' },
  { name: 'has_members', type: 'boolean' },
  { name: 'decimals', type: 'integer' },
] as const;

/** Plans are public documents, everybody sees them; of the units each caller sees their own. */
export function catalogueRoutes(app: FastifyInstance, { library }: ServeContext): void {
  app.get(
    '/plans',
    {
      schema: {
        summary: 'Các kế hoạch',
        querystring: noQuery,
        response: tableResponse('Mỗi dòng một kế hoạch', PLAN_COLUMNS),
      },
    },
    (request, reply) =>
      sendTable(request, reply, async () => ({
        columns: PLAN_COLUMNS,
        rows: [...library.plans.values()].map(planSummary),
      })),
  );

  app.get<{ Params: { id: string } }>(
    '/plans/:id',
    {
      schema: {
        summary: 'Một kế hoạch',
        params: idParams,
        querystring: noQuery,
        response: jsonResponse('Chỉ tiêu, nhiệm vụ, chỗ mâu thuẫn'),
      },
    },
    async ({ params: { id } }) => {
      const plan = library.plans.get(id);
      if (plan === undefined)
        throw new RequestProblem('UNKNOWN_PARAMETER', { kind: KIND_WORDS.plan, id, list: '/api/v1/plans' });
      const demands = plan.targets.map((target) => ({
        ...target,
        demand: demandsOf(library.indicators.get(target.indicator)?.unitOfMeasure ?? '', target),
      }));
      return { ...plan, targets: demands };
    },
  );

  app.get(
    '/indicator-list',
    {
      schema: {
        summary: 'Các chỉ tiêu tính được',
        querystring: noQuery,
        response: tableResponse('Mỗi dòng một chỉ tiêu', INDICATOR_LIST_COLUMNS),
      },
    },
    (request, reply) =>
      sendTable(request, reply, async () => ({
        columns: INDICATOR_LIST_COLUMNS,
        rows: [...library.indicators.values()].map(indicatorSummary),
      })),
  );

  app.get(
    '/units',
    {
      schema: {
        summary: 'Các đơn vị được xem',
        querystring: noQuery,
        response: tableResponse('Mỗi dòng một đơn vị', UNIT_COLUMNS),
      },
    },
    (request, reply) => {
      const caller = callerOf(request);
      return sendTable(request, reply, async () => ({
        columns: UNIT_COLUMNS,
        rows: library.units.units
          .filter(({ id }) => mayName(caller, id))
          .map((unit) => unitSummary(seen(caller, unit))),
      }));
    },
  );

  app.get<{ Params: { id: string } }>(
    '/units/:id',
    {
      schema: {
        summary: 'Một đơn vị',
        params: idParams,
        querystring: noQuery,
        response: jsonResponse('Tên gọi, thời gian, đơn vị cấp trên và kế thừa'),
      },
    },
    async (request) => {
      const caller = callerOf(request);
      return { ...seen(caller, namedUnit(caller, library, request.params.id)) };
    },
  );
}

function demandsOf(unitOfMeasure: string, target: Plan['targets'][number]): { due: string; vi: string; en: string }[] {
  if (target.rule.kind === 'yearly-increase') return [];
  return target.rule.milestones.map(({ value, due }) => {
    const row = { operator: target.operator, threshold: Number(value), unit_of_measure: unitOfMeasure };
    return { due, vi: thresholdText(row, 'vi'), en: thresholdText(row, 'en') };
  });
}

/** A unit without the names of units that are none of the caller's business. */
function seen(caller: Caller, unit: Unit): Unit {
  return {
    ...unit,
    parents: unit.parents.filter(({ parent }) => mayName(caller, parent)),
    successors: unit.successors.filter((id) => mayName(caller, id)),
  };
}
