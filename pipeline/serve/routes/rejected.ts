import type { FastifyInstance } from 'fastify';
import type { Language } from '../../messages.ts';
import { rejectedWorkbook } from '../../office/rejected-file.ts';
import { inflate, sha256Of } from '../../warehouse/duckdb/native/file-source.ts';
import { type Caller, callerOf } from '../access.ts';
import type { ServeContext } from '../context.ts';
import { RequestProblem } from '../problem.ts';
import { fileResponse, rejectedQuery } from '../schemas.ts';
import { receive, type UploadedFile } from '../upload.ts';
import { openUploaded } from '../uploaded-source.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/**
 * The rows of a file that its import left out, beside why and what would be accepted. The file comes again with the
 * request, since no cell of such rows is kept; it goes when the answer is made. For an app that takes files as bodies.
 */
export function rejectedRoute(app: FastifyInstance, context: ServeContext): void {
  const { library, warehouse, limits } = context;
  app.post<{ Querystring: { filename?: string; lang: Language } }>(
    '/rejected',
    {
      bodyLimit: limits.bytes + 2 ** 20,
      schema: {
        summary: 'Các dòng bị loại của một tệp đã nạp, để sửa rồi nạp lại',
        consumes: ['multipart/form-data', 'application/octet-stream'],
        querystring: rejectedQuery,
        response: fileResponse('Tệp .xlsx', XLSX),
      },
    },
    async (request, reply) => {
      const { filename, lang } = request.query;
      const upload = await receive(request, context, filename);
      const [file] = upload.files;
      // The file is gone before anybody has the answer.
      const made = await workbookOf(file, callerOf(request), lang).finally(upload.remove);
      return reply
        .headers({ 'content-type': XLSX, 'content-disposition': 'attachment; filename="dong-bi-loai.xlsx"' })
        .send(Buffer.from(made));
    },
  );

  async function workbookOf(file: UploadedFile | undefined, caller: Caller, language: Language): Promise<Uint8Array> {
    if (file === undefined) throw new RequestProblem('NOTHING_IMPORTED', {}, []);
    const source = await openUploaded(file);
    try {
      const asked = { sha256: await sha256Of(source), language };
      const known = library.snapshot();
      return await warehouse.read(caller, (engine) => rejectedWorkbook(engine, known, source, { inflate }, asked));
    } finally {
      await source.close();
    }
  }
}
