import { randomBytes } from 'node:crypto';
import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { sourceFromBytes } from '../../read/memory-source.ts';
import { readZipDirectory } from '../../read/zip/zip-directory.ts';
import { readZipEntry, readZipEntryWhole } from '../../read/zip/zip-entry.ts';
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
