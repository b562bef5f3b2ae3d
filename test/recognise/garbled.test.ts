import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { shippedLibrary } from '../../pipeline/cli/library.ts';
import { resolveUnit } from '../../pipeline/library/units/resolve.ts';
import { openBook } from '../../pipeline/read/open.ts';
import { rowsOf } from '../../pipeline/read/rows.ts';
import type { HeadRow } from '../../pipeline/recognise/headers.ts';
import { type Recognition, recogniseSheet } from '../../pipeline/recognise/recognise.ts';
import { inflate, openFileSource } from '../../pipeline/warehouse/duckdb/native/file-source.ts';

const SAMPLES = path.join(import.meta.dirname, '../../samples');
const { columns, codes, words, units } = shippedLibrary();
const isUnit = (text: string): boolean => !('unknown' in resolveUnit(units, text, { suggests: false }));
const recognise = (rows: HeadRow[], madeHeader = false, map: Record<string, string> = {}): Recognition =>
  recogniseSheet(rows, columns, { codes, words, isUnit, madeHeader, map });

/** UTF-8 read as if it were Latin-1. */
const mojibake = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');
/** Letters that say nothing, always the same ones. */
const noise = (text: string, position: number): string =>
  [...`${text}#${position}`]
    .map((letter, at) => String.fromCharCode(97 + ((letter.charCodeAt(0) * 7 + at * 11) % 26)))
    .join('');

const GARBLES: [string, (text: string, position: number) => string][] = [
  ['random letters', noise],
  ['letters of a wrong code page', mojibake],
  ['numbered columns', (_, position) => `Cột ${position + 1}`],
];

const FILES = [
  'brvt-2022/ho-so-2022-thang-01-06.xlsx',
  'brvt-2022/ho-so-2022-thang-10.xls',
  'brvt-2022/ho-so-2022-thang-11.csv',
  'brvt-2023/ho-so-huyen-xa-2023-thang-11.xlsx',
  'brvt-2023/ho-so-so-nganh-2023-ky-1.xlsx',
  'brvt-2024/ho-so-2024-thang-01-08.xlsx',
  'brvt-2024/ho-so-2024-thang-11.csv',
  'gialai-2021-2022/ho-so-2021-thang-01-11.xlsx',
  'gialai-2021-2022/ho-so-2022-quy-1.csv',
  'brvt-2024/thanh-toan-2024.csv',
  'brvt-2023/thanh-toan-2023.xls',
  'brvt-2024/ket-qua-2024.xlsx',
  'gialai-2021-2022/ket-qua-2021-2023.csv',
];

async function headOf(file: string): Promise<HeadRow[]> {
  const source = await openFileSource(path.join(SAMPLES, file));
  try {
    const book = await openBook(source, { inflate });
    const batches = book.read(0)[Symbol.asyncIterator]();
    const first = await batches.next();
    if (first.done) throw new Error(`${file} is empty`);
    await batches.return?.();
    return rowsOf(first.value);
  } finally {
    await source.close();
  }
}

describe('a header that nobody can read', () => {
  it.each(FILES.flatMap((file) => GARBLES.map(([how, garble]) => [file, how, garble] as const)))(
    '%s, %s: the list and at least six columns are right, and nothing is used before somebody agrees',
    async (file, _, garble) => {
      const head = await headOf(file);
      const before = recognise(head);
      const { headerRow, dataStart, list, mapping, personal } = before;
      if (headerRow === null || list === null) throw new Error(`${file} was not recognised with its header`);
      const garbled = head.map(({ row, cells }) => ({
        row,
        cells:
          row >= headerRow && row < dataStart
            ? cells.map((cell, position) => (cell.trim() === '' ? cell : garble(cell, position)))
            : cells,
      }));
      const found = recognise(garbled);
      expect(found.list).toBeNull();
      expect(found.nearest).toBe(list);
      const guesses = new Map(found.unknown.map(({ position, guess }) => [position, guess]));
      const right = [...mapping].filter(([column, { position }]) => guesses.get(position) === column);
      expect(right.length).toBeGreaterThanOrEqual(Math.min(6, mapping.size));
      for (const position of personal)
        expect(found.unknown.find((open) => open.position === position)?.samples ?? []).toEqual([]);
      // Answered as guessed, the sheet is the list.
      const said = Object.fromEntries(
        found.unknown.flatMap(({ header, guess }) => (guess === null ? [] : [[header, guess]])),
      );
      expect(recognise(garbled, false, said).list).toBe(list);
    },
  );
});
