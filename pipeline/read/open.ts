import type { Book, ByteSource, OpenBook, ReadOptions } from './book.ts';
import { openCsv } from './csv/open-csv.ts';
import { readExactly } from './file-bytes.ts';
import { openHtml } from './html/open-html.ts';
import { openJson } from './json/open-json.ts';
import { readError } from './messages.ts';
import { markedEncoding } from './text/encodings.ts';
import { openXlsx } from './xlsx/open-xlsx.ts';
import { readZipDirectory, type ZipEntry } from './zip/zip-directory.ts';

const HEAD_BYTES = 64 * 1024;

/** First bytes of files that are no tables, and what to call them. */
const FOREIGN: readonly [signature: number[], name: string][] = [
  [[0x25, 0x50, 0x44, 0x46], 'PDF'],
  [[0x89, 0x50, 0x4e, 0x47], 'PNG'],
  [[0xff, 0xd8, 0xff], 'JPEG'],
  [[0x47, 0x49, 0x46, 0x38], 'GIF'],
  [[0x42, 0x4d], 'BMP'],
  [[0x52, 0x61, 0x72, 0x21], 'RAR'],
  [[0x37, 0x7a, 0xbc, 0xaf], '7z'],
  [[0x1f, 0x8b], 'gzip'],
  [[0x7b, 0x5c, 0x72, 0x74, 0x66], 'RTF'],
  [[0x50, 0x41, 0x52, 0x31], 'Parquet'],
];
const ZIP = [0x50, 0x4b];
const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
/** BIFF 2–5 without a container begins with its BOF record. */
const BARE_BIFF: readonly number[][] = [
  [0x09, 0x08],
  [0x09, 0x04, 0x06, 0x00],
  [0x09, 0x02, 0x06, 0x00],
  [0x09, 0x00, 0x04, 0x00],
];

/**
 * Opens a book. The kind is told by the content, never by the ending: portals save HTML as `.xls` and people rename
 * files. Throws `UserError` for what is empty, damaged, protected, or no table of data.
 */
export const openBook: OpenBook = async (source: ByteSource, options: ReadOptions): Promise<Book> => {
  if (source.openBook !== undefined) return source.openBook(options);
  if (source.size === 0) throw readError('file-empty', { file: source.name });
  const head = await readExactly(source, 0, Math.min(HEAD_BYTES, source.size));
  if (beginsWith(head, ZIP)) return openZip(source, options);
  if (beginsWith(head, OLE) || BARE_BIFF.some((signature) => beginsWith(head, signature))) {
    // The library that reads them is large, and only old files need it.
    const { openXls } = await import('./xls/open-xls.ts');
    return openXls(source, options);
  }
  const foreign = FOREIGN.find(([signature]) => beginsWith(head, signature));
  if (foreign) throw readError('file-kind-unknown', { file: source.name, found: foreign[1] });

  const marked = markedEncoding(head);
  const text = new TextDecoder(marked?.label ?? 'latin1').decode(head.subarray(marked?.skip ?? 0)).trimStart();
  if (text === '') throw readError('file-empty', { file: source.name });
  if (!marked && head.includes(0))
    throw readError('file-kind-unknown', { file: source.name, found: { vi: 'tệp nhị phân', en: 'a binary file' } });
  if (text.startsWith('<')) return openMarkup(source, head, text, options);
  if (/^(?:\{|\[\s*(?:[[{"\d\-\]tfn]|$))/.test(text)) return openJson(source, head, options);
  return openCsv(source, head, options);
};

async function openZip(source: ByteSource, options: ReadOptions): Promise<Book> {
  const entries = await readZipDirectory(source);
  const has = (test: (name: string) => boolean) => entries.some((entry: ZipEntry) => test(entry.name.toLowerCase()));
  if (has((name) => /(^|\/)workbook\.(xml|bin)$/.test(name))) return openXlsx(source, entries, options);
  const isOffice = has((name) => name === '[content_types].xml');
  const file = source.name;
  if (has((name) => name.startsWith('word/'))) throw readError('file-kind-unknown', { file, found: 'Word (.docx)' });
  if (has((name) => name.startsWith('ppt/')))
    throw readError('file-kind-unknown', { file, found: 'PowerPoint (.pptx)' });
  if (has((name) => name === 'content.xml' || name === 'encrypted-package')) {
    const { openOds } = await import('./ods/open-ods.ts');
    return openOds(source, entries, options);
  }
  // A workbook may call its main part anything; its content types say so.
  if (isOffice) return openXlsx(source, entries, options);
  throw readError('file-kind-unknown', { file, found: 'ZIP' });
}

/** A page saved as `.xls`, or Excel's XML of 2003; any other XML is no table. */
async function openMarkup(source: ByteSource, head: Uint8Array, text: string, options: ReadOptions): Promise<Book> {
  const start = text.slice(0, 16_384).toLowerCase();
  if (/<\?mso-application\s+progid="excel\.sheet"/.test(start) || /<(?:\w+:)?workbook[\s>]/.test(start)) {
    const { openSpreadsheetXml } = await import('./xls/open-xls.ts');
    return openSpreadsheetXml(source, options);
  }
  const isPage = /<(?:html|table|!doctype html|head|body|meta|tr)[\s>/]/.test(start) || !/^<\?xml/.test(start);
  if (!isPage) throw readError('file-kind-unknown', { file: source.name, found: 'XML' });
  return openHtml(source, head, options);
}

function beginsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return bytes.length >= signature.length && signature.every((byte, i) => bytes[i] === byte);
}
