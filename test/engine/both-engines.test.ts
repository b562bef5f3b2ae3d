import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SharedTexts, TextBatch } from '../../pipeline/read/batch.ts';
import { BatchBuilder } from '../../pipeline/read/rows.ts';
import { type Engine, QueryError } from '../../pipeline/warehouse/duckdb/engine.ts';
import { openNativeEngine } from '../../pipeline/warehouse/duckdb/native/native-engine.ts';
import { openWasmInNode } from './wasm.ts';

let native: Engine;
let wasm: Engine;

beforeAll(async () => {
  native = await openNativeEngine(':memory:');
  wasm = (await openWasmInNode()).engine;
});
afterAll(async () => {
  await native.close();
  await wasm.close();
});

describe('a result is the same from both engines: name, type, every value', () => {
  test.each([
    ['texts', `SELECT 'Hồ sơ' AS a, '' AS b, NULL::VARCHAR AS c, 'a''b' AS "tên ""lạ"""`],
    [
      'whole numbers',
      'SELECT 1::TINYINT AS a, -2::SMALLINT AS b, 3 AS c, 4::BIGINT AS d, 5::UTINYINT AS e, 6::UBIGINT AS f',
    ],
    [
      'whole numbers beyond what JavaScript holds',
      'SELECT 9007199254740991::BIGINT AS a, 9007199254740993::BIGINT AS b',
    ],
    [
      'sums',
      'SELECT sum(i) AS a, sum(-i) AS b, count(*) AS c, 170141183460469231731687303715884105727::HUGEINT AS d FROM range(5) AS r(i)',
    ],
    [
      'exact decimals',
      'SELECT 1.50::DECIMAL(18, 2) AS a, -0.05::DECIMAL(18, 4) AS b, 0::DECIMAL(9, 3) AS c, 12::DECIMAL(18, 0) AS d',
    ],
    [
      'days and moments',
      `SELECT DATE '2024-02-29' AS a, TIMESTAMP '2024-09-05 07:05:00' AS b, TIMESTAMP '1999-12-31 23:59:59.25' AS c, NULL::DATE AS d`,
    ],
    ['truth', 'SELECT true AS a, false AS b, NULL::BOOLEAN AS c'],
    ['fractions', 'SELECT 0.1::DOUBLE AS a, 1e300::DOUBLE AS b'],
    ['lists', `SELECT ['a', NULL, 'b'] AS a, []::VARCHAR[] AS b, [1, 2] AS c, NULL::VARCHAR[] AS d`],
    ['no rows', "SELECT 1 AS a, DATE '2024-01-01' AS b WHERE false"],
    ['many rows', `SELECT i, 'x' || i AS t FROM range(5000) AS r(i) ORDER BY i`],
  ])('%s', async (_, sql) => {
    expect(await wasm.columns(sql)).toEqual(await native.columns(sql));
    expect(await wasm.query(sql)).toEqual(await native.query(sql));
  });

  test('a statement that is wrong is told with the statement', async () => {
    for (const engine of [native, wasm]) await expect(engine.query('SELECT wrong')).rejects.toThrow(QueryError);
  });
});

function shared(texts: readonly string[]): SharedTexts {
  const parts = texts.map((text) => new TextEncoder().encode(text));
  const offsets = new Uint32Array(texts.length + 1);
  parts.forEach((part, i) => {
    offsets[i + 1] = (offsets[i] ?? 0) + part.length;
  });
  return { count: texts.length, bytes: Buffer.concat(parts), offsets };
}

const TEXTS = shared(['Trực tiếp', '', 'Trực tuyến', '😀']);

/** A column of shared texts, one of texts, one of both, one that begins late; more rows than one batch has. */
async function* batches(): AsyncGenerator<TextBatch> {
  const builder = new BatchBuilder({ file: 'thu.xlsx', sheet: 'S' });
  for (let row = 0; row < 20_000; row++) {
    builder.startRow(row + 2);
    builder.sharedCell(0, TEXTS, row % 4);
    if (row % 3 > 0) builder.text(1, `H06.${row}`);
    if (row % 100 === 0) builder.text(2, 'khác');
    else builder.sharedCell(2, TEXTS, 2);
    if (row > 15_000) builder.text(3, 'ă'.repeat(row % 50));
    builder.endRow();
    if (builder.full) yield* builder.take();
  }
  yield* builder.end();
}

test('what is loaded is the same in both engines, and goes with unload and a transaction that fails', async () => {
  const names = ['a', 'tên "lạ"', 'c', 'd', 'not in the sheet'];
  const rows = async (engine: Engine) => {
    expect(await engine.load('t', names, batches())).toBe(20_000);
    return engine.query('SELECT * FROM t ORDER BY row_no');
  };
  expect(await rows(wasm)).toEqual(await rows(native));
  for (const engine of [native, wasm]) {
    await engine.unload('t');
    await expect(engine.query('FROM t')).rejects.toThrow(/t does not exist/);
    const failing = engine.transaction(async () => {
      await engine.load('t', names, batches());
      throw new Error('stop');
    });
    await expect(failing).rejects.toThrow('stop');
    await expect(engine.query('FROM t')).rejects.toThrow(/t does not exist/);
  }
});
