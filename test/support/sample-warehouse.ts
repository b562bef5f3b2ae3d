import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Engine } from '../../pipeline/engine/engine.ts';
import { type Imported, importInto, newWarehouse, SAMPLES } from './warehouse.ts';

const EVERY_SET = ['brvt-2021-2025', 'brvt-2022', 'brvt-2023', 'brvt-2024', 'gialai-2021-2022'];

/**
 * A warehouse of samples as a new file: imported once a run, copied for each who asks.
 * @returns what was said of the import; every file was read
 */
export async function sampleWarehouse(file: string, sets: readonly string[] = EVERY_SET): Promise<Imported> {
  const cache = process.env['VEDICH_RUN_CACHE'];
  if (cache === undefined) throw new Error('no folder of the run: is globalSetup there?');
  const made = path.join(cache, sets.join('+'));
  const report = `${made}.json`;
  if (!existsSync(report)) {
    if (claims(`${made}.making`)) await make(made, sets);
    else while (!existsSync(report)) await sleep(100);
  }
  copyFileSync(`${made}.duckdb`, file);
  return JSON.parse(readFileSync(report, 'utf8'));
}

/** The same, opened; its file goes with the run. */
export async function openSamples(sets?: readonly string[]): Promise<{ engine: Engine; imported: Imported }> {
  const folder = mkdtempSync(path.join(process.env['VEDICH_RUN_CACHE'] ?? '', 'samples-'));
  const file = path.join(folder, 'samples.duckdb');
  const imported = await sampleWarehouse(file, sets);
  return { engine: await newWarehouse(file), imported };
}

/** Of several processes one makes it, the others wait. */
function claims(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch {
    return false;
  }
}

async function make(made: string, sets: readonly string[]): Promise<void> {
  const engine = await newWarehouse(`${made}.duckdb`);
  const imported = await importInto(
    engine,
    sets.map((set) => path.join(SAMPLES, set)),
  );
  await engine.close();
  if (imported.failures.length > 0) throw new Error(imported.failures.join('\n'));
  writeFileSync(`${made}.half`, JSON.stringify(imported));
  renameSync(`${made}.half`, `${made}.json`);
}
