import { closeSync, openSync, writeSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { BatchReceiver, memoryOf } from '../sent-batch.ts';
import { ParquetWriter } from './parquet-writer.ts';
import type { FromThread, ThreadStart, ToThread } from './thread-messages.ts';

/** The other end of `ParquetThread`: makes pages and writes them while the reader scans on. */
if (parentPort === null) throw new Error('only as a thread');
const port = parentPort;
const { file, names }: ThreadStart = workerData;
const writer = new ParquetWriter(names);
const batches = new BatchReceiver();
const handle = openSync(file, 'wx', 0o600);
writeWhole(writer.begin());

port.on('message', (message: ToThread) => {
  if (message === 'finish') {
    writeWhole(writer.finish());
    closeSync(handle);
    answer('finished');
    port.close();
    return;
  }
  writeWhole(writer.rowGroup(batches.received(message)));
  // Freed now: the garbage collector, which sees only small objects, would let hundreds of megabytes wait.
  for (const buffer of memoryOf(message.rowNumbers, message.columns)) buffer.transfer(0);
  answer('written');
});

function writeWhole(bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(handle, bytes, done);
}

function answer(message: FromThread): void {
  port.postMessage(message);
}
