import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { temporaryFolder } from '../support/warehouse.ts';

const MAIN = fileURLToPath(new URL('../../pipeline/cli/main.ts', import.meta.url));
const scratch = temporaryFolder();
afterAll(scratch.remove);

function list(cache: string): string {
  const { stdout, stderr, status } = spawnSync(process.execPath, [MAIN, 'plans', 'list', '--format', 'json'], {
    cwd: scratch.folder,
    encoding: 'utf8',
    env: { ...process.env, XDG_CACHE_HOME: cache, NODE_V8_COVERAGE: '' },
  });
  expect(status, stderr).toBe(0);
  return stdout;
}

it('what was parsed once is taken from the cache; a damaged or missing one, or a place that is none, changes nothing', () => {
  const cache = path.join(scratch.folder, 'cache');
  const first = list(cache);
  const kept = path.join(cache, 'vedich', 'library');
  expect(readdirSync(kept).some((name) => name.endsWith('-plans.v8'))).toBe(true);
  expect(list(cache)).toBe(first);
  for (const name of readdirSync(kept)) truncateSync(path.join(kept, name), 20);
  expect(list(cache)).toBe(first);
  mkdirSync(path.join(scratch.folder, 'no'));
  writeFileSync(path.join(scratch.folder, 'no', 'vedich'), '');
  expect(list(path.join(scratch.folder, 'no'))).toBe(first);
});

it('starting loads neither the engine nor the parsers, once the cache is there', () => {
  const cache = path.join(scratch.folder, 'cache');
  list(cache);
  for (const words of [['--help'], ['plans', 'list']]) {
    const { stderr } = spawnSync(process.execPath, [MAIN, ...words], {
      cwd: scratch.folder,
      encoding: 'utf8',
      env: { ...process.env, XDG_CACHE_HOME: cache, NODE_DEBUG: 'esm,module' },
    });
    expect(stderr).toContain('main.ts');
    const loaded = stderr.split('\n').filter((line) => /Translating \w+ file:|load "/.test(line));
    expect(loaded.join('\n')).toContain('plans.ts'.slice(words[0] === 'plans' ? 0 : 5));
    expect(loaded.filter((line) => /duckdb.node-api|yaml.dist|apache-arrow|fastify/.test(line))).toEqual([]);
  }
});

it('whoever reads less than all (`| head`) makes no fault of it', async () => {
  const child = spawn(process.execPath, [MAIN, 'units'], { cwd: scratch.folder, stdio: ['ignore', 'pipe', 'pipe'] });
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaint += chunk.toString();
  });
  child.stdout.destroy();
  const [code] = await once(child, 'exit');
  expect(complaint).toBe('');
  expect(code).toBe(0);
});
