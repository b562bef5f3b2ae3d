import { deflateSync } from 'fflate';
import { LIMITS } from '../read/limits.ts';
import { sourceFromBytes } from '../read/memory-source.ts';
import { readError } from '../read/messages.ts';
import { webInflate } from '../read/web-inflate.ts';
import { crc32 } from '../read/zip/crc32.ts';
import { readZipDirectory } from '../read/zip/zip-directory.ts';
import { readZipEntryPacked, readZipEntryWhole } from '../read/zip/zip-entry.ts';

/** A part of an Office file as it stands in the zip: compressed, so that what is not changed is copied bit for bit. */
export interface PackedPart {
  name: string;
  /** 0 stored, 8 deflated. */
  method: number;
  time: number;
  crc: number;
  size: number;
  compressed: Uint8Array;
  externalAttributes: number;
}

/** A part of a file that was read. */
export interface ReadPart {
  packed: PackedPart;
  contents: Uint8Array;
}

/**
 * All parts of an Office file in the order of its directory, every one checked before any is believed. `file` is the
 * name that messages show.
 * @throws UserError for a file that is damaged, cut short, protected or above a limit, in the words of an import
 */
export async function readParts(bytes: Uint8Array, file: string): Promise<ReadPart[]> {
  const source = sourceFromBytes(file, bytes);
  const entries = await readZipDirectory(source);
  let size = 0;
  for (const { name, size: more } of entries) {
    size += more;
    if (size <= LIMITS.packageBytes) continue;
    throw readError('zip-bomb', { file, part: name, limit: `${LIMITS.packageBytes >> 20} MB` });
  }
  const parts: ReadPart[] = [];
  for (const entry of entries) {
    const contents = await readZipEntryWhole(source, entry, webInflate);
    const { name, method, time, crc, externalAttributes } = entry;
    const compressed = await readZipEntryPacked(source, entry);
    parts.push({ packed: { name, method, time, crc, size: entry.size, compressed, externalAttributes }, contents });
  }
  return parts;
}

/** The same part with other contents; name and time stay, so that the same input gives the same bytes. */
export function repacked(part: PackedPart, contents: Uint8Array): PackedPart {
  return {
    ...part,
    method: 8,
    crc: crc32(contents),
    size: contents.length,
    compressed: deflateSync(contents, { level: 6 }),
  };
}

/** 1 January 1980, the first day that a zip archive knows. */
const FIRST_DAY = 0x00210000;

export function newPart(name: string, contents: Uint8Array): PackedPart {
  const empty = { method: 0, time: FIRST_DAY, crc: 0, size: 0, compressed: new Uint8Array(0), externalAttributes: 0 };
  return repacked({ name, ...empty }, contents);
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const UTF8_NAME = 0x0800;

/** The zip of the parts, in their order. */
export function writeZip(parts: readonly PackedPart[]): Uint8Array<ArrayBuffer> {
  const names = parts.map((part) => new TextEncoder().encode(part.name));
  let total = 22;
  parts.forEach((part, i) => {
    total += 76 + 2 * names[i]!.length + part.compressed.length;
  });
  const out = new Uint8Array(total);
  const view = new DataView(out.buffer);
  const offsets: number[] = [];
  let at = 0;
  const common = (part: PackedPart, nameLength: number): void => {
    view.setUint16(at, 20, true);
    view.setUint16(at + 2, UTF8_NAME, true);
    view.setUint16(at + 4, part.method, true);
    view.setUint32(at + 6, part.time, true);
    view.setUint32(at + 10, part.crc, true);
    view.setUint32(at + 14, part.compressed.length, true);
    view.setUint32(at + 18, part.size, true);
    view.setUint16(at + 22, nameLength, true);
    at += 24;
  };
  parts.forEach((part, i) => {
    const name = names[i]!;
    offsets.push(at);
    view.setUint32(at, LOCAL, true);
    at += 4;
    common(part, name.length);
    at += 2;
    out.set(name, at);
    out.set(part.compressed, at + name.length);
    at += name.length + part.compressed.length;
  });
  const directory = at;
  parts.forEach((part, i) => {
    const name = names[i]!;
    view.setUint32(at, CENTRAL, true);
    view.setUint16(at + 4, 20, true);
    at += 6;
    common(part, name.length);
    view.setUint32(at + 8, part.externalAttributes, true);
    view.setUint32(at + 12, offsets[i]!, true);
    out.set(name, at + 16);
    at += 16 + name.length;
  });
  view.setUint32(at, END, true);
  view.setUint16(at + 8, parts.length, true);
  view.setUint16(at + 10, parts.length, true);
  view.setUint32(at + 12, at - directory, true);
  view.setUint32(at + 16, directory, true);
  return out;
}
