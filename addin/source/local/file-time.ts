import type { ImportProgress } from '../source.ts';

/** What one file may take, reading and storing, on a slow machine; what really comes takes a tenth of it. */
const SECONDS = 120;
const SECONDS_PER_MB = 4;

/** Watches a call with files from outside the worker: one file that never ends must not hold the pane for ever. */
export class FileTime {
  readonly #tooSlow: (file: string, seconds: number) => void;
  #number = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(tooSlow: (file: string, seconds: number) => void) {
    this.#tooSlow = tooSlow;
  }

  /** The time of a file begins with its first progress; waiting for another window does not count. */
  passed({ step, file, number, total }: ImportProgress): void {
    if (step !== 'reading' || number === this.#number) return;
    this.end();
    this.#number = number;
    const seconds = SECONDS + Math.ceil((total / 2 ** 20) * SECONDS_PER_MB);
    this.#timer = setTimeout(() => this.#tooSlow(file, seconds), seconds * 1000);
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}
