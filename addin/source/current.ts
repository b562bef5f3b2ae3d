import { announceChange } from './changed.ts';
import { ServerSource } from './server-source.ts';
import { storedConnection } from './session.ts';
import type { Source } from './source.ts';

let current: Source | undefined;

/** The source that pane, custom functions and commands of this page ask; the first time, the one connected last. */
export async function currentSource(): Promise<Source> {
  return sourceNow();
}

/** The same, for a screen that is drawn at once. */
export function sourceNow(): Source {
  current ??= new ServerSource(storedConnection());
  return current;
}

/** From now on everybody asks this source; what was fetched from another one is old. */
export async function useSource(source: Source): Promise<void> {
  const before = current;
  current = source;
  announceChange();
  await before?.close();
}
