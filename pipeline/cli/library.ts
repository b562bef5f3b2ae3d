import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DataTexts } from '../data.ts';
import { type Library, parseLibrary } from '../library.ts';

const PIPELINE = fileURLToPath(new URL('..', import.meta.url));
const FOLDERS = ['recognise', 'indicators', 'units', 'plans'];

/** The YAML files that ship with the program, by path below `pipeline/`. */
export function readDataTexts(): DataTexts {
  const texts: Record<string, string> = {};
  for (const folder of FOLDERS) {
    for (const name of readdirSync(path.join(PIPELINE, folder)).sort()) {
      if (name.endsWith('.yaml')) texts[`${folder}/${name}`] = readFileSync(path.join(PIPELINE, folder, name), 'utf8');
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
