import { BROWSER_RUNTIME, createDuckDB, VoidLogger } from 'duckdb-blocking';
import { openWasmDatabase, type WasmDatabase } from '../../../pipeline/warehouse/duckdb/wasm/wasm-engine.ts';

/**
 * DuckDB from a compiled module, ready to open one database. DuckDB-WASM's own way passes every piece of the file through this thread, and the browser
 * can keep nothing of what it has compiled; also a file that does not come would leave it waiting for ever.
 * @throws the failure of fetching or compiling, e.g. in a browser without WebAssembly exceptions
 */
export async function startDuckDB(compiled: Promise<WebAssembly.Module>): Promise<(file: Uint8Array) => WasmDatabase> {
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
  return (file) => openWasmDatabase(duckdb, file);
}
