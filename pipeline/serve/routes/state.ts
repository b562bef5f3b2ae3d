import type { FastifyInstance } from 'fastify';
import { stateOf, unitsWithData } from '../../warehouse/state.ts';
import { callerOf } from '../access.ts';
import type { ServeContext } from '../context.ts';
import { jsonResponse, noQuery } from '../schemas.ts';

/** What is known of the data that the caller may see: whether there are any, and until when they go. */
export function stateRoute(app: FastifyInstance, { warehouse, version }: ServeContext & { version: string }): void {
  app.get(
    '/state',
    {
      config: { kept: true },
      schema: {
        summary: 'Đã có số liệu chưa, đến ngày nào',
        querystring: noQuery,
        response: jsonResponse(
          'empty, version, lastDay (ngày tiếp nhận gần nhất), units (đơn vị có số liệu), role, unit (đơn vị của mã truy cập)',
        ),
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const { role, unit } = caller;
      const state = await warehouse.read(caller, async (engine) => ({
        ...(await stateOf(engine)),
        units: await unitsWithData(engine),
      }));
      return { ...state, version, role, unit };
    },
  );
}
