import { expect, it } from 'vitest';
import { csvOf } from './csv.ts';

const table = (name: string, cell: string | number): string =>
  csvOf({ columns: [{ name, type: 'text' }], rows: [{ [name]: cell }] });

it.each([
  ['=1+1', "'=1+1"],
  ['＝1+1', "'＝1+1"],
  ['＠SUM(A1)', "'＠SUM(A1)"],
  ['-2', "'-2"],
  ['a;=1+1', '"a;=1+1"'],
  ['a\t=1+1', '"a\t=1+1"'],
  ['a"b', '"a""b"'],
])('%j is no formula, wherever a list is parted: %j', (cell, written) => {
  expect(table('x', cell)).toBe(`x\r\n${written}`);
});

it('a number stays a number, a column’s name is a text as well', () => {
  expect(table('=x', -2)).toBe("'=x\r\n-2");
});
