import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** `npm run test:cluster [-- FILE…]`: installs the nodes' library where it is not there yet, and runs the tests over it. */
const HERE = fileURLToPath(new URL('.', import.meta.url));
const ROOT = path.join(HERE, '..', '..');
const PACKAGES = path.join(ROOT, 'tmp', 'cluster');

if (process.platform !== 'linux' || process.arch !== 'x64') {
  console.log(
    `The cluster's tests were not run: their nodes are a library for Linux on x64, and this is ${process.platform} on ${process.arch}.`,
  );
  process.exit(0);
}
const run = (command: string, words: string[], cwd: string): void => {
  const { status, error } = spawnSync(command, words, { cwd, stdio: 'inherit' });
  if (error !== undefined) console.error(error.message);
  if (status !== 0) process.exit(status ?? 1);
};
if (!existsSync(path.join(PACKAGES, 'node_modules', '@chdb', 'lib-linux-x64-gnu', 'libchdb.so'))) {
  mkdirSync(PACKAGES, { recursive: true });
  for (const name of ['package.json', 'package-lock.json'])
    copyFileSync(path.join(HERE, name), path.join(PACKAGES, name));
  run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], PACKAGES);
}
const vitest = path.join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
run(process.execPath, [vitest, 'run', '--config', path.join(HERE, 'vitest.config.ts'), ...process.argv.slice(2)], ROOT);
