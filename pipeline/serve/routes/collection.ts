import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Collection, collectionOf } from '../../consolidate/collection.ts';
import type { Included } from '../../consolidate/consolidate.ts';
import type { Act } from '../../consolidate/roll.ts';
import { isDay } from '../../dates.ts';
import { blanksFor } from '../../office/blanks.ts';
import { consolidatedWorkbook, consolidateNow, decide, freeze } from '../../office/collect.ts';
import { collectionNow, formChoices } from '../../office/collection-now.ts';
import { remind } from '../../office/remind.ts';
import { textKey } from '../../text.ts';
import { addReportWord, prepareReceived } from '../../warehouse/received.ts';
import { type Caller, callerOf, namedUnit } from '../access.ts';
import { type CollectionQuery, subjectAsked, takeIn } from '../collected-files.ts';
import type { ServeContext } from '../context.ts';
import { RequestProblem } from '../problem.ts';
import { fileResponse, jsonResponse, noQuery } from '../schemas.ts';
import { receive } from '../upload.ts';
import {
  collectionQuery,
  collectorQuery,
  collectQuery,
  consolidatedQuery,
  decisionBody,
  reportNameBody,
} from './collection-schemas.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const ZIP = 'application/zip';
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

export type Asked<Query = unknown, Body = unknown> = FastifyRequest<{
  Querystring: CollectionQuery & Query;
  Body: Body;
}>;

/** Units' reports: how they stand is for whoever sees the unit that collects, all else for its consolidator. */
export function collectionRoutes(app: FastifyInstance, context: ServeContext & { version: string }): void {
  const { library, warehouse, clock, version } = context;

  app.get(
    '/forms',
    {
      schema: {
        summary: 'Các biểu mẫu thu được của đơn vị',
        querystring: noQuery,
        response: jsonResponse('forms: id, name'),
      },
    },
    async () => ({ forms: formChoices(library) }),
  );

  app.get(
    '/collection',
    {
      schema: {
        summary: 'Tổng hợp báo cáo các đơn vị: ai đã gửi, số chung, chỗ cần xem',
        querystring: consolidatedQuery,
        response: jsonResponse(
          'roll: như vedich roll; consolidated: như vedich consolidate; coverage: câu nói đã đủ ai',
        ),
      },
    },
    async (request: Asked<{ only: Included }>) => {
      const collection = collectionAsked(request, context);
      const { only, lang } = request.query;
      const known = library.snapshot();
      return warehouse.readAll(callerOf(request), (engine) =>
        collectionNow({ engine, library: known }, collection, only, lang),
      );
    },
  );

  app.get(
    '/collection/workbook',
    {
      schema: {
        summary: 'Sổ tổng hợp',
        querystring: consolidatedQuery,
        response: fileResponse('Tệp .xlsx', XLSX),
      },
    },
    async (request: Asked<{ only: Included }>, reply) => {
      const collection = collectionAsked(request, context);
      const known = library.snapshot();
      const { bytes } = await warehouse.readAll(callerOf(request), async (engine) => {
        const office = { engine, library: known };
        const report = await consolidateNow(office, collection, request.query.only);
        return consolidatedWorkbook(office, report, { version, madeAt: clock() });
      });
      return reply.headers(attachment(XLSX, `tong-hop-${collection.asOf}.xlsx`)).send(Buffer.from(bytes));
    },
  );

  app.get(
    '/collection/blanks',
    {
      schema: {
        summary: 'Biểu trống cho mọi đơn vị phải gửi, mỗi đơn vị một tệp',
        querystring: collectionQuery,
        response: fileResponse('Tệp .zip', ZIP),
      },
    },
    async (request: Asked, reply) => {
      const collection = collectionAsked(request, context);
      const known = library.snapshot();
      const zip = await warehouse.readAll(callerOf(request), (engine) =>
        blanksFor({ engine, library: known }, collection),
      );
      return reply.headers(attachment(ZIP, `bieu-trong-${collection.asOf}.zip`)).send(Buffer.from(zip));
    },
  );

  app.post(
    '/collection/letter',
    {
      config: { writes: true },
      schema: {
        summary: 'Công văn đôn đốc đơn vị còn nợ báo cáo; ghi sổ lần nhắc',
        querystring: collectionQuery,
        response: fileResponse('Tệp .docx', DOCX),
      },
    },
    async (request: Asked, reply) => {
      const caller = consolidating(request);
      const collection = collectionAsked(request, context);
      const known = library.snapshot();
      const letter = await warehouse.import(caller, (engine) =>
        remind({ engine, library: known }, collection, stamp(caller)),
      );
      return reply.headers(attachment(DOCX, `don-doc-${collection.asOf}.docx`)).send(Buffer.from(letter));
    },
  );

  app.post(
    '/collection/decisions',
    {
      config: { writes: true },
      schema: {
        summary: 'Chấp nhận, trả lại, không phải gửi, phải gửi, không phát sinh; chốt kỳ',
        querystring: collectionQuery,
        body: decisionBody,
        response: jsonResponse('kept: đã ghi cho bao nhiêu đơn vị'),
      },
    },
    async (request: Asked<unknown, { act: Act['act']; units: string[]; reason: string; seen?: number[] }>) => {
      const caller = consolidating(request);
      const collection = collectionAsked(request, context);
      const { act, units, reason, seen } = request.body;
      const known = library.snapshot();
      return warehouse.import(caller, async (engine) => {
        const office = { engine, library: known };
        if (act === 'frozen') {
          await freeze(office, collection, stamp(caller));
          return { kept: 0 };
        }
        return { kept: (await decide(office, collection, units, act, reason, stamp(caller), seen)).length };
      });
    },
  );

  app.post(
    '/collection/names',
    {
      config: { writes: true },
      schema: {
        summary: 'Tên ghi trong báo cáo là đơn vị nào; nhớ cho các lần sau',
        querystring: collectorQuery,
        body: reportNameBody,
        response: jsonResponse('kept: 1'),
      },
    },
    async (request: FastifyRequest<{ Querystring: { unit: string }; Body: { name: string; means: string } }>) => {
      const caller = consolidating(request);
      const collector = namedUnit(caller, library, request.query.unit);
      const { name, means } = request.body;
      const unit = namedUnit(caller, library, means);
      return warehouse.import(caller, async (engine) => {
        await prepareReceived(engine);
        await addReportWord(engine, collector.id, 'unit', textKey(name), unit.id, clock());
        return { kept: 1 };
      });
    },
  );

  function stamp({ unit }: Caller): { now: string; by: string } {
    return { now: clock(), by: unit ?? '' };
  }
}

/** Reports of units taken in. For an app that takes files as bodies. */
export function collectRoute(app: FastifyInstance, context: ServeContext): void {
  const { clock, limits } = context;
  app.post(
    '/collection/files',
    {
      config: { writes: true },
      bodyLimit: limits.bytes + 2 ** 20,
      schema: {
        summary: 'Nhận tệp báo cáo của các đơn vị',
        consumes: ['multipart/form-data', 'application/octet-stream'],
        querystring: collectQuery,
        response: jsonResponse('reports: như vedich collect --format json; failures: tệp không nhận và lý do'),
      },
    },
    async (request: Asked<{ filename?: string; received?: string }>) => {
      const caller = consolidating(request);
      const collection = collectionAsked(request, context);
      const { filename, received = clock(), lang } = request.query;
      if (!isDay(received.slice(0, 10))) throw new RequestProblem('BAD_DAY', { place: 'received' });
      const upload = await receive(request, context, filename);
      const handed = { receivedAt: received, by: caller.unit ?? '' };
      return takeIn(caller, upload.files, collection, handed, lang, context).finally(upload.remove);
    },
  );
}

function attachment(type: string, name: string): Record<string, string> {
  return { 'content-type': type, 'content-disposition': `attachment; filename="${name}"` };
}

/** @throws RequestProblem for whoever does not consolidate */
export function consolidating(request: FastifyRequest): Caller {
  const caller = callerOf(request);
  if (caller.role !== 'consolidator') throw new RequestProblem('NOT_YOUR_COLLECTION');
  return caller;
}

/** What the request says is collected, by a unit that the caller sees on its last day. @throws RequestProblem */
export function collectionAsked(request: Asked, { library }: ServeContext): Collection {
  const { query } = request;
  const unit = namedUnit(callerOf(request), library, query.unit, query.as_of);
  const known = library.snapshot();
  return collectionOf(known, subjectAsked(known, query), unit.id, query.as_of, query.from);
}
