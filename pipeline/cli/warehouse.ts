import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { canBeUpgraded, formatOf, upgrade } from '../facts/format.ts';
import { FACT_MACROS } from '../facts/macros.ts';
import { prepareWarehouse, warehouseVersionFits } from '../facts/tables.ts';
import type { Library } from '../library/library.ts';
import type { Office } from '../office/scope.ts';
import { isClusterAddress } from '../warehouse/clickhouse/address.ts';
import type { Engine } from '../warehouse/duckdb/engine.ts';
import {
  type NativeDatabase,
  type NativeOptions,
  openNativeDatabase,
  openNativeEngine,
  scratchPrefix,
} from '../warehouse/duckdb/native/native-engine.ts';
import { duckdbWarehouse } from '../warehouse/warehouse.ts';
import { clusterAsked } from './cluster.ts';
import type { Args } from './command.ts';
import { machineFault } from './machine-faults.ts';
import { userError } from './messages.ts';
import { writeCopy } from './write-file.ts';

const DEFAULT_WAREHOUSE = path.join('.vedich', 'warehouse.duckdb');

/** Where the warehouse lies. @throws UserError where DuckDB would take it for one in memory, which nobody keeps; on a cluster */
export function warehouseFile(args: Args): string {
  const file = args.text('warehouse') ?? DEFAULT_WAREHOUSE;
  if (isClusterAddress(file)) throw userError('CLUSTER_READS_ONLY', { at: file });
  if (file === '' || file.startsWith(':memory:')) throw userError('NOT_ON_DISK', { path: file });
  return file;
}

/** The warehouse for writing, made where it is not there yet. */
export async function openForImport(args: Args, library: Library): Promise<Engine> {
  const file = warehouseFile(args);
  const engine = await openedNow(file);
  await clearScratch(file);
  await prepared(engine, file, async () => {
    if (await isSomebodyElses(engine)) return false;
    return prepareWarehouse(engine, library.columns);
  });
  return engine;
}

/** A warehouse that must be there already, for writing. */
export async function openToChange(args: Args, library: Library): Promise<Engine> {
  const file = warehouseFile(args);
  if (!existsSync(file)) throw userError('NO_WAREHOUSE', { path: file });
  return openForImport(args, library);
}

/** The warehouse for reading only, in a file or on a cluster. */
export async function openForReading(args: Args): Promise<Engine> {
  const place = args.text('warehouse') ?? '';
  if (isClusterAddress(place)) return openOnCluster(place);
  const file = warehouseFile(args);
  if (!existsSync(file)) throw userError('NO_WAREHOUSE', { path: file });
  const engine = await openedNow(file, { readOnly: true });
  await prepared(engine, file, async () => warehouseVersionFits(engine));
  return engine;
}

async function openOnCluster(place: string): Promise<Engine> {
  const { openCluster } = await import('../warehouse/clickhouse/cluster-engine.ts');
  const engine = await openCluster(...(await clusterAsked(place)));
  try {
    // Where none was copied there is not even the table that says so.
    if (!(await warehouseVersionFits(engine))) throw userError('CLUSTER_NO_WAREHOUSE', { at: place });
    return engine;
  } catch (error) {
    await engine.close();
    throw error;
  }
}

/** As `openForReading`, for several questions at once: each engine of a file answers one at a time. */
export async function openManyForReading(
  args: Args,
  count: number,
): Promise<{ engines: Engine[]; close: () => Promise<void> }> {
  const place = args.text('warehouse') ?? '';
  if (isClusterAddress(place)) {
    // A cluster answers many at once.
    const engine = await openOnCluster(place);
    return { engines: Array.from({ length: count }, () => engine), close: () => engine.close() };
  }
  // Looked at first as one is: it is brought up to today's format, or refused.
  await (await openForReading(args)).close();
  const file = warehouseFile(args);
  const database = await opened(file, () => openNativeDatabase(file, { readOnly: true }));
  const engines: Engine[] = [];
  const close = async (): Promise<void> => {
    for (const engine of engines) await engine.close();
    await database.close();
  };
  try {
    while (engines.length < count) engines.push(await database.connect());
  } catch (error) {
    await close();
    throw error;
  }
  return { engines, close };
}

/** A warehouse without rows that nobody keeps. */
export async function openEmpty(library: Library): Promise<Engine> {
  const engine = await openNativeEngine(':memory:');
  await prepareWarehouse(engine, library.columns);
  for (const macro of FACT_MACROS) await engine.run(macro);
  return engine;
}

/** What the commands ask: whoever sits at the machine may see everything. */
export function officeOf(engine: Engine, library: Library): Office {
  return { warehouse: duckdbWarehouse(engine, library.columns), library };
}

/** The warehouse for many connections at a time, made where it is not there yet; strangers may ask it in SQL. */
export async function openForServing(file: string, library: Library): Promise<NativeDatabase> {
  if (existsSync(file)) await (await openedNow(file)).close();
  const database = await opened(file, () => privately(file, () => openNativeDatabase(file, { fenced: true })));
  await clearScratch(file);
  try {
    const engine = await database.connect();
    await prepared(engine, file, async () => prepareWarehouse(engine, library.columns));
    await engine.close();
  } catch (error) {
    await database.close();
    throw error;
  }
  return database;
}

/** For SQL that somebody types in: nothing but reading this one file. */
export async function openSealed(args: Args): Promise<Engine> {
  const file = warehouseFile(args);
  if (!existsSync(file)) throw userError('NO_WAREHOUSE', { path: file });
  const engine = await openedNow(file, { readOnly: true, sealed: true });
  await prepared(engine, file, async () => warehouseVersionFits(engine), []);
  return engine;
}

/** A copy of a warehouse, for writing; messages name the warehouse. */
export async function openCopy(copy: string, file: string): Promise<Engine> {
  const engine = await opened(file, () => openNativeEngine(copy));
  await prepared(engine, file, async () => warehouseVersionFits(engine), []);
  return engine;
}

/** How the warehouse is called that was kept before it was upgraded from a format. */
export function keptBefore(file: string, format: string): string {
  return `${file}.format-${format}`;
}

/** In today's format: one of an older format is brought up to it. */
async function openedNow(file: string, options: NativeOptions = {}): Promise<Engine> {
  const open = (): Promise<Engine> => opened(file, () => privately(file, () => openNativeEngine(file, options)));
  const engine = await open();
  const format = await formatOf(engine).catch(() => undefined);
  if (format === undefined || !canBeUpgraded(format)) return engine;
  await engine.close();
  await upgradeFile(file, format);
  return open();
}

/**
 * The file as it was is kept beside it first, so that the earlier program can go on with it; where that cannot be written,
 * nothing is changed.
 */
async function upgradeFile(file: string, format: string): Promise<void> {
  // Opened for writing and closed, so that all lies in the one file.
  await (await opened(file, () => openNativeEngine(file))).close();
  const kept = keptBefore(file, format);
  await writeCopy(file, kept).catch((cause: unknown) => {
    throw machineFault(cause, kept) ?? cause;
  });
  const engine = await opened(file, () => openNativeEngine(file));
  await upgrade(engine).finally(() => engine.close());
}

async function opened<T>(file: string, open: () => Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (cause) {
    throw machineFault(cause, file) ?? userError('NOT_A_WAREHOUSE', { path: file }, { cause });
  }
}

/** Closes the engine again where the file turns out to be something else. */
async function prepared(
  engine: Engine,
  file: string,
  fits: () => Promise<boolean>,
  macros: readonly string[] = FACT_MACROS,
): Promise<void> {
  try {
    if (!(await fits())) throw new Error('a warehouse of another version');
    for (const macro of macros) await engine.run(macro);
  } catch (cause) {
    await engine.close();
    throw machineFault(cause, file) ?? userError('NOT_A_WAREHOUSE', { path: file }, { cause });
  }
}

/** A DuckDB file with tables, none of them ours: it must not get ours as well. */
async function isSomebodyElses(engine: Engine): Promise<boolean> {
  const tables = await engine.query('SELECT table_name FROM duckdb_tables() WHERE NOT temporary');
  return tables.length > 0 && !tables.some((row) => row['table_name'] === 'warehouse_version');
}

/** What an import or a server that was killed has left beside the warehouse; nobody else can be at it, the file is ours. */
async function clearScratch(file: string): Promise<void> {
  const prefixes = [scratchPrefix(file, 'load'), scratchPrefix(file, 'upload')];
  const folder = path.dirname(path.resolve(file));
  for (const name of await readdir(folder)) {
    const left = path.join(folder, name);
    if (prefixes.some((prefix) => left.startsWith(prefix))) await rm(left, { recursive: true, force: true });
  }
}

/** A new warehouse is its owner's alone; the rights of one that is there stay what somebody made them. */
async function privately<T>(file: string, open: () => Promise<T>): Promise<T> {
  await mkdir(path.dirname(path.resolve(file)), { recursive: true, mode: 0o700 });
  const isNew = !existsSync(file);
  const made = await open();
  if (isNew) await chmod(file, 0o600);
  return made;
}
