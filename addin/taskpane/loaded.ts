import { useCallback, useEffect, useState } from 'react';
import { type Sentence, sentenceOf } from './sentence.ts';

/** Something that is fetched: not there yet, there, or failed with a sentence. */
export type Loaded<T> = { state: 'loading' } | { state: 'ready'; value: T } | { state: 'failed'; why: Sentence };

export type Loading<T> = Loaded<T> & { again(): void };

/**
 * Fetches whenever `load` changes; what was asked before is cancelled, and its late answer is never shown.
 * @param load undefined = nothing is to be fetched yet
 */
export function useLoaded<T>(load: ((signal: AbortSignal) => Promise<T>) | undefined): Loading<T> {
  const [attempt, setAttempt] = useState(0);
  const [done, setDone] = useState<{ load: unknown; attempt: number; result: Loaded<T> }>();
  useEffect(() => {
    if (load === undefined) return undefined;
    const ending = new AbortController();
    const finish = (result: Loaded<T>): void => {
      if (!ending.signal.aborted) setDone({ load, attempt, result });
    };
    load(ending.signal).then(
      (value) => finish({ state: 'ready', value }),
      (error: unknown) => {
        // Whoever asks anew wants no word of the old question.
        if (!ending.signal.aborted) finish({ state: 'failed', why: sentenceOf(error) });
      },
    );
    return () => ending.abort();
  }, [load, attempt]);
  const again = useCallback(() => setAttempt((before) => before + 1), []);
  const current = done !== undefined && done.load === load && done.attempt === attempt;
  return { ...(current ? done.result : { state: 'loading' }), again };
}
