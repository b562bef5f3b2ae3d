import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Collection } from '../../consolidate/collection.ts';
import type { Unit } from '../../library/units/types.ts';
import { collectionAbove, standingOf, standingRecord } from '../../office/own-reports.ts';
import { callerOf, namedUnit } from '../access.ts';
import { type CollectionQuery, subjectAsked, takeIn } from '../collected-files.ts';
import type { ServeContext } from '../context.ts';
import { RequestProblem } from '../problem.ts';
import { jsonResponse } from '../schemas.ts';
import { receive } from '../upload.ts';
import { sendQuery, standingQuery } from './collection-schemas.ts';

type Asked = FastifyRequest<{ Querystring: CollectionQuery & { filename?: string } }>;

/** How the report of one unit stands with the office above. Of no other unit anything is said. */
export function standingRoute(app: FastifyInstance, { library, warehouse }: ServeContext): void {
  app.get(
    '/own-reports',
    {
      schema: {
        summary: 'Báo cáo của đơn vị đã gửi cấp trên: nhận lúc nào, chấp nhận hay trả lại, chỗ cần xem',
        querystring: standingQuery,
        response: jsonResponse(
          'plan, form, unit, name, from, as_of, due (hạn), state, days_late, decision, reason; sent: các tệp đã gửi; checks: chỗ cần xem',
        ),
      },
    },
    async (request: Asked) => {
      const { unit, collection } = askedOfUnit(request, library);
      const known = library.snapshot();
      const standing = await warehouse.readAll(callerOf(request), (engine) =>
        standingOf({ engine, library: known }, collection, unit),
      );
      return standingRecord(standing, collection, known, request.query.lang);
    },
  );
}

/**
 * A unit sends its own report, by its own token; a file with another unit's is refused whole. It is received now, whatever
 * its sender would like. For an app that takes files as bodies.
 */
export function sendRoute(app: FastifyInstance, context: ServeContext): void {
  const { library, warehouse, limits, clock } = context;
  app.post(
    '/own-reports',
    {
      config: { writes: true },
      bodyLimit: limits.bytes + 2 ** 20,
      schema: {
        summary: 'Đơn vị gửi báo cáo của mình lên cấp trên',
        consumes: ['multipart/form-data', 'application/octet-stream'],
        querystring: sendQuery,
        response: jsonResponse('reports: như vedich collect --format json; failures: tệp không nhận và lý do'),
      },
    },
    async (request: Asked) => {
      const { unit, collection } = askedOfUnit(request, library);
      const caller = callerOf(request);
      if (caller.unit !== null && caller.unit !== unit.id) throw new RequestProblem('NOT_YOUR_UNIT');
      const known = library.snapshot();
      // Nobody is asked for what the office above does not collect of them.
      await warehouse.readAll(caller, (engine) => standingOf({ engine, library: known }, collection, unit));
      const { filename, lang } = request.query;
      const upload = await receive(request, context, filename);
      const handed = { receivedAt: clock(), by: unit.id, sender: unit.id };
      return takeIn(caller, upload.files, collection, handed, lang, context).finally(upload.remove);
    },
  );
}

function askedOfUnit(request: Asked, library: ServeContext['library']): { unit: Unit; collection: Collection } {
  const { query } = request;
  const unit = namedUnit(callerOf(request), library, query.unit, query.as_of);
  const known = library.snapshot();
  return { unit, collection: collectionAbove(known, subjectAsked(known, query), unit, query.as_of, query.from) };
}
