import { parentPort } from 'node:worker_threads';
import type { TextBatch } from '../../../../read/batch.ts';
import type { Book } from '../../../../read/book.ts';
import { openBook } from '../../../../read/open.ts';
import { diskSource } from '../disk-source.ts';
import { inflate } from '../inflate.ts';
import { BatchSender } from '../sent-batch.ts';
import { sentError } from '../sent-error.ts';
import { type FileToRead, type FromReader, READ_AHEAD, type ToReader } from './messages.ts';

/** The other end of `openInThread`: reads one file after the other, each sheet a few batches ahead of who takes them. */
if (parentPort === null) throw new Error('only as a thread');
const port = parentPort;

type HeadCheck = (batch: TextBatch, book: Book, sheet: number) => void;

const PROGRESS_EVERY_MS = 50;

/** A sheet that is being read: how many more batches there is room for, and who waits for room. */
interface Reading {
  room: number;
  stopped: boolean;
  wake(): void;
}

class OpenFile {
  readonly #file: FileToRead;
  readonly #batches = new BatchSender();
  readonly #sheets = new Map<number, Reading>();
  #source: Awaited<ReturnType<typeof diskSource>> | undefined;
  #book: Book | undefined;
  #check: HeadCheck | undefined;
  #told = 0;

  constructor(file: FileToRead) {
    this.#file = file;
  }

  async open(): Promise<void> {
    const { path, name, check } = this.#file;
    this.#source = await diskSource(path, name);
    if (check !== undefined) ({ checkHead: this.#check } = (await import(check)) as { checkHead: HeadCheck });
    const onProgress = (read: number, total: number): void => {
      const now = performance.now();
      if (read < total && now - this.#told < PROGRESS_EVERY_MS) return;
      this.#told = now;
      tell({ progress: [read, total] });
    };
    this.#book = await openBook(this.#source, { inflate, onProgress });
    const { kind, encoding, sheets } = this.#book;
    tell({ opened: { kind, encoding, sheets } });
  }

  async read(sheet: number): Promise<void> {
    const book = this.#book;
    if (book === undefined) throw new Error('no open book');
    const reading: Reading = { room: READ_AHEAD, stopped: false, wake: () => undefined };
    this.#sheets.set(sheet, reading);
    let isFirst = true;
    for await (const batch of book.read(sheet)) {
      if (isFirst) this.#check?.(batch, book, sheet);
      isFirst = false;
      while (reading.room === 0 && !reading.stopped)
        await new Promise<void>((resolve) => {
          reading.wake = resolve;
        });
      if (reading.stopped) break;
      reading.room -= 1;
      const [sent, memory] = this.#batches.sent(batch);
      tell({ sheet, batch: sent }, memory);
    }
    if (!reading.stopped) tell({ sheet, ended: book.merged(sheet) });
  }

  taken(sheet: number): void {
    const reading = this.#sheets.get(sheet);
    if (reading === undefined) return;
    reading.room += 1;
    reading.wake();
  }

  stop(sheet: number): void {
    const reading = this.#sheets.get(sheet);
    if (reading === undefined) return;
    reading.stopped = true;
    reading.wake();
  }

  async close(): Promise<void> {
    for (const sheet of this.#sheets.keys()) this.stop(sheet);
    await this.#source?.close();
  }
}

let file: OpenFile | undefined;
/** What is being done of the file; it is closed when nothing is. */
let doing: Promise<unknown>[] = [];

port.on('message', (message: ToReader) => {
  if (message === 'close') {
    const [old, work] = [file, doing];
    file = undefined;
    doing = [];
    void (old?.close() ?? Promise.resolve()).then(() => Promise.all(work)).finally(() => tell('closed'));
  } else if ('open' in message) {
    file = new OpenFile(message.open);
    doing.push(file.open().catch((error: unknown) => tell({ failed: sentError(error) })));
  } else if ('read' in message) {
    const { read: sheet } = message;
    doing.push(
      (file?.read(sheet) ?? Promise.resolve()).catch((error: unknown) => tell({ failed: sentError(error), sheet })),
    );
  } else if ('taken' in message) file?.taken(message.taken);
  else file?.stop(message.stop);
});

function tell(message: FromReader, memory: ArrayBuffer[] = []): void {
  port.postMessage(message, memory);
}
