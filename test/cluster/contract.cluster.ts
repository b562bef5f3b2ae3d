import { mkdtempSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shippedLibrary } from '../../pipeline/cli/library.ts';
import { officeOf } from '../../pipeline/cli/warehouse.ts';
import { LISTS } from '../../pipeline/lists.ts';
import { evaluatePlan, indicatorIn } from '../../pipeline/office/evaluate.ts';
import { membersTable } from '../../pipeline/office/members.ts';
import { type Office, reportingPeriod, scopeOf } from '../../pipeline/office/scope.ts';
import { figuresOf, figureTable } from '../../pipeline/office/tables.ts';
import { clusterAddress } from '../../pipeline/warehouse/clickhouse/address.ts';
import { openCluster } from '../../pipeline/warehouse/clickhouse/cluster-engine.ts';
import { copyIntoCluster } from '../../pipeline/warehouse/clickhouse/copy-in.ts';
import { copyFromCluster } from '../../pipeline/warehouse/clickhouse/copy-out.ts';
import type { Engine } from '../../pipeline/warehouse/duckdb/engine.ts';
import { prepareReceived } from '../../pipeline/warehouse/received.ts';
import { runFolder } from '../support/once-a-run.ts';
import { SAMPLE_CASES } from '../support/sample-truth.ts';
import { openSamples } from '../support/sample-warehouse.ts';
import { newWarehouse } from '../support/warehouse.ts';
import { PASSWORD, startCluster, type TestCluster } from './nodes/cluster.ts';

/** A dossier and a result of days that ClickHouse's usual types do not know. */
const FAR_DAYS = [
  ...['1950-02-03', '2290-02-03'].map(
    (day) => `INSERT INTO dossiers SELECT * REPLACE ('far-${day}' AS key, 'far-${day}' AS dossier_code,
      TIMESTAMP '${day} 07:08:09' AS received_at, TIMESTAMP '${day} 17:00:00' AS finished_at) FROM dossiers ORDER BY key LIMIT 1`,
  ),
  `INSERT INTO results SELECT * REPLACE ('far-result' AS key, 'far-result' AS result_code, DATE '1950-02-03' AS issued_at, DATE '2290-02-03' AS expires_at)
    FROM results ORDER BY key LIMIT 1`,
];

const [DAYS_UNIT, FAR] = ['brvt', ['1950-12-31', '2290-12-31']];

describe.each([
  [3, 1],
  [2, 2],
])('%i shards of %i replicas', (shards, replicas) => {
  const library = shippedLibrary();
  let cluster: TestCluster;
  let engine: Engine;
  let clustered: Engine;
  let offices: [Office, Office];

  /** What both say must be the same. */
  async function expectAlike(ask: (office: Office) => Promise<unknown>): Promise<void> {
    const [here, there] = [await ask(offices[0]), await ask(offices[1])];
    expect(there).toEqual(here);
  }

  const addressOf = () => {
    const address = clusterAddress(cluster.address('kho'));
    if (address === undefined) throw new Error('no address');
    return address;
  };

  beforeAll(async () => {
    cluster = await startCluster(shards, replicas);
    ({ engine } = await openSamples());
    for (const sql of FAR_DAYS) await engine.run(sql);
    await copyIntoCluster(engine, addressOf(), PASSWORD, false);
    clustered = await openCluster(addressOf(), PASSWORD);
    offices = [officeOf(engine, library), officeOf(clustered, library)];
  });
  afterAll(async () => {
    await clustered?.close();
    await engine?.close();
    await cluster?.end();
  });

  it('each shard has rows', async () => {
    const { query } = await clusterRows(
      cluster,
      'SELECT shardNum() AS shard, count() AS n FROM kho.dossiers GROUP BY shard',
    );
    expect(query.length).toBe(shards);
  });

  describe.each(SAMPLE_CASES)('$plan for $unit on $asOf', ({ plan: id, unit, asOf }) => {
    const plan = library.plans.get(id);
    if (plan === undefined) throw new Error(`no plan ${id}`);
    const period = reportingPeriod(asOf, undefined, plan);
    const indicators = plan.targets.flatMap(({ indicator }) => indicatorIn(library, indicator, plan) ?? []);

    it('evaluation, trend, fields, procedures, sources, months', () =>
      expectAlike((office) => evaluatePlan(office, { plan, unit, period })));

    it('breakdowns', async () => {
      for (const by of ['unit', 'field', 'procedure', 'month'] as const)
        await expectAlike(async (office) =>
          figureTable(await figuresOf(office, indicators, { unit, period, by, plan }, 'vi')),
        );
    });

    it('members', async () => {
      for (const indicator of indicators)
        for (const side of ['numerator', 'missing'] as const)
          if ('population' in indicator.rule)
            await expectAlike((office) => membersTable(office, { indicator, unit, period, side, plan }));
    });
  });

  it.each(FAR)('every indicator of the library on %s', async (asOf) => {
    const period = { from: `${asOf.slice(0, 4)}-01-01`, asOf };
    const indicators = [...library.indicators.values()];
    await expectAlike(async (office) =>
      figureTable(await figuresOf(office, indicators, { unit: DAYS_UNIT, period, by: 'unit' }, 'vi')),
    );
    for (const indicator of indicators)
      if ('population' in indicator.rule)
        await expectAlike((office) => membersTable(office, { indicator, unit: DAYS_UNIT, period, side: 'numerator' }));
  });

  it('state, rejected rows, rows known', async () => {
    await expectAlike(({ warehouse }) => warehouse.state());
    await expectAlike(({ warehouse }) => warehouse.rejected());
    await expectAlike(({ warehouse }) => warehouse.months());
    const scope = scopeOf(offices[0], DAYS_UNIT);
    for (const list of LISTS)
      await expectAlike(({ warehouse }) =>
        warehouse.rowsKnown(scope, list, { from: '1900-01-01', asOf: '2299-12-31' }),
      );
  });

  it('copied back into a file it is what it was', async () => {
    const file = path.join(mkdtempSync(path.join(runFolder(), 'back-')), 'back.duckdb');
    const back = await newWarehouse(file);
    await prepareReceived(back);
    const tables = await copyFromCluster(addressOf(), PASSWORD, back);
    for (const { table, rows } of tables) {
      const name = table.startsWith('past_') ? `past.${table.slice(5)}` : table;
      const all = async (one: Engine) => await one.query(`SELECT * FROM ${name} ORDER BY ALL`);
      expect(await all(back)).toEqual(await all(engine));
      expect((await all(back)).length).toBe(rows);
    }
    await back.close();
  });
});

async function clusterRows(cluster: TestCluster, sql: string): Promise<{ query: unknown[] }> {
  const address = clusterAddress(cluster.address('kho'));
  if (address === undefined) throw new Error('no address');
  const engine = await openCluster(address, PASSWORD);
  return { query: await engine.query(sql).finally(() => engine.close()) };
}
