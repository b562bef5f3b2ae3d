import type { FastifyInstance } from 'fastify';
import type { DataMistake } from '../../library/data.ts';
import { addFile, type OfficeEdit, removeOwn } from '../../library/layer/edit.ts';
import type { Library } from '../../library/types.ts';
import { KIND_WORDS } from '../../messages.ts';
import { type Caller, callerOf, mayName } from '../access.ts';
import type { KeptOffice, LiveLibrary } from '../live-library.ts';
import { RequestProblem } from '../problem.ts';
import { idParams, jsonResponse, noQuery } from '../schemas.ts';

/** A long plan has 20 KB. */
const BODY_BYTES = 2 ** 20;
const YAML = ['application/yaml', 'text/yaml', 'text/plain', 'application/octet-stream'];

const KINDS = {
  plans: { one: KIND_WORDS.plan, list: '/api/v1/plans', words: 'kế hoạch' },
  units: { one: KIND_WORDS.unit, list: '/api/v1/units', words: 'đơn vị' },
} as const;

type Kind = keyof typeof KINDS;

/**
 * The office's own plans and units. Whoever may consolidate changes them: at the machine all, with a token those of its
 * unit and of the units below. Nobody can put a unit that is not theirs below one that is.
 */
export async function libraryRoutes(app: FastifyInstance, library: LiveLibrary): Promise<void> {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(YAML, { parseAs: 'buffer', bodyLimit: BODY_BYTES }, (_request, body, done) =>
    done(null, body),
  );

  app.get(
    '/library',
    {
      schema: {
        summary: 'Kế hoạch và đơn vị riêng của cơ quan, chỗ cần sửa',
        querystring: noQuery,
        response: jsonResponse('plans, units, indicators: mã → tệp; mistakes, notes: file, line, message, message_en'),
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const { plans, units, indicators, mistakes, notes } = library.office;
      const seen = [...units].filter(([id]) => mayName(caller, id));
      // What is wrong with files may name units of others: it is for those who can mend it.
      const told = (all: readonly DataMistake[]) => (mayMend(caller) ? all.map(mistakeDocument) : []);
      return {
        plans: Object.fromEntries(plans),
        units: Object.fromEntries(seen),
        indicators: Object.fromEntries(indicators),
        mistakes: told(mistakes),
        notes: told(notes),
      };
    },
  );

  for (const kind of ['plans', 'units'] as const) {
    const { words } = KINDS[kind];
    app.get<{ Params: { id: string } }>(
      `/library/${kind}/:id`,
      {
        schema: {
          summary: `Tệp YAML của ${words} riêng`,
          params: idParams,
          querystring: noQuery,
          response: { 200: { description: 'Tệp YAML', content: { 'application/yaml': { schema: {} } } } },
        },
      },
      async (request, reply) => {
        const { id } = request.params;
        const path = library.office[kind].get(id);
        if (path === undefined || (kind === 'units' && !ownsFile(callerOf(request), library, path)))
          throw notThere(kind, id);
        return reply.type('application/yaml; charset=utf-8').send(Buffer.from(library.files.get(path) ?? []));
      },
    );

    app.put<{ Params: { id: string }; Body: Buffer | undefined }>(
      `/library/${kind}/:id`,
      {
        config: { writes: true },
        bodyLimit: BODY_BYTES,
        schema: {
          summary: `Thêm hoặc thay ${words} riêng (tệp YAML)`,
          consumes: YAML,
          params: idParams,
          querystring: noQuery,
          response: jsonResponse('ids, replaced; plan: id và version'),
        },
      },
      async (request) => {
        const caller = consolidator(callerOf(request));
        const { id } = request.params;
        const { body } = request;
        if (body === undefined || body.length === 0) throw new RequestProblem('NO_YAML');
        const bytes = new Uint8Array(body);
        let replaced = false;
        const edit = await library.change(new Map([[`${kind}/${id}.yaml`, bytes]]), (now) => {
          const made = addFile(now.shipped, now.files, kind, `${id}.yaml`, bytes);
          refuse(made.mistakes);
          if (kind === 'plans' && !made.library.office.plans.has(id)) throw new RequestProblem('OTHER_ID', { id });
          replaced = now.files.has(made.path);
          mayChange(caller, now, made, kind, made.path);
          return made;
        });
        const [path = ''] = edit.changes.keys();
        const ids = [...edit.library.office[kind]].filter(([, file]) => file === path).map(([one]) => one);
        const plan = kind === 'plans' ? edit.library.plans.get(id) : undefined;
        return { ids, replaced, ...(plan === undefined ? {} : { plan: { id: plan.id, version: plan.version } }) };
      },
    );

    app.delete<{ Params: { id: string } }>(
      `/library/${kind}/:id`,
      {
        config: { writes: true },
        schema: {
          summary: `Gỡ ${words} riêng`,
          params: idParams,
          querystring: noQuery,
          response: jsonResponse('removed: mã'),
        },
      },
      async (request) => {
        const caller = consolidator(callerOf(request));
        const { id } = request.params;
        await library.change(new Map(), (now) => {
          const made = removeOwn(now.shipped, now.files, kind, id);
          if (made === undefined) throw notThere(kind, id);
          refuse(made.mistakes);
          mayChange(caller, now, made, kind, made.path);
          return made;
        });
        return { removed: id };
      },
    );
  }
}

function notThere(kind: Kind, id: string): RequestProblem {
  return new RequestProblem('UNKNOWN_PARAMETER', { kind: KINDS[kind].one, id, list: '/api/v1/library' });
}

function mayMend({ role }: Caller): boolean {
  return role === 'consolidator';
}

export function consolidator(caller: Caller): Caller {
  if (!mayMend(caller)) throw new RequestProblem('NOT_YOUR_LIBRARY');
  return caller;
}

export function refuse(mistakes: readonly DataMistake[]): void {
  if (mistakes.length === 0) return;
  throw new RequestProblem(
    'LIBRARY_MISTAKES',
    { count: mistakes.length },
    mistakes.map(({ file, line, message, en = message }) => ({
      file: line > 0 ? `${file}:${line}` : file,
      code: 'LIBRARY_MISTAKES',
      message,
      message_en: en,
    })),
  );
}

export function mistakeDocument({ file, line, message, en = message }: DataMistake) {
  return { file, line, message, message_en: en };
}

/** Every unit of the file is the caller's. */
function ownsFile(caller: Caller, { office }: Pick<Library, 'office'>, path: string): boolean {
  return [...office.units].every(([id, file]) => file !== path || mayName(caller, id));
}

/**
 * What is changed, as it was and as it is to be, must be the caller's: a plan by its units, a unit that is there by itself,
 * a new one by what it stands below. @throws RequestProblem
 */
function mayChange(caller: Caller, now: KeptOffice, edit: OfficeEdit, kind: Kind, path: string): void {
  if (caller.scope === undefined) return;
  for (const { library, before } of [
    { library: now.library, before: true },
    { library: edit.library, before: false },
  ]) {
    for (const [id, file] of library.office[kind]) {
      if (file !== path) continue;
      const units = kind === 'plans' ? unitsOfPlan(library, id) : unitAndAbove(library, id, now, before);
      if (!units.every((unit) => mayName(caller, unit))) throw new RequestProblem('NOT_YOUR_UNIT');
    }
  }
  // A plan with a shipped id takes the place of that plan for everybody.
  if (kind === 'plans')
    for (const [id, file] of edit.library.office.plans)
      if (file === path && now.shipped.plans.has(id)) throw new RequestProblem('NOT_YOUR_UNIT');
}

function unitsOfPlan({ plans }: Pick<Library, 'plans'>, id: string): string[] {
  const plan = plans.get(id);
  return plan === undefined ? [] : [plan.issuerUnit, plan.defaultUnit];
}

function unitAndAbove({ units }: Pick<Library, 'units'>, id: string, now: KeptOffice, before: boolean): string[] {
  const unit = units.byId.get(id);
  const isNew = !before && !now.library.units.byId.has(id);
  return [...(isNew ? [] : [id]), ...(unit?.parents.map(({ parent }) => parent) ?? []), ...(unit?.successors ?? [])];
}
