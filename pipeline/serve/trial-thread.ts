import { parentPort } from 'node:worker_threads';
import { shippedLibrary } from '../cli/library.ts';
import { stageSheet } from '../facts/stage.ts';
import { openBook } from '../read/open.ts';
import { inflate, openFileSource } from '../warehouse/duckdb/native/file-source.ts';
import type { TrialStart } from './trial.ts';

const library = shippedLibrary();

/** Goes through the whole file as an import would, and keeps nothing. */
async function tryReading({ path, name }: TrialStart): Promise<void> {
  const opened = await openFileSource(path);
  try {
    const book = await openBook({ name, size: opened.size, read: opened.read }, { inflate });
    const options = { sha256: '', now: '' };
    for (const [index, info] of book.sheets.entries()) await stageSheet(null, library, book, index, info, options);
  } finally {
    await opened.close();
  }
}

parentPort?.on('message', (start: TrialStart) => {
  // What is wrong with the file is said by whoever imports it.
  const done = (): void => parentPort?.postMessage('done');
  tryReading(start).then(done, done);
});
