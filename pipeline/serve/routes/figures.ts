import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Evaluation } from '../../evaluate/types.ts';
import { blankForm } from '../../forms/blank-form.ts';
import type { FormList } from '../../forms/form-lists.ts';
import type { Indicator } from '../../library/indicators/catalogue.ts';
import { officeTemplate } from '../../library/layer/templates.ts';
import type { Plan } from '../../library/plans/types.ts';
import { KIND_WORDS, type Language } from '../../messages.ts';
import { type ReportCheck, reportChecks } from '../../office/checklist.ts';
import { evaluatePlan, evaluateTargets, indicatorIn } from '../../office/evaluate.ts';
import { membersTable } from '../../office/members.ts';
import { makeReport } from '../../office/report.ts';
import { inOrder } from '../../office/scope.ts';
import {
  EVALUATION_COLUMNS,
  evaluationTable,
  figuresOf,
  figureTable,
  type Grouping,
  INDICATOR_COLUMNS,
} from '../../office/tables.ts';
import { APPENDIX_IDS, type Appendix } from '../../report/layout.ts';
import { reportOptions } from '../../report/options.ts';
import type { MemberPart, Side } from '../../warehouse/members.ts';
import { callerOf, namedUnit } from '../access.ts';
import type { ServeContext } from '../context.ts';
import { RequestProblem } from '../problem.ts';
import {
  blankFormQuery,
  figuresQuery,
  fileResponse,
  jsonResponse,
  membersQuery,
  noQuery,
  planQuery,
  reportQuery,
  tableResponse,
} from '../schemas.ts';
import { pageOf, sendTable } from '../table-reply.ts';
import { askingOf, type PlanQuery } from './asking.ts';
import { defaultsFor } from './defaults.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

interface ReportQuery extends PlanQuery {
  appendix?: string[];
  confirm?: boolean;
}

interface FiguresQuery {
  plan?: string;
  unit: string;
  from: string;
  as_of: string;
  indicator?: string[];
  by: Grouping;
  lang: Language;
}

interface MembersQuery {
  plan?: string;
  indicator: string;
  unit: string;
  from: string;
  as_of: string;
  side: Side;
  by?: MemberPart['by'];
  part?: string;
}

/** Numbers, the dossiers behind them, and the report: each reads the warehouse as its caller may see it. */
export function figureRoutes(app: FastifyInstance, context: ServeContext & { version: string }): void {
  const { library, template, clock, version } = context;
  const { ask, unitNamed, planQuestion, planNamed } = askingOf(context);
  app.get<{ Querystring: PlanQuery }>(
    '/evaluation',
    {
      config: { kept: true },
      schema: {
        summary: 'Đối chiếu với chỉ tiêu của một kế hoạch',
        querystring: planQuery,
        response: tableResponse('Mỗi dòng một chỉ tiêu', EVALUATION_COLUMNS),
      },
    },
    (request, reply) => {
      const question = planQuestion(request);
      return sendTable(request, reply, () =>
        ask(request, async (office) => evaluationTable(await evaluateTargets(office, question), request.query.lang)),
      );
    },
  );

  app.get<{ Querystring: FiguresQuery }>(
    '/indicators',
    {
      config: { kept: true },
      schema: {
        summary: 'Chỉ tiêu theo đơn vị, lĩnh vực, thủ tục, tháng',
        querystring: figuresQuery,
        response: tableResponse('Mỗi dòng một con số', INDICATOR_COLUMNS),
      },
    },
    (request, reply) => {
      const { by, indicator: asked = [], lang } = request.query;
      const plan = planIfNamed(request.query.plan);
      const indicators =
        asked.length > 0 ? asked.map((id) => indicatorNamed(id, plan)) : [...library.indicators.values()];
      const unit = unitNamed(request);
      const period = inOrder({ from: request.query.from, asOf: request.query.as_of });
      return sendTable(request, reply, (page) =>
        ask(request, async (office) =>
          pageOf(figureTable(await figuresOf(office, indicators, { unit, period, by, plan }, lang)), page),
        ),
      );
    },
  );

  app.get<{ Querystring: MembersQuery }>(
    '/dossiers',
    {
      config: { kept: true },
      schema: {
        summary: 'Hồ sơ đứng sau một con số (không có dữ liệu cá nhân)',
        querystring: membersQuery,
        response: tableResponse('Mỗi dòng một hồ sơ', []),
      },
    },
    (request, reply) => {
      const { side, by, part: id = '' } = request.query;
      const part = by && { by, id };
      const plan = planIfNamed(request.query.plan);
      const indicator = indicatorNamed(request.query.indicator, plan);
      const unit = unitNamed(request);
      const period = inOrder({ from: request.query.from, asOf: request.query.as_of });
      return sendTable(request, reply, (page) =>
        ask(request, (office) => membersTable(office, { indicator, unit, period, side, plan, part, page })),
      );
    },
  );

  app.get<{ Querystring: ReportQuery }>(
    '/report',
    {
      schema: {
        summary: 'Báo cáo theo mẫu, đã điền',
        querystring: reportQuery,
        response: fileResponse('Tệp .xlsx', XLSX),
      },
    },
    async (request, reply) => {
      const evaluation = await evaluationFor(request);
      const asked = reportChecks(evaluation).filter(({ asks }) => asks);
      if (asked.length > 0 && request.query.confirm !== true) throw reportAsks(asked);
      const own = officeTemplate(library.office.defaults, library.files);
      const options = reportOptions(
        defaultsFor(callerOf(request), library),
        evaluation.unit.id,
        appendicesAsked(request.query.appendix),
      );
      const making = { version, madeAt: clock() };
      const { bytes, fileName } = await makeReport(evaluation, own?.bytes ?? template, making, options, own?.name);
      return reply.headers(attachment(fileName)).send(Buffer.from(bytes));
    },
  );

  app.get<{ Querystring: PlanQuery }>(
    '/report-data',
    {
      schema: {
        summary: 'Mọi số liệu của một báo cáo',
        description: 'Từng chỉ tiêu với định nghĩa và các tháng, theo lĩnh vực, theo thủ tục, tệp nguồn, chỗ có vấn đề',
        querystring: planQuery,
        response: jsonResponse(
          'plan, unit, from, asOf, targets, byField, byProcedure, sources, problems, footnotes, checks',
        ),
      },
    },
    // Not through the schema's serializer: the keys are those of the evaluation, whatever they become.
    async (request, reply) => {
      const evaluation = await evaluationFor(request);
      const document = { ...evaluation, checks: reportChecks(evaluation) };
      return reply.type('application/json; charset=utf-8').send(JSON.stringify(document));
    },
  );

  app.get(
    '/template',
    {
      schema: {
        summary: 'Mẫu báo cáo của cơ quan, không có thì mẫu chuẩn; chưa điền',
        querystring: noQuery,
        response: fileResponse('Tệp .xlsx', XLSX),
      },
    },
    async (_, reply) => {
      const own = officeTemplate(library.office.defaults, library.files);
      return reply.headers(attachment('mau-bao-cao.xlsx')).send(Buffer.from(own?.bytes ?? template));
    },
  );

  app.get<{ Querystring: PlanQuery & { list: FormList } }>(
    '/blank-form',
    {
      schema: {
        summary: 'Biểu trống của một danh sách, để điền rồi nạp',
        querystring: blankFormQuery,
        response: fileResponse('Tệp .xlsx', XLSX),
      },
    },
    async (request, reply) => {
      const { plan, period } = planQuestion(request);
      const unit = namedUnit(callerOf(request), library, request.query.unit);
      const { bytes, fileName } = blankForm(library, { list: request.query.list, plan, unit, ...period });
      return reply.headers(attachment(fileName)).send(Buffer.from(bytes));
    },
  );

  async function evaluationFor(request: FastifyRequest<{ Querystring: PlanQuery }>): Promise<Evaluation> {
    const question = planQuestion(request);
    return ask(request, (office) => evaluatePlan(office, question));
  }

  function planIfNamed(id: string | undefined): Plan | undefined {
    return id === undefined ? undefined : planNamed(id);
  }

  function indicatorNamed(id: string, plan: Plan | undefined): Indicator {
    const indicator = indicatorIn(library, id, plan);
    if (indicator === undefined)
      throw new RequestProblem('UNKNOWN_PARAMETER', { kind: KIND_WORDS.indicator, id, list: '/api/v1/plans/{id}' });
    return indicator;
  }
}

/** What is to be known first, sentence by sentence. */
function reportAsks(checks: readonly ReportCheck[]): RequestProblem {
  const failures = checks.flatMap(({ code, vi, en, details }) =>
    [{ vi, en }, ...details].map((one) => ({ file: '', code, message: one.vi, message_en: one.en })),
  );
  return new RequestProblem('REPORT_ASKS', {}, failures);
}

/** undefined = the office's usual ones. */
function appendicesAsked(named: readonly string[] | undefined): readonly Appendix[] | undefined {
  return named && APPENDIX_IDS.filter((id) => named.includes(id) || named.includes('all'));
}

function attachment(name: string): Record<string, string> {
  return { 'content-type': XLSX, 'content-disposition': `attachment; filename="${name}"` };
}
