import type { TextBatch } from '../batch.ts';
import { type Book, type ByteSource, type MergedArea, NOTHING_MERGED, type ReadOptions } from '../book.ts';
import { LIMITS } from '../limits.ts';
import { readError } from '../messages.ts';
import type { ZipEntry } from '../zip/zip-directory.ts';
import { readZipEntry } from '../zip/zip-entry.ts';
import { NO_SHARED_STRINGS, readSharedStrings, type SharedStrings } from './shared-strings.ts';
import { SheetScanner } from './sheet-scanner.ts';
import { readStyles } from './styles.ts';
import { asUtf8Xml } from './utf8-xml.ts';
import { Package, readWorkbook } from './workbook.ts';

/**
 * An Office Open XML workbook (ECMA-376), scanned as bytes: the sheet streams through, only the shared strings are kept.
 */
export async function openXlsx(source: ByteSource, entries: readonly ZipEntry[], options: ReadOptions): Promise<Book> {
  const parts = new Package(source, entries, options.inflate);
  const workbook = await readWorkbook(parts);
  const formats = workbook.styles ? readStyles(await parts.xml(workbook.styles)) : new Uint8Array(0);
  // A progress bar wants one number for the book: what has been read of all its large parts.
  const progress = new Map<ZipEntry, number>();
  const onRead = (entry: ZipEntry) => (bytesRead: number) => {
    progress.set(entry, bytesRead - entry.headerOffset);
    const sum = [...progress.values()].reduce((a, b) => a + b, 0);
    options.onProgress?.(Math.min(sum, source.size), source.size);
  };
  const chunksOf = (entry: ZipEntry) => readZipEntry(source, entry, options.inflate, onRead(entry));

  const merged = new Map<number, readonly MergedArea[]>();
  let strings: Promise<SharedStrings> | undefined;
  const sharedStrings = () => {
    const entry = workbook.sharedStrings;
    strings ??= entry
      ? readSharedStrings(chunksOf(entry), entry.size, source.name, options.inflate.memory)
      : Promise.resolve(NO_SHARED_STRINGS);
    return strings;
  };

  return {
    kind: 'xlsx',
    encoding: '',
    sheets: workbook.sheets.map(({ name, hidden }) => ({
      name,
      hidden,
      date1904: workbook.date1904,
      madeHeader: false,
    })),
    merged: (index) => merged.get(index) ?? NOTHING_MERGED,
    async *read(index): AsyncGenerator<TextBatch> {
      const sheet = workbook.sheets[index];
      if (!sheet) throw new RangeError(`no sheet ${index}`);
      const place = { file: source.name, sheet: sheet.name };
      const scanner = new SheetScanner(place, await sharedStrings(), formats, workbook.date1904);
      for await (const chunk of asUtf8Xml(chunksOf(sheet.entry))) {
        scanner.tokens.push(chunk);
        while (scanner.scan()) yield* scanner.batch.take();
        if (scanner.tokens.waiting > LIMITS.cellBytes * 6) {
          throw readError('limit-exceeded', { ...place, row: scanner.row, what: 'text', limit: LIMITS.cellBytes });
        }
      }
      scanner.finish();
      while (scanner.scan()) yield* scanner.batch.take();
      scanner.checkComplete(sheet.entry.name);
      merged.set(index, scanner.merged);
      yield* scanner.batch.end();
    },
  };
}
