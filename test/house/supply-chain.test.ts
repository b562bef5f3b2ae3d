import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

interface Locked {
  version?: string;
  resolved?: string;
  integrity?: string;
  license?: string;
  hasInstallScript?: boolean;
  dev?: boolean;
  optional?: boolean;
  link?: boolean;
}

const lock: { packages: Record<string, Locked> } = JSON.parse(
  readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8'),
);
const packages = Object.entries(lock.packages).filter(([place]) => place !== '');

/** They ask no more than that they are named. The last two are of what only builds and tests use, and its files stay whole. */
const LICENCES = new Set([
  'MIT',
  'MIT OR Apache-2.0',
  'Apache-2.0',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
  'MPL-2.0',
  '(MIT OR GPL-3.0)',
  '(MIT AND Zlib)',
]);
/** Says "LICENSE" and means the MIT licence for samples, and its own terms for what Office itself loads; nothing of it is in the build. */
const OWN_TERMS = 'node_modules/@microsoft/office-js';
/** Named by the package for other systems, and in no registry: nothing can come under these names, and no test there needs it. */
const NOWHERE = /^node_modules\/@xarsh\/ooxml-validator-(?:darwin-arm64|darwin-x64|linux-arm64|win32-arm64|win32-x64)$/;

it('what is installed is what was locked: every package has its hash, for every platform', () => {
  expect(packages.length).toBeGreaterThan(300);
  expect(
    packages.filter(([, { integrity }]) => !/^sha(?:512|384)-/.test(integrity ?? '')).map(([place]) => place),
  ).toEqual(packages.map(([place]) => place).filter((place) => NOWHERE.test(place)));
  for (const [place, { dev, optional }] of packages.filter(([one]) => NOWHERE.test(one)))
    expect({ place, dev, optional }).toEqual({ place, dev: true, optional: true });
});

it('nothing comes from elsewhere than the registry', () => {
  const elsewhere = packages.filter(
    ([, { link, resolved }]) => link === true || /^(?:git|file|http:)/.test(resolved ?? ''),
  );
  expect(elsewhere.map(([place]) => place)).toEqual([]);
});

it('no package runs a script when it is installed', () => {
  expect(packages.filter(([, { hasInstallScript }]) => hasInstallScript === true).map(([place]) => place)).toEqual([]);
});

it('the engine, Node and the build are locked for every platform that we run on', () => {
  for (const one of [
    ...['win32-x64', 'win32-arm64', 'darwin-arm64', 'darwin-x64', 'linux-x64', 'linux-arm64'].map(
      (platform) => `@duckdb/node-bindings-${platform}`,
    ),
    ...['win-x64', 'darwin-x64', 'linux-x64', 'linux-arm64'].map((platform) => `node-${platform}`),
  ])
    expect(lock.packages[`node_modules/${one}`]?.integrity, one).toMatch(/^sha512-/);
});

it('every licence is one that lets us', () => {
  const others = packages.filter(
    ([place, { license }]) => !LICENCES.has(license ?? '') && place !== OWN_TERMS && !NOWHERE.test(place),
  );
  expect(others.map(([place, { license }]) => `${place}: ${license}`)).toEqual([]);
});

it('`npm run sbom` names all that is used, and nothing that only builds and tests use', async () => {
  const { stdout } = await promisify(execFile)('npm', ['run', '-s', 'sbom'], {
    cwd: ROOT,
    maxBuffer: 2 ** 26,
    shell: process.platform === 'win32',
  });
  const sbom: {
    bomFormat: string;
    components: { name: string; version: string; hashes?: object; licenses?: object }[];
  } = JSON.parse(stdout);
  expect(sbom.bomFormat).toBe('CycloneDX');
  const {
    dependencies,
    devDependencies,
  }: Record<string, Record<string, string>> = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  const named = new Map(sbom.components.map(({ name, version }) => [name, version]));
  for (const [name, version] of Object.entries(dependencies ?? {}))
    expect([name, named.get(name)]).toEqual([name, version]);
  for (const { name, hashes, licenses } of sbom.components)
    expect({ name, hashes, licenses }).toEqual({ name, hashes: expect.anything(), licenses: expect.anything() });
  for (const name of ['vitest', 'playwright-core', 'axe-core']) {
    expect(devDependencies?.[name], name).toBeDefined();
    expect(named.has(name), name).toBe(false);
  }
});
