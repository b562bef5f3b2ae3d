import type { FastifyInstance, FastifyRequest } from 'fastify';
import { knownImports } from '../../facts/imports.ts';
import { type Said, settle } from '../../office/settle.ts';
import type { Engine } from '../../warehouse/duckdb/engine.ts';
import { callerOf, namedUnit } from '../access.ts';
import type { ServeContext } from '../context.ts';
import { RequestProblem } from '../problem.ts';
import { jsonResponse, noQuery, saidBody } from '../schemas.ts';
import { isWhollyOwn } from './import-list.ts';

/** Somebody's word on what the files cannot say: a month without any, rows that were left out and are accepted. */
export function saidRoute(app: FastifyInstance, { warehouse, library, clock }: ServeContext): void {
  app.post<{ Body: Said }>(
    '/said',
    {
      config: { writes: true },
      schema: {
        summary: 'Nói rõ: tháng không có hồ sơ, đã xem dòng bị loại; hoặc rút lại',
        body: saidBody,
        querystring: noQuery,
        response: jsonResponse('kept: đã ghi nhớ bao nhiêu điều'),
      },
    },
    async (request) => {
      const said = request.body;
      const caller = callerOf(request);
      if (said.kind === 'months-without') for (const { unit } of said.months) namedUnit(caller, library, unit);
      return warehouse.import(caller, async (engine) => {
        if (said.kind === 'rejections-seen') await onlyOwn(engine, request);
        await settle(engine, said, clock());
        return { kept: said.kind === 'months-without' ? said.months.length : said.sheets.length };
      });
    },
  );
}

/** Nobody accepts what was left out of another unit's rows. @throws RequestProblem NOT_YOUR_IMPORT */
async function onlyOwn(engine: Engine, request: FastifyRequest<{ Body: Said }>): Promise<void> {
  const caller = callerOf(request);
  if (caller.scope === undefined || request.body.kind !== 'rejections-seen') return;
  const imports = await knownImports(engine);
  const own = request.body.sheets.every(({ importId }) =>
    imports.some((one) => one.importId === importId && isWhollyOwn(caller, one)),
  );
  if (!own) throw new RequestProblem('NOT_YOUR_IMPORT');
}
