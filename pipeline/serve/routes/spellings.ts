import type { FastifyInstance } from 'fastify';
import { forgetSpelling, keepSpellings, placesIn, type SpellingPlace } from '../../library/layer/edit-spellings.ts';
import type { Library } from '../../library/library.ts';
import type { Mapping } from '../../library/mapping.ts';
import { resolveUnit } from '../../library/units/resolve.ts';
import { saidSpellings } from '../../office/spellings.ts';
import { type Caller, callerOf, mayName } from '../access.ts';
import type { LiveLibrary } from '../live-library.ts';
import { RequestProblem } from '../problem.ts';
import { jsonResponse, noQuery, spellingBody, spellingsBody } from '../schemas.ts';
import { consolidator, refuse } from './library.ts';

/** The parts that mean units. */
const UNIT_PARTS = ['units', 'agencies', 'sheets'] as const;

/**
 * What was answered about exports. It holds for everybody's imports, so whoever may consolidate keeps and takes it back;
 * a contributor's answers go with the import that they answer (`map`, `map_value`, …). Nobody is told of, or speaks for,
 * units that are not theirs.
 */
export function spellingRoutes(app: FastifyInstance, library: LiveLibrary): void {
  app.get(
    '/library/spellings',
    {
      schema: {
        summary: 'Những điều đã trả lời về tệp xuất: tiêu đề, giá trị, tên đơn vị',
        querystring: noQuery,
        response: jsonResponse('spellings: part, column, written, meant (mã), vi, en (nghĩa)'),
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const seen = saidSpellings(library.snapshot()).filter(
        ({ part, meant }) => !isUnitPart(part) || mayName(caller, meant),
      );
      return { spellings: seen };
    },
  );

  app.post<{ Body: Mapping }>(
    '/library/spellings',
    {
      config: { writes: true },
      schema: {
        summary: 'Ghi nhớ câu trả lời cho mọi lần nạp sau',
        body: spellingsBody,
        querystring: noQuery,
        response: jsonResponse('kept: đã ghi nhớ bao nhiêu điều'),
      },
    },
    async (request) => {
      const caller = consolidator(callerOf(request));
      const said = request.body;
      const units = UNIT_PARTS.flatMap((part) => Object.values(said[part]));
      for (const unit of units) if (!mayName(caller, unit)) throw new RequestProblem('NOT_YOUR_UNIT');
      for (const name of Object.keys(said.units)) mayExplain(caller, library.snapshot(), name);
      await library.change(named(units), (now) => {
        for (const part of UNIT_PARTS)
          for (const written of Object.keys(said[part]))
            mayReplace(caller, now.library.office.spellings[part][written]);
        const edit = keepSpellings(now.shipped, now.files, said);
        refuse(edit.mistakes);
        return edit;
      });
      return { kept: placesIn(said).length };
    },
  );

  app.delete<{ Body: SpellingPlace }>(
    '/library/spellings',
    {
      config: { writes: true },
      schema: {
        summary: 'Bỏ một điều đã trả lời',
        body: spellingBody,
        querystring: noQuery,
        response: jsonResponse('forgotten: cách viết'),
      },
    },
    async (request) => {
      const caller = consolidator(callerOf(request));
      const place = request.body;
      await library.change(new Map(), (now) => {
        const { part, written } = place;
        if (isUnitPart(part)) mayReplace(caller, now.library.office.spellings[part][written]);
        const edit = forgetSpelling(now.shipped, now.files, place);
        refuse(edit.mistakes);
        return edit;
      });
      return { forgotten: place.written };
    },
  );
}

function isUnitPart(part: keyof Mapping): part is (typeof UNIT_PARTS)[number] {
  return UNIT_PARTS.some((one) => one === part);
}

/** What says something of another office's unit stays. */
function mayReplace(caller: Caller, unit: string | undefined): void {
  if (unit !== undefined && !mayName(caller, unit)) throw new RequestProblem('NOT_YOUR_UNIT');
}

/** A name that is known to be another office's unit is not for this caller to explain: its rows and reports would change hands. */
function mayExplain(caller: Caller, { units }: Pick<Library, 'units'>, name: string): void {
  const province = units.byId.get(caller.unit ?? '')?.province;
  const found = resolveUnit(units, name, { ...(province == null ? {} : { province }), suggests: false });
  if ('unit' in found && !mayName(caller, found.unit)) throw new RequestProblem('NOT_YOUR_UNIT');
}

/** A file that names the units, so that theirs are loaded. */
function named(units: readonly string[]): Map<string, Uint8Array> {
  return new Map([['spellings/answers.yaml', new TextEncoder().encode(units.join('\n'))]]);
}
