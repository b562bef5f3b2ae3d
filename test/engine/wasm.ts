import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { openNativeEngine } from '../../pipeline/warehouse/duckdb/native/native-engine.ts';
import {
  openWasmDatabase,
  type WasmBindings,
  type WasmDatabase,
} from '../../pipeline/warehouse/duckdb/wasm/wasm-engine.ts';
import { temporaryFolder } from '../support/warehouse.ts';

const require = createRequire(import.meta.url);

interface BlockingDuckDB {
  createDuckDB(
    bundles: object,
    logger: object,
    runtime: object,
  ): Promise<WasmBindings & { instantiate(onProgress: () => void): Promise<unknown> }>;
  VoidLogger: new () => object;
  NODE_RUNTIME: object;
}

/** The pane's engine, the same wasm, in this process. */
export async function openWasmInNode(file?: Uint8Array): Promise<WasmDatabase> {
  const duckdb: BlockingDuckDB = require('@duckdb/duckdb-wasm/blocking');
  const dist = path.dirname(require.resolve('@duckdb/duckdb-wasm/dist/duckdb-eh.wasm'));
  const bundle = (name: string) => ({ mainModule: path.join(dist, `duckdb-${name}.wasm`), mainWorker: '' });
  const bindings = await duckdb.createDuckDB(
    { mvp: bundle('mvp'), eh: bundle('eh') },
    new duckdb.VoidLogger(),
    duckdb.NODE_RUNTIME,
  );
  await bindings.instantiate(() => undefined);
  // Here its log would lie on the disk, one for all that are open.
  const { folder, remove } = temporaryFolder();
  const name = path.join(folder, 'warehouse.duckdb');
  return openWasmDatabase(bindings, file ?? (await emptyDatabase()), { name, onClosed: remove });
}

/** An empty database as the native engine makes it. */
export async function emptyDatabase(): Promise<Uint8Array> {
  const { folder, remove } = temporaryFolder();
  try {
    const file = path.join(folder, 'empty.duckdb');
    await (await openNativeEngine(file)).close();
    return new Uint8Array(readFileSync(file));
  } finally {
    remove();
  }
}
