import type { ByteSource, Inflate } from '../../read/book.ts';
import { readExactly } from '../../read/file-bytes.ts';
import { findEncoding } from '../../read/text/encodings.ts';
import { readZipDirectory } from '../../read/zip/zip-directory.ts';
import { cleanText } from '../../text.ts';
import { longText } from './block-list.ts';
import { DOCUMENT_LIMITS } from './limits.ts';
import { documentError } from './messages.ts';
import { plain } from './plain.ts';
import { repaired } from './repair.ts';
import { blocksOfLines, type Line } from './text-blocks.ts';
import type { Block } from './types.ts';

/** What a document was read from. */
export type DocumentKind = 'docx' | 'doc' | 'pdf' | 'html' | 'text' | 'xlsx';

export interface OpenDocument {
  kind: DocumentKind;
  blocks: Block[];
}

const ZIP = [0x50, 0x4b];
const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const PDF = [0x25, 0x50, 0x44, 0x46];
const PICTURES: readonly (readonly number[])[] = [
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x49, 0x49, 0x2a, 0x00],
  [0x4d, 0x4d, 0x00, 0x2a],
];

/**
 * A document to blocks, its text mended. The kind is told by the content, never by the ending. Readers are loaded when
 * they are needed. @throws UserError for what is empty, protected, damaged, too long, or no document
 */
export async function openDocument(source: ByteSource, inflate: Inflate): Promise<OpenDocument> {
  const { name: file } = source;
  if (source.size === 0) throw documentError('document-empty', { file });
  if (source.size > DOCUMENT_LIMITS.bytes)
    throw documentError('document-long', { file, limit: `${DOCUMENT_LIMITS.bytes >> 20} MB` });
  const bytes = await readExactly(source, 0, source.size);
  const { kind, lines } = await read(source, bytes, inflate);
  const blocks = blocksOfLines(repaired(lines));
  if (blocks.length === 0) throw documentError('document-empty', { file });
  return { kind, blocks };
}

interface ReadDocument {
  kind: DocumentKind;
  lines: (Line | Extract<Block, { kind: 'row' }>)[];
}

async function read(source: ByteSource, bytes: Uint8Array, inflate: Inflate): Promise<ReadDocument> {
  const { name: file } = source;
  const begins = (signature: readonly number[]): boolean => signature.every((byte, at) => bytes[at] === byte);
  if (begins(ZIP)) return openZip(source, inflate);
  if (PICTURES.some(begins)) throw documentError('document-scan', { file });
  if (begins(OLE)) {
    const { blocksOfDoc } = await import('./doc.ts');
    return { kind: 'doc', lines: blocksOfDoc(bytes, file) };
  }
  if (begins(PDF)) {
    const { linesOfPdf } = await import('./pdf.ts');
    return { kind: 'pdf', lines: await linesOfPdf(bytes, file, inflate) };
  }
  return openText(source, bytes);
}

async function openZip(source: ByteSource, inflate: Inflate): Promise<ReadDocument> {
  const { name: file } = source;
  const entries = await readZipDirectory(source);
  if (entries.some(({ encrypted }) => encrypted)) throw documentError('document-password', { file });
  if (entries.some(({ name }) => name.startsWith('word/'))) {
    const { blocksOfDocx } = await import('./docx.ts');
    return { kind: 'docx', lines: await blocksOfDocx(source, entries, inflate) };
  }
  if (entries.some(({ name }) => /(?:^|\/)workbook\.(?:xml|bin)$/.test(name.toLowerCase()))) {
    const { rowsOfWorkbook } = await import('./workbook.ts');
    return { kind: 'xlsx', lines: await rowsOfWorkbook(source, inflate) };
  }
  throw documentError('document-kind', { file, found: 'ZIP' });
}

async function openText(source: ByteSource, bytes: Uint8Array): Promise<ReadDocument> {
  const { name: file } = source;
  const encoding = await findEncoding(source, bytes.subarray(0, 64 * 1024));
  if (!encoding.label.startsWith('utf-16') && bytes.subarray(0, 4096).includes(0))
    throw documentError('document-kind', { file, found: { vi: 'tệp nhị phân', en: 'a binary file' } });
  const text = new TextDecoder(encoding.label).decode(bytes.subarray(encoding.skip));
  if (text.startsWith('{\\rtf')) throw documentError('document-kind', { file, found: 'RTF' });
  if (/^\s*<(?:!doctype|html|head|body|div|p|table|meta)\b/i.test(text)) {
    const { blocksOfHtml } = await import('./html.ts');
    return { kind: 'html', lines: blocksOfHtml(text, file) };
  }
  if (/^\s*<\?xml/.test(text)) throw documentError('document-kind', { file, found: 'XML' });
  return { kind: 'text', lines: linesOfText(text, file) };
}

/** Plain text as blocks, as `openDocument` gives them. */
export function blocksOfText(text: string, file: string): Block[] {
  return blocksOfLines(repaired(linesOfText(text, file)));
}

/** The head of a letter stands in two columns; as text they are parts of one line, far apart. */
function columnsOfHead(line: string): string[] {
  return line.length < 200 && / {4}/.test(line) && /\b(?:cong hoa xa hoi|doc lap|so:|ngay)\b|so:/.test(plain(line))
    ? line.split(/ {4,100}/)
    : [line];
}

/** Lines of plain text; a form feed turns the page. @throws UserError where it is longer than a plan can be */
function linesOfText(text: string, file: string): Line[] {
  const { characters, blocks } = DOCUMENT_LIMITS;
  if (text.length > characters) throw documentError('document-long', { file, limit: longText(characters / 1e6) });
  const pages = text.split('\f');
  const lines = pages.flatMap((page, index) =>
    page
      .split(/\r\n|\r|\n/)
      .flatMap(columnsOfHead)
      .map((line) => ({
        text: line.includes('\t') ? line.split('\t').map(cleanText).join('\t') : cleanText(line),
        page: pages.length > 1 ? index + 1 : null,
      })),
  );
  if (lines.length > 4 * blocks) throw documentError('document-long', { file, limit: longText(characters / 1e6) });
  return lines;
}
