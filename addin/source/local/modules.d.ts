/// <reference types="vite/client" />

/** DuckDB-WASM without its own worker: it runs in ours (vite.config.ts names the file). */
declare module 'duckdb-blocking' {
  type WasmBindings = import('../../../pipeline/warehouse/duckdb/wasm/wasm-engine.ts').WasmBindings;

  export const BROWSER_RUNTIME: object;
  export class VoidLogger {}
  export function createDuckDB(
    bundles: Record<'mvp' | 'eh', { mainModule: string; mainWorker: string }>,
    logger: VoidLogger,
    runtime: object,
  ): Promise<DuckDB>;

  export type DuckDB = WasmBindings & {
    instantiate(onProgress: (progress: unknown) => void): Promise<unknown>;
    /** How the module is fetched, compiled and started; Emscripten's own hook. */
    instantiateWasm(
      imports: WebAssembly.Imports,
      done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
    ): object;
  };
}

/** The YAML files that ship with the program, parsed by the build. */
declare module 'virtual:shipped-library' {
  const library: import('../../../pipeline/library/library.ts').Library;
  export default library;
}

/** A warehouse without rows, made by the build. */
declare module 'virtual:empty-warehouse' {
  const address: string;
  export default address;
}

/** Private files as workers have them; TypeScript keeps these in its library for workers alone. */
interface FileSystemFileHandle {
  createSyncAccessHandle(): Promise<{
    write(bytes: Uint8Array, options: { at: number }): number;
    truncate(size: number): void;
    flush(): void;
    close(): void;
  }>;
  move(name: string): Promise<void>;
}

/** Of the program, as package.json says it. */
declare const __VEDICH_VERSION__: string;
