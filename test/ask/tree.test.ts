import { afterAll, beforeAll, expect, it } from 'vitest';
import { NotAQuestion } from '../../pipeline/ask/names.ts';
import { parsedNames } from '../../pipeline/ask/parsed-names.ts';
import { type Engine, QueryError } from '../../pipeline/warehouse/duckdb/engine.ts';
import { openNativeEngine } from '../../pipeline/warehouse/duckdb/native/native-engine.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openNativeEngine(':memory:');
});
afterAll(() => engine.close());

it('a long statement that never closes its quotation mark is refused, wherever the parser cuts a letter of it in two', async () => {
  for (let pad = 0; pad < 3; pad += 1) {
    const error = await parsedNames(engine, `SELECT '${'x'.repeat(pad)}${'ồ'.repeat(5000)}`).catch(
      (cause: unknown) => cause,
    );
    expect(error instanceof NotAQuestion || error instanceof QueryError, String(error).slice(0, 200)).toBe(true);
  }
});
