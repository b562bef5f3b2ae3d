import type { Worker } from 'node:worker_threads';
import type { UserError } from '../../../../messages.ts';
import type { TextBatch } from '../../../../read/batch.ts';
import { type Book, type MergedArea, NOTHING_MERGED, type ReadOptions } from '../../../../read/book.ts';
import { readError } from '../../../../read/messages.ts';
import { BatchReceiver, type SentBatch } from '../sent-batch.ts';
import { receivedError } from '../sent-error.ts';
import { startThread } from '../thread.ts';
import type { FileToRead, FromReader, ToReader } from './messages.ts';

/** What reading one file may cost: seconds that are waited for it, with those that its size adds, and megabytes. */
export interface ReadingLimits {
  seconds: number;
  bytesPerSecond: number;
  megabytes: number;
}

export const READING_LIMITS: ReadingLimits = { seconds: 60, bytesPerSecond: 2 ** 20, megabytes: 1_024 };

/** How often it is looked at what the thread holds. */
const LOOK_MS = 200;
/** A thread that has not closed its file by then is ended. */
const CLOSING_MS = 2_000;

/** Threads that wait for the next file; one is kept, so that small files do not wait for it to start. */
const idle: Worker[] = [];

/** Starts the thread before somebody needs it. */
export function startReader(): void {
  if (idle.length === 0) rest(started(READING_LIMITS));
}

/**
 * A book whose file is opened, read and inflated in a thread of its own, a few batches ahead of who takes them. What takes
 * longer or more memory than a file of its size may ends with the thread, and its sentence.
 * @throws UserError of the reader; `file-too-heavy`
 */
export async function openInThread(
  file: FileToRead & { size: number },
  { onProgress }: Pick<ReadOptions, 'onProgress'>,
  limits: ReadingLimits = READING_LIMITS,
): Promise<Book & { close(): void }> {
  const reader = new Reader(file, limits, onProgress);
  const { kind, encoding, sheets } = await reader.opened();
  return {
    kind,
    encoding,
    sheets,
    read: (sheet) => reader.read(sheet),
    merged: (sheet) => reader.merged(sheet),
    close: () => reader.close(),
  };
}

/** What the thread has said of a sheet and nobody has taken yet. */
interface SheetSoFar {
  batches: SentBatch[];
  merged?: readonly MergedArea[];
}

class Reader {
  readonly #file: FileToRead & { size: number };
  readonly #limits: ReadingLimits;
  readonly #worker: Worker;
  readonly #received = new BatchReceiver();
  readonly #sheets = new Map<number, SheetSoFar>();
  readonly #onProgress: ReadOptions['onProgress'];
  readonly #seconds: number;
  #head: Pick<Book, 'kind' | 'encoding' | 'sheets'> | undefined;
  #error: unknown;
  #msLeft: number;
  #wake: () => void = () => undefined;
  #done = false;

  constructor(file: FileToRead & { size: number }, limits: ReadingLimits, onProgress: ReadOptions['onProgress']) {
    this.#file = file;
    this.#limits = limits;
    this.#onProgress = onProgress;
    this.#seconds = limits.seconds + Math.ceil(file.size / limits.bytesPerSecond);
    this.#msLeft = this.#seconds * 1000;
    this.#worker = (limits === READING_LIMITS ? idle.pop() : undefined) ?? started(limits);
    this.#worker.ref();
    this.#worker.on('message', this.#hear).on('error', this.#fail).on('exit', this.#fail);
    this.#say({ open: { path: file.path, name: file.name, check: file.check } });
  }

  async opened(): Promise<Pick<Book, 'kind' | 'encoding' | 'sheets'>> {
    try {
      return await this.#answered(() => this.#head);
    } catch (error) {
      this.close();
      throw error;
    }
  }

  async *read(sheet: number): AsyncGenerator<TextBatch> {
    const soFar: SheetSoFar = { batches: [] };
    this.#sheets.set(sheet, soFar);
    this.#say({ read: sheet });
    try {
      for (;;) {
        const next = await this.#answered(() => soFar.batches.shift() ?? soFar.merged);
        if (!('rowNumbers' in next)) return;
        this.#say({ taken: sheet });
        yield this.#received.received(next);
      }
    } finally {
      if (soFar.merged === undefined) this.#say({ stop: sheet });
      soFar.batches.length = 0;
      soFar.merged ??= NOTHING_MERGED;
      this.#closeWhenRead();
    }
  }

  merged(sheet: number): readonly MergedArea[] {
    return this.#sheets.get(sheet)?.merged ?? NOTHING_MERGED;
  }

  /** The thread goes to the next file; one that does not let go of this one is ended. */
  close(): void {
    if (this.#done) return;
    this.#done = true;
    const worker = this.#worker;
    worker.off('message', this.#hear).off('error', this.#fail).off('exit', this.#fail);
    worker.unref();
    if (this.#error instanceof TooHeavy || this.#limits !== READING_LIMITS) return void worker.terminate();
    const late = setTimeout(() => worker.terminate(), CLOSING_MS);
    late.unref();
    const closed = (message: FromReader): void => {
      if (message !== 'closed') return;
      clearTimeout(late);
      worker.off('message', closed);
      if (idle.length === 0) rest(worker);
      else void worker.terminate();
    };
    worker.on('message', closed);
    worker.postMessage('close' satisfies ToReader);
  }

  /** Whoever holds a file longer than its rows does not hold a thread. */
  #closeWhenRead(): void {
    const sheets = this.#head?.sheets ?? [];
    if (sheets.every((_, sheet) => this.#sheets.get(sheet)?.merged !== undefined)) this.close();
  }

  readonly #hear = (message: FromReader): void => {
    if (message === 'closed') return;
    if ('progress' in message) {
      try {
        this.#onProgress?.(...message.progress);
      } catch (error) {
        // Whoever is told may not want the rest.
        this.#error ??= error;
      }
    } else if ('opened' in message) this.#head = message.opened;
    else if ('failed' in message) this.#error ??= receivedError(message.failed, 'a file was read');
    else {
      const soFar = this.#sheets.get(message.sheet);
      if (soFar === undefined) return;
      if ('batch' in message) soFar.batches.push(message.batch);
      else soFar.merged = message.ended;
    }
    this.#wake();
  };

  /** A thread ends by itself when its memory is used up, or through a mistake of ours. */
  readonly #fail = (cause: unknown): void => {
    const isMemory = cause instanceof Error && 'code' in cause && cause.code === 'ERR_WORKER_OUT_OF_MEMORY';
    this.#error ??= cause instanceof Error && !isMemory ? cause : this.#tooHeavy();
    this.#wake();
  };

  #tooHeavy(): TooHeavy {
    const { name: file } = this.#file;
    return new TooHeavy(readError('file-too-heavy', { file, seconds: this.#seconds, limit: this.#limits.megabytes }));
  }

  #say(message: ToReader): void {
    if (!this.#done) this.#worker.postMessage(message);
  }

  /** What was read before something went wrong is given out first. */
  async #answered<T>(look: () => T | undefined): Promise<T> {
    for (;;) {
      const found = look();
      if (found !== undefined) return found;
      if (this.#error !== undefined) {
        const error = this.#error;
        this.close();
        throw error instanceof TooHeavy ? error.sentence : error;
      }
      if (this.#done) throw new Error(`${this.#file.name} has been closed`);
      await this.#wait();
    }
  }

  async #wait(): Promise<void> {
    const start = performance.now();
    const over = (): void => {
      this.#error ??= this.#tooHeavy();
      this.#wake();
    };
    const late = setTimeout(over, this.#msLeft);
    // What an isolate holds outside its heap has no limit of its own.
    const look = setInterval(() => {
      this.#worker.getHeapStatistics().then(
        ({ used_heap_size, external_memory }) => {
          if (used_heap_size + external_memory > this.#limits.megabytes * 2 ** 20) over();
        },
        () => undefined,
      );
    }, LOOK_MS);
    try {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    } finally {
      clearTimeout(late);
      clearInterval(look);
      this.#msLeft -= performance.now() - start;
    }
  }
}

class TooHeavy {
  readonly sentence: UserError;

  constructor(sentence: UserError) {
    this.sentence = sentence;
  }
}

function started({ megabytes }: ReadingLimits): Worker {
  const worker = startThread(new URL('./reader-thread.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
  });
  const leave = (): void => {
    const at = idle.indexOf(worker);
    if (at >= 0) idle.splice(at, 1);
  };
  return worker.on('error', leave).on('exit', leave);
}

/** Nobody waits for a thread that has nothing to do. */
function rest(worker: Worker): void {
  worker.unref();
  idle.push(worker);
}
