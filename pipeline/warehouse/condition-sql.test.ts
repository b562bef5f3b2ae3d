import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newWarehouse } from '../../test/support/warehouse.ts';
import { shippedLibrary } from '../cli/library.ts';
import type { ConditionScope, ValueType } from '../library/conditions/expression.ts';
import { parseCondition } from '../library/conditions/parse.ts';
import { type ConditionDialect, conditionSql, DUCKDB, type PrintedOver } from './condition-sql.ts';
import type { Engine } from './duckdb/engine.ts';

const columns = new Map<string, ValueType>([
  ['id', { kind: 'integer' }],
  ['ok', { kind: 'boolean' }],
  ['channel', { kind: 'code', list: 'channel' }],
  ['word', { kind: 'text' }],
  ['fee', { kind: 'decimal' }],
  ['due', { kind: 'date' }],
  ['taken', { kind: 'moment' }],
]);
const scope: ConditionScope = { of: '"r"', columns, codes: shippedLibrary().codes, importing: true };
const NOW = "TIMESTAMP '2024-03-01 12:00:00'";

function printed(text: string, over: PrintedOver, dialect?: ConditionDialect): string {
  const { expression, mistakes } = parseCondition(text, scope, 'boolean');
  expect(mistakes).toEqual([]);
  if (expression === undefined) throw new Error(text);
  return conditionSql(expression, over, dialect);
}

describe('a condition finds the rows it says', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await newWarehouse();
    await engine.run(`CREATE TEMP TABLE r AS SELECT id::INTEGER AS id, ok::BOOLEAN AS ok, channel, channel_raw, word,
        fee::DECIMAL(18, 4) AS fee, due::DATE AS due, taken::TIMESTAMP AS taken, lacks FROM (VALUES
        (1, true, 'remote', 'Từ xa', 'a[1]', 10.5, '2024-02-29', '2024-02-28 23:59:59', []::VARCHAR[]),
        (2, false, 'counter', '-', 'it''s', 0, '2024-03-01', '2024-03-01 12:00:01', ['channel']),
        (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, []),
        (2147483647, true, 'postal', '②', 'hai từ', -1, '2024-03-05', '2024-03-01 12:00:00', ['word']))
      AS v (id, ok, channel, channel_raw, word, fee, due, taken, lacks)`);
  });
  afterAll(() => engine.close());

  test.each<[string, number[]]>([
    ['ok', [1, 4]],
    ['NOT ok', [2]],
    ['ok IS NULL', [3]],
    ['ok IS NOT NULL AND ok <> true', [2]],
    ["channel = 'remote' OR channel = 'postal'", [1, 4]],
    ["channel NOT IN ('remote')", [2, 4]],
    ["channel IS NULL OR channel NOT IN ('remote')", [2, 3, 4]],
    ["coalesce(channel, 'counter') = 'counter'", [2, 3]],
    ["word = 'it''s'", [2]],
    ['fee > 0.5', [1]],
    ['fee >= -1 AND fee < 10.50', [2, 4]],
    ['fee NOT BETWEEN 0 AND 11', [4]],
    ["due > DATE '2024-02-29'", [2, 4]],
    ['due - day(taken) = 1', [1]],
    ['id + id > 2147483647', [4]],
    ['id - 1 = 0', [1]],
    ['taken > now()', [2]],
    ['has_digit(word)', [1]],
    ["has_any_of(word, ' ')", [4]],
    ["has_any_of(word, ']')", [1]],
    ["has_any_of(word, '^''')", [2]],
    ["has_any_of(word, 'ừ-')", [4]],
    ['has_word(written(channel))', [1, 4]],
    ['in_file(channel) AND NOT in_file(word)', [4]],
    ['ok OR ok IS NULL AND false', [1, 4]],
    ['(ok OR ok IS NULL) AND true', [1, 3, 4]],
  ])('%s', async (text, ids) => {
    for (const over of [{ now: NOW }, { row: 'x', now: NOW }]) {
      const rows = await engine.query(`SELECT id FROM r AS x WHERE ${printed(text, over)} ORDER BY id`);
      expect(rows.map(({ id }) => (id === 2147483647 ? 4 : id))).toEqual(ids);
    }
  });

  test('another engine writes the same condition in its own words', () => {
    const other: ConditionDialect = {
      ...DUCKDB,
      text: (value) => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`,
      date: (day) => `toDate32('${day}')`,
      dayOf: (moment) => `toDate32(${moment})`,
      matches: (text, pattern) => `match(${text}, ${pattern})`,
    };
    expect(
      printed("day(taken) >= DATE '2024-01-01' AND has_digit(word) AND word <> 'it''s'", { row: 'm' }, other),
    ).toBe(`((toDate32(m."taken") >= toDate32('2024-01-01')) AND match(m."word", '\\\\d') AND (m."word" <> 'it\\'s'))`);
  });
});
