import { expect, it } from 'vitest';
import { withoutNotes } from './text.ts';

it.each([
  ['Lệ phí (VNĐ)', 'Lệ phí  ', ['VNĐ']],
  ['(1) Mã hồ sơ [số]', '  Mã hồ sơ  ', ['1', 'số']],
  ['Ngày hẹn (theo giấy (TN)) trả', 'Ngày hẹn   trả', ['theo giấy (TN)']],
  ['a) Trực tuyến', 'a) Trực tuyến', []],
  ['((Mức độ', '((Mức độ', []],
  ['(Mức [độ)]', '(Mức  ', ['độ)']],
  ['', '', []],
])('%j without its notes', (text, bare, notes) => {
  expect(withoutNotes(text)).toEqual({ bare, notes });
});

it.each(['(', '([', ')', '()'])('a million of %j are read in one pass', (signs) => {
  const text = signs.repeat(1_000_000);
  expect(withoutNotes(text).notes).toHaveLength(signs === '()' ? 1_000_000 : 0);
});
