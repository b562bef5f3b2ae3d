import type { AskConflicts } from '../excel/types.ts';

/** A sentence that a command leaves for the pane: it has no screen of its own. */
export interface Notice {
  kind: 'error' | 'done';
  code: string;
  vi: string;
  en: string;
}

/** A pane that was just opened needs a moment until somebody can be asked there. */
const PATIENCE_MS = 10_000;

let notice: Notice | undefined;
const listeners = new Set<(notice: Notice) => void>();
let asker: AskConflicts | undefined;
const waitingForAsker = new Set<(ask: AskConflicts) => void>();

/** The pane shows it, at once or when it is there. */
export function leaveNotice(left: Notice): void {
  if (listeners.size === 0) notice = left;
  else for (const listener of [...listeners]) listener(left);
}

/** For the pane. @returns ends the listening */
export function onNotice(listener: (notice: Notice) => void): () => void {
  listeners.add(listener);
  const waiting = notice;
  notice = undefined;
  if (waiting !== undefined) listener(waiting);
  return () => listeners.delete(listener);
}

/** For the pane: from now on commands ask about conflicts through its dialog. @returns ends it */
export function offerAsking(ask: AskConflicts): () => void {
  asker = ask;
  for (const waiting of [...waitingForAsker]) waiting(ask);
  return () => {
    if (asker === ask) asker = undefined;
  };
}

/**
 * Asks in the pane, which is opened for it. Where nobody can be asked nothing is overwritten.
 * @param show opens the pane
 */
export function askInPane(show: () => Promise<void>): AskConflicts {
  return async (conflicts) => {
    await show();
    const ask = asker ?? (await nextAsker());
    return ask?.(conflicts);
  };
}

function nextAsker(): Promise<AskConflicts | undefined> {
  return new Promise((resolve) => {
    const found = (ask: AskConflicts): void => {
      clearTimeout(timer);
      waitingForAsker.delete(found);
      resolve(ask);
    };
    const timer = setTimeout(() => {
      waitingForAsker.delete(found);
      resolve(undefined);
    }, PATIENCE_MS);
    waitingForAsker.add(found);
  });
}
