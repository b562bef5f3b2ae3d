import type { Language } from '../../pipeline/messages.ts';
import type { Answer, Question } from '../../pipeline/office/questions.ts';
import type { Source } from '../source/source.ts';
import { cellError } from './cell-error.ts';

/** How long calls are collected, and how long an answer is waited for. Milliseconds. */
export interface Timing {
  /** Nothing was asked for so long: the recalculation has handed over its cells. */
  quiet: number;
  /** No cell waits longer than this for its request to go. */
  longest: number;
  /** Then the cells say so: none of them stays `#BUSY!`. */
  patience: number;
}

const TIMING: Timing = { quiet: 30, longest: 500, patience: 45_000 };
/** What the server takes in one request. */
const MOST_QUESTIONS = 2000;

interface Waiting {
  question: Question;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

/**
 * Asks the source once for all cells of a recalculation. Cells that ask the same share one question; its answer is kept
 * until `forget`. What failed is not kept, so that the next recalculation asks again.
 */
export class Batch {
  readonly #source: () => Promise<Pick<Source, 'answers'>>;
  readonly #language: () => Language;
  readonly #timing: Timing;
  #known = new Map<string, Promise<Answer>>();
  #waiting: Waiting[] = [];
  #quiet: ReturnType<typeof setTimeout> | undefined;
  #since = 0;

  constructor(source: () => Promise<Pick<Source, 'answers'>>, language: () => Language, timing: Timing = TIMING) {
    this.#source = source;
    this.#language = language;
    this.#timing = timing;
  }

  ask(question: Question): Promise<Answer> {
    const key = JSON.stringify([
      this.#language(),
      question.ask,
      question.of,
      question.unit,
      question.as_of,
      question.from ?? '',
      question.ask === 'table' ? (question.by ?? '') : '',
    ]);
    const known = this.#known;
    const before = known.get(key);
    if (before !== undefined) return before;
    const answer = new Promise<Answer>((resolve, reject) => {
      this.#waiting.push({ question, resolve, reject });
    });
    known.set(key, answer);
    answer.catch(() => known.delete(key));
    this.#schedule();
    return answer;
  }

  /** The figures may be others now: whatever is asked from here on is asked anew. */
  forget(): void {
    this.#known = new Map();
  }

  #schedule(): void {
    const now = performance.now();
    if (this.#waiting.length === 1) this.#since = now;
    clearTimeout(this.#quiet);
    const left = this.#since + this.#timing.longest - now;
    this.#quiet = setTimeout(() => this.#send(), Math.max(0, Math.min(this.#timing.quiet, left)));
  }

  #send(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (let first = 0; first < waiting.length; first += MOST_QUESTIONS)
      void this.#answer(waiting.slice(first, first + MOST_QUESTIONS));
  }

  async #answer(asked: readonly Waiting[]): Promise<void> {
    try {
      const answers = await this.#inTime(async (signal) => {
        const source = await this.#source();
        return source.answers(
          asked.map(({ question }) => question),
          this.#language(),
          signal,
        );
      });
      if (answers.length !== asked.length) throw cellError('not-available', 'OUR_FAULT');
      asked.forEach(({ resolve, reject }, index) => {
        const answer = answers[index];
        if (answer === undefined) reject(cellError('not-available', 'OUR_FAULT'));
        else resolve(answer);
      });
    } catch (error) {
      for (const { reject } of asked) reject(error);
    }
  }

  /** A source that is silent, even one that does not heed its signal, is not waited for for ever. */
  async #inTime<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const { patience } = this.#timing;
    const silence = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tooLate = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        const error = cellError('not-available', 'SLOW', { seconds: Math.round(patience / 1000) });
        reject(error);
        silence.abort(error);
      }, patience);
    });
    try {
      return await Promise.race([work(silence.signal), tooLate]);
    } finally {
      clearTimeout(timer);
    }
  }
}
