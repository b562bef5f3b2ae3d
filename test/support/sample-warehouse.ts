import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Engine } from '../../pipeline/warehouse/duckdb/engine.ts';
import { onceARun, runFolder } from './once-a-run.ts';
import { type Imported, importInto, newWarehouse, SAMPLES } from './warehouse.ts';

const EVERY_SET = ['brvt-2021-2025', 'brvt-2022', 'brvt-2023', 'brvt-2024', 'gialai-2021-2022'];

/**
 * A warehouse of samples as a new file: imported once a run, copied for each who asks.
 * @returns what was said of the import; every file was read
 */
export async function sampleWarehouse(file: string, sets: readonly string[] = EVERY_SET): Promise<Imported> {
  const made = await onceARun(sets.join('+'), async (place) => {
    const engine = await newWarehouse(`${place}.duckdb`);
    const folders = sets.map((set) => path.join(SAMPLES, set));
    const imported = await importInto(engine, folders).finally(() => engine.close());
    if (imported.failures.length > 0) throw new Error(imported.failures.join('\n'));
    writeFileSync(`${place}.json`, JSON.stringify(imported));
  });
  copyFileSync(`${made}.duckdb`, file);
  return JSON.parse(readFileSync(`${made}.json`, 'utf8'));
}

/** The same, opened; its file goes with the run. */
export async function openSamples(sets?: readonly string[]): Promise<{ engine: Engine; imported: Imported }> {
  const file = path.join(mkdtempSync(path.join(runFolder(), 'samples-')), 'samples.duckdb');
  const imported = await sampleWarehouse(file, sets);
  return { engine: await newWarehouse(file), imported };
}
