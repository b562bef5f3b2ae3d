import { readdirSync, readFileSync } from 'node:fs';

const LIBRARY = new URL('../../pipeline/library/', import.meta.url);

/** The YAML files of one folder below `pipeline/library/`, as they ship. */
export function shippedTexts(folder: string): { file: string; text: string }[] {
  return readdirSync(new URL(`${folder}/`, LIBRARY))
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => ({ file: `${folder}/${name}`, text: readFileSync(new URL(`${folder}/${name}`, LIBRARY), 'utf8') }));
}
