import type { FastifyInstance } from 'fastify';
import { LISTS } from '../../lists.ts';
import { asText } from '../../warehouse/duckdb/engine.ts';
import { callerOf } from '../access.ts';
import type { ServeContext } from '../context.ts';
import { jsonResponse, noQuery } from '../schemas.ts';

/** What is known of the data that the caller may see: whether there are any, and until when they go. */
export function stateRoute(app: FastifyInstance, { warehouse, version }: ServeContext & { version: string }): void {
  app.get(
    '/state',
    {
      schema: {
        summary: 'Đã có số liệu chưa, đến ngày nào',
        querystring: noQuery,
        response: jsonResponse('empty, version, lastDay (ngày tiếp nhận gần nhất), role'),
      },
    },
    async (request) => {
      const { scope, role } = callerOf(request);
      const anything = LISTS.map((list) => `EXISTS (FROM ${list})`).join(' OR ');
      return warehouse.read(scope, async (engine) => {
        const [row] = await engine.query(
          `SELECT (SELECT max(received_at)::DATE FROM dossiers) AS last, NOT (${anything}) AS empty`,
        );
        const last = asText(row?.['last']);
        return { empty: row?.['empty'] === true, version, lastDay: last === '' ? null : last, role };
      });
    },
  );
}
