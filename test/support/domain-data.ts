import { readdirSync, readFileSync } from 'node:fs';

const PIPELINE = new URL('../../pipeline/', import.meta.url);

/** The YAML files of one folder below `pipeline/`, as they ship. */
export function shippedTexts(folder: string): { file: string; text: string }[] {
  return readdirSync(new URL(`${folder}/`, PIPELINE))
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => ({ file: `${folder}/${name}`, text: readFileSync(new URL(`${folder}/${name}`, PIPELINE), 'utf8') }));
}
