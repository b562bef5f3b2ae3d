import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { generate } from './all.ts';

/** `npm run samples`: writes the exports, what must come out of them, and their index. The same bytes at each run. */
const root = join(import.meta.dirname, '..');
const out = generate();
const folders = new Set(
  [...out.keys()].filter((path) => path.includes('/')).map((path) => path.slice(0, path.indexOf('/'))),
);
for (const folder of folders) rmSync(join(root, folder), { recursive: true, force: true });
let size = 0;
for (const [path, bytes] of out) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), bytes);
  size += bytes.length;
}
console.log(
  `${out.size} files, ${(size / 1_000_000).toFixed(2)} MB, in ${[...folders].join(', ')} (${readdirSync(root).length} entries)`,
);
