import type { FastifyInstance } from 'fastify';
import { correctionsIn } from '../../ask/words/parts.ts';
import type { Comparison } from '../../office/comparisons.ts';
import { EXPLAIN_COLUMNS, explainTable, explainTargets } from '../../office/explain.ts';
import { forecastTargets } from '../../office/forecast.ts';
import { PUSH_COLUMNS, pushProcedures, pushTable, WHAT_IF_COLUMNS, whatIf, whatIfTable } from '../../office/push.ts';
import { answerInWords } from '../../office/words/answer.ts';
import type { ServeContext } from '../context.ts';
import { jsonResponse, tableResponse } from '../schemas.ts';
import { sendTable } from '../table-reply.ts';
import { askingOf, type PlanQuery } from './asking.ts';
import { askWordsQuery, explainQuery, forecastQuery, pushQuery, whatIfQuery } from './why-schemas.ts';

interface ExplainQuery extends PlanQuery {
  target?: string;
  against?: Comparison;
}

interface AskWordsQuery extends PlanQuery {
  q?: string;
  set?: string[];
}

interface WhatIfQuery extends PlanQuery {
  channel?: string[];
  procedure?: string[];
  subunit?: string[];
}

/** Why targets are short, whether they will be reached, and what to do: as their caller may see it. */
export function whyRoutes(app: FastifyInstance, context: ServeContext): void {
  const { ask, planQuestion, targetNamed } = askingOf(context);

  app.get<{ Querystring: ExplainQuery }>(
    '/explain',
    {
      config: { kept: true },
      schema: {
        summary: 'Vì sao chỉ tiêu chưa đạt: phần thiếu theo hình thức nộp, đơn vị, thủ tục, lĩnh vực, tháng',
        querystring: explainQuery,
        response: tableResponse('Mỗi dòng một phần của một chỉ tiêu; dòng có by trống là cả chỉ tiêu', EXPLAIN_COLUMNS),
      },
    },
    (request, reply) => {
      const question = planQuestion(request);
      const { target, against, lang } = request.query;
      const targets = target === undefined ? undefined : [targetNamed(question.plan, target)];
      return sendTable(request, reply, () =>
        ask(request, async (office) =>
          explainTable(await explainTargets(office, question, { targets, against, language: lang })),
        ),
      );
    },
  );

  app.get<{ Querystring: ExplainQuery }>(
    '/forecast',
    {
      config: { kept: true },
      schema: {
        summary: 'Đến hạn có đạt không: dự kiến ở mỗi mốc còn tới, khoảng, khả năng, lần thử lại trên các tháng đã qua',
        querystring: forecastQuery,
        response: jsonResponse(
          'target, due, value_now, expected, low, high, needed_share, expected_intake, chance, method, reason, backtest',
        ),
      },
    },
    // Not through the schema's serializer: the keys are those of the forecast, whatever they become.
    async (request, reply) => {
      const question = planQuestion(request);
      const { target, lang: language } = request.query;
      const targets = target === undefined ? undefined : [targetNamed(question.plan, target)];
      const records = await ask(request, (office) => forecastTargets(office, question, { targets, language }));
      return reply.type('application/json; charset=utf-8').send(JSON.stringify(records));
    },
  );

  app.get<{ Querystring: PlanQuery }>(
    '/push',
    {
      config: { kept: true },
      schema: {
        summary: 'Làm gì trước: thủ tục xếp theo điểm được thêm nếu hồ sơ được nộp từ xa',
        querystring: pushQuery,
        response: tableResponse('Mỗi dòng một thủ tục', PUSH_COLUMNS),
      },
    },
    (request, reply) => {
      const question = planQuestion(request);
      return sendTable(request, reply, () =>
        ask(request, async (office) => pushTable(await pushProcedures(office, question))),
      );
    },
  );

  app.get<{ Querystring: WhatIfQuery }>(
    '/what-if',
    {
      config: { kept: true },
      schema: {
        summary: 'Mọi chỉ tiêu, nếu những hồ sơ này đã nộp từ xa',
        querystring: whatIfQuery,
        response: tableResponse('Mỗi dòng một chỉ tiêu', WHAT_IF_COLUMNS),
      },
    },
    (request, reply) => {
      const question = planQuestion(request);
      const { channel, procedure, subunit, lang: language } = request.query;
      const moved = {
        ...(channel && { channels: channel }),
        ...(procedure && { procedures: procedure }),
        ...(subunit && { subunits: subunit }),
      };
      return sendTable(request, reply, () =>
        ask(request, async (office) => whatIfTable(await whatIf(office, question, moved, language))),
      );
    },
  );

  app.get<{ Querystring: AskWordsQuery }>(
    '/ask',
    {
      config: { kept: true },
      schema: {
        summary: 'Hỏi bằng tiếng Việt: trả lời kèm cách hiểu câu hỏi; có chữ chưa hiểu thì không trả lời',
        querystring: askWordsQuery,
        response: jsonResponse(
          'question, answered, reading, corrected, problems, sentences, group_label, rows, notes, ready',
        ),
      },
    },
    // Not through the schema's serializer: the keys are those of the answer, whatever they become.
    async (request, reply) => {
      const { plan, unit, period } = planQuestion(request);
      const { q: question = '', set = [], lang: language } = request.query;
      const { corrections } = correctionsIn(set);
      const answer = await ask(request, (office) =>
        answerInWords(office, { question, plan, unit, period, corrections, language }),
      );
      return reply.type('application/json; charset=utf-8').send(JSON.stringify(answer));
    },
  );
}
