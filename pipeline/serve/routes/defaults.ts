import type { FastifyInstance } from 'fastify';
import { changedDefaults } from '../../library/layer/defaults.ts';
import { editOffice } from '../../library/layer/edit.ts';
import { DEFAULTS_FILE, textOf } from '../../library/layer/files.ts';
import { NO_DEFAULTS, type OfficeDefaults } from '../../library/layer/types.ts';
import { type Caller, callerOf, mayName } from '../access.ts';
import type { LiveLibrary } from '../live-library.ts';
import { RequestProblem } from '../problem.ts';
import { jsonResponse, noQuery, reportDefaultsBody } from '../schemas.ts';
import { consolidator, refuse } from './library.ts';

const KEYS = 'unit, plan, province, place, numberPattern, template, signatory, recipients, appendices; templates';

/** What the office's reports are made with: whoever may consolidate for the office's unit changes it. */
export async function defaultsRoutes(app: FastifyInstance, library: LiveLibrary): Promise<void> {
  app.get(
    '/library/defaults',
    {
      schema: {
        summary: 'Mặc định của báo cáo: người ký, số, địa danh, nơi nhận, phụ lục, mẫu',
        querystring: noQuery,
        response: jsonResponse(KEYS),
      },
    },
    async (request) => ({ ...defaultsFor(callerOf(request), library), templates: library.office.templates }),
  );

  app.put<{ Body: Omit<OfficeDefaults, 'unit' | 'plan' | 'province'> }>(
    '/library/defaults',
    {
      config: { writes: true },
      schema: {
        summary: 'Đổi mặc định của báo cáo',
        consumes: ['application/json'],
        querystring: noQuery,
        body: reportDefaultsBody,
        response: jsonResponse(KEYS),
      },
    },
    async (request) => {
      const caller = consolidator(callerOf(request));
      const { body } = request;
      const edit = await library.change(new Map(), ({ shipped, files, library: { office } }) => {
        const { unit } = office.defaults;
        if (caller.scope !== undefined && (unit === null || !mayName(caller, unit)))
          throw new RequestProblem('NOT_YOUR_UNIT');
        const read = textOf(DEFAULTS_FILE, files.get(DEFAULTS_FILE) ?? new Uint8Array());
        refuse(read.mistake === undefined ? [] : [read.mistake]);
        const before = read.mistake === undefined ? read.text : '';
        const text = changedDefaults(before, { ...office.defaults, ...body });
        const made = editOffice(shipped, files, new Map([[DEFAULTS_FILE, new TextEncoder().encode(text)]]));
        refuse(made.mistakes);
        return made;
      });
      const { defaults, templates } = edit.library.office;
      return { ...defaults, templates };
    },
  );
}

/** Signatory and recipients of a unit that a token does not see are not told. */
export function defaultsFor(caller: Caller, { office }: Pick<LiveLibrary, 'office'>): OfficeDefaults {
  const { unit } = office.defaults;
  return unit === null || mayName(caller, unit) ? office.defaults : NO_DEFAULTS;
}
