import type { ClickHouseClient } from '@clickhouse/client';
import { type Engine, QueryError, rowsOf, type SqlColumn, type SqlValue } from '../duckdb/engine.ts';
import type { ClusterAddress } from './address.ts';
import { clusterError, connectCluster } from './connect.ts';
import { clickhouseSql } from './dialect.ts';
import { ClusterFault } from './fault.ts';
import { duckdbType, pipelineValue } from './values.ts';

/** The answer as ClickHouse writes it. */
interface Answer {
  meta?: { name: string; type: string }[];
  data: unknown[][];
}

/**
 * A warehouse on a cluster, for reading: the statements of the pipeline as they are, in the words of ClickHouse. It is filled by
 * `copy.ts`.
 * @throws ClusterFault where it cannot be reached, is laid out or set otherwise, or holds no warehouse
 */
export async function openCluster(address: ClusterAddress, password: string): Promise<Engine> {
  return new ClusterEngine(await connectCluster(address, password), address);
}

class ClusterEngine implements Engine {
  readonly hasParser = false;
  readonly #client: ClickHouseClient;
  readonly #address: ClusterAddress;

  constructor(client: ClickHouseClient, address: ClusterAddress) {
    this.#client = client;
    this.#address = address;
  }

  async query(sql: string) {
    return rowsOf(await this.columns(sql));
  }

  async columns(sql: string): Promise<SqlColumn[]> {
    const query = clickhouseSql(sql);
    try {
      const answer = await (await this.#client.query({ query, format: 'JSONCompact' })).json<unknown[]>();
      const { meta = [], data } = answer as unknown as Answer;
      return meta.map(({ name, type }, place) => {
        const value = pipelineValue(type);
        return { name, type: duckdbType(type), values: data.map((row): SqlValue => value(row[place] ?? null)) };
      });
    } catch (cause) {
      const error = clusterError(cause, this.#address);
      throw error instanceof ClusterFault ? error : new QueryError(query, error);
    }
  }

  run(): Promise<never> {
    return this.#onlyReads();
  }

  load(): Promise<never> {
    return this.#onlyReads();
  }

  unload(): Promise<never> {
    return this.#onlyReads();
  }

  transaction(): Promise<never> {
    return this.#onlyReads();
  }

  async close(): Promise<void> {
    await this.#client.close();
  }

  #onlyReads(): Promise<never> {
    return Promise.reject(new ClusterFault('CLUSTER_READS_ONLY', this.#address.shown));
  }
}
