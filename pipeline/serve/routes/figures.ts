import type { FastifyInstance, FastifyRequest } from 'fastify';
import { countFor, inOrder, reportingPeriod } from '../../evaluate/counting.ts';
import { evaluatePlan } from '../../evaluate/evaluate.ts';
import {
  EVALUATION_COLUMNS,
  evaluationTable,
  figuresOf,
  figureTable,
  type Grouping,
  INDICATOR_COLUMNS,
  memberTable,
} from '../../evaluate/tables.ts';
import { evaluateTargets } from '../../evaluate/targets.ts';
import type { Evaluation } from '../../evaluate/types.ts';
import type { Indicator } from '../../library/indicators/catalogue.ts';
import type { Plan } from '../../library/plans/types.ts';
import { KIND_WORDS } from '../../messages.ts';
import { reportContent } from '../../report/content.ts';
import { fillTemplate } from '../../report/fill.ts';
import { membersOf, type Side } from '../../warehouse/members.ts';
import { callerOf, namedUnit } from '../access.ts';
import type { ServeContext } from '../context.ts';
import { RequestProblem } from '../problem.ts';
import {
  figuresQuery,
  fileResponse,
  jsonResponse,
  membersQuery,
  noQuery,
  planQuery,
  tableResponse,
} from '../schemas.ts';
import { sendTable } from '../table-reply.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

interface PlanQuery {
  plan: string;
  unit: string;
  as_of: string;
  from?: string;
}

interface FiguresQuery {
  plan?: string;
  unit: string;
  from: string;
  as_of: string;
  indicator?: string[];
  by: Grouping;
}

interface MembersQuery {
  plan?: string;
  indicator: string;
  unit: string;
  from: string;
  as_of: string;
  side: Side;
}

/** Numbers, the dossiers behind them, and the report: each reads the warehouse as its caller may see it. */
export function figureRoutes(app: FastifyInstance, { library, warehouse, template }: ServeContext): void {
  app.get<{ Querystring: PlanQuery }>(
    '/evaluation',
    {
      schema: {
        summary: 'Đối chiếu với chỉ tiêu của một kế hoạch',
        querystring: planQuery,
        response: tableResponse('Mỗi dòng một chỉ tiêu', EVALUATION_COLUMNS),
      },
    },
    (request, reply) => {
      const { scope } = callerOf(request);
      const unit = namedUnit(callerOf(request), library, request.query.unit);
      const plan = planNamed(request.query.plan);
      const period = reportingPeriod(request.query.as_of, request.query.from, plan);
      return sendTable(request, reply, () =>
        warehouse.read(scope, async (engine) => {
          const counting = await countFor(engine, library, unit.id, 'vi', plan, scope);
          return evaluationTable(await evaluateTargets(counting, plan, period));
        }),
      );
    },
  );

  app.get<{ Querystring: FiguresQuery }>(
    '/indicators',
    {
      schema: {
        summary: 'Chỉ tiêu theo đơn vị, lĩnh vực, thủ tục, tháng',
        querystring: figuresQuery,
        response: tableResponse('Mỗi dòng một con số', INDICATOR_COLUMNS),
      },
    },
    (request, reply) => {
      const { scope } = callerOf(request);
      const { by, indicator: asked = [] } = request.query;
      const unit = namedUnit(callerOf(request), library, request.query.unit);
      const indicators = asked.length > 0 ? asked.map(indicatorNamed) : [...library.indicators.values()];
      const plan = planIfNamed(request.query.plan);
      const period = inOrder({ from: request.query.from, asOf: request.query.as_of });
      return sendTable(request, reply, () =>
        warehouse.read(scope, async (engine) => {
          const counting = await countFor(engine, library, unit.id, 'vi', plan, scope);
          return figureTable(await figuresOf(counting, library, indicators, period, by));
        }),
      );
    },
  );

  app.get<{ Querystring: MembersQuery }>(
    '/dossiers',
    {
      schema: {
        summary: 'Hồ sơ đứng sau một con số (không có dữ liệu cá nhân)',
        querystring: membersQuery,
        response: tableResponse('Mỗi dòng một hồ sơ', []),
      },
    },
    (request, reply) => {
      const { scope } = callerOf(request);
      const { side } = request.query;
      const indicator = indicatorNamed(request.query.indicator);
      const unit = namedUnit(callerOf(request), library, request.query.unit);
      const plan = planIfNamed(request.query.plan);
      const period = inOrder({ from: request.query.from, asOf: request.query.as_of });
      return sendTable(request, reply, () =>
        warehouse.read(scope, async (engine) => {
          const counting = await countFor(engine, library, unit.id, 'vi', plan, scope);
          const columns = await membersOf(engine, indicator, period, counting.payments, side);
          if (columns === null) throw new RequestProblem('NOT_FROM_DOSSIERS', { id: indicator.id });
          return memberTable(columns);
        }),
      );
    },
  );

  app.get<{ Querystring: PlanQuery }>(
    '/report',
    {
      schema: {
        summary: 'Báo cáo theo mẫu, đã điền',
        querystring: planQuery,
        response: fileResponse('Tệp .xlsx', XLSX),
      },
    },
    async (request, reply) => {
      const evaluation = await evaluationFor(request);
      const { bytes } = fillTemplate(template, reportContent(evaluation));
      const name = `bao-cao-${evaluation.plan.id}-${evaluation.asOf}.xlsx`;
      return reply.headers(attachment(name)).send(Buffer.from(bytes));
    },
  );

  app.get<{ Querystring: PlanQuery }>(
    '/report-data',
    {
      schema: {
        summary: 'Mọi số liệu của một báo cáo',
        description: 'Từng chỉ tiêu với định nghĩa và các tháng, theo lĩnh vực, theo thủ tục, tệp nguồn, chỗ có vấn đề',
        querystring: planQuery,
        response: jsonResponse('plan, unit, from, asOf, targets, byField, byProcedure, sources, problems, footnotes'),
      },
    },
    // Not through the schema's serializer: the keys are those of the evaluation, whatever they become.
    async (request, reply) =>
      reply.type('application/json; charset=utf-8').send(JSON.stringify(await evaluationFor(request))),
  );

  app.get(
    '/template',
    {
      schema: {
        summary: 'Mẫu báo cáo chuẩn, chưa điền',
        querystring: noQuery,
        response: fileResponse('Tệp .xlsx', XLSX),
      },
    },
    async (_, reply) => reply.headers(attachment('mau-bao-cao.xlsx')).send(Buffer.from(template)),
  );

  async function evaluationFor(request: FastifyRequest<{ Querystring: PlanQuery }>): Promise<Evaluation> {
    const { scope } = callerOf(request);
    const unit = namedUnit(callerOf(request), library, request.query.unit);
    const plan = planNamed(request.query.plan);
    const period = reportingPeriod(request.query.as_of, request.query.from, plan);
    return warehouse.read(scope, (engine) => evaluatePlan(engine, library, { plan, unit: unit.id, period }, scope));
  }

  function planIfNamed(id: string | undefined): Plan | undefined {
    return id === undefined ? undefined : planNamed(id);
  }

  function planNamed(id: string): Plan {
    const plan = library.plans.get(id);
    if (plan === undefined)
      throw new RequestProblem('UNKNOWN_PARAMETER', { kind: KIND_WORDS.plan, id, list: '/api/v1/plans' });
    return plan;
  }

  function indicatorNamed(id: string): Indicator {
    const indicator = library.indicators.get(id);
    if (indicator === undefined)
      throw new RequestProblem('UNKNOWN_PARAMETER', { kind: KIND_WORDS.indicator, id, list: '/api/v1/plans/{id}' });
    return indicator;
  }
}

function attachment(name: string): Record<string, string> {
  return { 'content-type': XLSX, 'content-disposition': `attachment; filename="${name}"` };
}
