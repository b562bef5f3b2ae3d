import type { ClickHouseClient } from '@clickhouse/client';
import type { SqlValue } from '../duckdb/engine.ts';
import { clusterTable, clusterType, type WarehouseTable } from './layout.ts';
import { pipelineValue } from './values.ts';

/** The rows of a table of a cluster, as they arrive. */
export async function* rowsOfCluster(client: ClickHouseClient, table: WarehouseTable): AsyncGenerator<SqlValue[][]> {
  const columns = table.columns.map(({ name }) => `\`${name}\``).join(', ');
  const values = table.columns.map((column) => pipelineValue(clusterType(column)));
  const answer = await client.query({
    query: `SELECT ${columns} FROM \`${clusterTable(table)}\``,
    format: 'JSONCompactEachRow',
  });
  for await (const rows of answer.stream<unknown[]>())
    yield rows.map((row) => {
      const cells = row.json();
      return values.map((value, place) => value(cells[place] ?? null));
    });
}
