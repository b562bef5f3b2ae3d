import type { Inflate } from '../../read/book.ts';
import { documentError } from './messages.ts';

/** Bytes of one font of a PDF after inflating, of one other stream (a page's text has some 30 kB), and of all together. */
const MOST_FONT_BYTES = 16 * 2 ** 20;
const MOST_STREAM_BYTES = 2 * 2 ** 20;
const MOST_BYTES = 64 * 2 ** 20;
const LONGEST_DICTIONARY = 4_096;

const STREAM = [0x73, 0x74, 0x72, 0x65, 0x61, 0x6d];

/**
 * The library inflates the streams of a PDF whole: looked at before, a piece at a time. Pictures are left out, nobody
 * decodes them. @throws UserError where a stream swells beyond any page or font
 */
export async function checkPdf(bytes: Uint8Array, file: string, inflate: Inflate): Promise<void> {
  let all = 0;
  const count = (more: number, own: number, most: number): void => {
    all += more;
    if (own <= most && all <= MOST_BYTES) return;
    throw documentError('document-long', { file, limit: `${(own > most ? most : MOST_BYTES) / 2 ** 20} MB` });
  };
  const text = new TextDecoder('latin1');
  for (let at = nextStream(bytes, 0); at >= 0; at = nextStream(bytes, at + 1)) {
    const before = text.decode(bytes.subarray(Math.max(0, at - LONGEST_DICTIONARY), at));
    const dictionary = before.slice(Math.max(0, before.lastIndexOf(' obj')));
    const filters = dictionary.split(/\/(?:FlateDecode|Fl|LZWDecode|LZW|RunLengthDecode|RL)\b/).length - 1;
    if (filters > 1)
      throw documentError('document-damaged', {
        file,
        part: { vi: 'một phần nén nhiều lần', en: 'a part that is packed several times' },
      });
    if (filters === 0 || /\/Subtype\s?\/Image\b/.test(dictionary) || !/\/(?:FlateDecode|Fl)\b/.test(dictionary))
      continue;
    const start = at + STREAM.length + (bytes[at + STREAM.length] === 0x0d ? 2 : 1);
    const isFont = /\/Length[123]\b|\/Subtype\s?\/(?:Type1C|CIDFontType0C|OpenType)\b|\/XRef\b|\/ObjStm\b/.test(
      dictionary,
    );
    let own = 0;
    try {
      // Two bytes of zlib's own stand before the deflated ones.
      for await (const chunk of inflate(once(bytes.subarray(start + 2)))) {
        own += chunk.length;
        count(chunk.length, own, isFont ? MOST_FONT_BYTES : MOST_STREAM_BYTES);
      }
    } catch (error) {
      // What follows a stream is no part of it; a damaged one is the library's to tell.
      if (error instanceof Error && 'code' in error && error.code === 'document-long') throw error;
    }
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  const CHUNK = 64 * 1024;
  for (let at = 0; at < bytes.length; at += CHUNK) yield bytes.subarray(at, at + CHUNK);
}

/** The next word `stream` that is not the end of `endstream`; -1 where there is none. */
function nextStream(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0x73, from); at >= 0; at = bytes.indexOf(0x73, at + 1)) {
    if (bytes[at - 1] === 0x64 || !STREAM.every((byte, index) => bytes[at + index] === byte)) continue;
    if (bytes[at + STREAM.length] === 0x0a || bytes[at + STREAM.length] === 0x0d) return at;
  }
  return -1;
}
