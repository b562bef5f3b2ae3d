import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shippedLibrary } from '../../pipeline/cli/library.ts';
import { importFile } from '../../pipeline/facts/import.ts';
import { FACT_MACROS } from '../../pipeline/facts/macros.ts';
import { prepareWarehouse } from '../../pipeline/facts/tables.ts';
import { sourceFromBytes } from '../../pipeline/read/memory-source.ts';
import type { Engine } from '../../pipeline/warehouse/duckdb/engine.ts';
import { inflate } from '../../pipeline/warehouse/duckdb/native/file-source.ts';
import { newWarehouse } from '../support/warehouse.ts';
import { trapCases } from '../traps/trap-case.ts';
import { openWasmInNode } from './wasm.ts';

/** Traps in which the engine itself makes values of texts, or fills cells. */
const MADE_BY_SQL = ['midnight-at-the-end', 'years-of-two-digits', 'years-of-two-digits-month-first', 'merged-cells'];

let native: Engine;
let wasm: Engine;
const folder = mkdtempSync(path.join(tmpdir(), 'traps-'));

beforeAll(async () => {
  native = await newWarehouse();
  wasm = (await openWasmInNode()).engine;
  await prepareWarehouse(wasm, shippedLibrary().columns);
  for (const macro of FACT_MACROS) await wasm.run(macro);
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await native.close();
  await wasm.close();
});

describe.each(trapCases().filter(({ name }) => MADE_BY_SQL.includes(name)))('$name', ({ name, lay, expected }) => {
  test('the pane imports the same facts and tells the same problems', async () => {
    const home = path.join(folder, name);
    await lay(home);
    for (const file of readdirSync(home).sort()) {
      const source = sourceFromBytes(file, new Uint8Array(readFileSync(path.join(home, file))));
      const options = { sha256: file + name, now: '2026-11-21 08:00:00', province: 'brvt', ...expected.options };
      expect(await importFile(wasm, shippedLibrary(), source, { inflate }, options)).toEqual(
        await importFile(native, shippedLibrary(), source, { inflate }, options),
      );
    }
    for (const sql of Object.keys(expected.facts ?? {})) expect(await wasm.query(sql)).toEqual(await native.query(sql));
  });
});
