import { type MessageParams, renderMessage } from '../../../pipeline/messages.ts';
import { announceChange } from '../changed.ts';
import { type ImportProgress, SourceError } from '../source.ts';
import { FileTime } from './file-time.ts';
import { localMessages } from './messages.ts';
import type { FromWorker, Keeping, TaskName, ToWorker, WorkerTasks } from './protocol.ts';

/** Named for what is in it, the worker's program too. */
export const BUILD = import.meta.url;

interface Waiting {
  resolve(value: unknown): void;
  reject(error: unknown): void;
  onProgress: ((progress: ImportProgress) => void) | undefined;
  /** How long the files of the call may still take. */
  time: FileTime;
}

/**
 * Calls into the worker, which is started with the first one and again when it has died: then it opens what was kept last.
 * A call that is not wanted any more is left alone; what it does not have begun it never does.
 */
export class WorkerCalls {
  readonly #version: string;
  readonly #keeps: Keeping;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #opened: Promise<unknown> | undefined;
  #next = 1;
  #ended = false;

  constructor(version: string, keeps: Keeping) {
    this.#version = version;
    this.#keeps = keeps;
  }

  /** Opens the warehouse before anybody asks; what goes wrong is told to who asks. */
  start(): void {
    this.#open().catch(() => undefined);
  }

  /** @throws SourceError; the reason of `signal` when it aborts */
  async ask<T extends TaskName>(
    task: T,
    args: Parameters<WorkerTasks[T]>,
    signal?: AbortSignal,
    onProgress?: (progress: ImportProgress) => void,
  ): Promise<Awaited<ReturnType<WorkerTasks[T]>>> {
    signal?.throwIfAborted();
    // Clearing is the way out of data that do not open.
    if (task !== 'open' && task !== 'cleared') await this.#open();
    return this.#send(task, args, signal, onProgress);
  }

  end(): void {
    this.#ended = true;
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#opened = undefined;
  }

  #open(): Promise<unknown> {
    if (this.#opened === undefined) {
      const opened = this.#send('open', [this.#version, BUILD, this.#keeps]);
      this.#opened = opened;
      opened.catch(() => {
        if (this.#opened === opened) this.#opened = undefined;
      });
    }
    return this.#opened;
  }

  #send<T extends TaskName>(
    task: T,
    args: Parameters<WorkerTasks[T]>,
    signal?: AbortSignal,
    onProgress?: (progress: ImportProgress) => void,
  ): Promise<Awaited<ReturnType<WorkerTasks[T]>>> {
    if (this.#ended) return Promise.reject(told('STOPPED'));
    const worker = this.#started();
    const call = this.#next++;
    const time = new FileTime((file, seconds) => this.#died(worker, call, told('TOO_SLOW', { file, seconds })));
    return new Promise((resolve, reject) => {
      const onAbort = (): void => {
        worker.postMessage({ cancel: call } satisfies ToWorker);
        // An import says itself how far it came; of anything else nobody waits for the end.
        if (task !== 'importFiles') this.#settle(call)?.reject(signal?.reason);
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      const done = (): void => signal?.removeEventListener('abort', onAbort);
      this.#waiting.set(call, {
        // The worker's half has the same types.
        resolve: (value) => {
          done();
          resolve(value as Awaited<ReturnType<WorkerTasks[T]>>);
        },
        reject: (error) => {
          done();
          reject(error);
        },
        onProgress,
        time,
      });
      worker.postMessage({ call, task, args } satisfies ToWorker);
    });
  }

  #started(): Worker {
    if (this.#worker !== undefined) return this.#worker;
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'vedich' });
    worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => this.#receive(data));
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      this.#died(worker);
    });
    worker.addEventListener('messageerror', () => this.#died(worker));
    this.#worker = worker;
    return worker;
  }

  #receive(message: FromWorker): void {
    if ('changed' in message) {
      announceChange();
      return;
    }
    if ('progress' in message) {
      const waiting = this.#waiting.get(message.call);
      waiting?.time.passed(message.progress);
      waiting?.onProgress?.(message.progress);
      return;
    }
    const waiting = this.#settle(message.call);
    if ('value' in message) waiting?.resolve(message.value);
    else waiting?.reject(new SourceError(message.error.code, message.error.vi, message.error.en));
  }

  /**
   * Whatever waited is told; the next call starts a new worker, which opens the state kept last.
   * @param call the one that the worker was ended for, and why
   */
  #died(worker: Worker, call?: number, why = told('STOPPED')): void {
    if (this.#worker !== worker) return;
    worker.terminate();
    this.#worker = undefined;
    this.#opened = undefined;
    for (const one of [...this.#waiting.keys()]) this.#settle(one)?.reject(one === call ? why : told('STOPPED'));
  }

  #settle(call: number): Waiting | undefined {
    const waiting = this.#waiting.get(call);
    this.#waiting.delete(call);
    waiting?.time.end();
    return waiting;
  }
}

function told(code: 'STOPPED' | 'TOO_SLOW', params: MessageParams = {}): SourceError {
  const message = localMessages[code];
  return new SourceError(code, renderMessage(message, params, 'vi'), renderMessage(message, params, 'en'));
}
