import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Plugin } from 'vite';
import { shippedLibrary } from '../../pipeline/cli/library.ts';
import { prepareWarehouse } from '../../pipeline/facts/tables.ts';
import { openNativeEngine } from '../../pipeline/warehouse/duckdb/native/native-engine.ts';

const NAME = 'virtual:empty-warehouse';

/**
 * `import address from 'virtual:empty-warehouse'`: where the build has put a warehouse without rows. DuckDB-WASM can only give
 * back the bytes of a file that it was handed, so a new warehouse begins with this one.
 */
export function emptyWarehouse(): Plugin {
  return {
    name: 'empty-warehouse',
    resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
    async load(id) {
      if (id !== `\0${NAME}`) return undefined;
      const reference = this.emitFile({ type: 'asset', name: 'empty.duckdb', source: await emptyDatabase() });
      return `export default import.meta.ROLLUP_FILE_URL_${reference};`;
    },
  };
}

async function emptyDatabase(): Promise<Uint8Array> {
  const folder = await mkdtemp(path.join(tmpdir(), 'vedich-build-'));
  try {
    const file = path.join(folder, 'empty.duckdb');
    const engine = await openNativeEngine(file);
    if (!(await prepareWarehouse(engine, shippedLibrary().columns)))
      throw new Error('a new warehouse of another version');
    await engine.close();
    return await readFile(file);
  } finally {
    await rm(folder, { recursive: true });
  }
}
