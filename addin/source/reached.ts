import type { SourceError } from './source.ts';

/** Why a server was not reached when it was asked last. */
export interface Unreached {
  address: string;
  why: SourceError;
}

let unreached: Unreached | undefined;
const listeners = new Set<() => void>();

/** Whoever talks to a server says how it went. @param why undefined = it answered, whatever it said */
export function tellReached(address: string, why?: SourceError): void {
  if (why === undefined && unreached?.address !== address) return;
  unreached = why === undefined ? undefined : { address, why };
  for (const listener of [...listeners]) listener();
}

export function unreachedServer(): Unreached | undefined {
  return unreached;
}

/** @returns ends the listening */
export function onReached(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
