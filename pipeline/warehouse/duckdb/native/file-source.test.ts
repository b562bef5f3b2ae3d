import { randomBytes } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { sourceFromBytes } from '../../../read/memory-source.ts';
import { readZipDirectory } from '../../../read/zip/zip-directory.ts';
import { readZipEntry, readZipEntryWhole } from '../../../read/zip/zip-entry.ts';
import { inflate } from './file-source.ts';

/** Several chunks, of which some repeat and some do not compress at all. */
const CONTENT = Buffer.concat([randomBytes(700_000), Buffer.alloc(2_500_000, 'hồ sơ '), randomBytes(1_300_001)]);

test('a part of several chunks: whole, and each chunk until the next is asked for', async () => {
  const source = sourceFromBytes('a.zip', zipSync({ 'part.xml': CONTENT }));
  const [entry] = await readZipDirectory(source);
  if (entry === undefined) throw new Error('no entry');
  expect(CONTENT.equals(await readZipEntryWhole(source, entry, inflate))).toBe(true);
  let at = 0;
  for await (const chunk of readZipEntry(source, entry, inflate)) {
    expect(CONTENT.subarray(at, at + chunk.length).equals(chunk)).toBe(true);
    at += chunk.length;
  }
  expect(at).toBe(CONTENT.length);
});

test('a reader that stops early leaves nothing running', async () => {
  const source = sourceFromBytes('a.zip', zipSync({ 'part.xml': CONTENT }));
  const [entry] = await readZipDirectory(source);
  if (entry === undefined) throw new Error('no entry');
  for await (const chunk of readZipEntry(source, entry, inflate)) {
    expect(chunk.length).toBeGreaterThan(0);
    break;
  }
  expect(CONTENT.equals(await readZipEntryWhole(source, entry, inflate))).toBe(true);
});

test('bytes behind the end of the compressed data are a damage, as they are in a browser', async () => {
  const compressed = deflateRawSync(CONTENT);
  async function* chunks(tail: Uint8Array): AsyncGenerator<Uint8Array> {
    yield compressed.subarray(0, 1_000_000);
    yield Buffer.concat([compressed.subarray(1_000_000), tail]);
  }
  const lengthOf = async (tail: Uint8Array): Promise<number> => {
    let length = 0;
    for await (const chunk of inflate(chunks(tail))) length += chunk.length;
    return length;
  };
  expect(await lengthOf(new Uint8Array(0))).toBe(CONTENT.length);
  await expect(lengthOf(Uint8Array.of(0))).rejects.toThrow('behind the end');
  await expect(lengthOf(new Uint8Array(300_000))).rejects.toThrow('behind the end');
});
