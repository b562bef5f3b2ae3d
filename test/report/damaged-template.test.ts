import { readFileSync } from 'node:fs';
import { unzipSync, Zip, ZipDeflate, ZipPassThrough, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { UserError } from '../../pipeline/messages.ts';
import { reportContent } from '../../pipeline/report/content.ts';
import { fillTemplate } from '../../pipeline/report/fill.ts';
import { readParts } from '../../pipeline/report/packed-parts.ts';
import { factsOf } from '../../pipeline/report/written.ts';
import { errorCode } from '../read/read-all.ts';
import { MAKING, madeUpEvaluation } from './evaluation.ts';
import { staffTemplate } from './staff-template.ts';

/** A template is read by the reader of exports: what that refuses is no template either, in the same words. */
const standard = new Uint8Array(readFileSync(new URL('../../templates/standard.xlsx', import.meta.url)));
const evaluation = madeUpEvaluation({ targets: 9 });
const content = reportContent(evaluation);
const facts = factsOf(evaluation, MAKING);
const STYLES = 'xl/styles.xml';

async function problem(bytes: Uint8Array): Promise<UserError> {
  try {
    await fillTemplate(bytes, content, facts, 'mau-cua-so.xlsx');
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('filled');
}

function copy(change: (view: DataView, bytes: Uint8Array) => void, of = standard): Uint8Array {
  const bytes = of.slice();
  change(new DataView(bytes.buffer), bytes);
  return bytes;
}

/** Where the directory's entry of a part begins. */
function central(bytes: Uint8Array, name: string): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = view.getUint32(bytes.length - 6, true);
  while (new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + view.getUint16(at + 28, true))) !== name)
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  return at;
}

const at = central(standard, STYLES);
const local = new DataView(standard.buffer).getUint32(at + 42, true);
const withPart = (name: string, part: Uint8Array) => zipSync({ ...unzipSync(standard), [name]: part }, { level: 1 });
const contentsOf = (bytes: Uint8Array) =>
  new Map(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, new TextDecoder().decode(part)]));

test.each<[string, string, Uint8Array]>([
  ['a wrong checksum', 'zip-crc', copy((view) => view.setUint32(at + 16, 7, true))],
  ['a size too small', 'zip-size', copy((view) => view.setUint32(at + 24, 7, true))],
  ['a size too large', 'zip-size', copy((view) => view.setUint32(at + 24, 1_000_000, true))],
  ['damaged data', 'zip-bad-data', copy((_, bytes) => bytes.fill(0xff, local + 60, local + 80))],
  ['a way of compressing that nobody has', 'zip-method', copy((view) => view.setUint16(at + 10, 99, true))],
  ['an encrypted part', 'book-encrypted', copy((view) => view.setUint16(at + 8, 1, true))],
  ['no local header', 'book-damaged', copy((view) => view.setUint32(local, 0, true))],
  ['half a file', 'book-cut-short', standard.subarray(0, standard.length / 2)],
  ['no end', 'book-cut-short', standard.subarray(0, standard.length - 30)],
])('%s: %s, as for an export', async (_what, code, bytes) => {
  const error = await problem(bytes);
  expect(error.code).toBe(code);
  expect(error.message).toContain('mau-cua-so.xlsx');
  // An export is refused for parts that it needs alone; this one is.
  expect(await errorCode(bytes)).toBe(code);
});

test('two parts of one name', async () => {
  const bytes = withPart('xl/STYLES.XML', new TextEncoder().encode('<x/>'));
  expect((await problem(bytes)).code).toBe('book-damaged');
  expect(await errorCode(bytes)).toBe('book-damaged');
});

test('parts that overlap: one piece of data, entered many times', async () => {
  const bytes = withPart('xl/media/a.bin', new Uint8Array(1000));
  const from = central(bytes, 'xl/media/a.bin');
  const names = Array.from({ length: 5_000 }, (_, i) => `xl/media/${String(i).padStart(5, '0')}`.slice(0, 14));
  const entries = names.map((name) => {
    const entry = bytes.slice(from, from + 46 + 'xl/media/a.bin'.length);
    new DataView(entry.buffer).setUint32(20, 60_000, true);
    entry.set(new TextEncoder().encode(name), 46);
    return entry;
  });
  const end = bytes.slice(-22);
  const start = new DataView(end.buffer).getUint32(16, true);
  const directory = Buffer.concat(entries);
  new DataView(end.buffer).setUint16(10, entries.length, true);
  new DataView(end.buffer).setUint32(12, directory.length, true);
  new DataView(end.buffer).setUint32(16, start + 100_000, true);
  const bomb = Buffer.concat([bytes.subarray(0, start), new Uint8Array(100_000), directory, end]);
  expect((await problem(bomb)).code).toBe('book-damaged');
});

test.each([
  ['one part', { [STYLES]: 70 }],
  ['all together', { [STYLES]: 50, 'xl/workbook.xml': 50, '[Content_Types].xml': 50 }],
])('parts that would swell: %s', async (_what, megabytes) => {
  const bytes = copy((view) => {
    for (const [name, size] of Object.entries(megabytes))
      view.setUint32(central(standard, name) + 24, size << 20, true);
  });
  expect((await problem(bytes)).code).toBe('zip-bomb');
});

test('data descriptors and stored parts are read, and the report is the same', async () => {
  const chunks: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    chunks.push(chunk);
  });
  Object.entries(unzipSync(standard)).forEach(([name, part], i) => {
    const entry = i % 2 === 0 ? new ZipDeflate(name) : new ZipPassThrough(name);
    zip.add(entry);
    entry.push(part, true);
  });
  zip.end();
  const { bytes } = await fillTemplate(Buffer.concat(chunks), content, facts);
  const wanted = await fillTemplate(standard, content, facts);
  expect(contentsOf(bytes)).toEqual(contentsOf(wanted.bytes));
});

test('sizes and places in zip64 fields are read', async () => {
  const extra = new DataView(new ArrayBuffer(28));
  const view = new DataView(standard.buffer);
  extra.setUint16(0, 1, true);
  extra.setUint16(2, 24, true);
  [24, 20, 42].forEach((field, i) => {
    extra.setBigUint64(4 + 8 * i, BigInt(view.getUint32(at + field, true)), true);
  });
  const headEnd = at + 46 + STYLES.length;
  const head = copy((changed) => {
    for (const field of [24, 20, 42]) changed.setUint32(at + field, 0xffffffff, true);
    changed.setUint16(at + 30, 28, true);
    changed.setUint32(standard.length - 10, changed.getUint32(standard.length - 10, true) + 28, true);
  });
  const large = Buffer.concat([head.subarray(0, headEnd), new Uint8Array(extra.buffer), head.subarray(headEnd)]);
  const { bytes } = await fillTemplate(large, content, facts);
  expect(contentsOf(bytes)).toEqual(contentsOf((await fillTemplate(standard, content, facts)).bytes));
});

test('what is not changed is written as it was: bytes, way of compressing, time', async () => {
  const files = unzipSync(staffTemplate(standard));
  const chunks: Uint8Array[] = [];
  const zip = new Zip((_error, chunk) => chunks.push(chunk));
  Object.entries(files).forEach(([name, part], i) => {
    const entry = i % 3 === 0 ? new ZipPassThrough(name) : new ZipDeflate(name, { level: i % 3 === 1 ? 1 : 9 });
    entry.mtime = new Date(2024, i % 12, 5, 8, 30);
    zip.add(entry);
    entry.push(part, true);
  });
  zip.end();
  const template = new Uint8Array(Buffer.concat(chunks));
  const before = await readParts(template, 'x.xlsx');
  const after = new Map(
    (await readParts((await fillTemplate(template, content, facts)).bytes, 'y.xlsx')).map((part) => [
      part.packed.name,
      part,
    ]),
  );
  const same = before.filter(({ packed, contents }) => {
    const written = after.get(packed.name);
    if (written === undefined || Buffer.compare(written.contents, contents) !== 0) return false;
    expect(written.packed).toEqual(packed);
    return true;
  });
  expect(same.length).toBeGreaterThan(15);
  expect(new Set(same.map(({ packed }) => packed.method))).toEqual(new Set([0, 8]));
});
