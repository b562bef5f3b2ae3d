import { deflateSync, inflateSync } from 'fflate';

/**
 * A zip archive whose entries stay as their compressed bytes until somebody asks for them, so that what is not changed
 * is copied bit for bit. Only what .xlsx files use: stored and deflated entries, no encryption, no Zip64.
 */
export interface ZipEntry {
  name: string;
  method: number;
  time: number;
  crc: number;
  size: number;
  compressed: Uint8Array;
  externalAttributes: number;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const UTF8_NAME = 0x0800;
/** No part of a report is anywhere near this; a bomb is. */
const LARGEST_ENTRY = 256 * 1024 * 1024;

/** `undefined` when the bytes are no zip archive that can be read (damaged, encrypted entries, unknown methods). */
export function readZip(bytes: Uint8Array): ZipEntry[] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - 22;
  const lowest = Math.max(0, end - 0xffff);
  while (end >= lowest && view.getUint32(end, true) !== END) end -= 1;
  if (end < lowest || end < 0) return undefined;
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  const entries: ZipEntry[] = [];
  for (let i = 0; i < count; i += 1) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== CENTRAL) return undefined;
    const flags = view.getUint16(at + 8, true);
    const method = view.getUint16(at + 10, true);
    const compressedSize = view.getUint32(at + 20, true);
    const size = view.getUint32(at + 24, true);
    const nameLength = view.getUint16(at + 28, true);
    const local = view.getUint32(at + 42, true);
    if (flags & 1 || (method !== 0 && method !== 8) || size > LARGEST_ENTRY) return undefined;
    if (local + 30 > bytes.length || view.getUint32(local, true) !== LOCAL) return undefined;
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    if (start + compressedSize > bytes.length) return undefined;
    entries.push({
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)),
      method,
      time: view.getUint32(at + 12, true),
      crc: view.getUint32(at + 16, true),
      size,
      compressed: bytes.subarray(start, start + compressedSize),
      externalAttributes: view.getUint32(at + 38, true),
    });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

/** The contents of an entry; `undefined` when they are damaged. */
export function entryBytes(entry: ZipEntry): Uint8Array | undefined {
  try {
    const bytes =
      entry.method === 0 ? entry.compressed : inflateSync(entry.compressed, { out: new Uint8Array(entry.size) });
    return bytes.length === entry.size && crc32(bytes) === entry.crc ? bytes : undefined;
  } catch {
    return undefined;
  }
}

/** The same entry with other contents; name and time stay, so that the same input gives the same bytes. */
export function replaceEntry(entry: ZipEntry, contents: Uint8Array): ZipEntry {
  return {
    ...entry,
    method: 8,
    crc: crc32(contents),
    size: contents.length,
    compressed: deflateSync(contents, { level: 6 }),
  };
}

/** 1 January 1980, the first day that a zip archive knows. */
const FIRST_DAY = 0x00210000;

export function newEntry(name: string, contents: Uint8Array): ZipEntry {
  const empty = { method: 0, time: FIRST_DAY, crc: 0, size: 0, compressed: new Uint8Array(0), externalAttributes: 0 };
  return replaceEntry({ name, ...empty }, contents);
}

export function writeZip(entries: readonly ZipEntry[]): Uint8Array<ArrayBuffer> {
  const names = entries.map((entry) => new TextEncoder().encode(entry.name));
  let total = 22;
  entries.forEach((entry, i) => {
    total += 76 + 2 * names[i]!.length + entry.compressed.length;
  });
  const out = new Uint8Array(total);
  const view = new DataView(out.buffer);
  const offsets: number[] = [];
  let at = 0;
  const common = (entry: ZipEntry, nameLength: number): void => {
    view.setUint16(at, 20, true);
    view.setUint16(at + 2, UTF8_NAME, true);
    view.setUint16(at + 4, entry.method, true);
    view.setUint32(at + 6, entry.time, true);
    view.setUint32(at + 10, entry.crc, true);
    view.setUint32(at + 14, entry.compressed.length, true);
    view.setUint32(at + 18, entry.size, true);
    view.setUint16(at + 22, nameLength, true);
    at += 24;
  };
  entries.forEach((entry, i) => {
    const name = names[i]!;
    offsets.push(at);
    view.setUint32(at, LOCAL, true);
    at += 4;
    common(entry, name.length);
    at += 2;
    out.set(name, at);
    out.set(entry.compressed, at + name.length);
    at += name.length + entry.compressed.length;
  });
  const directory = at;
  entries.forEach((entry, i) => {
    const name = names[i]!;
    view.setUint32(at, CENTRAL, true);
    view.setUint16(at + 4, 20, true);
    at += 6;
    common(entry, name.length);
    view.setUint32(at + 8, entry.externalAttributes, true);
    view.setUint32(at + 12, offsets[i]!, true);
    out.set(name, at + 16);
    at += 16 + name.length;
  });
  view.setUint32(at, END, true);
  view.setUint16(at + 8, entries.length, true);
  view.setUint16(at + 10, entries.length, true);
  view.setUint32(at + 12, at - directory, true);
  view.setUint32(at + 16, directory, true);
  return out;
}

let table: Uint32Array | undefined;

function crc32(bytes: Uint8Array): number {
  if (!table) {
    table = new Uint32Array(256);
    for (let i = 0; i < 256; i += 1) {
      let value = i;
      for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
      table[i] = value;
    }
  }
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ table[(crc ^ byte) & 0xff]!;
  return (crc ^ 0xffffffff) >>> 0;
}
