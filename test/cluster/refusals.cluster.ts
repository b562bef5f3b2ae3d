import { type ClickHouseClient, createClient } from '@clickhouse/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shippedLibrary } from '../../pipeline/cli/library.ts';
import { officeOf } from '../../pipeline/cli/warehouse.ts';
import { evaluatePlan } from '../../pipeline/office/evaluate.ts';
import { reportingPeriod } from '../../pipeline/office/scope.ts';
import { type ClusterAddress, clusterAddress } from '../../pipeline/warehouse/clickhouse/address.ts';
import { openCluster } from '../../pipeline/warehouse/clickhouse/cluster-engine.ts';
import { connectCluster, SETTINGS } from '../../pipeline/warehouse/clickhouse/connect.ts';
import { copyIntoCluster } from '../../pipeline/warehouse/clickhouse/copy-in.ts';
import type { Engine } from '../../pipeline/warehouse/duckdb/engine.ts';
import { openSamples } from '../support/sample-warehouse.ts';
import { PASSWORD, READER, startCluster, type TestCluster, USER } from './nodes/cluster.ts';

const QUESTIONS = 200;

describe('what would make a figure wrong is refused, and told', () => {
  const library = shippedLibrary();
  const plan = library.plans.get('brvt-sgddt-2024');
  if (plan === undefined) throw new Error('no plan');
  const question = { plan, unit: 'brvt-sgddt', period: reportingPeriod('2024-11-30', undefined, plan) };
  let cluster: TestCluster;
  let address: ClusterAddress;
  let engine: Engine;
  let admin: ClickHouseClient;

  const codeOf = async (work: Promise<unknown>): Promise<string> =>
    await work.then(
      () => 'no error',
      (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : String(error)),
    );

  beforeAll(async () => {
    cluster = await startCluster(2, 2);
    const known = clusterAddress(cluster.address('kho'));
    if (known === undefined) throw new Error('no address');
    address = known;
    ({ engine } = await openSamples());
    admin = createClient({ url: address.urls[0] ?? '', username: USER, password: PASSWORD });
  });
  afterAll(async () => {
    await admin?.close();
    await engine?.close();
    await cluster?.end();
  });

  it('a day that the cluster would move', async () => {
    await engine.run("INSERT INTO results SELECT * REPLACE (DATE '1850-01-01' AS issued_at) FROM results LIMIT 1");
    expect(await codeOf(copyIntoCluster(engine, address, PASSWORD, false))).toBe('CLUSTER_DAY');
    await engine.run("DELETE FROM results WHERE issued_at = DATE '1850-01-01'");
  });

  it('tables of somebody else', async () => {
    await admin.command({ query: 'CREATE DATABASE lam', clickhouse_settings: {} });
    await admin.command({ query: 'CREATE TABLE lam.cua_toi (a Int32) ENGINE = MergeTree ORDER BY a' });
    expect(await codeOf(copyIntoCluster(engine, { ...address, database: 'lam' }, PASSWORD, true))).toBe(
      'CLUSTER_TAKEN',
    );
  });

  it('a copy that was cut off is no warehouse, and is begun anew', async () => {
    const cut = { ...engine, columns: engine.columns.bind(engine), query: engine.query.bind(engine) };
    let asked = 0;
    const dying: Engine = {
      ...cut,
      columns: (sql) => {
        asked += 1;
        return asked > 8 ? Promise.reject(new Error('cut')) : engine.columns(sql);
      },
    };
    await expect(copyIntoCluster(dying, address, PASSWORD, false)).rejects.toThrow('cut');
    const half = await openCluster(address, PASSWORD);
    expect(await half.query('SELECT version FROM warehouse_version')).toEqual([]);
    await half.close();
    await copyIntoCluster(engine, address, PASSWORD, false);
    expect(await codeOf(copyIntoCluster(engine, address, PASSWORD, false))).toBe('CLUSTER_FULL');
  });

  it.each([
    ['skip_unavailable_shards', 1],
    ['join_use_nulls', 0],
  ])('%s = %i', async (name, value) => {
    expect(await codeOf(connectCluster(address, PASSWORD, { ...SETTINGS, [name]: value }))).toBe('CLUSTER_SETTING');
  });

  it('payments that do not lie where their dossiers do', async () => {
    const [made] = await (await admin.query({ query: 'SHOW CREATE TABLE kho.payments', format: 'JSONEachRow' })).json<{
      statement: string;
    }>();
    const statement = made?.statement ?? '';
    await admin.command({ query: 'DROP TABLE kho.payments SYNC' });
    await admin.command({ query: statement.replace('ifNull(dossier_code, key)', 'key') });
    expect(await codeOf(openCluster(address, PASSWORD))).toBe('CLUSTER_LAYOUT');
    await admin.command({ query: 'DROP TABLE kho.payments SYNC' });
    await admin.command({ query: statement });
    await (await openCluster(address, PASSWORD)).close();
  });

  it('who may only read reads the same, and copies nothing', async () => {
    const reading = { ...address, user: READER };
    const clustered = await openCluster(reading, PASSWORD);
    const truth = await evaluatePlan(officeOf(engine, library), question);
    expect(await evaluatePlan(officeOf(clustered, library), question)).toEqual(truth);
    await clustered.close();
    expect(await codeOf(copyIntoCluster(engine, reading, PASSWORD, true))).toBe('CLUSTER_RIGHTS');
    await (await openCluster(address, PASSWORD)).close();
  });

  it('nothing is written through it', async () => {
    const clustered = await openCluster(address, PASSWORD);
    expect(await codeOf(clustered.run('DELETE FROM dossiers'))).toBe('CLUSTER_READS_ONLY');
    await clustered.close();
  });

  it(`a replica is killed during ${QUESTIONS} questions: the same answers; its whole shard: a sentence`, async () => {
    const clustered = await openCluster(address, PASSWORD);
    const office = officeOf(clustered, library);
    const truth = JSON.stringify((await evaluatePlan(officeOf(engine, library), question)).targets);
    const counted = await engine.query('SELECT count(*) AS n FROM dossiers');
    for (let asked = 0; asked < QUESTIONS; asked += 1) {
      if (asked === 3) await cluster.nodes[1]?.[0]?.kill();
      if (asked % 20 === 0) expect(JSON.stringify((await evaluatePlan(office, question)).targets)).toBe(truth);
      else expect(await clustered.query('SELECT count(*) AS n FROM dossiers')).toEqual(counted);
    }
    await cluster.nodes[1]?.[1]?.kill();
    expect(await codeOf(evaluatePlan(office, question))).toBe('CLUSTER_INCOMPLETE');
    expect(await codeOf(clustered.query('SELECT count(*) AS n FROM dossiers'))).toBe('CLUSTER_INCOMPLETE');
    await clustered.close();
  });
});
