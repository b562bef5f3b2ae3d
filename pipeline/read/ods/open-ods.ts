import type { TextBatch } from '../batch.ts';
import { type Book, type ByteSource, type MergedArea, NOTHING_MERGED, type ReadOptions } from '../book.ts';
import { LIMITS } from '../limits.ts';
import { readError } from '../messages.ts';
import { ByteText } from '../text/byte-text.ts';
import { asUtf8Xml } from '../xlsx/utf8-xml.ts';
import { appendXmlText } from '../xlsx/xml-text.ts';
import { CLOSE, END, MORE, OPEN, XmlTokens } from '../xlsx/xml-tokens.ts';
import type { ZipEntry } from '../zip/zip-directory.ts';
import { readZipEntry, readZipEntryWhole } from '../zip/zip-entry.ts';
import { OdsScanner } from './ods-scanner.ts';

interface OdsSheet {
  name: string;
  hidden: boolean;
}

/**
 * An OpenDocument spreadsheet (`.ods`), as LibreOffice and web offices write it: one part holds all tables, so it is gone
 * through once for their names and once for each table's rows.
 */
export async function openOds(source: ByteSource, entries: readonly ZipEntry[], options: ReadOptions): Promise<Book> {
  const file = source.name;
  const find = (name: string) => entries.find((entry) => entry.name.toLowerCase() === name);
  const content = find('content.xml');
  const manifest = find('meta-inf/manifest.xml');
  if (manifest !== undefined) {
    const listed = new TextDecoder().decode(await readZipEntryWhole(source, manifest, options.inflate));
    if (/<(?:\w+:)?encryption-data[\s/>]/.test(listed)) throw readError('book-encrypted', { file });
  }
  if (content === undefined) throw readError('book-damaged', { file, part: 'content.xml', detail: '(?)' });
  const chunks = (onRead?: (bytesRead: number) => void) =>
    asUtf8Xml(readZipEntry(source, content, options.inflate, onRead));
  const sheets = await findSheets(file, chunks());
  const merged = new Map<number, readonly MergedArea[]>();

  return {
    kind: 'ods',
    encoding: '',
    sheets: sheets.map(({ name, hidden }) => ({ name, hidden, date1904: false, madeHeader: false })),
    merged: (index) => merged.get(index) ?? NOTHING_MERGED,
    async *read(index): AsyncGenerator<TextBatch> {
      const sheet = sheets[index];
      if (!sheet) throw new RangeError(`no sheet ${index}`);
      const scanner = new OdsScanner({ file, sheet: sheet.name }, index);
      for await (const chunk of chunks((bytesRead) => options.onProgress?.(bytesRead, source.size))) {
        scanner.tokens.push(chunk);
        while (scanner.scan()) yield* scanner.batch.take();
        if (scanner.tokens.waiting > LIMITS.cellBytes * 6) scanner.exceeded('text', LIMITS.cellBytes);
      }
      scanner.tokens.finish();
      while (scanner.scan()) yield* scanner.batch.take();
      if (scanner.tokens.cut) throw readError('book-cut-short', { file, part: content.name });
      merged.set(index, scanner.merged);
      yield* scanner.batch.end();
    },
  };
}

/** Names of the tables in their order, and which of them their style hides; goes through the whole part, so that damage is told. */
async function findSheets(file: string, chunks: AsyncIterable<Uint8Array>): Promise<OdsSheet[]> {
  const tokens = new XmlTokens();
  const found: { name: string; style: string }[] = [];
  const hiddenStyles = new Set<string>();
  let style = '';
  let tables = 0;
  let isSpreadsheet = false;
  const scan = () => {
    for (let token = tokens.next(); token !== MORE && token !== END; token = tokens.next()) {
      if (token === CLOSE && isSpreadsheet && tokens.named('table')) tables--;
      if (token !== OPEN) continue;
      if (tokens.named('style')) style = plain(tokens.attribute('name'));
      else if (tokens.named('table-properties') && tokens.attribute('display') === 'false') hiddenStyles.add(style);
      else if (tokens.named('spreadsheet')) isSpreadsheet = true;
      else if (isSpreadsheet && tokens.named('table')) {
        if (tables === 0)
          found.push({ name: plain(tokens.attribute('name')), style: plain(tokens.attribute('style-name')) });
        if (!tokens.selfClosing) tables++;
      }
    }
  };
  for await (const chunk of chunks) {
    tokens.push(chunk);
    scan();
    if (tokens.waiting > LIMITS.cellBytes * 6)
      throw readError('book-damaged', { file, part: 'content.xml', detail: '' });
  }
  tokens.finish();
  scan();
  if (tokens.cut) throw readError('book-cut-short', { file, part: 'content.xml' });
  if (!isSpreadsheet) throw readError('file-kind-unknown', { file, found: 'OpenDocument (.odt, .odp)' });
  if (found.length > LIMITS.sheets)
    throw readError('sheets-exceeded', { file, sheet: found[LIMITS.sheets]?.name ?? '', limit: LIMITS.sheets });
  if (found.length === 0) throw readError('book-damaged', { file, part: 'content.xml', detail: '(0)' });
  return found.map(({ name, style: named }) => ({ name, hidden: hiddenStyles.has(named) }));
}

function plain(raw = ''): string {
  if (!raw.includes('&')) return raw;
  const bytes = new TextEncoder().encode(raw);
  const text = new ByteText();
  appendXmlText(text, bytes, 0, bytes.length, false);
  return text.toString();
}
