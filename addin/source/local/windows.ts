import { localError } from './messages.ts';

/**
 * Several windows share what lies in the private storage: each reads its own copy, one at a time changes what is kept, and
 * the others load it anew. The browser ends a turn with the window that has it, however that window ends.
 */

const TURN = 'vedich-change';
const NEWS = 'vedich-news';
/** Whoever presses a button is told after so long that another window is not done yet. */
const PATIENCE_MS = 10_000;
/** A window that was killed right after it had kept something has told nobody: the others look themselves. */
const LOOK_EVERY_MS = 1_000;
/** A window that ends at this moment may still hold its files. */
const LEFT_MS = 2_000;

/** Waits for the turn as long as `signal` allows. @throws the reason of `signal` */
export function inTurn<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  return navigator.locks.request(TURN, { signal }, work);
}

/** For what somebody waits for. @throws UserError IN_USE where another window is not done in ten seconds */
export async function soonInTurn<T>(work: () => Promise<T>): Promise<T> {
  const patience = AbortSignal.timeout(PATIENCE_MS);
  let begun = false;
  try {
    return await inTurn(() => {
      begun = true;
      return work();
    }, patience);
  } catch (error) {
    throw !begun && error === patience.reason ? localError('IN_USE') : error;
  }
}

/** One at a time writes beside a kept file; nobody reads in the moment in which the new one takes its place. */
export function writing<T>(file: string, work: () => Promise<T>): Promise<T> {
  return navigator.locks.request(`vedich-new-${file}`, work);
}
export function replacing<T>(file: string, work: () => Promise<T>): Promise<T> {
  return navigator.locks.request(`vedich-file-${file}`, work);
}
export function reading<T>(file: string, work: () => Promise<T>): Promise<T> {
  return navigator.locks.request(`vedich-file-${file}`, { mode: 'shared' }, work);
}

/** Opens what a window that has just been killed may not have let go of. */
export async function onceFree<T>(open: () => Promise<T>): Promise<T> {
  for (const end = Date.now() + LEFT_MS; ; ) {
    try {
      return await open();
    } catch (error) {
      const isHeld = error instanceof DOMException && error.name === 'NoModificationAllowedError';
      if (!isHeld || Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

let channel: BroadcastChannel | undefined;

function news(): BroadcastChannel {
  channel ??= new BroadcastChannel(NEWS);
  return channel;
}

/** What is kept has changed. */
export function tellOthers(): void {
  news().postMessage(null);
}

/** Calls `look` when another window tells of a change, and every second. */
export function watch(look: () => void): void {
  news().addEventListener('message', look);
  setInterval(look, LOOK_EVERY_MS);
}
