import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { copyFileSync, existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { processIo } from '../../pipeline/cli/io.ts';
import { runCli } from '../../pipeline/cli/run.ts';
import { openNativeEngine } from '../../pipeline/warehouse/duckdb/native/native-engine.ts';
import { contentOf } from '../support/content.ts';
import { recordingIo, SAMPLES } from '../support/warehouse.ts';

const MAIN = fileURLToPath(new URL('../../pipeline/cli/main.ts', import.meta.url));
const FOLDER = path.join(SAMPLES, 'brvt-2024');
/** The smaller ones, for many rounds; in the order in which an import takes them. */
export const FILES = readdirSync(FOLDER)
  .sort()
  .map((name) => path.join(FOLDER, name))
  .filter((file) => statSync(file).size < 100_000);
/** The processes that are struck go by the clock, and so must what they are compared with. */
const NOW = processIo('vi').now;

/** What every round stands on: the folder it works in, and what a warehouse must hold after so many files, made without a fault. */
export interface Ground {
  folder: string;
  /** Warehouses with the first 0, 1, 2, … files, and what is in them. */
  bases: string[];
  contents: Record<string, string>[];
  /** How long an import of all files takes here, milliseconds. */
  importMs: number;
}

export async function makeGround(folder: string): Promise<Ground> {
  const warehouse = path.join(folder, 'ground.duckdb');
  const ground: Ground = { folder, bases: [], contents: [], importMs: 0 };
  const keep = async (): Promise<void> => {
    const base = path.join(folder, `base-${ground.bases.length}`);
    copyFileSync(warehouse, base);
    ground.bases.push(base);
    ground.contents.push(await contentIn(warehouse));
  };
  for (const file of FILES) {
    const io = recordingIo(NOW);
    if ((await runCli(['import', file, '--province', 'brvt', '--warehouse', warehouse], io)) !== 0)
      throw new Error(`${file}: ${io.errors.join('\n')}`);
    await keep();
  }
  const begin = performance.now();
  const timed = path.join(folder, 'timed.duckdb');
  await ended(start(importing(timed)));
  ground.importMs = performance.now() - begin;
  return ground;
}

export function importing(warehouse: string): string[] {
  return ['import', ...FILES, '--province', 'brvt', '--warehouse', warehouse];
}

/** A warehouse with the first `files` files (none: not even the file), in a folder of its own, given to whoever is to run on it. */
export function warehouseWith(ground: Ground, folder: string, files: number): string {
  const warehouse = path.join(folder, 'kho.duckdb');
  const base = ground.bases[files - 1];
  if (base !== undefined) copyFileSync(base, warehouse);
  return warehouse;
}

export function start(words: readonly string[], options: SpawnOptions = {}, limit?: number): ChildProcess {
  const node = [process.execPath, '--disable-warning=ExperimentalWarning', MAIN, ...words];
  // A file that grows beyond the limit: what a full disk says, to this process alone.
  const [command = '', ...rest] =
    limit === undefined ? node : ['bash', '-c', `trap '' XFSZ; ulimit -f ${limit}; exec "$@"`, 'bash', ...node];
  return spawn(command, rest, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
}

export interface Ended {
  code: number | null;
  said: string;
}

export function ended(child: ChildProcess): Promise<Ended> {
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (text) => (said = `${said}${text}`.slice(-4000)));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, said })));
}

/** A server on the warehouse, once it answers. */
export async function serving(warehouse: string): Promise<{ child: ChildProcess; url: string }> {
  const child = start(['serve', '--port', '0', '--warehouse', warehouse, '--lang', 'en']);
  child.stderr?.resume();
  if (child.stdout === null) throw new Error('no output');
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /(http:\S+?) /.exec(line)?.[1];
    if (url !== undefined) {
      child.stdout.resume();
      return { child, url };
    }
  }
  throw new Error('the server ended before it served');
}

async function contentIn(warehouse: string): Promise<Record<string, string>> {
  const engine = await openNativeEngine(warehouse, { readOnly: true });
  const content = await contentOf(engine).finally(() => engine.close());
  // Which units the program had loaded is no part of what was imported: a server loads those that its warehouse names.
  return { ...content, 'main.import_standings': '' };
}

/**
 * Looks at a warehouse after a fault.
 * @param least how many files must be in it: those that were there, and those that somebody was told are in
 * @param besides tables that may differ
 * @returns what is wrong with it, undefined where all is as it must be: `vedich check` finds it sound, and it holds exactly
 * what the first so many files make, none lost and none half
 */
export async function wrongIn(
  ground: Ground,
  warehouse: string,
  least: number,
  besides: readonly string[] = [],
): Promise<string | undefined> {
  if (!existsSync(warehouse)) return least === 0 ? undefined : 'the warehouse is gone';
  const io = recordingIo(NOW);
  const code = await runCli(['check', '--format', 'json', '--warehouse', warehouse], io);
  // Ended before it had made its tables: nothing was in it, and the next import makes them.
  if (code === 1 && least === 0 && io.errors.join().includes('không phải kho số liệu')) return undefined;
  if (code !== 0) return `check: ${code} ${[...io.errors, ...io.printed].join(' ').slice(0, 500)}`;
  const parsed: { tables: { table: string; rows: number }[] } = JSON.parse(io.printed.join(''));
  const files = parsed.tables.find(({ table }) => table === 'imports')?.rows ?? 0;
  if (files < least) return `${files} files where ${least} must be`;
  if (files === 0) return undefined;
  const right = Object.entries(ground.contents[files - 1] ?? {});
  const found = await contentIn(warehouse);
  const other = right
    .filter(([table, content]) => found[table] !== content && !besides.includes(table))
    .map(([table]) => table);
  return other.length === 0 ? undefined : `not what ${files} whole files make: ${other}`;
}

/** Imports all files again: as if nothing had been. */
export async function wrongAfterAll(ground: Ground, warehouse: string): Promise<string | undefined> {
  const io = recordingIo(NOW);
  if ((await runCli(importing(warehouse), io)) !== 0) return `import again: ${io.errors.join(' ').slice(0, 500)}`;
  return wrongIn(ground, warehouse, FILES.length);
}

/** What lies beside a warehouse and belongs to nobody any more. */
export function leftBeside(warehouse: string): string[] {
  const own = path.basename(warehouse);
  return readdirSync(path.dirname(warehouse)).filter(
    (name) => name !== own && name !== `${own}.wal` && !/tokens|audit|\.log$/.test(name),
  );
}

export function cleared(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}
