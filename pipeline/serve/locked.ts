import { mkdir, rmdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * One at a time, among processes too: a folder that only one of them can make.
 * @param lock the folder's path
 * @param staleMs a lock older than this was left behind by a process that was ended
 * @returns lets go
 */
export async function locked(lock: string, staleMs: number): Promise<() => Promise<void>> {
  await mkdir(path.dirname(lock), { recursive: true });
  for (;;) {
    try {
      await mkdir(lock);
      return () => rmdir(lock).catch(() => undefined);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
      const since = (await stat(lock).catch(() => undefined))?.mtimeMs;
      if (since !== undefined && Date.now() - since > staleMs) await rmdir(lock).catch(() => undefined);
      await pause(20 + Math.random() * 60);
    }
  }
}
