import type { TextBatch } from './batch.ts';

/** Bytes of a file, read where they are needed: a file handle, a Blob, a buffer. */
export interface ByteSource {
  /** Name as the user knows it, without folders. Only shown, never used to tell the kind. */
  name: string;
  size: number;
  /**
   * The bytes from `offset`, exactly `length` of them (fewer only at the end of the file). Where `into` is given and the
   * source can, they are put there instead of into memory of their own.
   */
  read(offset: number, length: number, into?: Uint8Array): Promise<Uint8Array>;
  /** Where the source has its book opened elsewhere: in a thread with limits. */
  openBook?(options: Pick<ReadOptions, 'onProgress'>): Promise<Book>;
}

/**
 * A raw DEFLATE stream (RFC 1951) to its contents; a chunk is good until the next is asked for, one
 * handed in until the next but one is. Handed in: `node:zlib` in
 * Node, `DecompressionStream` in a browser.
 */
export interface Inflate {
  (compressed: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>;
  /** The platform's own CRC-32 of zip, going on from `crc`, where it has one; the reader's is several times slower. */
  crc32?: (bytes: Uint8Array, crc: number) => number;
  /** Zeroed memory that the platform's other threads see as well; for the texts that a whole book shares. */
  memory?: (bytes: number) => ArrayBufferLike;
}

export type BookKind = 'xlsx' | 'ods' | 'xls' | 'html' | 'csv' | 'json';

export interface SheetInfo {
  name: string;
  /** Hidden sheets are named, and left out by whoever reads the book. */
  hidden: boolean;
  /** Plain numbers that are dates count days from 1904 instead of 1900. (Cells with a date format are already text.) */
  date1904: boolean;
  /** The first row is made by the reader (names of JSON fields), has row number 0 and is not a row of the file. */
  madeHeader: boolean;
}

export interface Book {
  kind: BookKind;
  /** For a note to the user: `UTF-8`, `UTF-16LE`, `windows-1258`, …; empty where it does not apply. */
  encoding: string;
  sheets: SheetInfo[];
  /**
   * The rows of a sheet, once, in order. The first batch is small (at most 256 rows), so that the sheet can be
   * recognised before the rest is read. Throws `UserError` for a file that is damaged, cut short, or above a limit;
   * rows are never left out in silence.
   */
  read(sheet: number): AsyncIterable<TextBatch>;
  /** Areas of more than one row that the sheet merges into one cell; known once `read` has gone through the sheet. */
  merged(sheet: number): readonly MergedArea[];
}

/** A cell over several rows, whose text stands in the first. Of several columns the first one is named. */
export interface MergedArea {
  /** First = 0. */
  column: number;
  /** As in `TextBatch.rowNumbers`; `last` may lie below the last row of the sheet. */
  first: number;
  last: number;
}

export const NOTHING_MERGED: readonly MergedArea[] = [];

export interface ReadOptions {
  inflate: Inflate;
  /** Called as the file is read, for a progress bar. */
  onProgress?: (bytesRead: number, bytesTotal: number) => void;
}

/** Opens a book of any kind; the kind is told by the content. */
export type OpenBook = (source: ByteSource, options: ReadOptions) => Promise<Book>;
