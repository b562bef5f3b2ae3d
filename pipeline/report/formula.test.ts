import { describe, expect, it } from 'vitest';
import { copyFormula, mentions, shiftFormula } from './formula.ts';
import type { RowEdit } from './row-edit.ts';

const below: RowEdit = { kind: 'insert', after: 12, count: 5, atEnd: true };
const within: RowEdit = { kind: 'insert', after: 12, count: 5, atEnd: false };
const gone: RowEdit = { kind: 'delete', first: 13, last: 15 };

describe('shiftFormula', () => {
  const shifted: [string, RowEdit, 'never' | 'ranges' | 'all', string][] = [
    ['A12+A13', below, 'ranges', 'A12+A18'],
    ['SUM(G12:G12)', below, 'ranges', 'SUM(G12:G17)'],
    ['SUM(G$11:G12)', below, 'ranges', 'SUM(G$11:G17)'],
    ['SUM(G12:H12)', below, 'never', 'SUM(G12:H12)'],
    ['SUM(G$12:G12)', within, 'ranges', 'SUM(G$12:G12)'],
    ['SUM(G12:G13)', within, 'ranges', 'SUM(G12:G18)'],
    ['"A13"&A13', below, 'ranges', '"A13"&A18'],
    ["'Chỉ tiêu'!$A$13", below, 'ranges', "'Chỉ tiêu'!$A$18"],
    ["'Trang khác'!$A$13+Khác!A13", below, 'ranges', "'Trang khác'!$A$13+Khác!A13"],
    ['[1]Sheet1!A13', below, 'ranges', '[1]Sheet1!A13'],
    ['vd_chi_tieu[[#This Row],[A13]]+LOG10(A13)', below, 'ranges', 'vd_chi_tieu[[#This Row],[A13]]+LOG10(A18)'],
    ['$13:$14', below, 'ranges', '$18:$19'],
    ['A:A', below, 'ranges', 'A:A'],
    ['1E13+vd_13', below, 'ranges', '1E13+vd_13'],
    ['A14', gone, 'ranges', '#REF!'],
    ['SUM(A12:A14)+A16', gone, 'ranges', 'SUM(A12:A12)+A13'],
  ];
  it.each(shifted)('%s', (formula, edit, growth, expected) => {
    expect(shiftFormula(formula, edit, 'Chỉ tiêu', 'Chỉ tiêu', growth)).toBe(expected);
  });

  it('grows a single cell of a chart with its table', () => {
    expect(shiftFormula("'Chỉ tiêu'!$B$12", below, 'chỉ tiêu', undefined, 'all')).toBe("'Chỉ tiêu'!$B$12:$B$17");
  });
});

describe('copyFormula', () => {
  it('moves what is relative and keeps what is absolute', () => {
    expect(copyFormula('A12*$B$12+SUM(C$12:C12)&"A12"', 3)).toBe('A15*$B$12+SUM(C$12:C15)&"A12"');
    expect(copyFormula('A1', -1)).toBe('#REF!');
    expect(copyFormula('Z9+$A9', 0, 1)).toBe('AA9+$A9');
  });
});

describe('mentions', () => {
  it('finds whole names only', () => {
    expect(mentions("SUM('Chỉ tiêu'!A1)", new Set(['chỉ tiêu']))).toBe(true);
    expect(mentions('vd_tep_2+1', new Set(['vd_tep']))).toBe(false);
  });
});
