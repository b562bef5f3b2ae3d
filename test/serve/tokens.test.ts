import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { changeTokens, findToken, makeToken, readTokens, tokenFile } from '../../pipeline/serve/tokens.ts';
import { temporaryFolder } from '../support/warehouse.ts';

const MAIN = fileURLToPath(new URL('../../pipeline/cli/main.ts', import.meta.url));
const scratch = temporaryFolder();
afterAll(scratch.remove);

/** The command as several people start it at once, a process each. */
async function token(warehouse: string, ...words: string[]): Promise<string> {
  const child = spawn(process.execPath, [MAIN, 'token', ...words, '--warehouse', warehouse]);
  let out = '';
  child.stdout.on('data', (chunk) => {
    out += String(chunk);
  });
  const [code] = await once(child, 'exit');
  expect(code).toBe(0);
  return out.trim();
}

const create = (warehouse: string): Promise<string> =>
  token(warehouse, 'create', '--unit', 'brvt-syt', '--role', 'reader');

it('tokens made at once are all kept, and one that is revoked meanwhile is out of force', async () => {
  const warehouse = path.join(scratch.folder, 'kho.duckdb');
  const first = await create(warehouse);
  const [id = ''] = first.split('_').slice(1);
  const [revoked, ...made] = await Promise.all([
    token(warehouse, 'revoke', id),
    ...Array.from({ length: 11 }, () => create(warehouse)),
  ]);
  expect(revoked).toContain(id);
  const kept = await readTokens(tokenFile(warehouse));
  expect(kept).toHaveLength(11);
  expect(made.every((one) => findToken(kept, one) !== undefined)).toBe(true);
  expect(findToken(kept, first)).toBeUndefined();
});

it('each warehouse has its own tokens, though they lie in one folder', async () => {
  const [one, other] = ['a.duckdb', 'b.duckdb'].map((name) => path.join(scratch.folder, name));
  const made = await create(one ?? '');
  expect(findToken(await readTokens(tokenFile(one ?? '')), made)).toBeDefined();
  expect(await readTokens(tokenFile(other ?? ''))).toEqual([]);
});

it('a lock that a process left behind does not shut everybody out; a change that fails leaves the file', async () => {
  const file = tokenFile(path.join(scratch.folder, 'c.duckdb'));
  const { kept } = makeToken('brvt', 'reader', null, '2026-11-25 08:00:00');
  const lock = `${file}.lock`;
  mkdirSync(lock);
  const longAgo = new Date(Date.now() - 60_000);
  utimesSync(lock, longAgo, longAgo);
  await changeTokens(file, (tokens) => [...tokens, kept]);
  const failing = changeTokens(file, () => {
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(await readTokens(file)).toEqual([kept]);
  await changeTokens(file, () => []);
  expect(await readTokens(file)).toEqual([]);
});
