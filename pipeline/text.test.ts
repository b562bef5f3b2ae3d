import { expect, it } from 'vitest';
import { cleanText, textKey, withoutNotes } from './text.ts';

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

it('a letter has the same key among others as alone, and parts words only where nothing of it is left', () => {
  const key = (text: string): string =>
    cleanText(text)
      .toLowerCase()
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .replace(/đ/g, 'd')
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
  const letters = Array.from({ length: 0x2100 }, (_, unit) => String.fromCharCode(unit));
  const texts = letters.flatMap((letter) => [letter, `Hoà${letter}`, `${letter} ${letter}đ`, `a${letter}\u0301b`]);
  expect(texts.filter((text) => textKey(text) !== key(text))).toEqual([]);
});
