type Listener = () => void;

const listeners = new Set<Listener>();

/** Says that the figures may be others now: after an import, a refresh, another source. */
export function announceChange(): void {
  for (const listener of [...listeners]) listener();
}

/** @returns ends the listening */
export function onChange(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
