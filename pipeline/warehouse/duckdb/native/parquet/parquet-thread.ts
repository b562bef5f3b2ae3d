import { closeSync, openSync, writeSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import type { SharedTexts, TextColumn } from '../../../../read/batch.ts';
import { ParquetWriter } from './parquet-writer.ts';
import type { FromThread, SentBatch, SentColumn, ThreadStart, ToThread } from './thread-messages.ts';

/** The other end of `ParquetThread`: makes pages and writes them while the reader scans on. */
if (parentPort === null) throw new Error('only as a thread');
const port = parentPort;
const { file, names }: ThreadStart = workerData;
const writer = new ParquetWriter(names);
const tables = new Map<number, SharedTexts>();
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
  for (const { table, texts } of message.newTables) tables.set(table, texts);
  writeWhole(writer.rowGroup({ ...message, columns: message.columns.map(received) }));
  free(message);
  answer('written');
});

function received(column: SentColumn): TextColumn {
  if (!('table' in column)) return column;
  const texts = tables.get(column.table);
  if (texts === undefined) throw new Error(`no table of texts ${column.table}`);
  return { texts, ids: column.ids };
}

/** Freed now: the garbage collector, which sees only small objects, would let hundreds of megabytes wait. */
function free({ rowNumbers, columns }: SentBatch): void {
  const arrays = columns.flatMap((column) => ('table' in column ? [column.ids] : [column.bytes, column.offsets]));
  for (const { buffer } of [rowNumbers, ...arrays]) if (buffer instanceof ArrayBuffer) buffer.transfer(0);
}

function writeWhole(bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(handle, bytes, done);
}

function answer(message: FromThread): void {
  port.postMessage(message);
}
