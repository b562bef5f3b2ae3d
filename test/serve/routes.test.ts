import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { tableFromIPC } from 'apache-arrow';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shippedLibrary } from '../../pipeline/cli/library.ts';
import { standardTemplate } from '../../pipeline/cli/template.ts';
import type { Evaluation } from '../../pipeline/evaluate/types.ts';
import { unitScope } from '../../pipeline/library/units/scope.ts';
import type { Question } from '../../pipeline/office/questions.ts';
import { evaluationRecord } from '../../pipeline/office/tables.ts';
import { reportContent } from '../../pipeline/report/content.ts';
import { fillTemplate } from '../../pipeline/report/fill.ts';
import { asText } from '../../pipeline/warehouse/duckdb/engine.ts';
import { sampleWarehouse } from '../support/sample-warehouse.ts';
import { SAMPLES, temporaryFolder } from '../support/warehouse.ts';
import { problemIn, type Running, startServer } from './running-server.ts';

const ARROW = 'application/vnd.apache.arrow.stream';
const PLAN = 'brvt-ubnd-2023';
const scratch = temporaryFolder();
const file = path.join(scratch.folder, 'warehouse.duckdb');

let guarded: Running;
let local: Running;
const tokens: Record<string, string> = {};

interface Operation {
  method: string;
  place: string;
  security: unknown;
  parameters: { name: string; in: string; required?: boolean }[];
}

/** Every route of the OpenAPI document. */
async function operations(): Promise<Operation[]> {
  const answer = await guarded.get('/api/openapi.json');
  const document: {
    paths: Record<string, Record<string, { parameters?: Operation['parameters']; security?: unknown }>>;
  } = await answer.json();
  return Object.entries(document.paths).flatMap(([place, methods]) =>
    Object.entries(methods).map(([method, { parameters = [], security }]) => ({
      method: method.toUpperCase(),
      place,
      parameters,
      security,
    })),
  );
}

/** A request that is right in everything, for a unit. */
function requestFor({ place, parameters }: Operation, unit: string, values: Record<string, string> = {}): string {
  const known: Record<string, string> = {
    plan: PLAN,
    unit,
    from: '2023-01-01',
    as_of: '2023-11-30',
    indicator: 'remote_online_rate',
    side: 'missing',
    filename: 'a.csv',
    ...values,
  };
  const id = place.includes('/plans/') ? PLAN : unit;
  const query = parameters
    .filter(
      (parameter) =>
        parameter.in === 'query' &&
        (parameter.required === true || values[parameter.name] !== undefined || parameter.name === 'filename'),
    )
    .map(({ name }) => `${name}=${encodeURIComponent(known[name] ?? '')}`);
  return `${place.replace('{id}', id)}${query.length === 0 ? '' : `?${query.join('&')}`}`;
}

function send(
  { method }: Operation,
  place: string,
  token?: string,
  accept?: string,
  server: Running = guarded,
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

/** What an answer says, whatever it is packed in. */
async function textOf(answer: Response): Promise<string> {
  const bytes = new Uint8Array(await answer.arrayBuffer());
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return new TextDecoder().decode(bytes);
  return Object.values(unzipSync(bytes))
    .map((part) => new TextDecoder().decode(part))
    .join('\n');
}

function withoutPlan(text: string): string {
  const { plan, ...others }: Record<string, unknown> = JSON.parse(text);
  expect(plan).toBeDefined();
  return JSON.stringify(others);
}

beforeAll(async () => {
  await sampleWarehouse(file, ['brvt-2023']);
  guarded = await startServer(file, { requireTokens: true });
  local = await startServer(file, {}, guarded.database);
  for (const unit of ['brvt', 'brvt-syt', 'brvt-sgddt', 'brvt-chauduc', 'gialai'])
    tokens[unit] = await guarded.token(unit, 'reader');
});
afterAll(async () => {
  await local?.close();
  await guarded?.close();
  scratch.remove();
});

const OWN = '/api/v1/library/';

describe('every route of the OpenAPI document', () => {
  it('is there to be walked', async () => {
    const places = (await operations()).map(({ method, place }) => `${method} ${place}`);
    expect(places.sort()).toEqual([
      'DELETE /api/v1/library/plans/{id}',
      'DELETE /api/v1/library/units/{id}',
      'GET /api/v1/dossiers',
      'GET /api/v1/evaluation',
      'GET /api/v1/health',
      'GET /api/v1/indicator-list',
      'GET /api/v1/indicators',
      'GET /api/v1/library',
      'GET /api/v1/library/export',
      'GET /api/v1/library/plans/{id}',
      'GET /api/v1/library/provinces',
      'GET /api/v1/library/provinces/{id}',
      'GET /api/v1/library/units/{id}',
      'GET /api/v1/plans',
      'GET /api/v1/plans/{id}',
      'GET /api/v1/report',
      'GET /api/v1/report-data',
      'GET /api/v1/state',
      'GET /api/v1/tables',
      'GET /api/v1/template',
      'GET /api/v1/units',
      'GET /api/v1/units/{id}',
      'POST /api/v1/figures',
      'POST /api/v1/imports',
      'POST /api/v1/library/import',
      'POST /api/v1/library/units-from',
      'POST /api/v1/query',
      'PUT /api/v1/library/plans/{id}',
      'PUT /api/v1/library/units/{id}',
    ]);
  });

  it('wants a token, and says why another one does not do', async () => {
    const expired = await guarded.token('brvt', 'consolidator', '2026-11-20');
    const lastDay = await guarded.token('brvt', 'consolidator', '2026-11-21');
    for (const operation of await operations()) {
      const place = requestFor(operation, 'brvt');
      const open = operation.place === '/api/v1/health';
      // A server of its own: after ten wrong tokens one must wait.
      const own = await startServer(file, { requireTokens: true }, guarded.database);
      for (const [token, code] of [
        [undefined, 'NO_TOKEN'],
        ['vedich_00000000_nothing', 'BAD_TOKEN'],
        [expired, 'EXPIRED_TOKEN'],
      ] as const) {
        const answer = await send(operation, place, token, undefined, own);
        if (open) expect(answer.status).toBe(200);
        else expect(await problemIn(answer), `${operation.place} ${code}`).toMatchObject({ status: 401, code });
      }
      await own.close();
      // Of one's own plans and units there are none here; library.test.ts has some.
      if (operation.place.startsWith(OWN)) continue;
      const answer =
        operation.place === TOGETHER
          ? await guarded.postJson(TOGETHER, { questions: questionsFor('brvt') }, lastDay)
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
  });

  it('gives nothing of a unit to a token of another', async () => {
    for (const unit of ['brvt-syt', 'brvt-chauduc', 'gialai']) {
      const token = tokens[unit];
      for (const operation of await operations()) {
        for (const other of ['brvt-sgddt', 'brvt', 'hcm', 'no-such-unit']) {
          if (operation.place === TOGETHER) {
            const questions = questionsFor(other);
            const { answers } = await (await guarded.postJson(TOGETHER, { questions }, token)).json();
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
      const engine = await guarded.database.connect();
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
        await local.get(
          `/api/v1/dossiers?indicator=online_rate&unit=brvt&from=2023-01-01&as_of=2023-11-30&side=missing`,
        ),
      );
      expect(everything).toMatch(foreign);
      expect(everything).toMatch(foreignUnits);

      for (const operation of await operations()) {
        if (operation.place.startsWith(OWN)) continue;
        if (operation.place === TOGETHER) {
          const answer = await guarded.postJson(TOGETHER, { questions: questionsFor(unit) }, tokens[unit]);
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
              ? await guarded.postJson(operation.place, { sql }, tokens[unit])
              : await guarded.get(operation.place, tokens[unit]);
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
    const token = await local.token('brvt', 'reader');
    expect((await local.get('/api/v1/units', token)).status).toBe(200);
    await guarded.token('brvt-syt', 'reader');
    expect(await problemIn(await local.get('/api/v1/units', token))).toMatchObject({ status: 401, code: 'BAD_TOKEN' });
  });
});

describe('figures', () => {
  const expected = (name: string): unknown => JSON.parse(readFileSync(path.join(SAMPLES, 'expected', name), 'utf8'));

  it.each([
    ['brvt', '2023-11-30', 'brvt-ubnd-2023/2023-11-30.json'],
    ['brvt', '2023-10-31', 'brvt-ubnd-2023/2023-10-31.json'],
    ['brvt-syt', '2023-11-30', 'by-unit/brvt-ubnd-2023/brvt-syt/2023-11-30.json'],
    ['brvt-chauduc', '2023-11-30', 'by-unit/brvt-ubnd-2023/brvt-chauduc/2023-11-30.json'],
    ['brvt-sgddt', '2023-11-30', 'by-unit/brvt-ubnd-2023/brvt-sgddt/2023-11-30.json'],
  ])('evaluation of %s on %s is what the generator knows, for its own token too', async (unit, asOf, name) => {
    const place = `/api/v1/evaluation?plan=${PLAN}&unit=${unit}&as_of=${asOf}`;
    expect(await (await local.get(place)).json()).toEqual(expected(name));
    expect(await (await guarded.get(place, tokens[unit])).json()).toEqual(expected(name));
  });

  it.each([
    ['a plan evaluated', `/api/v1/evaluation?plan=${PLAN}&unit=brvt&as_of=2023-11-30`],
    [
      'indicators by unit',
      '/api/v1/indicators?unit=brvt&from=2023-01-01&as_of=2023-11-30&indicator=online_rate&by=unit',
    ],
    [
      'two indicators by month',
      '/api/v1/indicators?unit=brvt&from=2023-09-10&as_of=2023-11-30&indicator=online_rate&indicator=on_time_rate&by=month',
    ],
    [
      'dossiers',
      '/api/v1/dossiers?indicator=online_rate&unit=brvt-syt&from=2023-01-01&as_of=2023-11-30&side=numerator',
    ],
    [
      'no dossiers',
      '/api/v1/dossiers?indicator=online_rate&unit=gialai&from=2023-01-01&as_of=2023-11-30&side=numerator',
    ],
    ['plans', '/api/v1/plans'],
    ['all indicators', '/api/v1/indicator-list'],
    ['units', '/api/v1/units'],
  ])('Arrow equals JSON: %s', async (_, place) => {
    const rows: Record<string, unknown>[] = await (await local.get(place)).json();
    const answer = await local.get(place, undefined, `${ARROW}, application/json;q=0.5`);
    expect(answer.headers.get('content-type')).toBe(ARROW);
    const table = tableFromIPC(new Uint8Array(await answer.arrayBuffer()));
    const dates = new Set(
      table.schema.fields.filter(({ type }) => String(type).startsWith('Date')).map(({ name }) => name),
    );
    const unpacked = table.toArray().map((row) =>
      Object.fromEntries(
        table.schema.fields.map(({ name }) => {
          const value = row[name];
          if (value !== null && dates.has(name)) return [name, new Date(Number(value)).toISOString().slice(0, 10)];
          return [name, typeof value === 'object' && value !== null ? [...value] : value];
        }),
      ),
    );
    expect(unpacked).toEqual(rows);
  });

  it('report-data is all that the report is made of', async () => {
    const query = `plan=${PLAN}&unit=brvt&as_of=2023-11-30`;
    const evaluation: Evaluation = await (await local.get(`/api/v1/report-data?${query}`)).json();
    const rows: unknown = await (await local.get(`/api/v1/evaluation?${query}`)).json();
    expect(evaluation.targets.map(({ row }) => evaluationRecord(row, 'vi'))).toEqual(rows);
    expect(evaluation.sources.length).toBeGreaterThan(3);
    const report = await local.get(`/api/v1/report?${query}`);
    const { bytes: own } = await fillTemplate(standardTemplate(), reportContent(evaluation));
    expect(unzipSync(own)).toEqual(unzipSync(new Uint8Array(await report.arrayBuffer())));
  });

  it('state says until when the data go, of what the token may see', async () => {
    const stateFor = async (token?: string): Promise<unknown> =>
      (token === undefined ? local : guarded).get('/api/v1/state', token).then((answer) => answer.json());
    expect(await stateFor()).toEqual({ empty: false, version: 'test', lastDay: '2023-12-31', role: 'consolidator' });
    expect(await stateFor(tokens['brvt-syt'])).toMatchObject({ empty: false, role: 'reader' });
    expect(await stateFor(tokens['gialai'])).toEqual({ empty: true, version: 'test', lastDay: null, role: 'reader' });
  });

  it('the report is the filled workbook, the template the empty one', async () => {
    const report = await local.get(`/api/v1/report?plan=${PLAN}&unit=brvt&as_of=2023-11-30`);
    expect(report.headers.get('content-disposition')).toBe(
      'attachment; filename="bao-cao-brvt-ubnd-2023-2023-11-30.xlsx"',
    );
    expect(await textOf(report)).toContain('30/11/2023');
    const template = await local.get('/api/v1/template');
    expect(new Uint8Array(await template.arrayBuffer())).toEqual(
      new Uint8Array(readFileSync(path.join(SAMPLES, '../templates/standard.xlsx'))),
    );
  });
});

describe('what is not right', () => {
  const figures = '/api/v1/indicators?unit=brvt&from=2023-01-01&as_of=2023-11-30';
  it.each([
    ['/api/v1/nothing', 404, 'NOT_FOUND'],
    ['/nothing', 404, 'NOT_FOUND'],
    ['/%2e%2e/package.json', 404, 'NOT_FOUND'],
    ['/api/v1/plans/no', 400, 'UNKNOWN_PARAMETER'],
    ['/api/v1/units/no', 400, 'UNKNOWN_PARAMETER'],
    [`/api/v1/evaluation?plan=${PLAN}&unit=brvt`, 400, 'MISSING_PARAMETER'],
    [`/api/v1/evaluation?plan=no&unit=brvt&as_of=2023-11-30`, 400, 'UNKNOWN_PARAMETER'],
    [`/api/v1/evaluation?plan=${PLAN}&unit=brvt&as_of=30/11/2023`, 400, 'BAD_DAY'],
    [`/api/v1/evaluation?plan=${PLAN}&unit=brvt&as_of=2023-02-30`, 400, 'BAD_DAY'],
    [`/api/v1/evaluation?plan=${PLAN}&unit=brvt&as_of=9999-02-20`, 400, 'BAD_DAY'],
    [`/api/v1/evaluation?plan=${PLAN}&unit=brvt&as_of=2023-11-30&from=2024-01-01`, 400, 'PERIOD_BACKWARDS'],
    [`/api/v1/evaluation?plan=${PLAN}&unit=brvt&unit=brvt-syt&as_of=2023-11-30`, 400, 'BAD_REQUEST'],
    [`/api/v1/report?plan=${PLAN}&unit=brvt&as_of=`, 400, 'BAD_DAY'],
    [`${figures}&by=colour`, 400, 'NOT_A_CHOICE'],
    [`${figures}&sort=up`, 400, 'NO_SUCH_PARAMETER'],
    [`${figures}&indicator=no`, 400, 'UNKNOWN_PARAMETER'],
    [`${figures.replace('2023-01', '1901-01')}&by=month`, 400, 'TOO_MANY_MONTHS'],
    ["/api/v1/evaluation?plan=a'%3B DROP TABLE dossiers%3B--&unit=brvt&as_of=2023-11-30", 400, 'UNKNOWN_PARAMETER'],
    [
      '/api/v1/dossiers?indicator=processing_time&unit=brvt&from=2023-01-01&as_of=2023-11-30&side=both',
      400,
      'NOT_A_CHOICE',
    ],
    ['/api/v1/units?x=%E0%A4%A', 400, 'NO_SUCH_PARAMETER'],
    ['/api/v1/units/%E0%A4%A', 400, 'BAD_REQUEST'],
  ])('%s is told in a problem document', async (place, status, code) => {
    expect(await problemIn(await local.get(place))).toMatchObject({ status, code });
    expect(local.faults).toEqual([]);
  });

  it('an indicator kept by hand has no dossiers', async () => {
    const observed = [...shippedLibrary().indicators.values()].find(({ rule }) => !('population' in rule));
    const place = `/api/v1/dossiers?indicator=${observed?.id}&unit=brvt&from=2023-01-01&as_of=2023-11-30&side=missing`;
    expect(await problemIn(await local.get(place))).toMatchObject({ status: 400, code: 'NOT_FROM_DOSSIERS' });
  });

  it('a type that we do not have', async () => {
    expect(await problemIn(await local.get('/api/v1/units', undefined, 'image/png'))).toMatchObject({
      status: 406,
      code: 'NOT_ACCEPTABLE',
    });
  });

  it('what is no HTTP gets an answer as well, and the server goes on', async () => {
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(local.port, '127.0.0.1', () => socket.write('\u0000\u0001 nonsense\r\n\r\n'));
      let text = '';
      socket.on('data', (chunk) => {
        text += chunk.toString();
      });
      socket.on('close', () => resolve(text));
      socket.on('error', reject);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400 [\s\S]+application\/problem\+json[\s\S]+"code":"BAD_REQUEST"/);
    expect((await local.get('/api/v1/health')).status).toBe(200);
  });

  it('ten wrong tokens, then wait; whoever shows none is not counted', async () => {
    const own = await startServer(file, { requireTokens: true }, guarded.database);
    try {
      const codes: string[] = [];
      for (let time = 0; time < 12; time += 1)
        codes.push((await problemIn(await own.get('/api/v1/units', `wrong${time}`))).code);
      expect(codes).toEqual([...Array(10).fill('BAD_TOKEN'), 'TOO_MANY_FAILURES', 'TOO_MANY_FAILURES']);
      const answer = await own.get('/api/v1/units', 'wrong');
      expect(answer.status).toBe(429);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      // An office is one address: who has a token is not locked out by who has none.
      expect((await own.get('/api/v1/units', await guarded.token('brvt', 'reader'))).status).toBe(200);
      expect(await problemIn(await own.get('/api/v1/units'))).toMatchObject({ code: 'NO_TOKEN' });
    } finally {
      await own.close();
    }
  });
});

describe('pages of other sites', () => {
  const ask = (headers: Record<string, string>): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect(local.port, '127.0.0.1');
      const lines = Object.entries({ connection: 'close', ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
      socket.write(`GET /api/v1/units HTTP/1.1\r\n${lines.join('')}\r\n`);
      let text = '';
      socket.on('data', (chunk) => {
        text += chunk.toString();
      });
      socket.on('close', () => resolve(text.split('\r\n')[0] ?? ''));
      socket.on('error', reject);
    });

  it('are refused: another host name, another origin, a request from another site', async () => {
    const host = `localhost:${local.port}`;
    expect(await ask({ host })).toContain(' 200 ');
    expect(await ask({ host, origin: `http://${host}` })).toContain(' 200 ');
    expect(await ask({ host: 'evil.example' })).toContain(' 421 ');
    expect(await ask({ host, origin: 'https://evil.example' })).toContain(' 403 ');
    expect(await ask({ host, origin: 'null' })).toContain(' 403 ');
    expect(await ask({ host, 'sec-fetch-site': 'cross-site' })).toContain(' 403 ');
  });

  it('a server of ours that was named may be called from its page, nobody else', async () => {
    const other = 'https://may-chu.example:8443';
    const own = await startServer(file, { origins: [other], requireTokens: true }, guarded.database);
    try {
      const ask = (place: string, headers: Record<string, string>, method = 'GET'): Promise<Response> =>
        fetch(`${own.url}${place}`, { method, headers });
      const first = await ask('/api/v1/units', { origin: other, 'access-control-request-method': 'GET' }, 'OPTIONS');
      expect(first.status).toBe(204);
      expect(first.headers.get('access-control-allow-origin')).toBe(other);
      expect(first.headers.get('access-control-allow-headers')).toContain('authorization');
      // A token is asked for all the same.
      expect(await problemIn(await ask('/api/v1/units', { origin: other }))).toMatchObject({ code: 'NO_TOKEN' });
      const authorization = `Bearer ${await guarded.token('brvt', 'reader')}`;
      const units = await ask('/api/v1/units', { origin: other, authorization });
      expect([units.status, units.headers.get('access-control-allow-origin')]).toEqual([200, other]);
      for (const origin of ['https://evil.example', 'https://may-chu.example', 'null']) {
        const refused = await ask('/api/v1/units', { origin, authorization }, 'OPTIONS');
        expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([403, null]);
      }
      const page = await ask('/', {});
      expect(page.headers.get('access-control-allow-origin')).toBeNull();
      await page.text();
      const policy = (await ask('/nothing', {})).headers.get('content-security-policy');
      expect(policy).toContain(`connect-src 'self' ${other};`);
      expect((await local.get('/nothing')).headers.get('content-security-policy')).toContain("connect-src 'self';");
    } finally {
      await own.close();
    }
  });

  it('headers hold on answers, problems and pages', async () => {
    for (const place of ['/api/v1/units', '/api/v1/nothing', '/api/docs', '/']) {
      const { headers } = await local.get(place);
      expect(headers.get('content-security-policy')).not.toMatch(/'unsafe-(eval|inline)'/);
      expect(headers.get('content-security-policy')).toContain("default-src '");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('access-control-allow-origin')).toBeNull();
      expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  it('the page of the API names every route and runs no script', async () => {
    const page = await (await local.get('/api/docs')).text();
    for (const { place } of await operations()) expect(page).toContain(place);
    expect(page).not.toContain('<script');
    expect((await local.get('/api/docs.css')).headers.get('content-type')).toContain('text/css');
  });
});
