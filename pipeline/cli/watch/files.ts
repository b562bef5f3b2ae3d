import { stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { filesOf } from '../import-files.ts';
import type { SeenFile } from './state.ts';

/** A file of the folder as it stands. */
export interface Standing {
  /** Below the folder, with strokes. */
  name: string;
  file: string;
  seen: SeenFile;
}

/** What there is to be imported, and what is still being written. */
export interface Found {
  whole: Standing[];
  growing: string[];
}

/**
 * The files of a folder that are not known as they stand now. One that changed within the last `settle` seconds, or changes while
 * it is looked at, is still being written: it is left for the next time.
 */
export async function newFiles(
  folder: string,
  known: Readonly<Record<string, { seen: SeenFile }>>,
  settle: number,
): Promise<Found> {
  const files = await filesOf(folder).catch((error: unknown) => {
    // A folder that is empty will have files later.
    if (isCode(error, 'EMPTY_FOLDER')) return [];
    throw error;
  });
  const found: Found = { whole: [], growing: [] };
  const fresh: Standing[] = [];
  for (const file of files) {
    const name = path.relative(folder, file).split(path.sep).join('/');
    const seen = await seenOf(file);
    const before = known[name]?.seen;
    if (seen === undefined || (before !== undefined && isSame(before, seen))) continue;
    if (Date.now() - seen.changed < settle * 1000) found.growing.push(name);
    else fresh.push({ name, file, seen });
  }
  // Copies keep the day of what they copy: their size tells that they grow.
  if (fresh.length > 0 && settle > 0) await pause(Math.min(settle, 2) * 1000);
  for (const one of fresh) {
    const now = await seenOf(one.file);
    if (now !== undefined && isSame(one.seen, now)) found.whole.push(one);
    else if (now !== undefined) found.growing.push(one.name);
  }
  return found;
}

async function seenOf(file: string): Promise<SeenFile | undefined> {
  const found = await stat(file).catch(() => undefined);
  return found === undefined ? undefined : { size: found.size, changed: found.mtimeMs };
}

const isSame = (a: SeenFile, b: SeenFile): boolean => a.size === b.size && a.changed === b.changed;

/** Of an error of the system, or one of ours. */
export function isCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}
