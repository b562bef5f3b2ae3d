/**
 * One measured run in a process of its own: `node test/bench/read-once.ts inflate|scan|load|import FILE.xlsx`.
 * Prints `{wall, cpu, peakMb, …}`: seconds from the start of the work, seconds of all threads, megabytes of the process.
 *
 * - `inflate`: Node's own inflate of the largest part, nothing else
 * - `scan`: the reader alone, batches thrown away
 * - `load`: file → table of all columns as text that DuckDB has
 * - `import`: file → typed facts in a warehouse on the disk
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBook } from '../../pipeline/read/open.ts';
import { readZipDirectory } from '../../pipeline/read/zip/zip-directory.ts';
import { inflate, openFileSource } from '../../pipeline/warehouse/duckdb/native/file-source.ts';
import { openNativeEngine } from '../../pipeline/warehouse/duckdb/native/native-engine.ts';

const [mode = '', path = ''] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'vedich-bench-'));
const source = await openFileSource(path);
const started = performance.now();

async function inflateAlone(): Promise<number> {
  const entries = await readZipDirectory(source);
  const largest = entries.reduce((a, b) => (b.size > a.size ? b : a));
  let bytes = 0;
  const start = largest.headerOffset + 30 + largest.name.length;
  async function* compressed(): AsyncGenerator<Uint8Array> {
    for (let at = start; at < start + largest.compressedSize; at += 1 << 20)
      yield await source.read(at, Math.min(1 << 20, start + largest.compressedSize - at));
  }
  for await (const chunk of inflate(compressed())) bytes += chunk.length;
  if (bytes !== largest.size) throw new Error(`${bytes} of ${largest.size} bytes`);
  return bytes;
}

async function scanAlone(): Promise<number> {
  let rows = 0;
  for await (const batch of (await openBook(source, { inflate })).read(0)) rows += batch.rows;
  return rows;
}

async function loadText(): Promise<number> {
  const engine = await openNativeEngine(join(folder, 'load.duckdb'));
  const book = await openBook(source, { inflate });
  const names = Array.from({ length: 22 }, (_, i) => `c${i}`);
  const rows = await engine.load('sheet', names, book.read(0));
  const [counted] = await engine.query('SELECT count(*) AS n, count(c1) AS c1 FROM sheet');
  if (counted?.['n'] !== rows || counted['c1'] !== rows) throw new Error(`${JSON.stringify(counted)} of ${rows}`);
  await engine.close();
  return rows;
}

async function importWhole(): Promise<number> {
  // Here, so that the other runs are not charged with what they do not need.
  const { importInto, newWarehouse } = await import('../support/warehouse.ts');
  const engine = await newWarehouse(join(folder, 'warehouse.duckdb'));
  const { sheets, failures } = await importInto(engine, [path], { province: 'brvt' });
  if (failures.length > 0) throw new Error(failures.join('\n'));
  await engine.close();
  return sheets[0]?.rows.accepted ?? 0;
}

try {
  const work = { inflate: inflateAlone, scan: scanAlone, load: loadText, import: importWhole }[mode];
  if (work === undefined) throw new Error('read-once.ts inflate|scan|load|import FILE.xlsx');
  const count = await work();
  const wall = (performance.now() - started) / 1000;
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const cpu = (userCPUTime + systemCPUTime) / 1e6;
  console.log(JSON.stringify({ mode, count, wall, cpu, peakMb: Math.round(maxRSS / 1024) }));
} finally {
  await source.close();
  rmSync(folder, { recursive: true });
}
