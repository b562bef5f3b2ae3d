import type { Pattern, Vocabulary } from '../library/words.ts';
import type { Reading } from './reading.ts';

/** How a text fits a pattern. */
export interface Fit {
  /** All of its words are explained. */
  full: boolean;
  /** Concepts of the pattern that it has; of two that fit the larger one is meant. */
  size: number;
  /** 0 … 1; 1 where it is full. */
  score: number;
}

const PER_OTHER = 0.12;
const PER_UNKNOWN = 0.1;
const WEAK = 0.15;
/** Less than this is no likeness. */
const LEAST = 0.3;

/** The best fit of one reading; undefined where nothing is alike, or where a no stands against it. */
export function fitOf({ concepts, unknown, weak }: Reading, pattern: Pattern, words: Vocabulary): Fit | undefined {
  let best: Fit | undefined;
  for (const means of pattern.means) {
    const found = means.filter((concept) => concepts.has(concept));
    if (found.length === 0) continue;
    const rest = [...concepts].filter((concept) => !means.includes(concept) && !pattern.with.has(concept));
    const turned = [...concepts].some((concept) => isPolar(concept, words) && !means.includes(concept));
    if ((turned && !pattern.with.has('not')) || means.some((one) => isPolar(one, words) && !concepts.has(one)))
      continue;
    if (rest.some((concept) => words.concepts.get(concept)?.foreign === true)) continue;
    const whole = found.length === means.length;
    const full = whole && rest.length === 0 && unknown.length === 0 && !weak;
    const lost = rest.length * PER_OTHER + unknown.length * PER_UNKNOWN + (weak ? WEAK : 0);
    const score = full ? 1 : Math.min(0.95, (found.length / means.length) * (whole ? 1 : 0.7) - lost);
    if (score < LEAST) continue;
    if (best === undefined || isBetter({ full, size: found.length, score }, best))
      best = { full, size: found.length, score };
  }
  return best;
}

/** A full fit before one that is not; then the larger, then the nearer. */
export function isBetter(one: Fit, other: Fit): boolean {
  if (one.full !== other.full) return one.full;
  if (one.full) return one.size > other.size;
  return one.score > other.score || (one.score === other.score && one.size > other.size);
}

function isPolar(concept: string, words: Vocabulary): boolean {
  return words.concepts.get(concept)?.polar === true;
}
