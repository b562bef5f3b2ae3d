import { announceChange } from './changed.ts';
import { LocalSource } from './local/local-source.ts';
import { ServerSource } from './server-source.ts';
import { rememberedKind, rememberKind, type SourceKind, storedConnection } from './session.ts';
import type { Source } from './source.ts';

/** A server of the same page answers at once; a page without one must not wait long to open. */
const PROBE_MS = 3_000;

let current: Source | undefined;
let first: Promise<Source> | undefined;

/**
 * The source that pane, custom functions and commands of this page ask. The first time it is of the kind that was chosen
 * last; where nobody has chosen, the server of this page if it is one, else the engine of this machine.
 */
export function currentSource(): Promise<Source> {
  first ??= firstKind().then((kind) => {
    current ??= sourceOf(kind);
    return current;
  });
  return current === undefined ? first : Promise.resolve(current);
}

/** The same, once `currentSource` has settled it. */
export function sourceNow(): Source {
  current ??= sourceOf(rememberedKind() ?? 'server');
  return current;
}

/** From now on everybody asks this source; what was fetched from another one is old. */
export async function useSource(source: Source): Promise<void> {
  const before = current;
  current = source;
  announceChange();
  if (before !== source) await before?.close();
}

function sourceOf(kind: SourceKind): Source {
  return kind === 'local' ? new LocalSource(__VEDICH_VERSION__) : new ServerSource(storedConnection());
}

async function firstKind(): Promise<SourceKind> {
  const chosen = rememberedKind();
  if (chosen !== undefined) return chosen;
  try {
    const answer = await fetch('/api/v1/state', { signal: AbortSignal.timeout(PROBE_MS), cache: 'no-store' });
    // Also a refusal shows that there is somebody: it says so in JSON, which no server of plain files does.
    if (!/json/.test(answer.headers.get('content-type') ?? '')) return 'local';
    // From now on a server that does not answer is told: another source with other figures must not step in by itself.
    rememberKind('server');
    return 'server';
  } catch {
    return 'local';
  }
}
