import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Table } from 'apache-arrow';
import { expect } from 'vitest';
import { runCli } from '../../pipeline/cli/run.ts';
import { LISTS } from '../../pipeline/lists.ts';
import { sayNothingElse } from '../support/months.ts';
import { onceARun } from '../support/once-a-run.ts';
import { newWarehouse, recordingIo } from '../support/warehouse.ts';
import { csvOf, RECORDS } from './hand-made.ts';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const PERIOD = ['--unit', 'brvt-sgddt', '--from', '2024-01-01', '--as-of', '2024-06-30'];
export const PLAN = ['--plan', 'brvt-sgddt-2024', '--unit', 'brvt-sgddt', '--as-of', '2024-06-30'];

export interface Ran {
  code: number;
  out: string;
  err: string;
  bytes: Uint8Array;
}

export type Row = Record<string, unknown>;

/** One call inside this process, as the terminal would see it. */
export async function vedich(words: readonly string[], language: 'vi' | 'en' = 'vi'): Promise<Ran> {
  const io = { ...recordingIo(), language };
  const code = await runCli(words, io);
  return { code, out: io.printed.join('\n'), err: io.errors.join('\n'), bytes: Buffer.concat(io.bytes) };
}

/** The command as a user starts it. */
export function asProcess(words: readonly string[]): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', 'vedich', '--', ...words], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  return { code: status, out: stdout, err: stderr };
}

/** Calls on one warehouse. `jsonOf` gives the rows of a command that must succeed. */
export function commandsOn(warehouse: string): {
  onWarehouse(words: readonly string[]): Promise<Ran>;
  jsonOf(words: readonly string[]): Promise<Row[]>;
} {
  const onWarehouse = (words: readonly string[]): Promise<Ran> => vedich([...words, '--warehouse', warehouse]);
  return {
    onWarehouse,
    async jsonOf(words) {
      const { code, out, err } = await onWarehouse([...words, '--format', 'json']);
      expect(code, err).toBe(0);
      return JSON.parse(out);
    },
  };
}

/**
 * The hand-made half year in a new warehouse, as the command imports it: once a run, copied for each who asks.
 * @returns the folder of its lists, shared, to be read only
 */
export async function handMade(warehouse: string): Promise<string> {
  const made = await onceARun('hand-made', async (place) => {
    mkdirSync(place);
    for (const list of LISTS) writeFileSync(path.join(place, `${list}.csv`), csvOf(list, RECORDS[list]));
    const { code, err } = await commandsOn(`${place}.duckdb`).onWarehouse(['import', place, '--province', 'brvt']);
    expect(code, err).toBe(0);
    // Nine dossiers of half a year: the test is of their numbers, not of the months without any.
    const engine = await newWarehouse(`${place}.duckdb`);
    await sayNothingElse(engine).finally(() => engine.close());
  });
  copyFileSync(`${made}.duckdb`, warehouse);
  return made;
}

/** An Arrow table as JSON would have it. */
export function arrowRows(table: Table): Row[] {
  return Array.from({ length: table.numRows }, (_, row) =>
    Object.fromEntries(
      table.schema.fields.map(({ name, type }) => {
        const value = table.getChild(name)?.get(row) ?? null;
        if (value !== null && `${type}`.startsWith('Date'))
          return [name, new Date(Number(value)).toISOString().slice(0, 10)];
        if (value !== null && `${type}`.startsWith('List')) return [name, [...value]];
        return [name, typeof value === 'bigint' ? Number(value) : value];
      }),
    ),
  );
}
