import type { ClickHouseClient } from '@clickhouse/client';
import type { Engine } from '../duckdb/engine.ts';
import type { ClusterAddress } from './address.ts';
import { clusterError, nodeClient, SETTINGS, systemRows } from './connect.ts';
import { ClusterFault } from './fault.ts';
import { clusterTable, shardingOf, tableStatements, type WarehouseTable } from './layout.ts';
import { Print } from './print.ts';
import { clickhouseText } from './quoting.ts';
import { rowsOfCluster } from './rows.ts';
import { dayBeyond, rowsOfTable, tablesOf } from './tables.ts';

/** A table that was copied, and found the same on the other side. */
export interface CopiedTable {
  table: string;
  rows: number;
}

/** A warehouse is one where this table has a row: it is written last. */
const WHOLE = 'warehouse_version';

/**
 * Copies a warehouse of DuckDB into a database of a cluster that holds none yet, and reads all of it back. Until everything was
 * found the same nobody takes it for a warehouse; what a copy that was cut off has left is begun anew.
 * @param replace a warehouse that is there already is taken away first
 * @throws ClusterFault
 */
export async function copyIntoCluster(
  engine: Engine,
  address: ClusterAddress,
  password: string,
  replace: boolean,
): Promise<CopiedTable[]> {
  const nodes: ClickHouseClient[] = [];
  try {
    const tables = await tablesOf(engine);
    const beyond = await dayBeyond(engine, tables);
    if (beyond !== undefined) throw new ClusterFault('CLUSTER_DAY', beyond);
    for (const url of address.urls) nodes.push(await nodeClient({ ...address, database: 'default' }, url, password));
    await verifyNodes(nodes, address);
    for (const node of nodes) await node.command({ query: `CREATE DATABASE IF NOT EXISTS \`${address.database}\`` });
    await Promise.all(nodes.splice(0).map((node) => node.close()));
    for (const url of address.urls) nodes.push(await nodeClient(address, url, password));
    for (const node of nodes) await clear(node, address, tables, replace);
    const rest = tables.filter(({ name }) => name !== WHOLE);
    for (const node of nodes)
      for (const table of tables)
        for (const query of tableStatements(table, address.cluster, address.database)) await node.command({ query });
    const copied: CopiedTable[] = [];
    for (const table of rest) copied.push(await copyTable(engine, nodes, table));
    for (const table of tables) if (table.name === WHOLE) copied.push(await copyTable(engine, nodes, table));
    return copied;
  } catch (error) {
    throw clusterError(error, address);
  } finally {
    await Promise.all(nodes.map((node) => node.close()));
  }
}

/** The address must name every node once: what stands whole on each of them is written to each. */
async function verifyNodes(
  nodes: readonly ClickHouseClient[],
  { cluster, urls, shown }: ClusterAddress,
): Promise<void> {
  for (const node of nodes) {
    const known = await systemRows(
      node,
      `SELECT toUInt32(count()) AS n FROM system.clusters WHERE cluster = ${clickhouseText(cluster)}`,
    );
    const count = Number(known[0]?.['n']);
    if (count !== urls.length) throw new ClusterFault('CLUSTER_NODES', `${shown} (${cluster}: ${count})`);
  }
}

/** Takes away what a copy has left; never what is somebody else's. */
async function clear(
  node: ClickHouseClient,
  { database, shown }: ClusterAddress,
  tables: readonly WarehouseTable[],
  replace: boolean,
): Promise<void> {
  const ours = new Set(tables.flatMap((table) => [clusterTable(table), `${clusterTable(table)}_local`]));
  const found = await systemRows(node, `SELECT name FROM system.tables WHERE database = ${clickhouseText(database)}`);
  const names = found.map(({ name }) => String(name));
  if (names.some((name) => !ours.has(name))) throw new ClusterFault('CLUSTER_TAKEN', shown);
  if (names.includes(WHOLE) && !replace) {
    const rows = await systemRows(node, `SELECT version FROM ${WHOLE}`);
    if (rows.length > 0) throw new ClusterFault('CLUSTER_FULL', shown);
  }
  // What says that it is a warehouse goes first.
  for (const name of names.sort((a, b) => Number(b === WHOLE) - Number(a === WHOLE)))
    await node.command({ query: `DROP TABLE \`${name}\` SYNC` });
}

async function copyTable(
  engine: Engine,
  nodes: readonly ClickHouseClient[],
  table: WarehouseTable,
): Promise<CopiedTable> {
  const name = clusterTable(table);
  const targets = shardingOf(table) === undefined ? nodes : nodes.slice(0, 1);
  const sent = new Print();
  for await (const values of rowsOfTable(engine, table)) {
    for (const row of values) sent.add(row);
    for (const node of targets)
      await node.insert({
        table: `\`${name}\``,
        values,
        format: 'JSONCompactEachRow',
        columns: table.columns.map((column) => column.name) as [string, ...string[]],
        clickhouse_settings: SETTINGS,
      });
  }
  for (const node of targets) {
    const back = new Print();
    for await (const rows of rowsOfCluster(node, table)) for (const row of rows) back.add(row);
    if (!back.equals(sent)) throw new ClusterFault('COPY_DIFFERS', `${name} (${sent.rows} ≠ ${back.rows})`);
  }
  return { table: name, rows: sent.rows };
}
