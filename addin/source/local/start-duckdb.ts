import { BROWSER_RUNTIME, createDuckDB, type DuckDB, VoidLogger } from 'duckdb-blocking';
import { openWasmDatabase, type WasmDatabase } from '../../../pipeline/warehouse/duckdb/wasm/wasm-engine.ts';

/** Started, with nothing open. A browser does not give the memory of one back as long as its worker lives, so they are used again. */
const idle: DuckDB[] = [];

/**
 * Something that opens one database; closed, it makes room for the next.
 * @param compiled its module, asked for where none is idle
 * @throws the failure of fetching or compiling, e.g. in a browser without WebAssembly exceptions
 */
export async function readyDuckDB(
  compiled: () => Promise<WebAssembly.Module>,
): Promise<(file: Uint8Array) => WasmDatabase> {
  const duckdb = idle.pop() ?? (await startDuckDB(compiled()));
  return (file) => openWasmDatabase(duckdb, file, { onClosed: () => idle.push(duckdb) });
}

/**
 * DuckDB-WASM's own way passes every piece of the module through this thread, and the browser can keep nothing of what it has
 * compiled; also a file that does not come would leave it waiting for ever.
 */
async function startDuckDB(compiled: Promise<WebAssembly.Module>): Promise<DuckDB> {
  // Where it would fetch the module from: it is never asked to.
  const bundle = { mainModule: '', mainWorker: '' };
  const duckdb = await createDuckDB({ mvp: bundle, eh: bundle }, new VoidLogger(), BROWSER_RUNTIME);
  const module = await compiled;
  await new Promise((resolve, reject) => {
    duckdb.instantiateWasm = (imports, done) => {
      // Its glue looks for the runtime there.
      Object.assign(globalThis, { DUCKDB_RUNTIME: BROWSER_RUNTIME });
      WebAssembly.instantiate(module, imports)
        .then((instance) => done(instance, module))
        .catch(reject);
      return {};
    };
    duckdb.instantiate(() => undefined).then(resolve, reject);
  });
  return duckdb;
}
