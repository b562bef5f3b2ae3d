import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { staticFiles } from '../../addin/manifest/static-files.ts';
import { type Running, startServer } from '../serve/running-server.ts';
import { newWarehouse, temporaryFolder } from '../support/warehouse.ts';

const scratch = temporaryFolder();
const OFFICE = { origin: 'https://excel.officeapps.live.com', 'sec-fetch-site': 'cross-site' };
let server: Running;

beforeAll(async () => {
  const file = path.join(scratch.folder, 'warehouse.duckdb');
  await (await newWarehouse(file)).close();
  const addin = path.join(scratch.folder, 'addin');
  for (const [name, bytes] of staticFiles()) {
    mkdirSync(path.dirname(path.join(addin, name)), { recursive: true });
    writeFileSync(path.join(addin, name), bytes);
  }
  writeFileSync(path.join(addin, 'taskpane.html'), '<!doctype html>');
  server = await startServer(file, { requireTokens: true, addin });
});
afterAll(async () => {
  await server?.close();
  scratch.remove();
});

const ask = (place: string): Promise<Response> => fetch(`${server.url}${place}`, { headers: OFFICE });

it.each(['/functions.json', '/functions.en.json', '/functions.js', '/icons/icon-16.png', '/icons/refresh-80.png?v=1'])(
  '%s is for Excel on the web, whose pages are another site',
  async (place) => {
    const answer = await ask(place);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect(answer.headers.get('cache-control')).not.toContain('no-store');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  },
);

it.each([
  '/',
  '/taskpane.html',
  '/huong-dan.html',
  '/icons/../taskpane.html',
  '/icons/%2e%2e/taskpane.html',
  '/functions.json/../api/v1/units',
  '/api/v1/units?/functions.json',
  '/api/v1/units#/icons/icon-16.png',
])('%s is not', async (place) => {
  const answer = await ask(place);
  expect(answer.status).toBe(403);
  expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  expect(answer.headers.get('cross-origin-resource-policy')).toBe('same-origin');
});
