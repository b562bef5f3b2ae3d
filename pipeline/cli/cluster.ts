import { readFile } from 'node:fs/promises';
import { type ClusterAddress, clusterAddress } from '../warehouse/clickhouse/address.ts';
import { userError } from './messages.ts';

/** The address of a cluster, and the password: never on the command line, where other users of the machine could read it. */
export async function clusterAsked(place: string): Promise<[ClusterAddress, string]> {
  const address = clusterAddress(place);
  // An address that is wrong may hold a password.
  if (address === undefined) throw userError('CLUSTER_ADDRESS', { at: place.replace(/:[^:@/]*@/, ':…@') });
  const { VEDICH_CLICKHOUSE_PASSWORD: password = '', VEDICH_CLICKHOUSE_PASSWORD_FILE: file } = process.env;
  if (file === undefined) return [address, password];
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw userError('NO_SUCH_PATH', { path: file }, { cause });
  });
  return [address, text.replace(/\r?\n$/, '')];
}
