import { PassThrough } from 'node:stream';
import multipart from '@fastify/multipart';
import type { FastifyInstance } from 'fastify';
import { mappingOf } from '../../facts/answers.ts';
import { importFile } from '../../facts/import.ts';
import { type SaidSheet, saidSheet } from '../../facts/problem-words.ts';
import type { ImportedFile, ImportOptions, OpenQuestion } from '../../facts/types.ts';
import type { ListId } from '../../lists.ts';
import { KIND_WORDS, type Language, UserError } from '../../messages.ts';
import { inflate, sha256Of } from '../../warehouse/duckdb/native/file-source.ts';
import { type Caller, callerOf, namedUnit } from '../access.ts';
import { entryOf } from '../audit.ts';
import type { ServeContext } from '../context.ts';
import { type FileFailure, problemDocument, problemOf, RequestProblem } from '../problem.ts';
import { importQuery, jsonResponse } from '../schemas.ts';
import { chosenType } from '../table-reply.ts';
import { receive, type UploadedFile } from '../upload.ts';
import { openUploaded } from '../uploaded-source.ts';
import { rejectedRoute } from './rejected.ts';

const LINES = 'application/x-ndjson';
const EVENTS = 'text/event-stream';

interface ImportQuery {
  filename?: string;
  province?: string;
  unit?: string;
  as?: ListId;
  map?: string[];
  map_value?: string[];
  map_unit?: string[];
  map_sheet?: string[];
  confirm_agency?: boolean;
  lang: Language;
}

/** What became of an upload: `sheets` is what `vedich import --format json` prints. */
interface ImportReport {
  imports: { file: string; import: number }[];
  sheets: SaidSheet[];
  open: OpenQuestion[];
  failures: FileFailure[];
}

export type ImportEvent =
  | { event: 'queued'; files: string[] }
  | { event: 'progress'; file: string; number: number; of: number; read: number; total: number; rows: number }
  | ({ event: 'done' } & ImportReport)
  | { event: 'problem'; problem: unknown };

/** Uploads: streamed to the disk, imported one after the other, told as they go for who asks for events. */
export async function importRoutes(app: FastifyInstance, context: ServeContext): Promise<void> {
  // The body is a file whatever its type says; it goes to the disk, never whole into memory.
  app.removeAllContentTypeParsers();
  await app.register(multipart);
  app.addContentTypeParser('*', (_request, _body, done) => done(null));
  rejectedRoute(app, context);

  app.post<{ Querystring: ImportQuery }>(
    '/imports',
    {
      config: { writes: true, tellsItself: true },
      // What is counted is the files; the form around them is small.
      bodyLimit: context.limits.bytes + 2 ** 20,
      schema: {
        summary: 'Nạp tệp xuất từ cổng',
        description: `Accept: application/json (báo cáo khi xong), ${LINES} hoặc ${EVENTS} (tiến độ từng tệp, rồi báo cáo).`,
        consumes: ['multipart/form-data', 'application/octet-stream'],
        produces: ['application/json', LINES, EVENTS],
        querystring: importQuery,
        response: jsonResponse(
          'imports: số của lần nạp (GET /imports); sheets: như vedich import --format json; open: điều còn phải trả lời (cột, giá trị, đơn vị); failures: tệp không nạp được và lý do',
        ),
      },
    },
    async (request, reply) => {
      const type = chosenType(request, ['application/json', LINES, EVENTS]);
      const caller = callerOf(request);
      const options = optionsFor(caller, request.query, context);
      const upload = await receive(request, context, request.query.filename);
      const imported = (id: number): void => {
        const entry = { ...entryOf(request, context.clock()), action: 'imported', import: id };
        void context.audit.write(entry).catch((error: unknown) => context.onFault(request.id, error));
      };
      const run = (tell: (event: ImportEvent) => void): Promise<ImportReport> =>
        importAll(caller, upload.files, options, request.query.lang, context, tell, imported).finally(() =>
          upload.remove(),
        );
      if (type === 'application/json') return reply.type(type).send(await run(() => undefined));
      const out = new PassThrough();
      const tell = (event: ImportEvent): void => {
        // A caller who has gone away does not stop the import.
        if (!out.destroyed) out.write(type === LINES ? `${JSON.stringify(event)}\n` : sse(event));
      };
      out.on('error', () => undefined);
      tell({ event: 'queued', files: upload.files.map(({ name }) => name) });
      void run(tell)
        .then(
          (report) => tell({ event: 'done', ...report }),
          (error: unknown) => {
            const problem = problemOf(error, request.id);
            if (problem.code === 'OUR_FAULT') context.onFault(request.id, error);
            tell({ event: 'problem', problem: problemDocument(problem, request.id) });
          },
        )
        .finally(() => out.end());
      return reply.type(type).header('x-accel-buffering', 'no').send(out);
    },
  );
}

function sse({ event, ...data }: ImportEvent): string {
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** A contributor speaks for one unit: only a consolidator may say that a whole file is a lower unit's. */
function optionsFor(
  caller: Caller,
  query: ImportQuery,
  { library, clock }: ServeContext,
): Omit<ImportOptions, 'sha256'> {
  const { province, unit, as, map = [], map_value = [], map_unit = [], map_sheet = [], confirm_agency = false } = query;
  if (unit !== undefined) namedUnit(caller, library, unit);
  if (unit !== undefined && caller.role === 'contributor' && unit !== caller.unit)
    throw new RequestProblem('NOT_YOUR_UNIT');
  if (province !== undefined && library.units.byId.get(province)?.kind !== 'province')
    throw new RequestProblem('UNKNOWN_PARAMETER', { kind: KIND_WORDS.province, id: province, list: '/api/v1/units' });
  return {
    now: clock(),
    ...(province === undefined ? {} : { province }),
    ...(unit === undefined ? {} : { unit }),
    ...(as === undefined ? {} : { as }),
    confirmAgency: confirm_agency,
    // The schema has refused what is no explanation but of blanks, which explains nothing.
    mapping: mappingOf({ column: map, value: map_value, unit: map_unit, sheet: map_sheet }, () => undefined),
    ...(caller.scope === undefined
      ? {}
      : { within: caller.scope, ...(caller.unit === null ? {} : { sender: caller.unit }) }),
  };
}

/** @throws RequestProblem where not one file could be read */
async function importAll(
  caller: Caller,
  files: readonly UploadedFile[],
  options: Omit<ImportOptions, 'sha256'>,
  language: Language,
  context: ServeContext,
  tell: (event: ImportEvent) => void,
  imported: (id: number) => void,
): Promise<ImportReport> {
  const report: ImportReport = { imports: [], sheets: [], open: [], failures: [] };
  for (const [index, file] of files.entries()) {
    const place = { event: 'progress', file: file.name, number: index + 1, of: files.length } as const;
    try {
      const told = everySoOften((read, total, rows) => tell({ ...place, read, total, rows }));
      const { importId, known, sheets, open } = await importOne(caller, file, options, context, told);
      if (importId !== null && !known) imported(importId);
      if (importId !== null) report.imports.push({ file: file.name, import: importId });
      report.sheets.push(...sheets.map((sheet) => saidSheet(sheet, language)));
      report.open.push(...open);
    } catch (error) {
      if (!(error instanceof UserError || error instanceof RequestProblem)) throw error;
      const { code, detail, detail_en } = problemDocument(error, '');
      report.failures.push({ file: file.name, code, message: detail, message_en: detail_en });
    }
  }
  const closing = report.failures.length === files.length && report.failures.every(({ code }) => code === 'CLOSING');
  if (closing) throw new RequestProblem('CLOSING');
  if (report.failures.length === files.length) throw new RequestProblem('NOTHING_IMPORTED', {}, report.failures);
  return report;
}

function importOne(
  caller: Caller,
  file: UploadedFile,
  options: Omit<ImportOptions, 'sha256'>,
  { library, warehouse }: ServeContext,
  tell: (read: number, total: number, rows: number) => void,
): Promise<ImportedFile> {
  let rows = 0;
  const onProgress = (read: number, total: number): void => tell(read, total, rows);
  const onRows = (count: number): void => {
    rows = count;
  };
  return warehouse.import(
    caller,
    async (engine) => {
      const source = await openUploaded(file);
      try {
        const sha256 = await sha256Of(source);
        const imported = await importFile(
          engine,
          library.snapshot(),
          source,
          { inflate, onProgress },
          { ...options, sha256, onRows },
        );
        tell(source.size, source.size, rows);
        return imported;
      } finally {
        await source.close();
      }
      // A token's file can say nothing of others.
    },
    caller.scope,
  );
}

/** At most ten times a second; the first and the last are always told. */
function everySoOften<T extends (read: number, total: number, rows: number) => void>(tell: T) {
  let last = Number.NEGATIVE_INFINITY;
  return (read: number, total: number, rows: number): void => {
    const now = performance.now();
    if (read < total && now - last < 100) return;
    last = now;
    tell(read, total, rows);
  };
}
