import { readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { locked } from '../serve/locked.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** What the add-in's build writes, and `vedich serve` serves. */
export const ADDIN = path.join(ROOT, 'dist', 'addin');
/** What goes into it: the pane uses the pipeline's own words, report and formats. */
const SOURCES = ['addin', 'pipeline', 'vite.config.ts', 'package-lock.json', 'manifest.xml'];
/** A build takes seconds; a lock older than this was left behind. */
const STALE_MS = 120_000;

/**
 * Builds the add-in where it is missing or older than its sources.
 * @returns the folder with `taskpane.html`
 */
export async function ensureAddin(onBuild: () => void = () => undefined): Promise<string> {
  if (await isFresh()) return ADDIN;
  const release = await locked(`${ADDIN}.lock`, STALE_MS);
  try {
    // Somebody else may have built it meanwhile.
    if (await isFresh()) return ADDIN;
    onBuild();
    await buildAddin();
  } finally {
    await release();
  }
  return ADDIN;
}

/** Into a folder of its own, then put in place whole: who serves it never sees half of it. */
async function buildAddin(): Promise<void> {
  const beside = `${ADDIN}.${process.pid}`;
  const { build } = await import('vite');
  // Whoever builds within a test run would otherwise ship what libraries keep for development.
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  try {
    await build({
      configFile: path.join(ROOT, 'vite.config.ts'),
      logLevel: 'error',
      build: { outDir: beside },
    });
    await rm(ADDIN, { recursive: true, force: true });
    await rename(beside, ADDIN);
  } finally {
    if (before === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = before;
    await rm(beside, { recursive: true, force: true });
  }
}

async function isFresh(): Promise<boolean> {
  const built = await timeOf(path.join(ADDIN, 'taskpane.html'));
  if (built === undefined) return false;
  for (const source of SOURCES) {
    if ((await newestIn(path.join(ROOT, source))) > built) return false;
  }
  return true;
}

async function newestIn(place: string): Promise<number> {
  const own = await timeOf(place);
  if (own === undefined) return 0;
  const inside = await readdir(place, { recursive: true, withFileTypes: true }).catch(() => []);
  const times = await Promise.all(
    inside
      .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
      .map((entry) => timeOf(path.join(entry.parentPath, entry.name))),
  );
  return times.reduce<number>((newest, time) => Math.max(newest, time ?? 0), inside.length === 0 ? own : 0);
}

async function timeOf(place: string): Promise<number | undefined> {
  return (await stat(place).catch(() => undefined))?.mtimeMs;
}
