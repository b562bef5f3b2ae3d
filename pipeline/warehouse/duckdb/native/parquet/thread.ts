import type { Worker } from 'node:worker_threads';
import type { TextBatch } from '../../../../read/batch.ts';
import { BatchSender } from '../sent-batch.ts';
import { startThread } from '../thread.ts';
import type { FromThread, ThreadStart, ToThread } from './thread-messages.ts';

/** Batches on their way or being written: enough that neither side waits, few enough that they cost little memory. */
const MOST_UNDER_WAY = 2;

/** Writes a Parquet file in a thread of its own. `write` each batch, then `finish`; `end` in any case. */
export class ParquetThread {
  readonly #worker: Worker;
  readonly #batches = new BatchSender();
  readonly #ended: Promise<unknown>;
  #underWay = 0;
  #error: unknown;
  /** Somebody waits for the next answer. */
  #wake: () => void = () => undefined;

  constructor(file: string, names: readonly string[]) {
    const start: ThreadStart = { file, names };
    this.#worker = startThread(new URL('./parquet-thread.ts', import.meta.url), {
      workerData: start,
      resourceLimits: { maxYoungGenerationSizeMb: 4 },
    });
    this.#worker.on('message', (message: FromThread) => {
      if (message === 'written') this.#underWay -= 1;
      this.#wake();
    });
    this.#worker.on('error', (error) => {
      this.#error = error;
      this.#wake();
    });
    this.#ended = new Promise((resolve) => this.#worker.once('exit', resolve));
  }

  /** Waits while enough is under way. The batch's memory goes to the thread. */
  async write(batch: TextBatch): Promise<void> {
    await this.#until(() => this.#underWay < MOST_UNDER_WAY);
    this.#underWay += 1;
    this.#post(...this.#batches.sent(batch));
  }

  async finish(): Promise<void> {
    this.#post('finish', []);
    await this.#until(() => this.#underWay === 0);
    await this.#ended;
    if (this.#error !== undefined) throw this.#error;
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #post(message: ToThread, memory: ArrayBuffer[]): void {
    this.#worker.postMessage(message, memory);
  }

  async #until(condition: () => boolean): Promise<void> {
    while (!condition() && this.#error === undefined) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    if (this.#error !== undefined) throw this.#error;
  }
}
