import type { FastifyInstance, FastifyRequest } from 'fastify';
import { SECONDS } from '../../ask/ask.ts';
import { describeTables } from '../../ask/describe.ts';
import { makeOwnTables } from '../../ask/own-tables.ts';
import { callerOf } from '../access.ts';
import type { ServeContext } from '../context.ts';
import { RequestProblem } from '../problem.ts';
import { jsonResponse, noQuery, sqlBody } from '../schemas.ts';

/** A question of the longest kind, every letter of it of four bytes and escaped. */
const BODY_BYTES = 256 * 1024;

/** Questions in SQL, for callers who may see everything; the tables that they can ask about. */
export function askRoutes(app: FastifyInstance, context: ServeContext): void {
  const { library, warehouse, questionSeconds = SECONDS } = context;
  app.get(
    '/tables',
    {
      schema: {
        summary: 'Các bảng số liệu và nghĩa của từng cột',
        querystring: noQuery,
        response: jsonResponse('tables: tên, nghĩa, cột'),
      },
    },
    async (request) => {
      onlyForTheWhole(request);
      const tables = await warehouse.read(callerOf(request), async (engine) => {
        await makeOwnTables(engine, library);
        return describeTables(engine, library);
      });
      return { tables };
    },
  );

  app.post<{ Body: { sql: string } }>(
    '/query',
    {
      bodyLimit: BODY_BYTES,
      schema: {
        summary: 'Hỏi bằng SQL (chỉ đọc)',
        querystring: noQuery,
        body: sqlBody,
        response: jsonResponse('columns, values (theo cột), more: còn dòng nữa'),
      },
      preValidation: async (request) => onlyForTheWhole(request),
    },
    async (request) => warehouse.ask(callerOf(request), library.snapshot(), request.body.sql, questionSeconds),
  );
}

/** SQL sees all rows there are: it is not for tokens of a unit, whatever their role. */
function onlyForTheWhole(request: FastifyRequest): void {
  if (callerOf(request).scope !== undefined) throw new RequestProblem('NOT_FOR_A_UNIT');
}
