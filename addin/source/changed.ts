type Listener = () => void;

const listeners = new Set<Listener>();
let holding = 0;
let isHeld = false;

/** Says that the figures may be others now: after an import, here or in another window; a refresh; another source. */
export function announceChange(): void {
  isHeld = holding > 0;
  if (isHeld) return;
  for (const listener of [...listeners]) listener();
}

/**
 * While somebody imports and reads what came of it, news waits: it would take that very screen away.
 * @returns ends it, and tells what has waited; once
 */
export function holdChanges(): () => void {
  holding += 1;
  let isOver = false;
  return () => {
    if (isOver) return;
    isOver = true;
    holding -= 1;
    if (isHeld) announceChange();
  };
}

/** @returns ends the listening */
export function onChange(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
