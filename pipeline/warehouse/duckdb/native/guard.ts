import { totalmem } from 'node:os';

/** Above what DuckDB itself is allowed for questions, with the answer. */
export const MOST_MEGABYTES = Math.floor(Math.min(4096, (totalmem() * 0.75) / 2 ** 20));
const GRACE_SECONDS = 5;
const LOOK_MS = 50;

/**
 * DuckDB ends a statement between its steps, and one step can take everything: a text of a million letters beside each of
 * two thousand rows. Then a process that does nothing else ends itself.
 * @param seconds that the question may take by itself
 * @param megabytes more than before that it may take
 * @param tell says why; the process ends once it calls what it is given
 * @returns to be called when the answer is there
 */
export function endWhenStuck(
  seconds: number,
  megabytes: number,
  tell: (why: 'time' | 'size', end: () => void) => void,
): () => void {
  const before = process.memoryUsage.rss();
  const end = performance.now() + (seconds + GRACE_SECONDS) * 1000;
  const watch = setInterval(() => {
    const isLate = performance.now() > end;
    if (!isLate && process.memoryUsage.rss() - before <= megabytes * 2 ** 20) return;
    clearInterval(watch);
    // An orderly end would wait for that very step.
    tell(isLate ? 'time' : 'size', () => process.kill(process.pid, 'SIGKILL'));
  }, LOOK_MS);
  return () => clearInterval(watch);
}
