import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { emptyWarehouse } from './addin/build/empty-warehouse.ts';
import { licences } from './addin/build/licences.ts';
import { librarySource } from './addin/build/shipped-library.ts';
import { manifestFiles } from './addin/manifest/static-files.ts';
import program from './package.json' with { type: 'json' };

const place = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
const compress = promisify(brotliCompress);

/** Beside every file that shrinks, `<file>.br`: the server sends it as it is, and needs no compressor of its own. */
function compressed(): Plugin {
  let folder = '';
  return {
    name: 'compressed',
    apply: 'build',
    configResolved: ({ build }) => {
      folder = build.outDir;
    },
    async closeBundle() {
      // After a build that failed there is nothing, and its own error is the one to be told.
      if (!existsSync(folder)) return;
      for (const name of await readdir(folder, { recursive: true })) {
        if (!/\.(js|css|html|svg|json|csv|yaml)$/.test(name)) continue;
        const file = path.join(folder, name);
        const bytes = await readFile(file);
        await writeFile(
          `${file}.br`,
          await compress(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
        );
      }
    },
  };
}

const { noted, written } = licences();

/** The add-in: one page with the pane, the custom functions and the commands, in `dist/addin`. */
export default defineConfig({
  root: place('addin/taskpane'),
  // Relative: the folder works below any path of any static server.
  base: './',
  publicDir: place('addin/public'),
  plugins: [react(), manifestFiles(), noted(), written(), compressed()],
  // The engine runs in a worker of the pane; DuckDB-WASM's own worker, and its own copy of Arrow, stay out of the build.
  worker: { format: 'es', plugins: () => [emptyWarehouse(), librarySource(), noted()] },
  define: { __VEDICH_VERSION__: JSON.stringify(program.version) },
  resolve: {
    dedupe: ['apache-arrow'],
    alias: { 'duckdb-blocking': place('node_modules/@duckdb/duckdb-wasm/dist/duckdb-browser-blocking.mjs') },
  },
  build: {
    outDir: place('dist/addin'),
    emptyOutDir: true,
    // WebView2 and the browsers of Office on the web are as new as this; older ones get a sentence.
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: place('addin/taskpane/taskpane.html') },
  },
});
