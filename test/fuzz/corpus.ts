import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Target } from './target.ts';

const FOLDER = new URL('corpus/', import.meta.url);
/** Larger ones are not kept between two runs. */
const LARGEST = 8 * 1024;

/** Inputs of earlier runs that came to places of the program where no other came: a line each, deflated, in base 64. */
export function corpusOf({ name }: Pick<Target, 'name'>): Uint8Array[] {
  const file = fileOf(name);
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => new Uint8Array(inflateRawSync(Buffer.from(line, 'base64'))));
}

export function keepCorpus({ name }: Pick<Target, 'name'>, inputs: readonly Uint8Array[]): void {
  mkdirSync(FOLDER, { recursive: true });
  const small = inputs.filter(({ length }) => length <= LARGEST);
  const lines = small.map((bytes) => deflateRawSync(bytes, { level: 9 }).toString('base64')).sort();
  writeFileSync(fileOf(name), lines.map((line) => `${line}\n`).join(''));
}

function fileOf(name: string): URL {
  return new URL(`${name.replaceAll(' ', '-')}.txt`, FOLDER);
}
