import type { FastifyInstance } from 'fastify';
import { FACT_MACROS } from '../../facts/macros.ts';
import { prepareWarehouse } from '../../facts/tables.ts';
import type { Language } from '../../messages.ts';
import { type DifferenceQuestion, differenceNow, differenceRecord } from '../../office/difference.ts';
import { ownLists } from '../../office/own-list.ts';
import type { Office } from '../../office/scope.ts';
import { inflate, sha256Of } from '../../warehouse/duckdb/native/file-source.ts';
import { openNativeEngine } from '../../warehouse/duckdb/native/native-engine.ts';
import { duckdbWarehouse } from '../../warehouse/warehouse.ts';
import { type Caller, callerOf, namedUnit } from '../access.ts';
import type { ServeContext } from '../context.ts';
import { jsonResponse } from '../schemas.ts';
import { receive, type UploadedFile } from '../upload.ts';
import { openUploaded } from '../uploaded-source.ts';
import { type Asked, collectionAsked, consolidating } from './collection.ts';
import { differenceListQuery, differenceQuery } from './collection-schemas.ts';

type AskedOf = Asked<{ of: string; target: string; filename?: string }>;

const ANSWER = 'reported, here, list: tử số, mẫu số; message: câu nói; members: hồ sơ, tính vào đâu ở đây và ở đơn vị';

/** Which dossiers are counted here behind a figure that a unit reports: for whoever sees both units. */
export function differenceRoute(app: FastifyInstance, context: ServeContext): void {
  app.get(
    '/collection/difference',
    {
      schema: {
        summary: 'Hồ sơ được tính ở đây sau một số đơn vị báo',
        querystring: differenceQuery,
        response: jsonResponse(ANSWER),
      },
    },
    async (request: AskedOf) =>
      differenceIn(callerOf(request), questionOf(request, context), request.query.lang, context, null),
  );
}

/** The same against the lists that the unit counted from, for whoever consolidates. For an app that takes files as bodies. */
export function differenceListRoute(app: FastifyInstance, context: ServeContext): void {
  const { limits } = context;
  app.post(
    '/collection/difference',
    {
      // A reader hands in nothing, though nothing is kept.
      config: { writes: true },
      bodyLimit: limits.bytes + 2 ** 20,
      schema: {
        summary:
          'Hồ sơ làm số đơn vị báo khác số đếm ở đây, theo danh sách đơn vị đã đếm; danh sách chỉ được đọc, không lưu',
        consumes: ['multipart/form-data', 'application/octet-stream'],
        querystring: differenceListQuery,
        response: jsonResponse(ANSWER),
      },
    },
    async (request: AskedOf) => {
      const caller = consolidating(request);
      // Before any of the files is read: who may not ask costs nothing.
      const question = questionOf(request, context);
      const upload = await receive(request, context, request.query.filename);
      return againstLists(caller, upload.files, question, request.query.lang, context).finally(upload.remove);
    },
  );
}

async function againstLists(
  caller: Caller,
  files: readonly UploadedFile[],
  question: DifferenceQuestion,
  language: Language,
  context: ServeContext,
) {
  const known = context.library.snapshot();
  const engine = await openNativeEngine(':memory:');
  const opened: Awaited<ReturnType<typeof open>>[] = [];
  try {
    await prepareWarehouse(engine, known.columns);
    for (const macro of FACT_MACROS) await engine.run(macro);
    for (const file of files) opened.push(await open(file));
    const theirs = await ownLists(engine, known, question.unit, opened, { inflate }, context.clock());
    return await differenceIn(caller, question, language, context, theirs);
  } finally {
    for (const { close } of opened) await close();
    await engine.close();
  }
}

async function open(file: UploadedFile) {
  const source = await openUploaded(file);
  return { source, sha256: await sha256Of(source), close: () => source.close() };
}

function questionOf(request: AskedOf, context: ServeContext): DifferenceQuestion {
  const { of, target, as_of: asOf } = request.query;
  const unit = namedUnit(callerOf(request), context.library, of, asOf).id;
  return { collection: collectionAsked(request, context), unit, target };
}

async function differenceIn(
  caller: Caller,
  question: DifferenceQuestion,
  language: Language,
  context: ServeContext,
  theirs: Office | null,
) {
  const known = context.library.snapshot();
  return context.warehouse.readAll(caller, async (engine) => {
    const office = { engine, library: known, warehouse: duckdbWarehouse(engine, known.columns) };
    return differenceRecord(await differenceNow(office, question, theirs), language);
  });
}
