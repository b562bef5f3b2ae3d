import { Worker } from 'node:worker_threads';
import { readError } from '../read/messages.ts';

export interface TrialStart {
  path: string;
  name: string;
}

/** What reading one file may cost: seconds, with those that its size adds, and megabytes of objects. */
export interface TrialLimits {
  seconds: number;
  bytesPerSecond: number;
  megabytes: number;
}

const LIMITS: TrialLimits = { seconds: 60, bytesPerSecond: 2 ** 20, megabytes: 1_024 };

/**
 * Files are read and recognised in a thread of their own before the server reads them itself: what takes too long or too
 * much there never comes to the thread that answers everybody. One thread, kept warm; one file at a time.
 */
export class Trial {
  readonly #limits: TrialLimits;
  #worker: Worker | undefined;

  constructor(limits: TrialLimits = LIMITS) {
    this.#limits = limits;
  }

  /**
   * Ends when the file was read, or refused with a sentence, which reading it again will say.
   * @throws UserError `file-too-heavy`
   */
  async read(path: string, name: string, bytes: number): Promise<void> {
    const { bytesPerSecond, megabytes } = this.#limits;
    const seconds = this.#limits.seconds + Math.ceil(bytes / bytesPerSecond);
    const worker = this.#started();
    const done = await new Promise<boolean>((resolve) => {
      const end = (isDone: boolean): void => {
        clearTimeout(timer);
        worker.off('message', read).off('error', failed).off('exit', failed);
        resolve(isDone);
      };
      const read = (): void => end(true);
      const failed = (): void => end(false);
      const timer = setTimeout(failed, seconds * 1000);
      worker.on('message', read).on('error', failed).on('exit', failed);
      worker.postMessage({ path, name } satisfies TrialStart);
    });
    if (done) return;
    await this.end();
    throw readError('file-too-heavy', { file: name, seconds, limit: megabytes });
  }

  async end(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }

  #started(): Worker {
    if (this.#worker === undefined) {
      this.#worker = new Worker(new URL('./trial-thread.ts', import.meta.url), {
        resourceLimits: { maxOldGenerationSizeMb: this.#limits.megabytes },
      });
      // A thread may still fail when nobody waits for it; the next file gets another one.
      this.#worker.on('error', () => {
        this.#worker = undefined;
      });
      // A server that has been told to end does not wait for it.
      this.#worker.unref();
    }
    return this.#worker;
  }
}
