import type { ClickHouseClient, ClickHouseSettings } from '@clickhouse/client';
import type { ClusterAddress } from './address.ts';
import { ClusterFault } from './fault.ts';
import { clusterTable, shardingOf } from './layout.ts';
import { clickhouseText } from './quoting.ts';

/**
 * What makes ClickHouse read the one SQL text as DuckDB does, and say nothing rather than something smaller: a shard that does
 * not answer is an error. Sent with every statement, and asked back at connect: a server's profile may forbid changes.
 */
export const SETTINGS = {
  join_use_nulls: 1,
  aggregate_functions_null_for_empty: 1,
  union_default_mode: 'DISTINCT',
  cast_keep_nullable: 1,
  prefer_global_in_and_join: 1,
  distributed_product_mode: 'global',
  skip_unavailable_shards: 0,
  session_timezone: 'UTC',
  distributed_foreground_insert: 1,
  date_time_overflow_behavior: 'throw',
  output_format_json_quote_64bit_integers: 1,
  output_format_json_quote_decimals: 1,
  output_format_decimal_trailing_zeros: 1,
  input_format_null_as_default: 0,
} as const satisfies ClickHouseSettings;

/** How long a statement may take, in milliseconds. */
const MOST_MS = 600_000;

/** Exceptions of ClickHouse by their numbers. */
const FAULTS: Readonly<Record<string, ConstructorParameters<typeof ClusterFault>[0]>> = {
  '60': 'CLUSTER_NO_WAREHOUSE',
  '81': 'CLUSTER_NO_WAREHOUSE',
  '164': 'CLUSTER_RIGHTS',
  '193': 'CLUSTER_REFUSED',
  '209': 'CLUSTER_INCOMPLETE',
  '210': 'CLUSTER_INCOMPLETE',
  '279': 'CLUSTER_INCOMPLETE',
  '452': 'CLUSTER_SETTING',
  '497': 'CLUSTER_RIGHTS',
  '516': 'CLUSTER_REFUSED',
};

/** @returns what an error of a cluster means to whoever asks; the error itself where it is our fault */
export function clusterError(error: unknown, address: ClusterAddress): unknown {
  if (error instanceof ClusterFault || !(error instanceof Error)) return error;
  const code = 'code' in error ? String(error.code) : '';
  const fault = FAULTS[code];
  if (fault !== undefined)
    return new ClusterFault(
      fault,
      fault === 'CLUSTER_SETTING' || fault === 'CLUSTER_RIGHTS' ? error.message : address.shown,
      error,
    );
  // Of the connection, not of the statement.
  if (/^(?:E[A-Z]+|CERT_|DEPTH_|SELF_|UNABLE_)/.test(code) || /timeout|socket hang up/i.test(error.message))
    return new ClusterFault('CLUSTER_UNREACHABLE', address.shown, error);
  return error;
}

/** A client of one node. @param password never part of the address */
export async function nodeClient(
  address: ClusterAddress,
  url: string,
  password: string,
  settings: ClickHouseSettings = SETTINGS,
): Promise<ClickHouseClient> {
  const { createClient } = await import('@clickhouse/client');
  return createClient({
    url,
    username: address.user,
    password,
    database: address.database,
    application: 'vedich',
    request_timeout: MOST_MS,
    clickhouse_settings: settings,
    log: { level: 127 },
  });
}

/** Rows of a small answer of ClickHouse's own tables, in its own SQL. */
export async function systemRows(client: ClickHouseClient, sql: string): Promise<Record<string, unknown>[]> {
  return (await client.query({ query: sql, format: 'JSONEachRow' })).json<Record<string, unknown>>();
}

/** The first node that answers, with settings and layout as they must be. @throws ClusterFault */
export async function connectCluster(
  address: ClusterAddress,
  password: string,
  settings?: ClickHouseSettings,
): Promise<ClickHouseClient> {
  let fault: unknown;
  for (const url of address.urls) {
    const client = await nodeClient(address, url, password, settings);
    try {
      await verifySettings(client);
      await verifyLayout(client, address);
      return client;
    } catch (error) {
      await client.close();
      fault = clusterError(error, address);
      if (!(fault instanceof ClusterFault && fault.code === 'CLUSTER_UNREACHABLE')) throw fault;
    }
  }
  throw fault;
}

async function verifySettings(client: ClickHouseClient): Promise<void> {
  const names = Object.keys(SETTINGS).map(clickhouseText).join(', ');
  const rows = await systemRows(client, `SELECT name, value FROM system.settings WHERE name IN (${names})`);
  const values = new Map(rows.map(({ name, value }) => [String(name), String(value)]));
  for (const [name, wanted] of Object.entries(SETTINGS))
    if (values.get(name) !== String(wanted))
      throw new ClusterFault('CLUSTER_SETTING', `${name} = ${values.get(name) ?? '?'} (${wanted})`);
}

/** Every list lies where figures expect it: another sharding would make other numbers, and no error. */
async function verifyLayout(client: ClickHouseClient, { cluster, database }: ClusterAddress): Promise<void> {
  const rows = await systemRows(
    client,
    `SELECT name, engine, engine_full FROM system.tables WHERE database = ${clickhouseText(database)} AND NOT endsWith(name, '_local')`,
  );
  for (const { name, engine, engine_full } of rows) {
    const table = String(name);
    const past = table.startsWith('past_') ? { schema: 'past', name: table.slice(5) } : { schema: 'main', name: table };
    const sharding = shardingOf(past);
    if ((sharding !== undefined) !== (engine === 'Distributed'))
      throw new ClusterFault('CLUSTER_LAYOUT', `${table}: ${engine}`);
    if (sharding === undefined) continue;
    const place = [cluster, database, `${clusterTable(past)}_local`].map((part) => `'${part}'`).join(', ');
    if (engine_full !== `Distributed(${place}, ${sharding})`)
      throw new ClusterFault('CLUSTER_LAYOUT', `${table}: ${String(engine_full)}`);
  }
}
