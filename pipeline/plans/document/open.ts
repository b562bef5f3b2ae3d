import type { ByteSource, Inflate } from '../../read/book.ts';
import { readExactly } from '../../read/file-bytes.ts';
import { findEncoding } from '../../read/text/encodings.ts';
import { readZipDirectory } from '../../read/zip/zip-directory.ts';
import { cleanText } from '../../text.ts';
import { BlockList, longText } from './block-list.ts';
import { DOCUMENT_LIMITS } from './limits.ts';
import { documentError } from './messages.ts';
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
const PICTURES: readonly [number[], string][] = [
  [[0x89, 0x50, 0x4e, 0x47], 'PNG'],
  [[0xff, 0xd8, 0xff], 'JPEG'],
  [[0x49, 0x49, 0x2a, 0x00], 'TIFF'],
  [[0x4d, 0x4d, 0x00, 0x2a], 'TIFF'],
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
  const { kind, blocks } = await read(source, bytes, inflate);
  if (blocks.length === 0) throw documentError('document-empty', { file });
  return { kind, blocks: repaired(blocks) };
}

async function read(source: ByteSource, bytes: Uint8Array, inflate: Inflate): Promise<OpenDocument> {
  const { name: file } = source;
  const begins = (signature: readonly number[]): boolean => signature.every((byte, at) => bytes[at] === byte);
  if (begins(ZIP)) return openZip(source, inflate);
  const picture = PICTURES.find(([signature]) => begins(signature));
  if (picture !== undefined) throw documentError('document-scan', { file });
  if (!begins(OLE) && !begins(PDF)) return openText(source, bytes);
  throw documentError('document-kind', { file, found: begins(PDF) ? 'PDF' : 'Word 97–2003 (.doc)' });
}

async function openZip(source: ByteSource, inflate: Inflate): Promise<OpenDocument> {
  const { name: file } = source;
  const entries = await readZipDirectory(source);
  if (entries.some(({ encrypted }) => encrypted)) throw documentError('document-password', { file });
  if (entries.some(({ name }) => name.startsWith('word/'))) {
    const { blocksOfDocx } = await import('./docx.ts');
    return { kind: 'docx', blocks: await blocksOfDocx(source, entries, inflate) };
  }
  throw documentError('document-kind', { file, found: 'ZIP' });
}

async function openText(source: ByteSource, bytes: Uint8Array): Promise<OpenDocument> {
  const { name: file } = source;
  const encoding = await findEncoding(source, bytes.subarray(0, 64 * 1024));
  if (encoding.label.startsWith('utf-16') === false && bytes.subarray(0, 4096).includes(0))
    throw documentError('document-kind', { file, found: { vi: 'tệp nhị phân', en: 'a binary file' } });
  const text = new TextDecoder(encoding.label).decode(bytes.subarray(encoding.skip));
  if (text.startsWith('{\\rtf')) throw documentError('document-kind', { file, found: 'RTF' });
  if (/^\s*<(?:!doctype|html|head|body|div|p|table|meta)\b/i.test(text)) {
    const { blocksOfHtml } = await import('./html.ts');
    return { kind: 'html', blocks: blocksOfHtml(text, file) };
  }
  return { kind: 'text', blocks: blocksOfText(text, file) };
}

/** Plain text; a form feed turns the page. @throws UserError where it is longer than a plan can be */
export function blocksOfText(text: string, file: string): Block[] {
  if (text.length > DOCUMENT_LIMITS.characters)
    throw documentError('document-long', { file, limit: longText(DOCUMENT_LIMITS.characters / 1e6) });
  const pages = text.split('\f');
  const lines: Line[] = pages.flatMap((page, index) =>
    page.split(/\r\n|\r|\n/).map((line) => ({
      text: line.includes('\t') && line.trim() !== '' ? line.split('\t').map(cleanText).join('\t') : cleanText(line),
      page: pages.length > 1 ? index + 1 : null,
    })),
  );
  const list = new BlockList(file);
  const blocks = blocksOfLines(lines);
  for (const block of blocks) if (block.kind === 'text') list.text(block.text, block.page);
  return blocks;
}
