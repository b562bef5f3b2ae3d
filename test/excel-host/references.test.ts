import { describe, expect, test } from 'vitest';
import type { Edit } from './book/references.ts';
import {
  addressOf,
  parseAddress,
  quotedSheet,
  rangeOfFormula,
  renameSheetIn,
  shiftFormula,
} from './book/references.ts';

const rows = (at: number, count: number): Edit => ({ axis: 'row', at, count, from: 1, to: 16_384 });
const columns = (at: number, count: number): Edit => ({ axis: 'column', at, count, from: 1, to: 1_048_576 });

describe('references after cells were put in or taken out', () => {
  test.each([
    ['A5', rows(3, 2), 'A7'],
    ['$A$5+A$2', rows(3, 2), '$A$7+A$2'],
    ['SUM(A1:A5)', rows(5, 1), 'SUM(A1:A6)'],
    ['SUM(A1:A5)', rows(6, 1), 'SUM(A1:A5)'],
    ['SUM(A3:A5)', rows(3, -1), 'SUM(A3:A4)'],
    ['SUM(A3:A5)', rows(2, -5), 'SUM(#REF!)'],
    ['SUM(A:A)+SUM(3:4)', rows(1, 1), 'SUM(A:A)+SUM(4:5)'],
    ['LOG10(A5)&"A5"&vd_A5', rows(1, 1), 'LOG10(A6)&"A5"&vd_A5'],
    ["'Tờ ''1'''!A5+Other!A5", rows(1, 1), "'Tờ ''1'''!A6+Other!A5"],
    ['[1]Other!A5+so_lieu[[#This Row],[A5]]', rows(1, 1), '[1]Other!A5+so_lieu[[#This Row],[A5]]'],
    ["'[x.xlsx]Tờ'!A5", rows(1, 1), "'[x.xlsx]Tờ'!A5"],
    ['C1:$E1', columns(4, 2), 'C1:$G1'],
    ['C1+E:E', columns(2, -1), 'B1+D:D'],
    ['B5+C5', { ...rows(3, 1), from: 2, to: 2 }, 'B6+C5'],
    ['SUM(B5:C5)', { ...rows(3, 1), from: 2, to: 2 }, 'SUM(B5:C5)'],
  ])('%s', (formula, edit, expected) => {
    expect(shiftFormula(formula, edit, "Tờ '1'", "Tờ '1'")).toBe(expected);
  });

  test('a range over a whole table grows with it, a single cell does not', () => {
    const grown = { first: { row: 3, column: 2 }, last: { row: 4, column: 3 } };
    const edit: Edit = { axis: 'row', at: 5, count: 2, from: 2, to: 3, grown };
    expect(shiftFormula('SUM(C3:C4)+B5+C4+B3:C4', edit, 'S', 'S')).toBe('SUM(C3:C6)+B7+C4+B3:C6');
  });
});

test('a sheet is renamed wherever a formula names it', () => {
  expect(renameSheetIn('SUM(Tờ!A1:B2)+\'Tờ\'!ten+Tờ2!A1&"Tờ!"', 'tờ', "a'b")).toBe(
    "SUM('a''b'!A1:B2)+'a''b'!ten+Tờ2!A1&\"Tờ!\"",
  );
  expect(renameSheetIn('Tờ!A1*2', 'Tờ', undefined)).toBe('#REF!*2');
});

test('addresses are read and written as Excel does', () => {
  expect(['Chỉ tiêu', 'Sở', 'A1', 'R1C1', 'x-y', '2026'].map(quotedSheet)).toEqual([
    ...["'Chỉ tiêu'", 'Sở', "'A1'", "'R1C1'", "'x-y'", "'2026'"],
  ]);
  expect(['B2', '$A$1:C3', 'A:C', '2:4', "'x y'!B2"].map((text) => addressOf(parseAddress(text)!.range))).toEqual([
    ...['B2', 'A1:C3', 'A:C', '2:4', 'B2'],
  ]);
  expect(parseAddress('B2,C3')).toBeUndefined();
  expect(rangeOfFormula("='x y'!$B$2")).toEqual({ sheet: 'x y', range: parseAddress('B2')?.range });
  expect(rangeOfFormula('Sheet1!A1+1')).toBeUndefined();
});
