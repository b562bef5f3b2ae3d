import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where `main.ts` installs the library: outside of what is read as the project's source. */
const PACKAGES = fileURLToPath(new URL('../../../tmp/cluster/package.json', import.meta.url));

/** What is used of `ffi-rs`, which is installed there alone. */
interface Ffi {
  DataType: Readonly<Record<'External' | 'I32' | 'StringArray', number>>;
  arrayConstructor(array: { type: number; length: number }): unknown;
  open(library: { library: string; path: string }): void;
  load(call: {
    library: string;
    funcName: string;
    retType: number;
    paramsType: unknown[];
    paramsValue: unknown[];
  }): unknown;
}

/**
 * One node of a cluster in this process: `node node.ts FOLDER CONFIG TCP-PORT HTTP-PORT`. The library's Node API refuses to
 * listen; its C function is the whole of clickhouse-local, which does. It never returns: who started it ends it.
 */
const [folder = '', config = '', tcp = '', http = ''] = process.argv.slice(2);
const required = createRequire(PACKAGES);
const { DataType, arrayConstructor, open, load } = required('ffi-rs') as Ffi;
const library = path.join(path.dirname(required.resolve('@chdb/lib-linux-x64-gnu/package.json')), 'libchdb.so');

writeFileSync(path.join(folder, 'pid'), String(process.pid));
open({ library: 'chdb', path: library });
const words = ['chdb', '--config-file', config, '--path', path.join(folder, 'data'), '--listen_host', '127.0.0.1'];
words.push('--tcp_port', tcp, '--http_port', http, '--disable_suggestion', '--interactive');
words.push('--query', 'SYSTEM START LISTEN TCP; SYSTEM START LISTEN HTTP');
load({
  library: 'chdb',
  funcName: 'chdb_query_cmdline',
  retType: DataType.External,
  paramsType: [DataType.I32, arrayConstructor({ type: DataType.StringArray, length: words.length })],
  paramsValue: [words.length, words],
});
