import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** The folder of this run, gone with it. */
export function runFolder(): string {
  const folder = process.env['VEDICH_RUN_CACHE'];
  if (folder === undefined) throw new Error('no folder of the run: is globalSetup there?');
  return folder;
}

/**
 * What several test files need and what takes long to make: the first who asks makes it, the others wait.
 * @param make puts files at the place, or below it
 * @returns the place
 */
export async function onceARun(name: string, make: (place: string) => Promise<void>): Promise<string> {
  const place = path.join(runFolder(), name);
  const [made, failed] = [`${place}.made`, `${place}.failed`];
  if (claims(`${place}.making`)) {
    try {
      await make(place);
      writeFileSync(made, '');
    } catch (error) {
      writeFileSync(failed, String(error));
      throw error;
    }
  }
  while (!existsSync(made)) {
    if (existsSync(failed)) throw new Error(`${name} could not be made: ${readFileSync(failed, 'utf8')}`);
    await sleep(100);
  }
  return place;
}

/** Of several processes one. */
function claims(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch {
    return false;
  }
}
