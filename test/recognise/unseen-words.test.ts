import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { shippedLibrary } from '../../pipeline/cli/library.ts';
import { resolveUnit } from '../../pipeline/library/units/resolve.ts';
import type { HeadRow } from '../../pipeline/recognise/headers.ts';
import { type Recognition, recogniseSheet } from '../../pipeline/recognise/recognise.ts';
import { guessValue } from '../../pipeline/recognise/values.ts';
import { textKey } from '../../pipeline/text.ts';
import { columnsOf, type SheetColumn, sheetOf } from './sheets.ts';

interface UnseenHeader {
  text: string;
  /** `list.column`, `none` or `personal` */
  is: string;
  held: string;
  seen: string;
}

interface UnseenValue {
  text: string;
  /** The code list. */
  of: string;
  is: string[];
  held: string;
  seen: string;
}

const HERE = import.meta.dirname;
const { headers, values }: { headers: UnseenHeader[]; values: UnseenValue[] } = parse(
  readFileSync(path.join(HERE, 'unseen-words.yaml'), 'utf8'),
  { schema: 'failsafe' },
);
const { columns, codes, words, units } = shippedLibrary();
const isUnit = (text: string): boolean => !('unknown' in resolveUnit(units, text, { suggests: false }));
const recognise = (rows: HeadRow[]): Recognition =>
  recogniseSheet(rows, columns, { codes, words, isUnit, madeHeader: false });

const listOf = (id: string) => {
  const list = columns.lists.find((one) => one.id === id);
  if (list === undefined) throw new Error(`no list ${id}`);
  return list;
};

type Outcome = 'taken' | 'asked' | 'missed' | 'asked wrong' | 'taken wrong';

/** A full sheet of the header's list, where its column carries the unseen header. */
function outcomeOf({ text, is }: UnseenHeader): Outcome {
  const [listId = '', column = ''] = is.split('.');
  const list = listOf(listId);
  const own = columnsOf(list).find(({ header }) => header === list.columns.find(({ id }) => id === column)?.headers[0]);
  const sheet = [...columnsOf(list, [column]), { header: text, cell: own?.cell ?? (() => '') }];
  const found = recognise(sheetOf(sheet));
  const position = sheet.length - 1;
  const taken = [...found.mapping].find(([, place]) => place.position === position)?.[0];
  const guess = found.unknown.find((open) => open.position === position)?.guess ?? null;
  if (taken !== undefined) return found.list === listId && taken === column ? 'taken' : 'taken wrong';
  if (guess === column && (found.list ?? found.nearest) === listId) return 'asked';
  return guess === null ? 'missed' : 'asked wrong';
}

/** Cells that would suit a column of some kind: what stands below a foreign header must not make it one of ours. */
const ANY_CELLS: readonly SheetColumn['cell'][] = [
  (row) => `${String((row % 28) + 1).padStart(2, '0')}/10/2024 09:${String(row % 60).padStart(2, '0')}`,
  (row) => String(row % 4),
  (row) => `${(row % 9) + 1}50.000`,
  (row) => ['Trực tuyến', 'Trực tiếp'][row % 2] ?? '',
  (row) => ['Đang xử lý', 'Đã trả kết quả'][row % 2] ?? '',
  (row) => `H06.23-241105-${String(row).padStart(4, '0')}`,
  (row) => ['Sở Giáo dục và Đào tạo tỉnh Bà Rịa - Vũng Tàu', 'Sở Y tế tỉnh Bà Rịa - Vũng Tàu'][row % 2] ?? '',
  (row) => `Một đoạn chữ dài số ${row} không nói gì`,
];

/** In sheets of each list that lack most of their columns: whether the header was taken for one of them. */
function isTakenAnywhere(text: string): string[] {
  return ['dossiers', 'payments', 'results'].flatMap((id) => {
    const list = listOf(id);
    const needed = new Set([list.key, ...list.identify.map((group) => group[0] ?? ''), 'procedure_code']);
    const leftOut = list.columns.map((column) => column.id).filter((column) => !needed.has(column));
    return (id === 'dossiers' ? ANY_CELLS : ANY_CELLS.slice(0, 3)).flatMap((cell) => {
      const sheet = [...columnsOf(list, leftOut), { header: text, cell }];
      const { mapping } = recognise(sheetOf(sheet));
      return [...mapping].flatMap(([column, { position }]) =>
        position === sheet.length - 1 ? [`${id}.${column}`] : [],
      );
    });
  });
}

const share = (good: number, all: number): number => Math.round((100 * good) / all);

describe('words that no file of the project holds', () => {
  it('none of them stands in the library, the samples or the traps, and each says where it was seen', () => {
    const root = path.join(HERE, '../..');
    const known = new Set(
      ['columns', 'codes'].flatMap((file) =>
        scalars(parse(readFileSync(path.join(root, `pipeline/library/${file}.yaml`), 'utf8'))),
      ),
    );
    for (const { text } of [...headers, ...values]) expect([text, known.has(textKey(text))]).toEqual([text, false]);
    const texts = ['samples', 'test/traps'].flatMap((folder) =>
      readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && /\.(csv|json|yaml|html|xls)$/.test(entry.name))
        .flatMap((entry) => cellsOf(readFileSync(path.join(entry.parentPath, entry.name), 'utf8'))),
    );
    const cells = new Set(texts);
    for (const { text } of [...headers, ...values]) expect([text, cells.has(textKey(text))]).toEqual([text, false]);
    for (const { seen } of [...headers, ...values]) expect(seen.length).toBeGreaterThan(20);
    expect(headers.length).toBeGreaterThanOrEqual(120);
    expect(values.length).toBeGreaterThanOrEqual(80);
  });

  it.each([
    ['held out', 'true'],
    ['tried while building', 'false'],
  ])('of the headers %s nine of ten are taken or asked right, none is taken wrongly', (_, held) => {
    const ours = headers.filter((one) => one.held === held && one.is.includes('.'));
    const outcomes = ours.map((header) => [header.text, header.is, outcomeOf(header)] as const);
    const bad = outcomes.filter(([, , outcome]) => outcome !== 'taken' && outcome !== 'asked');
    expect(outcomes.filter(([, , outcome]) => outcome === 'taken wrong')).toEqual([]);
    expect(share(ours.length - bad.length, ours.length)).toBeGreaterThanOrEqual(90);
  });

  it('headers of no column and of somebody are never taken, whatever stands below them', () => {
    const taken = headers
      .filter(({ is }) => is === 'none' || is === 'personal')
      .flatMap(({ text }) => isTakenAnywhere(text).map((column) => `${text}: ${column}`));
    expect(taken).toEqual([]);
  });

  it('of a column of somebody no cell is shown', () => {
    const names = ['Nguyễn Thị Mai Anh', 'Trần Văn Bình', 'Lê Hoàng'];
    for (const { text } of headers.filter(({ is }) => is === 'personal')) {
      const sheet = [
        ...columnsOf(listOf('dossiers'), ['status', 'channel']),
        { header: text, cell: (row: number) => names[row % 3] ?? '' },
      ];
      const { unknown } = recognise(sheetOf(sheet));
      expect([text, unknown.flatMap(({ samples }) => samples)]).toEqual([text, []]);
    }
  });

  it.each([
    ['held out', 'true'],
    ['tried while building', 'false'],
  ])('of the values %s nine of ten are understood or asked right, none wrongly', (_, held) => {
    const ours = values.filter((one) => one.held === held);
    const outcomes = ours.map(({ text, of, is }) => {
      const list = codes.lists.find(({ id }) => id === of);
      const guess =
        list === undefined ? undefined : guessValue(words, list, text, {}, of === 'boolean' ? 'published' : '');
      const right = guess === undefined ? is.length === 0 : is.includes(guess.value);
      const wrong = guess?.how === 'inferred' && !right;
      return {
        text,
        of,
        is: is.join(),
        guess: guess?.value,
        how: guess?.how,
        right: right || (is.length === 0 && guess?.how !== 'inferred'),
        wrong,
      };
    });
    expect(outcomes.filter(({ wrong }) => wrong)).toEqual([]);
    expect(share(outcomes.filter(({ right }) => right).length, ours.length)).toBeGreaterThanOrEqual(90);
  });
});

function scalars(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(scalars);
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(scalars);
  return [textKey(String(value))];
}

function cellsOf(text: string): string[] {
  return text.split(/[\n\t;,|<>"]+/).map(textKey);
}
