import { clickhouseText } from './quoting.ts';

/** A column as DuckDB declares it. */
export interface TableColumn {
  name: string;
  type: string;
  nullable: boolean;
}

/** A table of the warehouse; `schema` is `main` or `past`. */
export interface WarehouseTable {
  schema: string;
  name: string;
  columns: readonly TableColumn[];
}

/**
 * By what the rows of a list are spread over the shards: what is of a dossier lies where the dossier does. All other tables
 * stand whole on every node.
 */
const BY_DOSSIER = 'cityHash64(ifNull(dossier_code, key))';
const BY_KEY = 'cityHash64(key)';
const SHARDED: Readonly<Record<string, string>> = {
  dossiers: BY_KEY,
  payments: BY_DOSSIER,
  results: BY_DOSSIER,
  transfers: BY_DOSSIER,
  surveys: BY_KEY,
  visits: BY_KEY,
};

/** How a table is called on the cluster, which has no schemas within a database. */
export function clusterTable({ schema, name }: Pick<WarehouseTable, 'schema' | 'name'>): string {
  return schema === 'main' ? name : `${schema}_${name}`;
}

/** @returns by what a table's rows are spread; undefined where it stands whole on every node */
export function shardingOf({ schema, name }: Pick<WarehouseTable, 'schema' | 'name'>): string | undefined {
  // What rows were before is spread as their keys, read by no figure.
  return schema === 'main' ? SHARDED[name] : BY_KEY;
}

/** The statements that make a table on one node. */
export function tableStatements(table: WarehouseTable, cluster: string, database: string): string[] {
  const name = clusterTable(table);
  const sharding = shardingOf(table);
  const columns = table.columns.map((column) => `\`${column.name}\` ${clusterType(column)}`).join(', ');
  const order = table.columns[0]?.name === 'key' ? 'key' : 'tuple()';
  const local = `(${columns}) ENGINE = MergeTree ORDER BY ${order}`;
  if (sharding === undefined) return [`CREATE TABLE \`${name}\` ${local}`];
  const place = [cluster, database, `${name}_local`].map(clickhouseText).join(', ');
  return [
    `CREATE TABLE \`${name}_local\` ${local}`,
    `CREATE TABLE \`${name}\` (${columns}) ENGINE = Distributed(${place}, ${sharding})`,
  ];
}

const TYPES: Readonly<Record<string, string>> = {
  VARCHAR: 'String',
  INTEGER: 'Int32',
  BIGINT: 'Int64',
  UBIGINT: 'UInt64',
  BOOLEAN: 'Bool',
  DATE: 'Date32',
  TIMESTAMP: "DateTime64(6, 'UTC')",
};

/** What a cluster calls the type of a column. */
export function clusterType({ name, type, nullable }: TableColumn): string {
  // Lists are never NULL here: ClickHouse knows no such lists, and the copy is checked by its hash.
  if (type.endsWith('[]')) return `Array(${clusterType({ name, type: type.slice(0, -2), nullable: false })})`;
  const known = TYPES[type] ?? (/^DECIMAL\(\d+,\d+\)$/.test(type) ? type.replace('DECIMAL', 'Decimal') : undefined);
  if (known === undefined) throw new RangeError(`no type of a cluster for ${name} ${type}`);
  return nullable ? `Nullable(${known})` : known;
}
