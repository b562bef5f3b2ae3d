import { strToU8, Zip, ZipDeflate, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { xlsxOf, xlsxParts } from '../../../test/read/build-xlsx.ts';
import { errorCode, rowsIn } from '../../../test/read/read-all.ts';
import { crc32 } from './crc32.ts';

const ROWS = Array.from(
  { length: 50 },
  (_, i) => `<row r="${i + 1}"><c r="A${i + 1}"><v>${i * 7919}</v></c></row>`,
).join('');
const WHOLE = xlsxOf(ROWS);
const EXPECTED = Array.from({ length: 50 }, (_, i) => [i + 1, String(i * 7919)]);
const SHEET = 'xl/worksheets/sheet1.xml';

/** Where the central directory's entry of a part begins. */
function centralEntry(bytes: Uint8Array, name: string): number {
  for (let at = bytes.length - 46; at >= 0; at--) {
    const view = new DataView(bytes.buffer, bytes.byteOffset + at);
    if (view.getUint32(0, true) !== 0x02014b50) continue;
    const length = view.getUint16(28, true);
    if (new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + length)) === name) return at;
  }
  throw new Error(`no entry ${name}`);
}

function changed(bytes: Uint8Array, change: (copy: Uint8Array, view: DataView) => void): Uint8Array {
  const copy = bytes.slice();
  change(copy, new DataView(copy.buffer));
  return copy;
}

test('the checksum is that of the specification, in one piece or in many', () => {
  const bytes = strToU8('123456789');
  expect(crc32(bytes)).toBe(0xcbf43926);
  const long = Uint8Array.from({ length: 1000 }, (_, i) => (i * 31) & 255);
  expect(crc32(long.subarray(333), crc32(long.subarray(0, 333)))).toBe(crc32(long));
});

test('stored entries', async () => {
  expect(await rowsIn(zipSync(xlsxParts({ sheets: [{ name: 'S', xml: ROWS }] }), { level: 0 }))).toEqual(EXPECTED);
});

test('data descriptors', async () => {
  const chunks: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    chunks.push(chunk);
  });
  for (const [name, content] of Object.entries(xlsxParts({ sheets: [{ name: 'S', xml: ROWS }] }))) {
    const part = new ZipDeflate(name);
    zip.add(part);
    if (content instanceof Uint8Array) part.push(content, true);
  }
  zip.end();
  expect(await rowsIn(Buffer.concat(chunks))).toEqual(EXPECTED);
});

test('zip64: sizes and places in the 64-bit records', async () => {
  const at = centralEntry(WHOLE, SHEET);
  const view = new DataView(WHOLE.buffer);
  const extra = new DataView(new ArrayBuffer(28));
  extra.setUint16(0, 1, true);
  extra.setUint16(2, 24, true);
  extra.setBigUint64(4, BigInt(view.getUint32(at + 24, true)), true);
  extra.setBigUint64(12, BigInt(view.getUint32(at + 20, true)), true);
  extra.setBigUint64(20, BigInt(view.getUint32(at + 42, true)), true);
  const entryEnd = at + 46 + SHEET.length;
  const end = WHOLE.length - 22;
  const start = view.getUint32(end + 16, true);
  const size = end - start + 28;
  const record = new DataView(new ArrayBuffer(76));
  record.setUint32(0, 0x06064b50, true);
  record.setBigUint64(4, 44n, true);
  record.setBigUint64(24, BigInt(view.getUint16(end + 10, true)), true);
  record.setBigUint64(32, BigInt(view.getUint16(end + 10, true)), true);
  record.setBigUint64(40, BigInt(size), true);
  record.setBigUint64(48, BigInt(start), true);
  record.setUint32(56, 0x07064b50, true);
  record.setBigUint64(64, BigInt(start + size), true);
  record.setUint32(72, 1, true);
  const bytes = Buffer.concat([
    WHOLE.subarray(0, entryEnd),
    new Uint8Array(extra.buffer),
    WHOLE.subarray(entryEnd, end),
    new Uint8Array(record.buffer),
    WHOLE.subarray(end),
  ]);
  bytes.fill(0xff, at + 20, at + 28);
  bytes.fill(0xff, at + 42, at + 46);
  bytes.writeUInt16LE(28, at + 30);
  bytes.fill(0xff, bytes.length - 14, bytes.length - 2);
  expect(await rowsIn(bytes)).toEqual(EXPECTED);
});

test('bytes in front of the zip, and a comment behind it', async () => {
  const bytes = Buffer.concat([Buffer.from('PKjunk'), WHOLE, Buffer.from('hello')]);
  bytes.writeUInt16LE(5, bytes.length - 7);
  expect(await rowsIn(bytes)).toEqual(EXPECTED);
});

describe('damage is said, never read past', () => {
  test('a wrong checksum', async () => {
    const bytes = changed(WHOLE, (_, view) => {
      const at = centralEntry(WHOLE, SHEET) + 16;
      view.setUint32(at, view.getUint32(at, true) ^ 1, true);
    });
    expect(await errorCode(bytes)).toBe('zip-crc');
  });

  test('a wrong size', async () => {
    for (const delta of [1, -1]) {
      const bytes = changed(WHOLE, (_, view) => {
        const at = centralEntry(WHOLE, SHEET) + 24;
        view.setUint32(at, view.getUint32(at, true) + delta, true);
      });
      expect(await errorCode(bytes)).toBe('zip-size');
    }
  });

  test('broken deflate data', async () => {
    const bytes = changed(WHOLE, (copy, view) => {
      const header = view.getUint32(centralEntry(WHOLE, SHEET) + 42, true);
      copy.fill(0xff, header + 30 + SHEET.length, header + 60 + SHEET.length);
    });
    expect(await errorCode(bytes)).toBe('zip-bad-data');
  });

  test('every truncation', async () => {
    for (let length = 4; length < WHOLE.length; length += 37) {
      expect(await errorCode(WHOLE.subarray(0, length))).toMatch(/book-cut-short|book-damaged/);
    }
  });

  test('an unknown method, an encrypted part, two parts of one name', async () => {
    const at = centralEntry(WHOLE, SHEET);
    expect(await errorCode(changed(WHOLE, (_, view) => view.setUint16(at + 10, 12, true)))).toBe('zip-method');
    expect(await errorCode(changed(WHOLE, (_, view) => view.setUint16(at + 8, 1, true)))).toBe('book-encrypted');
    const name = 'xl/worksheets/sheet2.xml';
    const twice = zipSync({ ...xlsxParts({ sheets: [{ name: 'S', xml: ROWS }] }), [name]: strToU8('x') });
    expect(await errorCode(changed(twice, (copy) => copy.set(strToU8(SHEET), centralEntry(twice, name) + 46)))).toBe(
      'book-damaged',
    );
  });

  test('a zip bomb: by its ratio, and by the size it claims', async () => {
    const comments = new Uint8Array(80 << 20);
    const comment = strToU8('<!-- swell -->');
    for (let at = 0; at + comment.length <= comments.length; at += comment.length) comments.set(comment, at);
    const parts = xlsxParts({ sheets: [{ name: 'S', xml: comments }] });
    expect(await errorCode(zipSync(parts))).toBe('zip-bomb');
    const claims = changed(WHOLE, (_, view) => {
      view.setUint32(centralEntry(WHOLE, 'xl/workbook.xml') + 24, 0x7fffffff, true);
    });
    expect(await errorCode(claims)).toBe('zip-bomb');
  });
});
