import { readFileSync } from 'node:fs';
import path from 'node:path';
import { writeWhole } from '../write-file.ts';

/** How a file stood when it was looked at: bytes, and milliseconds of its last change. */
export interface SeenFile {
  size: number;
  changed: number;
}

/** A target as it was told last. */
export interface ToldTarget {
  status: string;
  value: string;
}

/** What was told at one time. */
export interface Told {
  at: string;
  lines: string[];
}

/**
 * What a watch knows of the times before. It saves work and tells what is new; what is imported is told by the warehouse alone, so
 * that nothing is lost or twice where this file is.
 */
export interface WatchState {
  version: 1;
  files: Record<string, { seen: SeenFile; failure: string }>;
  /** Of the warehouse when it was reported on: how many imports, and the last one; empty where something was imported since. */
  reported: string;
  /** By plan and unit, then by target. */
  targets: Record<string, Record<string, ToldTarget>>;
  /** The newest first. */
  history: Told[];
}

const FILE = 'theo-doi.json';
const NOTHING: WatchState = { version: 1, files: {}, reported: '', targets: {}, history: [] };

export function readState(output: string): WatchState {
  try {
    const found: unknown = JSON.parse(readFileSync(path.join(output, FILE), 'utf8'));
    return isState(found) ? found : { ...NOTHING };
  } catch {
    // Not there yet, or of nobody: everything is looked at again, and what is imported already stays as it is.
    return { ...NOTHING };
  }
}

export async function saveState(output: string, state: WatchState): Promise<void> {
  await writeWhole(path.join(output, FILE), new TextEncoder().encode(JSON.stringify(state, null, 1)));
}

function isState(value: unknown): value is WatchState {
  return typeof value === 'object' && value !== null && 'version' in value && value.version === 1 && 'history' in value;
}
