import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { seeded } from '../../../../../test/read/seeded.ts';
import type { SharedTexts, TextBatch } from '../../../../read/batch.ts';
import { BatchBuilder, rowsOf } from '../../../../read/rows.ts';
import type { Engine } from '../../engine.ts';
import { openNativeEngine } from '../native-engine.ts';
import { writeParquet } from './write-parquet.ts';

let folder = '';
let engine: Engine;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vedich-parquet-'));
  engine = await openNativeEngine(join(folder, 'w.duckdb'));
});
afterEach(async () => {
  await engine.close();
  rmSync(folder, { recursive: true });
});

type Cells = (string | number)[];

function sharedTexts(texts: readonly string[]): SharedTexts {
  const parts = texts.map((text) => new TextEncoder().encode(text));
  const offsets = new Uint32Array(texts.length + 1);
  parts.forEach((part, i) => {
    offsets[i + 1] = (offsets[i] ?? 0) + part.length;
  });
  return { count: texts.length, bytes: Buffer.concat(parts), offsets };
}

/** Batches of rows; a number in a row is a shared text. */
async function* batches(rows: readonly Cells[], texts: SharedTexts, from = 1): AsyncGenerator<TextBatch> {
  const batch = new BatchBuilder({ file: 'thu.xlsx', sheet: 'S' });
  for (const [index, cells] of rows.entries()) {
    batch.startRow(from + index);
    for (const [column, cell] of cells.entries()) {
      if (typeof cell === 'number') batch.sharedCell(column, texts, cell);
      else batch.text(column, cell);
    }
    batch.endRow();
    if (batch.full) yield* batch.take();
  }
  yield* batch.end();
}

async function loaded(names: readonly string[], from: AsyncIterable<TextBatch>): Promise<unknown[][]> {
  await engine.load('t', names, from);
  return (await engine.query('FROM t ORDER BY row_no')).map((row) => Object.values(row));
}

const NO_TEXTS = sharedTexts([]);

describe('what is loaded is what the batches hold', () => {
  test('texts, empty cells, Vietnamese, quotes and line ends', async () => {
    const rows = [
      ['Hồ sơ', '', '"x", \'y\''],
      ['', 'a\nb', '😀'],
      ['NULL', ' ', ''],
    ];
    expect(await loaded(['a', 'b', 'c'], batches(rows, NO_TEXTS))).toEqual([
      [1, 'Hồ sơ', null, '"x", \'y\''],
      [2, null, 'a\nb', '😀'],
      [3, 'NULL', ' ', null],
    ]);
  });

  test('shared texts with a dictionary; an empty one is NULL, a mixed column becomes plain', async () => {
    const texts = sharedTexts(['có', '', 'không']);
    const rows: Cells[] = [
      [0, 2, 0],
      [1, 2, 'khác'],
      [2, 1, 2],
      [0, 0, 1],
    ];
    expect(await loaded(['a', 'b', 'c'], batches(rows, texts))).toEqual([
      [1, 'có', 'không', 'có'],
      [2, null, 'không', 'khác'],
      [3, 'không', null, 'không'],
      [4, 'có', 'có', null],
    ]);
  });

  test('no rows, no columns, columns that the sheet does not have', async () => {
    expect(await loaded(['a'], batches([], NO_TEXTS))).toEqual([]);
    expect(await loaded([], batches([['x'], ['y']], NO_TEXTS))).toEqual([[1], [2]]);
    expect(await loaded(['a', 'b'], batches([['x']], NO_TEXTS))).toEqual([[1, 'x', null]]);
  });

  test('names with quotes, blanks and Vietnamese letters', async () => {
    await engine.load('sheet "1"', ['đơn vị', 'a"b'], batches([['x', 'y']], NO_TEXTS));
    expect(await engine.query('SELECT * FROM "sheet ""1"""')).toEqual([{ row_no: 1, 'đơn vị': 'x', 'a"b': 'y' }]);
  });

  test('row numbers with gaps', async () => {
    await engine.load('t', ['a'], batches([['x'], [''], ['y']], NO_TEXTS, 1_048_574));
    expect(await engine.query('SELECT row_no FROM t ORDER BY 1')).toEqual([
      { row_no: 1_048_574 },
      { row_no: 1_048_576 },
    ]);
  });

  test('wide rows and long texts', async () => {
    const names = Array.from({ length: 500 }, (_, i) => `c${i}`);
    const long = 'ă'.repeat(300_000);
    const rows = [names.map((name) => name), names.map((_, i) => (i === 499 ? long : ''))];
    await engine.load('t', names, batches(rows, NO_TEXTS));
    const [counted] = await engine.query(
      `SELECT count(*) AS n, max(length(c499)) AS longest, count(c7) AS filled, max(c498) AS text FROM t`,
    );
    expect(counted).toEqual({ n: 2, longest: 300_000, filled: 1, text: 'c498' });
  });

  test.each([1, 2, 3, 4])('random batches %i, many row groups, dictionaries of every size', async (seed) => {
    const random = seeded(seed);
    const texts = sharedTexts(
      Array.from({ length: 40_000 }, (_, i) => (i % 97 === 5 ? '' : `t${i}`.repeat(1 + (i % 3)))),
    );
    // Columns of 1, 2, 3, 700, 9,000 and all texts; one plain; one with both.
    const spans = [1, 2, 3, 700, 9_000, 40_000];
    const rows = Array.from(
      { length: 40_000 },
      (): Cells => [
        ...spans.map((span) => (random(8) === 0 ? '' : random(span))),
        random(4) === 0 ? '' : `p${random(1e9)}`,
        random(1_000) === 0 ? 'plain' : random(50),
      ],
    );
    const names = rows[0]?.map((_, i) => `c${i}`) ?? [];
    const expected: unknown[][] = [];
    const groups: number[] = [];
    async function* watched(): AsyncGenerator<TextBatch> {
      for await (const batch of batches(rows, texts)) {
        groups.push(batch.rows);
        for (const { row, cells } of rowsOf(batch)) {
          expected.push([row, ...names.map((_, i) => ((cells[i] ?? '') === '' ? null : cells[i]))]);
        }
        yield batch;
      }
    }
    expect(await loaded(names, watched())).toEqual(expected);
    expect(groups.length).toBeGreaterThan(2);
  });
});

describe('a long sheet, written in a thread of its own', () => {
  const LONG = 60_000;

  /** In memory that both threads see, as the reader has it; and in memory that has to be copied. */
  test.each(['shared', 'copied'])('texts in %s memory', async (memory) => {
    const random = seeded(7);
    const texts = sharedTexts(Array.from({ length: 5_000 }, (_, i) => (i % 89 === 3 ? '' : `thủ tục ${i}`)));
    if (memory === 'shared') {
      texts.bytes = shared(new Uint8Array(new SharedArrayBuffer(texts.bytes.length)), texts.bytes);
      texts.offsets = shared(new Uint32Array(new SharedArrayBuffer(texts.offsets.length * 4)), texts.offsets);
    }
    const rows = Array.from(
      { length: LONG },
      (_, i): Cells => [random(5_000), random(9) === 0 ? '' : `H${i}`, random(500) === 0 ? 'khác' : random(3), ''],
    );
    const expected = rows.map((cells, i) => [
      i + 1,
      ...cells.map((cell) => (typeof cell === 'number' ? textAt(texts, cell) : cell) || null),
    ]);
    expect(await loaded(['a', 'b', 'c', 'd'], batches(rows, texts))).toEqual(expected);
  });

  test('a source that breaks off, and a file that cannot be written, are told; nothing stays', async () => {
    async function* broken(): AsyncGenerator<TextBatch> {
      yield* batches(
        Array.from({ length: LONG }, (_, i) => [`H${i}`]),
        NO_TEXTS,
      );
      throw new Error('cut short');
    }
    await expect(engine.load('t', ['a'], broken())).rejects.toThrow('cut short');
    expect(readdirSync(folder).filter((name) => name.startsWith('vedich-load-'))).toEqual([]);
    const rows = () =>
      batches(
        Array.from({ length: LONG }, (_, i) => [`H${i}`]),
        NO_TEXTS,
      );
    await expect(writeParquet(join(folder, 'not', 'there.parquet'), ['a'], rows())).rejects.toThrow(/ENOENT/);
    await writeParquet(join(folder, 'once.parquet'), ['a'], rows());
    await expect(writeParquet(join(folder, 'once.parquet'), ['a'], rows())).rejects.toThrow(/EEXIST/);
  });
});

function shared<T extends Uint8Array | Uint32Array>(into: T, from: T): T {
  into.set(from);
  return into;
}

function textAt({ bytes, offsets }: SharedTexts, index: number): string {
  return new TextDecoder().decode(bytes.slice(offsets[index], offsets[index + 1]));
}

describe('the file', () => {
  test('only its owner may read it, and it goes with unload, a failed transaction and close', async () => {
    const folders = () => readdirSync(folder).filter((name) => name.startsWith('vedich-load-'));
    await engine.load('t', ['a'], batches([['x']], NO_TEXTS));
    const [name = ''] = folders();
    expect(statSync(join(folder, name, 'rows.parquet')).mode & 0o777).toBe(0o600);
    await engine.load('t', ['a'], batches([['y']], NO_TEXTS));
    expect(folders()).toHaveLength(1);
    await engine.unload('t');
    expect(folders()).toEqual([]);
    await expect(engine.query('FROM t')).rejects.toThrow(/t does not exist/);

    const work = engine.transaction(async () => {
      await engine.load('t', ['a'], batches([['x']], NO_TEXTS));
      throw new Error('stop');
    });
    await expect(work).rejects.toThrow('stop');
    expect(folders()).toEqual([]);

    async function* broken(): AsyncGenerator<TextBatch> {
      yield* batches([['x']], NO_TEXTS);
      throw new Error('cut short');
    }
    await expect(engine.load('t', ['a'], broken())).rejects.toThrow('cut short');
    expect(folders()).toEqual([]);

    const other = await openNativeEngine(join(folder, 'other.duckdb'));
    await other.load('t', ['a'], batches([['x']], NO_TEXTS));
    await other.close();
    expect(folders()).toEqual([]);
  });
});
