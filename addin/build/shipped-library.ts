import { uneval } from 'devalue';
import type { Plugin } from 'vite';
import { shippedLibrary } from '../../pipeline/cli/library.ts';

const NAME = 'virtual:shipped-library';

/**
 * `import library from 'virtual:shipped-library'`: the YAML files that ship with the program, parsed and checked by the build.
 * Parsing them takes a third of a second, which nobody should wait for at every start of the pane.
 */
export function librarySource(): Plugin {
  return {
    name: 'shipped-library',
    resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
    load: (id) => (id === `\0${NAME}` ? `export default ${uneval(shippedLibrary())};` : undefined),
  };
}
