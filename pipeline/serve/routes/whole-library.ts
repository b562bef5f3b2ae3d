import type { FastifyInstance } from 'fastify';
import { exportOffice, importOffice } from '../../library/layer/bundle.ts';
import { editOffice } from '../../library/layer/edit.ts';
import { LAST_DAY_BEFORE } from '../../library/units/provinces.ts';
import { unitSummary } from '../../library/units/summary.ts';
import { unitsFromTable } from '../../library/units/table.ts';
import { KIND_WORDS } from '../../messages.ts';
import { type Caller, callerOf, mayName } from '../access.ts';
import type { LiveLibrary } from '../live-library.ts';
import { RequestProblem } from '../problem.ts';
import { fileResponse, idParams, jsonResponse, noQuery, unitsTableBody } from '../schemas.ts';
import { consolidator, mistakeDocument, refuse } from './library.ts';

/** Templates are most of it. */
const ZIP_BYTES = 64 * 2 ** 20;
/** A pasted list of a few thousand units. */
const TABLE_BYTES = 4 * 2 ** 20;
const ZIP = 'application/zip';

/** The office's layer as one file, and what a screen needs to make files of it: provinces, tables of units. */
export async function wholeLibraryRoutes(app: FastifyInstance, library: LiveLibrary): Promise<void> {
  app.addContentTypeParser(ZIP, { parseAs: 'buffer', bodyLimit: ZIP_BYTES }, (_request, body, done) =>
    done(null, body),
  );

  app.get(
    '/library/export',
    {
      schema: {
        summary: 'Cả thư viện riêng của cơ quan, một tệp zip',
        querystring: noQuery,
        response: fileResponse('Tệp zip', ZIP),
      },
    },
    async (request, reply) => {
      everything(callerOf(request));
      return reply.type(ZIP).send(Buffer.from(exportOffice(library.files)));
    },
  );

  app.post<{ Body: Buffer }>(
    '/library/import',
    {
      config: { writes: true },
      bodyLimit: ZIP_BYTES,
      schema: {
        summary: 'Lấy các tệp trong gói zip vào thư viện riêng',
        consumes: [ZIP],
        querystring: noQuery,
        response: jsonResponse('files: số tệp; mistakes: file, line, message, message_en'),
      },
    },
    async (request) => {
      everything(callerOf(request));
      const { files, mistakes } = await importOffice(new Uint8Array(request.body), 'library.zip');
      refuse(mistakes);
      const edit = await library.change(files, (now) => editOffice(now.shipped, now.files, files));
      return { files: files.size, mistakes: edit.mistakes.map(mistakeDocument) };
    },
  );

  app.get(
    '/library/provinces',
    {
      schema: {
        summary: '63 tỉnh trước 1/7/2025 (34 tỉnh còn tiếp tục)',
        querystring: noQuery,
        response: jsonResponse('provinces: id, name, to'),
      },
    },
    async () => ({
      provinces: library.provinces.provinces.map(({ id, name, became }) => ({
        id,
        name,
        to: became === '' ? null : LAST_DAY_BEFORE,
      })),
    }),
  );

  app.get<{ Params: { id: string } }>(
    '/library/provinces/:id',
    {
      schema: {
        summary: 'Các đơn vị của một tỉnh được xem',
        params: idParams,
        querystring: noQuery,
        response: jsonResponse('units: như GET /api/v1/units'),
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const { id } = request.params;
      await loaded(caller, library, id);
      const units = library.units.units.filter((unit) => unit.province === id && mayName(caller, unit.id));
      return { units: units.map(unitSummary) };
    },
  );

  app.post<{ Body: { rows: string[][]; province: string } }>(
    '/library/units-from',
    {
      bodyLimit: TABLE_BYTES,
      schema: {
        summary: 'Bảng đơn vị thành tệp YAML, chưa lưu',
        body: unitsTableBody,
        querystring: noQuery,
        response: jsonResponse('yaml, units, ignored, mistakes: row, column, vi, en'),
      },
    },
    async (request) => {
      const caller = consolidator(callerOf(request));
      const { rows, province } = request.body;
      // What it says of names that are taken must not tell of others' units.
      if (!mayName(caller, province)) throw new RequestProblem('NOT_YOUR_UNIT');
      await loaded(caller, library, province);
      return unitsFromTable(rows, library.units, { province, parent: province });
    },
  );
}

/** Who may see and change everything: the whole layer is of all units. */
function everything(caller: Caller): void {
  if (consolidator(caller).scope !== undefined) throw new RequestProblem('NOT_YOUR_UNIT');
}

async function loaded(caller: Caller, library: LiveLibrary, id: string): Promise<void> {
  if (!library.provinces.byId.has(id))
    throw new RequestProblem('UNKNOWN_PARAMETER', { kind: KIND_WORDS.unit, id, list: '/api/v1/library/provinces' });
  // A token's own units are loaded since the start; of others it sees nothing.
  if (caller.scope === undefined) await library.load(id);
}
