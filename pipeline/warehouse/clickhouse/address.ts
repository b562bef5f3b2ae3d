/** Where a warehouse on a cluster lies: `clickhouse://user@host:8443,host:8443/database?cluster=name`. */
export interface ClusterAddress {
  /** The nodes that are asked, the first that answers; a copy writes to all of them. */
  urls: readonly string[];
  user: string;
  database: string;
  /** As the nodes' `remote_servers` call it. */
  cluster: string;
  /** The address as it may be shown. */
  shown: string;
}

const ADDRESS =
  /^clickhouse:\/\/(?<user>[^:@/]+)@(?<hosts>[^/@]+)\/(?<database>[A-Za-z_][A-Za-z0-9_]{0,63})(?:\?cluster=(?<cluster>[A-Za-z_][A-Za-z0-9_]{0,63}))?$/;
const HOST = /^(?<name>[A-Za-z0-9.-]+|\[[0-9a-fA-F:]+\])(?::(?<port>\d{1,5}))?$/;
const OWN_MACHINE: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

export function isClusterAddress(place: string): boolean {
  return place.startsWith('clickhouse:');
}

/** Over TLS, but to this machine. @returns undefined where it is no such address, or holds a password */
export function clusterAddress(place: string): ClusterAddress | undefined {
  const { user, hosts, database, cluster = 'vedich' } = ADDRESS.exec(place)?.groups ?? {};
  if (user === undefined || hosts === undefined || database === undefined) return undefined;
  const urls: string[] = [];
  for (const host of hosts.split(',')) {
    const { name, port = '8443' } = HOST.exec(host)?.groups ?? {};
    if (name === undefined || Number(port) > 65535) return undefined;
    urls.push(`${OWN_MACHINE.has(name) ? 'http' : 'https'}://${name}:${port}`);
  }
  return { urls, user: decodeURIComponent(user), database, cluster, shown: place };
}
