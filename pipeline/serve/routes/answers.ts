import type { FastifyInstance } from 'fastify';
import type { Language } from '../../messages.ts';
import { answerQuestions } from '../../office/answers.ts';
import type { Question } from '../../office/questions.ts';
import { duckdbWarehouse } from '../../warehouse/warehouse.ts';
import { callerOf } from '../access.ts';
import type { ServeContext } from '../context.ts';
import { jsonResponse, noQuery, questionsBody } from '../schemas.ts';

/** Two thousand questions with long names. */
const BODY_BYTES = 2 ** 20;

/**
 * Many questions in one request, as the functions of a workbook ask them. A question that cannot be answered has its
 * reason in its place; of a unit that the caller may not see that is the reason.
 */
export function answerRoutes(app: FastifyInstance, { library, warehouse }: ServeContext): void {
  app.post<{ Body: { language: Language; questions: Question[] } }>(
    '/figures',
    {
      bodyLimit: BODY_BYTES,
      schema: {
        summary: 'Nhiều câu hỏi một lần (hàm VEDICH trong Excel)',
        querystring: noQuery,
        body: questionsBody,
        response: jsonResponse('answers: mỗi câu hỏi một câu trả lời'),
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const { unit, scope } = caller;
      const { language, questions } = request.body;
      const known = library.snapshot();
      const answers = await warehouse.read(caller, (engine) =>
        answerQuestions(
          { warehouse: duckdbWarehouse(engine, known.columns), library: known, within: scope },
          questions,
          unit,
          language,
        ),
      );
      return { answers };
    },
  );
}
