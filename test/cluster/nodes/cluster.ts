import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** Who may connect to the nodes. */
export const USER = 'vedich';
export const PASSWORD = 'mat-khau';
/** Who may only read, with the same password. */
export const READER = 'doc';

/** A node that runs. */
export interface ClusterNode {
  http: number;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
}

/** A cluster that runs on this machine. */
export interface TestCluster {
  /** By shard and replica. */
  nodes: readonly (readonly ClusterNode[])[];
  /** Its address, of all nodes in the order of their shards. @param options what comes behind `?` */
  address(database: string, options?: string): string;
  end(): Promise<void>;
}

const NODE = fileURLToPath(new URL('node.ts', import.meta.url));

/** Nodes of their own on free ports: so many shards of so many replicas, called `vedich`. */
export async function startCluster(shards: number, replicas: number): Promise<TestCluster> {
  const folder = mkdtempSync(path.join(tmpdir(), 'vedich-cluster-'));
  const ports = await freePorts(shards * replicas * 2);
  const places = Array.from({ length: shards }, (_, shard) =>
    Array.from({ length: replicas }, (_, replica) => {
      const place = (shard * replicas + replica) * 2;
      return { tcp: ports[place] ?? 0, http: ports[place + 1] ?? 0 };
    }),
  );
  const users = path.join(folder, 'users.xml');
  writeFileSync(users, USERS);
  const nodes = await Promise.all(
    places.map((shard, s) =>
      Promise.all(
        shard.map(({ tcp, http }, r) => startNode(path.join(folder, `${s}-${r}`), configOf(places, users), tcp, http)),
      ),
    ),
  );
  return {
    nodes,
    address(database, options = '') {
      const hosts = nodes.flatMap((shard) => shard.map(({ http }) => `127.0.0.1:${http}`));
      return `clickhouse://${USER}@${hosts.join(',')}/${database}${options === '' ? '' : `?${options}`}`;
    },
    async end() {
      await Promise.all(nodes.flat().map((node) => node.kill()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const USERS = `<clickhouse>
  <profiles><default/><reading><readonly>2</readonly></reading></profiles>
  <users>
    <default><password/><profile>default</profile><quota>default</quota><networks><ip>127.0.0.1</ip></networks><access_management>1</access_management></default>
    <${USER}><password>${PASSWORD}</password><profile>default</profile><quota>default</quota><networks><ip>127.0.0.1</ip></networks></${USER}>
    <${READER}><password>${PASSWORD}</password><profile>reading</profile><quota>default</quota><networks><ip>127.0.0.1</ip></networks></${READER}>
  </users>
  <quotas><default/></quotas>
</clickhouse>
`;

function configOf(places: readonly (readonly { tcp: number }[])[], users: string): string {
  const replica = ({ tcp }: { tcp: number }): string =>
    `<replica><host>127.0.0.1</host><port>${tcp}</port><user>${USER}</user><password>${PASSWORD}</password></replica>`;
  const shards = places.map(
    (shard) => `<shard><internal_replication>false</internal_replication>${shard.map(replica).join('')}</shard>`,
  );
  return `<clickhouse><users_config>${users}</users_config><remote_servers><vedich>${shards.join('')}</vedich></remote_servers></clickhouse>\n`;
}

/** In a terminal of its own: without one the library ends itself on any connection that breaks. */
async function startNode(folder: string, config: string, tcp: number, http: number): Promise<ClusterNode> {
  mkdirSync(folder);
  const file = path.join(folder, 'config.xml');
  writeFileSync(file, config);
  const command = [process.execPath, NODE, folder, file, tcp, http].map((word) => `'${word}'`).join(' ');
  // Its input stays open: at its end the node would end.
  const terminal = spawn('script', ['-qfec', command, path.join(folder, 'log')], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  await answers(http, path.join(folder, 'log'), terminal);
  const pid = Number(readFileSync(path.join(folder, 'pid'), 'utf8'));
  return {
    http,
    async kill() {
      if (terminal.exitCode !== null) return;
      const over = new Promise((resolve) => terminal.once('exit', resolve));
      process.kill(pid, 'SIGKILL');
      await over;
    },
  };
}

async function answers(http: number, log: string, terminal: ChildProcess): Promise<void> {
  for (let time = 0; time < 600; time += 1) {
    if (terminal.exitCode !== null) break;
    const answer = await fetch(`http://127.0.0.1:${http}/ping`).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(100);
  }
  terminal.kill();
  throw new Error(`a node did not start: ${readFileSync(log, 'utf8')}`);
}

/** All at once, so that none is given twice. */
async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      return server;
    }),
  );
  const ports = servers.map((server) => {
    const address = server.address();
    return typeof address === 'object' ? (address?.port ?? 0) : 0;
  });
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
