import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { csv, emptyServers, form, IMPORTS } from './empty-servers.ts';
import { problemIn, startServer } from './running-server.ts';

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
