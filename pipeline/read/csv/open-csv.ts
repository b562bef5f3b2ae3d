import type { TextBatch } from '../batch.ts';
import { type Book, type ByteSource, NOTHING_MERGED, type ReadOptions } from '../book.ts';
import { concatBytes } from '../file-bytes.ts';
import { asUtf8, findEncoding } from '../text/encodings.ts';
import { CsvScanner } from './csv-scanner.ts';
import { declaredSeparator, findSeparator } from './separator.ts';

const SAMPLE_BYTES = 128 * 1024;

/** A text file of separated values: encoding and separator are told by the content, then it streams through. */
export async function openCsv(source: ByteSource, head: Uint8Array, options: ReadOptions): Promise<Book> {
  const encoding = await findEncoding(source, head);
  const onRead = (bytesRead: number) => options.onProgress?.(bytesRead, source.size);
  const sample = await firstBytes(asUtf8(source, encoding), SAMPLE_BYTES);
  const declared = declaredSeparator(sample);
  const separator = declared?.separator ?? findSeparator(sample);
  const sheet = source.name.replace(/\.[^.]*$/, '');

  return {
    kind: 'csv',
    encoding: encoding.name,
    sheets: [{ name: sheet, hidden: false, date1904: false, madeHeader: false }],
    merged: () => NOTHING_MERGED,
    async *read(index): AsyncGenerator<TextBatch> {
      if (index !== 0) throw new RangeError(`no sheet ${index}`);
      const scanner = new CsvScanner({ file: source.name, sheet }, separator);
      let skip = declared?.length ?? 0;
      for await (const chunk of asUtf8(source, encoding, onRead)) {
        const skipped = Math.min(skip, chunk.length);
        skip -= skipped;
        scanner.push(skipped > 0 ? chunk.subarray(skipped) : chunk);
        while (scanner.scan()) yield* scanner.batch.take();
      }
      scanner.finish();
      yield* scanner.batch.end();
    },
  };
}

async function firstBytes(chunks: AsyncIterable<Uint8Array>, length: number): Promise<Uint8Array> {
  const taken: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    taken.push(chunk.slice());
    size += chunk.length;
    if (size >= length) break;
  }
  return concatBytes(taken);
}
