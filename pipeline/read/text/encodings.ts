import type { ByteSource } from '../book.ts';
import { chunksOf, passingChunksOf } from '../file-bytes.ts';
import { readError } from '../messages.ts';
import { fromTcvn3, fromVni } from './legacy-tables.ts';
import { isSyllable } from './syllable.ts';
import { firstWrongUtf8, Utf8Check } from './utf8.ts';

/** How the bytes of a text file are to be read. */
export interface TextEncodingFound {
  /** A label of the Encoding Standard (https://encoding.spec.whatwg.org). */
  label: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1258' | 'windows-1252' | (string & {});
  /** For the user. */
  name: string;
  /** Bytes of the byte order mark. */
  skip: number;
}

export const UTF8: TextEncodingFound = { label: 'utf-8', name: 'UTF-8', skip: 0 };

/** Marks and patterns that leave no doubt; otherwise undefined. */
export function markedEncoding(head: Uint8Array): TextEncodingFound | undefined {
  const [a = 0, b = 0, c = 0] = head;
  if (a === 0xef && b === 0xbb && c === 0xbf) return { ...UTF8, skip: 3 };
  if (a === 0xff && b === 0xfe) return { label: 'utf-16le', name: 'UTF-16LE', skip: 2 };
  if (a === 0xfe && b === 0xff) return { label: 'utf-16be', name: 'UTF-16BE', skip: 2 };
  // Without a mark: text that is mostly ASCII has a zero in every other byte.
  const length = Math.min(head.length, 512) & ~1;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < length; i += 2) {
    if (head[i] === 0) even++;
    if (head[i + 1] === 0) odd++;
  }
  if (length >= 8 && odd > length / 8 && even === 0) return { label: 'utf-16le', name: 'UTF-16LE', skip: 0 };
  if (length >= 8 && even > length / 8 && odd === 0) return { label: 'utf-16be', name: 'UTF-16BE', skip: 0 };
  return undefined;
}

/**
 * The encoding of a text file. Looks at `head`; when that is plain ASCII, goes on through the file to the first byte that
 * is not, since everything hangs on it.
 */
export async function findEncoding(source: ByteSource, head: Uint8Array): Promise<TextEncodingFound> {
  const marked = markedEncoding(head);
  if (marked) return marked;
  let sample = head;
  if (firstBeyondAscii(head) < 0) {
    let offset = head.length;
    for await (const chunk of chunksOf(source, head.length)) {
      const at = firstBeyondAscii(chunk);
      if (at >= 0) {
        sample = await source.read(offset + at, 64 * 1024);
        break;
      }
      offset += chunk.length;
    }
  }
  return encodingOfSample(sample);
}

/** UTF-8 when the sample is; otherwise the single-byte reading with the most Vietnamese syllables, Latin-1 where none has any. */
function encodingOfSample(sample: Uint8Array): TextEncodingFound {
  if (firstWrongUtf8(sample, true) < 0) return UTF8;
  const latin = latin1(sample.subarray(0, 64 * 1024));
  const words = latin.split(/[\s\u00a0!-@[-`{-~]+/).filter((word) => /[\u0080-\u00ff]/.test(word));
  const share = (read: (word: string) => string) => words.filter((word) => isSyllable(read(word))).length;
  const windows1258 = share((word) => decodeBytes(word, 'windows-1258').normalize('NFC'));
  const legacy = Math.max(share(fromTcvn3), share(fromVni));
  if (legacy > windows1258) return { label: 'windows-1252', name: 'Latin-1 (TCVN3/VNI)', skip: 0 };
  const label = windows1258 === 0 ? 'windows-1252' : 'windows-1258';
  return { label, name: label, skip: 0 };
}

/** The file's text as UTF-8 without a byte order mark; a chunk is good until the next is asked for. Throws `UserError` where the bytes are not of that encoding. */
export async function* asUtf8(
  source: ByteSource,
  encoding: TextEncodingFound,
  onRead?: (bytesRead: number) => void,
): AsyncGenerator<Uint8Array> {
  const chunks = passingChunksOf(source, encoding.skip, source.size, onRead);
  if (encoding.label === 'utf-8') {
    const check = new Utf8Check();
    let offset = encoding.skip;
    for await (const chunk of chunks) {
      const wrong = check.next(chunk);
      if (wrong !== undefined) throw wrongText(source, offset + wrong, encoding);
      offset += chunk.length;
      yield chunk;
    }
    if (check.unfinished) throw readError('book-cut-short', { file: source.name, part: 'UTF-8' });
    return;
  }
  if (encoding.label.startsWith('utf-16') && (source.size - encoding.skip) % 2 !== 0) {
    throw readError('book-cut-short', { file: source.name, part: encoding.name });
  }
  const decoder = new TextDecoder(encoding.label, { fatal: true });
  const encoder = new TextEncoder();
  let offset = encoding.skip;
  const decoded = (chunk?: Uint8Array) => {
    try {
      return encoder.encode(chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode());
    } catch {
      throw wrongText(source, offset, encoding);
    }
  };
  for await (const chunk of chunks) {
    yield decoded(chunk);
    offset += chunk.length;
  }
  const rest = decoded();
  if (rest.length > 0) yield rest;
}

function wrongText(source: ByteSource, offset: number, encoding: TextEncodingFound) {
  return readError('text-encoding', { file: source.name, offset: offset + 1, encoding: encoding.name });
}

function firstBeyondAscii(bytes: Uint8Array): number {
  for (let i = 0; i < bytes.length; i++) if (bytes[i]! >= 0x80) return i;
  return -1;
}

function latin1(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return text;
}

function decodeBytes(latin: string, label: string): string {
  return new TextDecoder(label).decode(Uint8Array.from(latin, (character) => character.charCodeAt(0)));
}
