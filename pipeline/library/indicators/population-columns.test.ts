import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newWarehouse } from '../../../test/support/warehouse.ts';
import { asText, type Engine } from '../../warehouse/duckdb/engine.ts';
import { POPULATION_IDS, populationSql } from '../../warehouse/populations.ts';
import type { ValueType } from '../conditions/expression.ts';
import { BESIDE_CONDITIONS, POPULATION_COLUMNS } from './population-columns.ts';

const PERIOD = { from: '2024-01-01', asOf: '2024-06-30' };
const ROWS = [{ unit: 'a', child: 'a', from: null, to: null }];
const SCOPE = {
  unit: 'a',
  rows: ROWS,
  present: ROWS,
  there: new Set<never>(),
  keepers: { procedures: new Set(['a']), payments: new Set(['a']) },
};

/** What the engine calls a column that holds this. */
const SQL_TYPES: Readonly<Record<ValueType['kind'], readonly string[]>> = {
  text: ['VARCHAR'],
  code: ['VARCHAR'],
  integer: ['INTEGER', 'BIGINT'],
  decimal: ['DECIMAL(18,4)'],
  date: ['DATE'],
  moment: ['TIMESTAMP'],
  boolean: ['BOOLEAN'],
};

describe('the columns that conditions can name are those of the population', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await newWarehouse();
  });
  afterAll(() => engine.close());

  test.each(
    POPULATION_IDS.flatMap((id) => (['whole', 'children'] as const).map((division) => [id, division] as const)),
  )('%s, of the %s', async (id, division) => {
    const rows = await engine.query(`DESCRIBE ${populationSql(id, SCOPE, [PERIOD], division)}`);
    const found = new Map(rows.map((row) => [asText(row['column_name']), asText(row['column_type'])]));
    for (const name of BESIDE_CONDITIONS) found.delete(name);
    const declared = Object.entries(POPULATION_COLUMNS[id]);
    expect([...found.keys()].sort()).toEqual(declared.map(([name]) => name).sort());
    for (const [name, type] of declared) expect(SQL_TYPES[type.kind], name).toContain(found.get(name));
  });
});
