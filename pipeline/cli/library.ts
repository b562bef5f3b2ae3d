import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DataTexts } from '../library/data.ts';
import { type Library, parseLibrary } from '../library/library.ts';

const LIBRARY = fileURLToPath(new URL('../library', import.meta.url));
const FOLDERS = ['.', 'indicators', 'units', 'plans'];

/** The YAML files that ship with the program, by path below `pipeline/library/`. */
export function readDataTexts(): DataTexts {
  const texts: Record<string, string> = {};
  for (const folder of FOLDERS) {
    for (const name of readdirSync(path.join(LIBRARY, folder)).sort()) {
      if (name.endsWith('.yaml'))
        texts[path.posix.join(folder, name)] = readFileSync(path.join(LIBRARY, folder, name), 'utf8');
    }
  }
  return texts;
}

let library: Library | undefined;

/** @throws LibraryError where the shipped data is broken */
export function shippedLibrary(): Library {
  library ??= parseLibrary(readDataTexts());
  return library;
}
