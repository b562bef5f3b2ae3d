import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { shippedLibrary } from '../../pipeline/cli/library.ts';
import { problemIn, startServer } from './running-server.ts';
import { operations, PLAN, sampleServers } from './sample-servers.ts';

const servers = sampleServers();

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
    expect(await problemIn(await servers.local.get(place))).toMatchObject({ status, code });
    expect(servers.local.faults).toEqual([]);
  });

  it('an indicator kept by hand has no dossiers', async () => {
    const observed = [...shippedLibrary().indicators.values()].find(({ rule }) => !('population' in rule));
    const place = `/api/v1/dossiers?indicator=${observed?.id}&unit=brvt&from=2023-01-01&as_of=2023-11-30&side=missing`;
    expect(await problemIn(await servers.local.get(place))).toMatchObject({ status: 400, code: 'NOT_FROM_DOSSIERS' });
  });

  it('a type that we do not have', async () => {
    expect(await problemIn(await servers.local.get('/api/v1/units', undefined, 'image/png'))).toMatchObject({
      status: 406,
      code: 'NOT_ACCEPTABLE',
    });
  });

  it('what is no HTTP gets an answer as well, and the server goes on', async () => {
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(servers.local.port, '127.0.0.1', () => socket.write('\u0000\u0001 nonsense\r\n\r\n'));
      let text = '';
      socket.on('data', (chunk) => {
        text += chunk.toString();
      });
      socket.on('close', () => resolve(text));
      socket.on('error', reject);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400 [\s\S]+application\/problem\+json[\s\S]+"code":"BAD_REQUEST"/);
    expect((await servers.local.get('/api/v1/health')).status).toBe(200);
  });

  it('ten wrong tokens, then wait; whoever shows none is not counted', async () => {
    const own = await startServer(servers.file, { requireTokens: true }, servers.guarded.database);
    try {
      const codes: string[] = [];
      for (let time = 0; time < 12; time += 1)
        codes.push((await problemIn(await own.get('/api/v1/units', `wrong${time}`))).code);
      expect(codes).toEqual([...Array(10).fill('BAD_TOKEN'), 'TOO_MANY_FAILURES', 'TOO_MANY_FAILURES']);
      const answer = await own.get('/api/v1/units', 'wrong');
      expect(answer.status).toBe(429);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      // An office is one address: who has a token is not locked out by who has none.
      expect((await own.get('/api/v1/units', await servers.guarded.token('brvt', 'reader'))).status).toBe(200);
      expect(await problemIn(await own.get('/api/v1/units'))).toMatchObject({ code: 'NO_TOKEN' });
    } finally {
      await own.close();
    }
  });
});

describe('pages of other sites', () => {
  const ask = (headers: Record<string, string>, place = '/api/v1/units'): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect(servers.local.port, '127.0.0.1');
      const lines = Object.entries({ connection: 'close', ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
      socket.write(`GET ${place} HTTP/1.1\r\n${lines.join('')}\r\n`);
      let text = '';
      socket.on('data', (chunk) => {
        text += chunk.toString();
      });
      socket.on('close', () => resolve(text.split('\r\n')[0] ?? ''));
      socket.on('error', reject);
    });

  it('are refused: another host name, another origin, a request from another site', async () => {
    const host = `localhost:${servers.local.port}`;
    expect(await ask({ host })).toContain(' 200 ');
    expect(await ask({ host, origin: `http://${host}` })).toContain(' 200 ');
    expect(await ask({ host: 'evil.example' })).toContain(' 421 ');
    expect(await ask({ host, origin: 'https://evil.example' })).toContain(' 403 ');
    expect(await ask({ host, origin: 'null' })).toContain(' 403 ');
    for (const place of [
      '/api/v1/units',
      '/%61pi/v1/units',
      '/api/%761/units',
      `http://${host}/api/v1/units`,
      '/%61pi/x',
    ])
      expect(await ask({ host, 'sec-fetch-site': 'cross-site' }, place), place).toContain(' 403 ');
    // Written like that by a page of ours, or by no page, it is the same address.
    expect(await ask({ host, 'sec-fetch-site': 'same-origin' }, '/%61pi/v1/units')).toContain(' 200 ');
    // A link on another site may lead to the pane.
    expect(await ask({ host, 'sec-fetch-site': 'cross-site' }, '/')).toMatch(/ (200|302) /);
  });

  it('a server of ours that was named may be called from its page, nobody else', async () => {
    const other = 'https://may-chu.example:8443';
    const own = await startServer(servers.file, { origins: [other], requireTokens: true }, servers.guarded.database);
    try {
      const ask = (place: string, headers: Record<string, string>, method = 'GET'): Promise<Response> =>
        fetch(`${own.url}${place}`, { method, headers });
      const first = await ask('/api/v1/units', { origin: other, 'access-control-request-method': 'GET' }, 'OPTIONS');
      expect(first.status).toBe(204);
      expect(first.headers.get('access-control-allow-origin')).toBe(other);
      expect(first.headers.get('access-control-allow-headers')).toContain('authorization');
      // A token is asked for all the same.
      expect(await problemIn(await ask('/api/v1/units', { origin: other }))).toMatchObject({ code: 'NO_TOKEN' });
      const authorization = `Bearer ${await servers.guarded.token('brvt', 'reader')}`;
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
      expect((await servers.local.get('/nothing')).headers.get('content-security-policy')).toContain(
        "connect-src 'self';",
      );
    } finally {
      await own.close();
    }
  });

  it('headers hold on answers, problems and pages', async () => {
    for (const place of ['/api/v1/units', '/api/v1/nothing', '/api/docs', '/']) {
      const { headers } = await servers.local.get(place);
      expect(headers.get('content-security-policy')).not.toMatch(/'unsafe-(eval|inline)'/);
      expect(headers.get('content-security-policy')).toContain("default-src '");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('server') ?? headers.get('x-powered-by')).toBeNull();
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('access-control-allow-origin')).toBeNull();
      expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  it('every test that the table of controls names is there', () => {
    const root = fileURLToPath(new URL('../..', import.meta.url));
    const named =
      readFileSync(path.join(root, 'docs/bao-mat.md'), 'utf8').match(/test\/[\w./-]+\.(test\.ts|md)/g) ?? [];
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
  });

  it('the page of the API names every route and runs no script', async () => {
    const page = await (await servers.local.get('/api/docs')).text();
    for (const { place } of await operations(servers.guarded)) expect(page).toContain(place);
    expect(page).not.toContain('<script');
    expect((await servers.local.get('/api/docs.css')).headers.get('content-type')).toContain('text/css');
  });
});
