import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE } from './data.ts';

/** The readers that we are held against, by exact version; none of them is needed by the project itself. */
export const PACKAGES = { exceljs: '4.4.0', hucre: '1.0.0', 'read-excel-file': '9.3.17' } as const;

export type PackageName = keyof typeof PACKAGES;

/** A package of exceljs's tree asks for a version of this one that not every registry has. */
const OVERRIDES = { 'typedarray.prototype.slice': '1.0.5' };

/** `load.mjs` stands beside the packages, so that a bare name means what is installed there. */
export const PACKAGE_LOADER = join(CACHE, 'packages', 'load.mjs');

/** Installs what is missing into the cache. @returns what cannot be had, with npm's last word */
export function fetchPackages(names: readonly PackageName[]): Map<PackageName, string> {
  const folder = join(CACHE, 'packages');
  mkdirSync(folder, { recursive: true });
  const manifest = join(folder, 'package.json');
  if (!existsSync(manifest)) writeFileSync(manifest, JSON.stringify({ private: true, overrides: OVERRIDES }));
  writeFileSync(PACKAGE_LOADER, 'export default (name) => import(name);\n');
  const lacking = new Map<PackageName, string>();
  for (const name of names) {
    if (installed(folder, name) === PACKAGES[name]) continue;
    try {
      const wanted = `${name}@${PACKAGES[name]}`;
      execFileSync('npm', ['install', '--no-audit', '--no-fund', '--save-exact', '--ignore-scripts', wanted], {
        cwd: folder,
        stdio: 'pipe',
      });
    } catch (error) {
      const said = error instanceof Error ? error.message.trim().split('\n').at(-1) : String(error);
      lacking.set(name, said ?? 'npm install failed');
    }
  }
  return lacking;
}

function installed(folder: string, name: string): string | undefined {
  const manifest = join(folder, 'node_modules', name, 'package.json');
  if (!existsSync(manifest)) return undefined;
  const { version }: { version: string } = JSON.parse(readFileSync(manifest, 'utf8'));
  return version;
}
