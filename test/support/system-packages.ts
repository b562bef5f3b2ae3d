import { spawnSync } from 'node:child_process';

function found(command: string): boolean {
  return spawnSync('sh', ['-c', `command -v "$1"`, 'sh', command]).status === 0;
}

function install(debianPackage: string): void {
  const options = { stdio: 'ignore' as const, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  const get = (...words: string[]) => spawnSync('apt-get', [...words, '-o', 'DPkg::Lock::Timeout=300'], options).status;
  if (get('install', '-y', '--no-install-recommends', debianPackage) === 0) return;
  get('update');
  get('install', '-y', '--no-install-recommends', debianPackage);
}

/**
 * A program that tests need and npm does not bring: installed from Debian where this process may, else the test fails
 * with a sentence that says what to install.
 */
export function requireSystemPackage(command: string, debianPackage: string): void {
  if (found(command)) return;
  if (process.getuid?.() === 0 && found('apt-get')) install(debianPackage);
  if (!found(command)) {
    throw new Error(`This test needs the program "${command}". Install it: sudo apt-get install ${debianPackage}`);
  }
}
