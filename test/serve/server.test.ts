import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { connect as connectTls } from 'node:tls';
import { expect, it } from 'vitest';
import { ServerSource } from '../../addin/source/server-source.ts';
import { readOffice } from '../../pipeline/cli/library.ts';
import { openForServing } from '../../pipeline/cli/warehouse.ts';
import { Audit, type AuditEntry, auditFile } from '../../pipeline/serve/audit.ts';
import { MOST_ROWS } from '../../pipeline/serve/schemas.ts';
import { SharedWarehouse } from '../../pipeline/serve/shared-warehouse.ts';
import { UPLOADING } from '../../pipeline/serve/upload.ts';
import { scratchPrefix } from '../../pipeline/warehouse/duckdb/native/native-engine.ts';
import { csv, emptyServers, form, IMPORTS } from './empty-servers.ts';
import { NOW, problemIn, startServer } from './running-server.ts';

const here = emptyServers();

it('a fault of ours is told by its number alone, and the server goes on', async () => {
  const engine = await here.server.database.connect();
  await engine.run('ALTER TABLE payments RENAME TO payments_gone');
  const answer = await here.server.get('/api/v1/evaluation?plan=brvt-ubnd-2023&unit=brvt&as_of=2023-11-30');
  expect(await problemIn(answer)).toMatchObject({ status: 500, code: 'OUR_FAULT' });
  expect(here.server.faults.map(String).join()).toContain('payments');
  const importing = await here.server.post(
    IMPORTS,
    form({ 'a.csv': csv([{ code: 'H06.20-24-000001', unit: 'Sở Y tế' }]) }),
  );
  expect(importing.status).toBe(200);
  await engine.run('ALTER TABLE payments_gone RENAME TO payments');
  await engine.close();
  expect((await here.server.get('/api/v1/evaluation?plan=brvt-ubnd-2023&unit=brvt&as_of=2023-11-30')).status).toBe(200);
});

it('serves the built add-in where there is one, and nothing beside it', async () => {
  const addin = path.join(here.folder, 'addin');
  mkdirSync(path.join(addin, 'assets'), { recursive: true });
  writeFileSync(path.join(addin, 'taskpane.html'), '<!doctype html><title>Về đích</title>');
  writeFileSync(path.join(addin, 'assets/pane.js'), 'export {};');
  writeFileSync(path.join(here.folder, 'secret.txt'), 'secret');
  const own = await startServer(
    path.join(here.folder, 'warehouse.duckdb'),
    { requireTokens: true },
    here.server.database,
  );
  try {
    const page = await own.get('/');
    expect(await page.text()).toContain('Về đích');
    expect(page.headers.get('content-security-policy')).toContain(
      "script-src 'self' 'wasm-unsafe-eval' https://appsforoffice.microsoft.com;",
    );
    expect((await own.get('/assets/pane.js')).headers.get('content-type')).toContain('javascript');
    for (const place of [
      '/../secret.txt',
      '/..%2fsecret.txt',
      '/%2e%2e/secret.txt',
      '/assets/..%5c..%5csecret.txt',
      '/warehouse.duckdb',
      '/warehouse.duckdb.tokens.json',
    ])
      expect((await problemIn(await own.get(place))).status, place).toBeGreaterThanOrEqual(400);
    expect(await problemIn(await own.get('/api/v1/units'))).toMatchObject({ code: 'NO_TOKEN' });
  } finally {
    await own.close();
  }
});

it('ends with its last answer: no line that says nothing, or half of something, holds it', async () => {
  const own = await startServer(path.join(here.folder, 'warehouse.duckdb'), {}, here.server.database);
  const lines = [connect(own.port, '127.0.0.1'), connect(own.port, '127.0.0.1')];
  const ended = Promise.all(lines.map((line) => new Promise((told) => line.on('error', told).once('close', told))));
  for (const line of lines) await new Promise((told) => line.once('connect', told));
  lines[1]?.write('GET /api/v1/health HTTP/1.1\r\nHo');
  // On a line of its own, behind the others: they are known to the server now.
  expect((await own.get('/api/v1/health')).status).toBe(200);
  // Node alone would wait for half a minute.
  expect(await Promise.race([own.close().then(() => 'closed'), pause(15_000, 'held', { ref: false })])).toBe('closed');
  await ended;
});

it('a read ends when nobody waits for it; what would wait too long is told to come again', async () => {
  const reading = { running: 2, runningEach: 1, waiting: 4, waitingEach: 2 };
  const warehouse = new SharedWarehouse({ ...here.server.database, close: async () => undefined }, reading);
  const own = await startServer(path.join(here.folder, 'warehouse.duckdb'), { warehouse }, here.server.database);
  const code = 'H06.20-24-000001';
  expect((await own.post(IMPORTS, form({ 'a.csv': csv([{ code, unit: 'Sở Y tế' }]) }))).status).toBe(200);
  const engine = await own.database.connect();
  await engine.run('ALTER TABLE dossiers RENAME TO kept');
  // Counting them has no end.
  await engine.run(
    'CREATE VIEW dossiers AS SELECT kept.* FROM kept, range(1000000000000) AS a, range(1000000000) AS b',
  );
  const gone = new AbortController();
  const headers = { authorization: `Bearer ${await own.token('brvt', 'reader')}` };
  let times = 0;
  // Each another question: who asks the same waits for the one answer.
  const state = (): Promise<Response> => {
    times += 1;
    const accept = `application/json;q=0.${times}`;
    return fetch(`${own.url}/api/v1/state`, { headers: { ...headers, accept }, signal: gone.signal });
  };
  // One runs, two wait; a fourth would be one too many, of whatever token it is.
  const asked = [state(), state(), state(), state()];
  const refused = await Promise.race(asked);
  expect(await problemIn(refused)).toMatchObject({ status: 429, code: 'QUEUE_FULL' });
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  gone.abort();
  for (const one of asked) await one.catch(() => undefined);
  await engine.run('DROP VIEW dossiers');
  await engine.run('ALTER TABLE kept RENAME TO dossiers');
  await engine.close();
  const after = await fetch(`${own.url}/api/v1/state`, { headers });
  expect([after.status, (await after.json()).empty]).toEqual([200, false]);
  expect(own.faults).toEqual([]);
  await own.close();
});

it('a long list is sent in parts, to whoever asks for parts; a pane puts them together', async () => {
  const rows = ['1', '2', '3'].map((end) => ({ code: `H06.20-24-00000${end}`, unit: 'Sở Y tế' }));
  expect((await here.server.post(IMPORTS, form({ 'a.csv': csv(rows) }))).status).toBe(200);
  const asked = { indicator: 'online_rate', unit: 'brvt', from: '2024-01-01', side: 'numerator' } as const;
  const place = `/api/v1/dossiers?${new URLSearchParams({ ...asked, as_of: '2024-12-31' })}`;
  const codes = async (answer: Response): Promise<string[]> =>
    ((await answer.json()) as { member: string }[]).map(({ member }) => member);
  const first = await here.server.get(`${place}&limit=2`);
  const rest = /^<(.+)>; rel="next"$/.exec(first.headers.get('link') ?? '')?.[1] ?? '';
  const last = await here.server.get(rest);
  expect(last.headers.get('link')).toBeNull();
  expect([await codes(first), await codes(last)]).toEqual([
    ['H06.20-24-000001', 'H06.20-24-000002'],
    ['H06.20-24-000003'],
  ]);
  const parted = await here.server.get(`${place}&by=month&part=2024-03&limit=1&offset=1`);
  expect(parted.headers.get('link')).toContain('offset=2');
  expect(await codes(parted)).toEqual(['H06.20-24-000002']);
  const figures = 'indicators?unit=brvt&from=2024-01-01&as_of=2024-12-31&limit=1';
  expect((await (await here.server.get(`/api/v1/${figures}`)).json()).length).toBe(1);
  expect(await (await here.server.get('/api/v1/imports?limit=1&offset=1')).json()).toEqual([]);

  const engine = await here.server.database.connect();
  await engine.run(
    `INSERT INTO dossiers SELECT * EXCLUDE (n) REPLACE (concat(key, '-', n) AS key, concat(dossier_code, '-', n) AS dossier_code)
     FROM dossiers, range(${MOST_ROWS / 2}) AS more(n)`,
  );
  await engine.close();
  expect(await problemIn(await here.server.get(place))).toMatchObject({ status: 400, code: 'TOO_MANY_ROWS' });
  const { rows: all } = await new ServerSource({ address: here.server.url }).members({ ...asked, asOf: '2024-12-31' });
  expect(all.length).toBe(3 + (3 * MOST_ROWS) / 2);
  expect(new Set(all.map(({ member }) => member)).size).toBe(all.length);
});

/** A line on which an upload begins and goes on for as long as `more` says; all that came back. */
function slowUpload(port: number, more: (line: Socket) => void = () => undefined, token = '') {
  const line = connect(port, '127.0.0.1');
  let text = '';
  line.on('data', (chunk) => {
    text += chunk.toString();
  });
  const closed = new Promise<string>((told) => line.on('error', () => undefined).once('close', () => told(text)));
  line.write(
    `POST ${IMPORTS}&filename=a.csv HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/octet-stream\r\n${token === '' ? '' : `Authorization: Bearer ${token}\r\n`}Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n`,
  );
  more(line);
  return closed;
}

it('few uploads of a token are sent at a time; a server that closes waits for them a while, and leaves nothing half', async () => {
  const warehouse = new SharedWarehouse({ ...here.server.database, close: async () => undefined });
  const options = { warehouse, requireTokens: true, graceMs: 300 };
  const own = await startServer(path.join(here.folder, 'warehouse.duckdb'), options, here.server.database);
  const token = await own.token('brvt', 'contributor');
  const all = UPLOADING.runningEach + UPLOADING.waitingEach;
  const sent = Array.from({ length: all + 1 }, () => slowUpload(own.port, undefined, token));
  // One too many is refused, and not read on.
  expect(await Promise.race(sent)).toMatch(/^HTTP\/1\.1 429 [\s\S]+"code":"QUEUE_FULL"/);
  await own.close();
  const answers = (await Promise.all(sent)).map((text) => /"code":"(\w+)"/.exec(text)?.[1]);
  expect(answers.sort()).toEqual([...Array(all).fill('CLOSING'), 'QUEUE_FULL']);
  expect(await here.stored()).toEqual({});
});

it('who is refused is not read on, whatever he goes on sending', async () => {
  const own = await startServer(
    path.join(here.folder, 'warehouse.duckdb'),
    { requireTokens: true },
    here.server.database,
  );
  const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
  const goOn = (line: Socket): void => {
    while (!line.destroyed && line.write(chunk));
    line.once('drain', () => goOn(line));
  };
  // Ends when the server ends the line.
  expect(await slowUpload(own.port, goOn)).toMatch(/^HTTP\/1\.1 401 /);
  await own.close();
});

it('TLS gives every connection keys of its own', async () => {
  const [key, cert] = [path.join(here.folder, 'key.pem'), path.join(here.folder, 'cert.pem')];
  const made = '-x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost'.split(' ');
  execFileSync('openssl', ['req', ...made, '-keyout', key, '-out', cert], { stdio: 'ignore' });
  const tls = { key: readFileSync(key), cert: readFileSync(cert) };
  const own = await startServer(path.join(here.folder, 'warehouse.duckdb'), { tls }, here.server.database);
  const agreed = (ciphers: string, maxVersion: 'TLSv1.2' | 'TLSv1.3'): Promise<string> =>
    new Promise((resolve) => {
      const line = connectTls({ port: own.port, host: '127.0.0.1', rejectUnauthorized: false, ciphers, maxVersion });
      line.once('error', () => resolve('refused'));
      line.once('secureConnect', () => {
        resolve(line.getCipher().name);
        line.destroy();
      });
    });
  for (const shared of ['AES256-GCM-SHA384', 'AES128-SHA256', 'AES128-SHA'])
    expect(await agreed(shared, 'TLSv1.2'), shared).toBe('refused');
  expect(await agreed('ECDHE-RSA-AES128-GCM-SHA256', 'TLSv1.2')).toBe('ECDHE-RSA-AES128-GCM-SHA256');
  expect(await agreed('TLS_AES_256_GCM_SHA384', 'TLSv1.3')).toBe('TLS_AES_256_GCM_SHA384');
  await own.close();
});

it('a warehouse is its owner’s alone, and takes away only what was left beside it of its own', async () => {
  const file = path.join(here.folder, 'w.duckdb');
  const { library } = await readOffice(path.join(here.folder, 'library'));
  const others = ['w.duckdb-b', 'w', 'x.duckdb'].flatMap((name) =>
    (['load', 'upload'] as const).map((kind) => `${scratchPrefix(path.join(here.folder, name), kind)}running`),
  );
  const left = (['load', 'upload'] as const).map((kind) => `${scratchPrefix(file, kind)}left`);
  for (const folder of [...others, ...left]) mkdirSync(folder);
  const database = await openForServing(file, library);
  await database.close();
  expect([...others, ...left].filter((folder) => !existsSync(folder))).toEqual(left);
  for (const folder of others) rmSync(folder, { recursive: true });
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
});

it('it is kept who imported, removed and was refused: by numbers and codes, nothing of a person', async () => {
  const file = path.join(here.folder, 'warehouse.duckdb');
  const own = await startServer(
    file,
    { requireTokens: true, warehouse: new SharedWarehouse({ ...here.server.database, close: async () => undefined }) },
    here.server.database,
  );
  const token = await own.token('brvt-syt', 'contributor');
  const reader = await own.token('brvt-syt', 'reader');
  const rows = csv([{ code: 'H06.20-24-000001', unit: 'Sở Y tế' }]);
  const named = `${IMPORTS}&filename=${encodeURIComponent('Nguyễn Văn A 0912345678.csv')}`;
  expect((await own.post(named, new TextEncoder().encode(rows), token)).status).toBe(200);
  expect((await own.post(named, new TextEncoder().encode(rows), reader)).status).toBe(403);
  expect((await own.get('/api/v1/state?x=Nguyễn Văn A', 'wrong')).status).toBe(401);
  for (let time = 0; time < 100; time += 1) await own.get('/api/v1/state');
  const gone = await fetch(`${own.url}/api/v1/imports/1`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${token}` },
  });
  expect(gone.status).toBe(200);
  expect((await own.get('/api/v1/state', token)).status).toBe(200);
  await own.close();
  const text = readFileSync(auditFile(file), 'utf8');
  expect(text).not.toMatch(/Nguy|0912345678|wrong|127\.0\.0|csv/);
  for (const secret of [token, reader]) expect(text).not.toContain(secret.slice(16));
  const entries = text
    .trim()
    .split('\n')
    .map((line): AuditEntry => JSON.parse(line));
  const who = { at: NOW, token: token.split('_')[1], unit: 'brvt-syt', role: 'contributor' };
  const request = expect.stringMatching(/^[0-9a-f-]{36}$/);
  expect(entries.slice(0, 4)).toEqual([
    { ...who, request, action: 'imported', import: 1 },
    { ...who, request, action: 'POST /api/v1/imports', status: 200 },
    { ...who, request, action: 'POST /api/v1/imports', status: 403, token: reader.split('_')[1], role: 'reader' },
    { at: NOW, request, action: 'GET /api/v1/state', status: 401 },
  ]);
  // A flood of refusals does not push out what happened.
  expect(entries.length).toBeLessThan(70);
  expect(entries.at(-1)).toEqual({ ...who, request, action: 'DELETE /api/v1/imports/:id', status: 200, import: 1 });
  if (process.platform !== 'win32') expect(statSync(auditFile(file)).mode & 0o777).toBe(0o600);

  const small = path.join(here.folder, 'small.jsonl');
  const audit = new Audit(small, 200);
  for (let number = 0; number < 40; number += 1) void audit.write({ at: NOW, action: 'imported', import: number });
  await audit.ended();
  const kept = readdirSync(here.folder).filter((name) => name.startsWith('small.jsonl'));
  expect(kept.sort()).toEqual(['', '.1', '.2', '.3', '.4', '.5'].map((end) => `small.jsonl${end}`));
  expect(readFileSync(small, 'utf8')).toContain('"import":39}');
});
