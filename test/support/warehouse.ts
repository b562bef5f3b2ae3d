import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { importPaths } from '../../pipeline/cli/import-files.ts';
import type { Io } from '../../pipeline/cli/io.ts';
import { shippedLibrary } from '../../pipeline/cli/library.ts';
import { FACT_MACROS } from '../../pipeline/facts/macros.ts';
import { prepareWarehouse } from '../../pipeline/facts/tables.ts';
import type { ImportedFile, ImportedSheet, ImportOptions } from '../../pipeline/facts/types.ts';
import type { Engine } from '../../pipeline/warehouse/duckdb/engine.ts';
import { openNativeEngine } from '../../pipeline/warehouse/duckdb/native/native-engine.ts';

export const SAMPLES = fileURLToPath(new URL('../../samples', import.meta.url));

/** The sets of exports, in order of names. */
export function sampleFolders(): string[] {
  return readdirSync(SAMPLES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'generate' && entry.name !== 'expected')
    .map((entry) => path.join(SAMPLES, entry.name))
    .sort();
}

/** What a command prints, kept for the test. */
export function recordingIo(
  now = '2026-11-21 08:00:00',
): Io & { printed: string[]; errors: string[]; bytes: Uint8Array[] } {
  const printed: string[] = [];
  const errors: string[] = [];
  const bytes: Uint8Array[] = [];
  return {
    out: (text) => printed.push(text),
    err: (text) => errors.push(text),
    outBytes: (chunk) => bytes.push(chunk),
    isTerminal: false,
    width: 100,
    language: 'vi',
    now,
    printed,
    errors,
    bytes,
  };
}

/** A fresh warehouse; in memory unless a file is named. */
export async function newWarehouse(file = ':memory:'): Promise<Engine> {
  const engine = await openNativeEngine(file);
  await prepareWarehouse(engine, shippedLibrary().columns);
  for (const macro of FACT_MACROS) await engine.run(macro);
  return engine;
}

export interface Imported {
  files: ImportedFile[];
  sheets: ImportedSheet[];
  failures: string[];
}

export async function importInto(
  engine: Engine,
  paths: readonly string[],
  options: Partial<ImportOptions> = {},
): Promise<Imported> {
  const io = recordingIo();
  const run = await importPaths(engine, shippedLibrary(), paths, io, { now: io.now, ...options });
  return { files: run.files, sheets: run.files.flatMap((file) => file.sheets), failures: run.failures };
}

/** A folder that goes when the test is over. */
export function temporaryFolder(): { folder: string; remove(): void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'vedich-test-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
