import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { convertAll } from '../report/libreoffice.ts';
import { sampleFolders } from '../support/warehouse.ts';
import { open, sheetRows, withoutTail } from './read-all.ts';

const rowsOfAll = async (bytes: Uint8Array) => {
  const book = await open(bytes);
  const sheets = [];
  for (const [index, { name, hidden }] of book.sheets.entries()) {
    const rows = (await sheetRows(book, index)).map(({ row, cells }) => [row, ...withoutTail(cells)]);
    sheets.push({
      name,
      hidden,
      rows,
      merged: [...book.merged(index)].sort((a, b) => a.first - b.first || a.column - b.column),
    });
  }
  return { kind: book.kind, sheets };
};

test('what LibreOffice saves as .ods has the rows, days and merged cells of the .xlsx it was', async () => {
  const books = sampleFolders()
    .flatMap((folder) => readdirSync(folder).map((name) => path.join(folder, name)))
    .filter((file) => file.endsWith('.xlsx'))
    .slice(0, 8)
    .map((file) => new Uint8Array(readFileSync(file)));
  const saved = convertAll(books, 'ods');
  expect(books.length).toBe(8);
  for (const [index, bytes] of books.entries()) {
    const ods = await rowsOfAll(saved[index] ?? new Uint8Array());
    expect(ods.kind).toBe('ods');
    expect(ods.sheets).toEqual((await rowsOfAll(bytes)).sheets);
  }
});
