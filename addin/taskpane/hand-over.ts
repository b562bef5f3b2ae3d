import { useEffect } from 'react';
import type { Answered } from '../../pipeline/facts/answers.ts';

/** Files for the import screen, from wherever they were dropped or asked about. */
export interface HandedOver {
  files: readonly File[];
  /** What was answered about them. */
  answered?: readonly Answered[];
}

let waiting: HandedOver | undefined;
let take: ((work: HandedOver) => void) | undefined;

/** Whoever imports takes it: the screen that is there, else the one that is opened next. */
export function handOver(work: HandedOver): void {
  if (take === undefined) waiting = work;
  else take(work);
}

/** Takes what is handed over while the component is there and free, and what waited for that. */
export function useHandedOver(start: (work: HandedOver) => void, isFree: boolean): void {
  useEffect(() => {
    if (!isFree) return undefined;
    take = start;
    const work = waiting;
    waiting = undefined;
    if (work !== undefined) start(work);
    return () => {
      take = undefined;
    };
  });
}

/** Files of this window that were imported last, by name: answers need not ask for them again. */
const atHand = new Map<string, File>();

export function keepAtHand(files: readonly File[]): void {
  for (const file of files) atHand.set(file.name, file);
}

export function fileAtHand(name: string): File | undefined {
  return atHand.get(name);
}
