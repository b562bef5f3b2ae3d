import type { FastifyInstance } from 'fastify';
import { openFiles } from '../../facts/open-questions.ts';
import { callerOf } from '../access.ts';
import type { ServeContext } from '../context.ts';
import { jsonResponse, noQuery } from '../schemas.ts';

/** What imports have left open: whoever imports answers it, at once or later. */
export function openQuestionRoutes(app: FastifyInstance, { library, warehouse }: ServeContext): void {
  app.get(
    '/open-questions',
    {
      schema: {
        summary: 'Tệp đã nạp còn điều phải trả lời',
        querystring: noQuery,
        response: jsonResponse('files: file, sha256, importedOn, questions (như open khi nạp, không có ví dụ)'),
      },
    },
    async (request) => {
      const caller = callerOf(request);
      if (caller.role === 'reader') return { files: [] };
      return { files: await warehouse.read(caller, (engine) => openFiles(engine, library.snapshot())) };
    },
  );
}
