import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { iconFiles } from '../icons/sizes.ts';

const SCRIPT = '// The functions run in taskpane.html, the shared runtime of pane, functions and commands.\n';

/** Files that the manifest names beside the page: path in the build → its bytes. */
export function staticFiles(): Map<string, Uint8Array> {
  const read = (place: string): Uint8Array => readFileSync(fileURLToPath(new URL(`../${place}`, import.meta.url)));
  return new Map([
    ['functions.json', read('functions/functions.json')],
    ['functions.en.json', read('functions/functions.en.json')],
    ['functions.js', new TextEncoder().encode(SCRIPT)],
    ['huong-dan.html', read('help/huong-dan.html')],
    ['huong-dan.css', read('help/huong-dan.css')],
    ...iconFiles().map((name) => [`icons/${name}`, read(`icons/${name}`)] as const),
  ]);
}

/** For Vite: puts them into the build under these very names, because the manifest knows no hashes. */
export function manifestFiles(): Plugin {
  return {
    name: 'manifest-files',
    apply: 'build',
    generateBundle() {
      for (const [fileName, source] of staticFiles()) this.emitFile({ type: 'asset', fileName, source });
    },
  };
}
