import type { FastifyInstance, FastifyRequest } from 'fastify';
import { goingWith, type KnownImport, knownImports, removeImport } from '../../facts/imports.ts';
import { KIND_WORDS } from '../../messages.ts';
import { importRows, importTable } from '../../office/imports.ts';
import type { Engine } from '../../warehouse/duckdb/engine.ts';
import { type Caller, callerOf, mayName } from '../access.ts';
import type { ServeContext } from '../context.ts';
import { RequestProblem } from '../problem.ts';
import { importParams, importsQuery, jsonResponse, noQuery, tableResponse } from '../schemas.ts';
import { pageOf, sendTable } from '../table-reply.ts';

type ById = FastifyRequest<{ Params: { id: number } }>;

/** What was imported, what would go with an import, and taking it away. */
export function importListRoutes(app: FastifyInstance, { library, warehouse }: ServeContext): void {
  app.get(
    '/imports',
    {
      schema: {
        summary: 'Các tệp đã nạp',
        querystring: importsQuery,
        response: tableResponse('Mỗi dòng một lần nạp; removable: có bỏ được không', importTable([]).columns),
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const imports = await warehouse.readAll(caller, knownImports);
      const seen = imports.filter((one) => maySee(caller, one));
      const rows = seen.flatMap((one) => importRows([asSeen(caller, one)], () => mayRemove(caller, one)));
      return sendTable(request, reply, async (page) => pageOf(importTable(rows), page));
    },
  );

  app.get(
    '/imports/:id',
    {
      schema: {
        summary: 'Bỏ lần nạp này thì mất những gì',
        params: importParams,
        querystring: noQuery,
        response: jsonResponse('import, file, lists: list, gone (dòng chỉ tệp này có), back (dòng theo tệp khác)'),
      },
    },
    async (request: ById) =>
      warehouse.readAll(callerOf(request), async (engine) => {
        const one = await removable(engine, request);
        return { import: one.importId, file: one.file, lists: await goingWith(engine, library.columns, one.importId) };
      }),
  );

  app.delete(
    '/imports/:id',
    {
      config: { writes: true, tellsItself: true },
      schema: {
        summary: 'Bỏ một lần nạp, như chưa từng có tệp ấy',
        params: importParams,
        querystring: noQuery,
        response: jsonResponse('import, file, lists: list, gone, back'),
      },
    },
    async (request: ById) =>
      // In the imports' turn: the one that is looked at is the one that goes.
      warehouse.import(callerOf(request), async (engine) => {
        const one = await removable(engine, request);
        return {
          import: one.importId,
          file: one.file,
          lists: await removeImport(engine, library.columns, one.importId),
        };
      }),
  );
}

/** The import that the request names. @throws RequestProblem where there is none to be seen, or not for this caller to take away */
async function removable(engine: Engine, request: ById): Promise<KnownImport> {
  const caller = callerOf(request);
  const { id } = request.params;
  const one = (await knownImports(engine)).find(({ importId }) => importId === id);
  if (one === undefined || !maySee(caller, one))
    throw new RequestProblem('UNKNOWN_PARAMETER', { kind: KIND_WORDS.import, id: String(id), list: '/api/v1/imports' });
  if (!mayRemove(caller, one)) throw new RequestProblem('NOT_YOUR_IMPORT');
  return one;
}

function maySee(caller: Caller, { sender, units }: KnownImport): boolean {
  return caller.scope === undefined || sender === caller.unit || units.some(({ id }) => mayName(caller, id));
}

/** Whether a file has nothing of units that are not the caller's, not even rows that were left out. */
export function isWhollyOwn(caller: Caller, { units, leftOut, othersLeftOut, sender }: KnownImport): boolean {
  if (caller.scope === undefined) return true;
  const known = [...units.map(({ id }) => id), ...leftOut];
  if (!known.every((id) => mayName(caller, id))) return false;
  // Of whom the rest is, only its sender knows.
  return (known.length > 0 && !othersLeftOut) || (sender !== null && mayName(caller, sender));
}

/** Of a file with rows of others too, only how many were the caller's. */
function asSeen(caller: Caller, one: KnownImport): KnownImport {
  if (isWhollyOwn(caller, one)) return one;
  const units = one.units.filter(({ id }) => mayName(caller, id));
  const own = units.reduce((sum, { rows }) => sum + rows, 0);
  return { ...one, units, read: own, accepted: own, rejected: 0 };
}

/**
 * Never what is another unit's: a contributor takes back what its own token sent, a consolidator what is wholly of its unit
 * and those below, whoever sits at the machine everything.
 */
function mayRemove(caller: Caller, { sender, units }: KnownImport): boolean {
  if (caller.scope === undefined) return true;
  if (caller.role === 'reader') return false;
  const isOwn = units.every(({ id }) => mayName(caller, id));
  if (caller.role === 'contributor') return isOwn && sender === caller.unit;
  return isOwn && (units.length > 0 || (sender !== null && mayName(caller, sender)));
}
