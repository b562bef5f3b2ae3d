import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { machineFault } from '../../pipeline/cli/machine-faults.ts';
import { seeded } from '../read/seeded.ts';
import { SAMPLES, temporaryFolder } from '../support/warehouse.ts';
import { vedich } from './command-line.ts';

const scratch = temporaryFolder();
afterAll(scratch.remove);

const QUESTION = ['evaluate', '--plan', 'brvt-sgddt-2024', '--unit', 'brvt-sgddt', '--as-of', '2024-11-30'];

it('a warehouse with a flipped bit says the same figures, or that it is damaged; never others, never a fault of ours', async () => {
  const whole = path.join(scratch.folder, 'kho.duckdb');
  const imported = await vedich(['import', path.join(SAMPLES, 'brvt-2024'), '--warehouse', whole]);
  expect(imported.code).toBe(0);
  const ask = (warehouse: string) => vedich([...QUESTION, '--format', 'json', '--warehouse', warehouse]);
  const right = (await ask(whole)).out;
  const bytes = readFileSync(whole);
  const random = seeded(20_261_125);
  let damaged = 0;
  for (let round = 0; round < 60; round += 1) {
    const flipped = Buffer.from(bytes);
    // Half of them where DuckDB keeps what it must read first.
    const at = random(round % 2 === 0 ? bytes.length : 20_000);
    flipped[at] = (flipped[at] ?? 0) ^ (1 << random(8));
    const file = path.join(scratch.folder, `hong-${round}.duckdb`);
    writeFileSync(file, flipped);
    const { code, out, err } = await ask(file);
    if (code === 0) expect(out, `byte ${at}`).toBe(right);
    else {
      damaged += 1;
      expect(`${code} ${err}`, `byte ${at}`).toMatch(/^1 .*(bị hỏng|không phải kho số liệu)/s);
    }
  }
  expect(damaged).toBeGreaterThan(10);
}, 300_000);

it('a folder in the place of a warehouse, a warehouse cut short', async () => {
  const folder = path.join(scratch.folder, 'thu-muc.duckdb');
  mkdirSync(folder);
  const cut = path.join(scratch.folder, 'cut.duckdb');
  const whole = readFileSync(path.join(scratch.folder, 'kho.duckdb'));
  writeFileSync(cut, whole.subarray(0, whole.length / 2));
  copyFileSync(new URL('../../README.md', import.meta.url), path.join(scratch.folder, 'van-ban.duckdb'));
  for (const file of [folder, cut, path.join(scratch.folder, 'van-ban.duckdb')]) {
    const { code, err } = await vedich([...QUESTION, '--warehouse', file]);
    expect(code, err).toBe(1);
    expect(err).toMatch(/bị hỏng|không phải kho số liệu/);
  }
});

it.runIf(existsSync('/dev/full'))('a full disk and a place that may not be written are told as what they are', () => {
  const faultOf = (file: string): string | undefined => {
    try {
      writeFileSync(file, 'x');
    } catch (error) {
      return machineFault(error)?.sentence('vi', 'terminal');
    }
    return undefined;
  };
  expect(faultOf('/dev/full')).toMatch(/^Hết chỗ trên đĩa/);
  expect(faultOf('/proc/sys/kernel/ostype')).toMatch(/^Không có quyền đọc hoặc ghi '\/proc\/sys\/kernel\/ostype'/);
  const grown = 'TransactionContext Error: Failed to commit: Could not write file "/a/k.duckdb.wal": File too large';
  expect(machineFault(new Error(grown))?.code).toBe('DISK_FULL');
  expect(machineFault(new TypeError('x is not a function'))).toBeUndefined();
});
