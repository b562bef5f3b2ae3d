import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { numberText } from '../../numbers.ts';
import { isClusterAddress } from '../../warehouse/clickhouse/address.ts';
import type { CopiedTable } from '../../warehouse/clickhouse/copy-in.ts';
import { prepareReceived } from '../../warehouse/received.ts';
import { clusterAsked } from '../cluster.ts';
import { Args, type Command } from '../command.ts';
import { type Io, say } from '../io.ts';
import { openLibrary } from '../library.ts';
import { machineFault } from '../machine-faults.ts';
import { userError } from '../messages.ts';
import { putInPlace } from '../snapshot.ts';
import { openForImport, openForReading } from '../warehouse.ts';

export const warehouseCommand: Command = {
  name: 'warehouse',
  help: {
    vi: `Cách dùng: vedich warehouse copy TỪ ĐẾN [--replace]

Chép kho số liệu từ tệp lên một cụm máy chủ ClickHouse, hoặc từ cụm ra tệp mới; đọc lại toàn bộ và so từng bảng (số dòng, mã băm)
rồi mới cho dùng. Sau đó mọi lệnh chỉ đọc nhận --warehouse ĐỊA_CHỈ.

  ĐỊA_CHỈ            clickhouse://NGƯỜI_DÙNG@MÁY:8443,MÁY:8443/CƠ_SỞ_DỮ_LIỆU[?cluster=TÊN], ghi đủ mọi máy của cụm;
                     mật khẩu trong biến VEDICH_CLICKHOUSE_PASSWORD hoặc tệp mà VEDICH_CLICKHOUSE_PASSWORD_FILE chỉ tới
  --replace          thay kho đã có trên cụm; trong lúc chép không ai đọc được nó

Ví dụ:
  vedich warehouse copy .vedich/warehouse.duckdb clickhouse://vedich@may1:8443,may2:8443/vedich
  vedich warehouse copy clickhouse://vedich@may1:8443/vedich kho-lay-ve.duckdb`,
    en: `Usage: vedich warehouse copy FROM TO [--replace]

Copies a warehouse from a file to a ClickHouse cluster, or from a cluster to a new file; reads all of it back and compares each
table (rows, hash) before it is put to use. Then every command that only reads takes --warehouse ADDRESS.

  ADDRESS            clickhouse://USER@HOST:8443,HOST:8443/DATABASE[?cluster=NAME], with every node of the cluster;
                     the password in VEDICH_CLICKHOUSE_PASSWORD, or in a file that VEDICH_CLICKHOUSE_PASSWORD_FILE names
  --replace          put it in the place of the warehouse that is there; while it is copied nobody can read it

Examples:
  vedich warehouse copy .vedich/warehouse.duckdb clickhouse://vedich@node1:8443,node2:8443/vedich
  vedich warehouse copy clickhouse://vedich@node1:8443/vedich brought-back.duckdb`,
  },
  options: { replace: { type: 'boolean' } },
  async run(args, io) {
    const [action, from, to, ...others] = args.paths;
    if (action !== 'copy' || from === undefined || to === undefined || others.length > 0)
      throw userError('MISSING_OPTION', { command: 'warehouse', option: say(io, 'copy TỪ ĐẾN', 'copy FROM TO') });
    if (isClusterAddress(from) === isClusterAddress(to)) throw userError('COPY_PLACES', {});
    const tables = isClusterAddress(to)
      ? await copyIn(from, to, args.flag('replace'))
      : await copyOut(from, to, args, io);
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    io.out(
      say(
        io,
        'Đã chép {tables} bảng, {rows} dòng; đọc lại và so khớp từng bảng.',
        '{tables} tables, {rows} rows were copied, read back and found the same.',
        { tables: tables.length, rows: numberText(String(rows), io.language) },
      ),
    );
    return 0;
  },
};

async function copyIn(file: string, place: string, replace: boolean): Promise<CopiedTable[]> {
  const [address, password] = await clusterAsked(place);
  const { copyIntoCluster } = await import('../../warehouse/clickhouse/copy-in.ts');
  const engine = await openForReading(of(file));
  return await copyIntoCluster(engine, address, password, replace).finally(() => engine.close());
}

/** Into a file that has its name only once it was found the same. */
async function copyOut(place: string, file: string, args: Args, io: Io): Promise<CopiedTable[]> {
  if (existsSync(file)) throw userError('BACKUP_EXISTS', { path: file });
  const [address, password] = await clusterAsked(place);
  const { copyFromCluster } = await import('../../warehouse/clickhouse/copy-out.ts');
  await (await openForReading(of(place))).close();
  const library = await openLibrary(args, io);
  const made = path.join(path.dirname(path.resolve(file)), `.${path.basename(file)}.${process.pid}.tmp`);
  try {
    const engine = await openForImport(of(made), library);
    await prepareReceived(engine);
    const tables = await copyFromCluster(address, password, engine).finally(() => engine.close());
    await putInPlace(made, file);
    return tables;
  } catch (cause) {
    throw machineFault(cause) ?? cause;
  } finally {
    for (const left of [made, `${made}.wal`]) await rm(left, { force: true });
  }
}

const of = (place: string): Args => new Args(warehouseCommand, ['--warehouse', place]);
