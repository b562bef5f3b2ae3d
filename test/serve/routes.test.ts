import { describe, expect, it } from 'vitest';
import { shippedLibrary } from '../../pipeline/cli/library.ts';
import { unitScope } from '../../pipeline/library/units/scope.ts';
import type { Question } from '../../pipeline/office/questions.ts';
import { asText } from '../../pipeline/warehouse/duckdb/engine.ts';
import { problemIn, type Running, startServer } from './running-server.ts';
import { ARROW, type Operation, operations, PLAN, sampleServers, textOf } from './sample-servers.ts';

const servers = sampleServers();
const { tokens } = servers;

const COLLECTING = /\/(collection|own-reports)/;

/** A request that is right in everything, for a unit. */
function requestFor({ place, parameters }: Operation, unit: string, values: Record<string, string> = {}): string {
  const known: Record<string, string> = {
    plan: PLAN,
    unit,
    from: '2023-01-01',
    as_of: '2023-11-30',
    indicator: 'remote_online_rate',
    side: 'missing',
    list: 'procedures',
    filename: 'a.csv',
    of: unit,
    target: 'remote-online',
    // A report that lacks figures is made only for whoever says so.
    confirm: 'true',
    ...values,
  };
  const id = place.includes('/plans/') ? PLAN : unit;
  const query = parameters
    .filter(
      (parameter) =>
        parameter.in === 'query' &&
        (parameter.required === true ||
          values[parameter.name] !== undefined ||
          ['filename', 'confirm'].includes(parameter.name) ||
          // What is collected is said by plan or by form.
          (parameter.name === 'plan' && COLLECTING.test(place))),
    )
    .map(({ name }) => `${name}=${encodeURIComponent(known[name] ?? '')}`);
  return `${place.replace('{id}', id)}${query.length === 0 ? '' : `?${query.join('&')}`}`;
}

function send(
  { method }: Operation,
  place: string,
  token?: string,
  accept?: string,
  server: Running = servers.guarded,
): Promise<Response> {
  return method === 'POST' ? server.post(place, 'x', token, accept) : server.get(place, token, accept);
}

/** Routes over all rows there are: for no token of a unit, whatever it asks. */
const WHOLE = ['/api/v1/query', '/api/v1/tables'];

/** The one route that takes many units in one request: each question has an answer of its own. */
const TOGETHER = '/api/v1/figures';

function questionsFor(unit: string): Question[] {
  const period = { unit, from: '2023-01-01', as_of: '2023-11-30' };
  return [
    { ask: 'figure', of: 'remote_online_rate', ...period },
    { ask: 'figure', of: `${PLAN}/remote-online`, ...period },
    { ask: 'target', of: `${PLAN}/remote-online`, ...period },
    { ask: 'table', of: PLAN, ...period },
    ...(['unit', 'field', 'procedure', 'month'] as const).map(
      (by): Question => ({ ask: 'table', of: 'online_rate', by, ...period }),
    ),
  ];
}

function withoutPlan(text: string): string {
  const { plan, ...others }: Record<string, unknown> = JSON.parse(text);
  expect(plan).toBeDefined();
  return JSON.stringify(others);
}

const OWN = '/api/v1/library/';
/** Whoever may not take an import away is refused: import-list.test.ts. */
const ONE_IMPORT = '/api/v1/imports/{id}';
/** A word of nobody's units is refused: said.test.ts. */
const SAID = '/api/v1/said';
/** Decisions, names and letters of what is collected, reports of a unit's own: collection.test.ts, with units that have reports. */
const COLLECTED = [
  '/collection/decisions',
  '/collection/difference',
  '/collection/letter',
  '/collection/names',
  '/own-reports',
];
const ELSEWHERE = [ONE_IMPORT, SAID, ...COLLECTED.map((place) => `/api/v1${place}`)];

describe('every route of the OpenAPI document', () => {
  it('is there to be walked', async () => {
    const places = (await operations(servers.guarded)).map(({ method, place }) => `${method} ${place}`);
    expect(places.sort()).toEqual([
      'DELETE /api/v1/imports/{id}',
      'DELETE /api/v1/library/plans/{id}',
      'DELETE /api/v1/library/spellings',
      'DELETE /api/v1/library/units/{id}',
      'GET /api/v1/ask',
      'GET /api/v1/blank-form',
      'GET /api/v1/collection',
      'GET /api/v1/collection/blanks',
      'GET /api/v1/collection/difference',
      'GET /api/v1/collection/workbook',
      'GET /api/v1/dossiers',
      'GET /api/v1/evaluation',
      'GET /api/v1/explain',
      'GET /api/v1/forecast',
      'GET /api/v1/forms',
      'GET /api/v1/health',
      'GET /api/v1/imports',
      'GET /api/v1/imports/{id}',
      'GET /api/v1/indicator-list',
      'GET /api/v1/indicators',
      'GET /api/v1/library',
      'GET /api/v1/library/defaults',
      'GET /api/v1/library/export',
      'GET /api/v1/library/plans/{id}',
      'GET /api/v1/library/provinces',
      'GET /api/v1/library/provinces/{id}',
      'GET /api/v1/library/spellings',
      'GET /api/v1/library/units/{id}',
      'GET /api/v1/open-questions',
      'GET /api/v1/own-reports',
      'GET /api/v1/plans',
      'GET /api/v1/plans/{id}',
      'GET /api/v1/push',
      'GET /api/v1/report',
      'GET /api/v1/report-data',
      'GET /api/v1/state',
      'GET /api/v1/tables',
      'GET /api/v1/template',
      'GET /api/v1/units',
      'GET /api/v1/units/{id}',
      'GET /api/v1/what-if',
      'POST /api/v1/collection/decisions',
      'POST /api/v1/collection/difference',
      'POST /api/v1/collection/files',
      'POST /api/v1/collection/letter',
      'POST /api/v1/collection/names',
      'POST /api/v1/figures',
      'POST /api/v1/imports',
      'POST /api/v1/library/import',
      'POST /api/v1/library/spellings',
      'POST /api/v1/library/units-from',
      'POST /api/v1/own-reports',
      'POST /api/v1/query',
      'POST /api/v1/rejected',
      'POST /api/v1/said',
      'PUT /api/v1/library/defaults',
      'PUT /api/v1/library/plans/{id}',
      'PUT /api/v1/library/units/{id}',
    ]);
  });

  it('wants a token, and says why another one does not do', async () => {
    const expired = await servers.guarded.token('brvt', 'consolidator', '2026-11-20');
    const lastDay = await servers.guarded.token('brvt', 'consolidator', '2026-11-21');
    const start = (): Promise<Running> => startServer(servers.file, { requireTokens: true }, servers.guarded.database);
    let own = await start();
    for (const [at, operation] of (await operations(servers.guarded)).entries()) {
      const place = requestFor(operation, 'brvt');
      const open = operation.place === '/api/v1/health';
      // After ten wrong tokens one must wait: another server.
      if (at % 8 === 7) {
        await own.close();
        own = await start();
      }
      for (const [token, code] of [
        [undefined, 'NO_TOKEN'],
        ['vedich_00000000_nothing', 'BAD_TOKEN'],
        [expired, 'EXPIRED_TOKEN'],
      ] as const) {
        const answer = await send(operation, place, token, undefined, own);
        if (open) expect(answer.status).toBe(200);
        else expect(await problemIn(answer), `${operation.place} ${code}`).toMatchObject({ status: 401, code });
      }
      // Of one's own plans and units there are none here; library.test.ts has some.
      if (operation.place.startsWith(OWN) || ELSEWHERE.includes(operation.place)) continue;
      const answer =
        operation.place === TOGETHER
          ? await servers.guarded.postJson(TOGETHER, { questions: questionsFor('brvt') }, lastDay)
          : await send(operation, place, lastDay);
      if (WHOLE.includes(operation.place)) {
        // What is no question at all is refused as such, what is one as not for a unit.
        expect([403, 415]).toContain((await problemIn(answer)).status);
        continue;
      }
      expect(answer.status === 200 || (operation.method === 'POST' && answer.status === 422), operation.place).toBe(
        true,
      );
    }
    await own.close();
  });

  it('gives nothing of a unit to a token of another', async () => {
    for (const unit of ['brvt-syt', 'brvt-chauduc', 'gialai']) {
      const token = tokens[unit];
      for (const operation of await operations(servers.guarded)) {
        for (const other of ['brvt-sgddt', 'brvt', 'hcm', 'no-such-unit']) {
          if (operation.place === TOGETHER) {
            const questions = questionsFor(other);
            const { answers } = await (await servers.guarded.postJson(TOGETHER, { questions }, token)).json();
            expect(answers, other).toEqual(
              questions.map(() => expect.objectContaining({ kind: 'problem', code: 'NOT_YOUR_UNIT' })),
            );
            continue;
          }
          const values = operation.parameters.some(({ name }) => name === 'unit') ? { unit: other } : {};
          const namesUnit = Object.keys(values).length > 0 || operation.place === '/api/v1/units/{id}';
          if (!namesUnit) continue;
          const answer = await send(operation, requestFor(operation, other, values), token);
          const code = operation.method === 'POST' ? 'NOT_YOUR_ROLE' : 'NOT_YOUR_UNIT';
          expect(await problemIn(answer), `${operation.place} ${other}`).toMatchObject({ status: 403, code });
        }
      }
    }
  });

  it.each(['brvt-syt', 'brvt-chauduc', 'brvt-sgddt'])(
    'answers for %s name no dossier, file or unit of others',
    async (unit) => {
      const scope = unitScope(shippedLibrary().units, unit).map((row) => row.unit);
      const own = scope.map((id) => `'${id}'`).join(', ');
      const engine = await servers.guarded.database.connect();
      const column = async (sql: string): Promise<string[]> => (await engine.query(sql)).map((row) => asText(row['x']));
      const codes = await column(`SELECT dossier_code AS x FROM dossiers WHERE unit_id NOT IN (${own})`);
      const files = await column(
        `SELECT file AS x FROM imports WHERE import_id NOT IN (SELECT import_id FROM import_units WHERE unit_id IN (${own}))`,
      );
      const units = (await column('SELECT DISTINCT unit_id AS x FROM dossiers')).filter((id) => !scope.includes(id));
      await engine.close();
      expect(codes.length).toBeGreaterThan(1000);
      expect(files.length).toBeGreaterThan(3);
      const foreign = new RegExp(
        `(?<![\\w.-])(${[...codes, ...files].map((text) => text.replaceAll('.', '\\.')).join('|')})(?![\\w-])`,
      );
      const foreignUnits = new RegExp(`(?<![\\w-])(${units.join('|')})(?![\\w-])`);
      // The same patterns find them where everything may be seen.
      const everything = await textOf(
        await servers.local.get(
          `/api/v1/dossiers?indicator=online_rate&unit=brvt&from=2023-01-01&as_of=2023-11-30&side=missing`,
        ),
      );
      expect(everything).toMatch(foreign);
      expect(everything).toMatch(foreignUnits);

      for (const operation of await operations(servers.guarded)) {
        if (operation.place.startsWith(OWN) || ELSEWHERE.includes(operation.place)) continue;
        if (operation.place === TOGETHER) {
          const answer = await servers.guarded.postJson(TOGETHER, { questions: questionsFor(unit) }, tokens[unit]);
          const text = await textOf(answer);
          expect(answer.status, text.slice(0, 200)).toBe(200);
          expect(text).not.toContain('"problem"');
          expect(text.match(foreign)?.[0]).toBeUndefined();
          expect(text.match(foreignUnits)?.[0]).toBeUndefined();
        }
        if (WHOLE.includes(operation.place)) {
          const sql = 'SELECT dossier_code FROM dossiers';
          const answer =
            operation.method === 'POST'
              ? await servers.guarded.postJson(operation.place, { sql }, tokens[unit])
              : await servers.guarded.get(operation.place, tokens[unit]);
          expect(await problemIn(answer)).toMatchObject({ status: 403, code: 'NOT_FOR_A_UNIT' });
          continue;
        }
        if (operation.method === 'POST') continue;
        const variants: Record<string, string>[] =
          operation.place === '/api/v1/indicators'
            ? ['none', 'unit', 'field', 'procedure', 'month'].map((by) => ({ by, indicator: 'online_rate' }))
            : operation.place === '/api/v1/dossiers'
              ? ['numerator', 'missing'].map((side) => ({ side }))
              : [{}];
        for (const values of variants) {
          for (const accept of ['*/*', ARROW]) {
            const answer = await send(operation, requestFor(operation, unit, values), tokens[unit], accept);
            const text = await textOf(answer);
            expect(answer.status, text.slice(0, 200)).toBe(200);
            expect(text.match(foreign)?.[0], operation.place).toBeUndefined();
            // Plans are public documents: they name the unit that they were made for.
            const own = operation.place.endsWith('/report-data') ? withoutPlan(text) : text;
            if (!operation.place.includes('/plans'))
              expect(own.match(foreignUnits)?.[0], operation.place).toBeUndefined();
          }
        }
      }
    },
  );

  it('a revoked token is refused from that moment on', async () => {
    const token = await servers.local.token('brvt', 'reader');
    expect((await servers.local.get('/api/v1/units', token)).status).toBe(200);
    await servers.guarded.token('brvt-syt', 'reader');
    expect(await problemIn(await servers.local.get('/api/v1/units', token))).toMatchObject({
      status: 401,
      code: 'BAD_TOKEN',
    });
  });
});
