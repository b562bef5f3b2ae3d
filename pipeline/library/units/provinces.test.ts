import { describe, expect, test } from 'vitest';
import { shippedTexts } from '../../../test/support/domain-data.ts';
import { shippedProvinces } from '../../../test/support/provinces.ts';
import { parseUnits } from './parse.ts';
import {
  neededProvinces,
  parseProvinces,
  provinceNamed,
  provinceOfCode,
  provinceOfId,
  provincesIn,
} from './provinces.ts';

const index = shippedProvinces();
const abbreviations = parseUnits(shippedTexts('units')).value?.abbreviations ?? [];
const named = (text: string): string | undefined => provinceNamed(index, text, abbreviations)?.id;

describe('a province is named', () => {
  test.each([
    ['ninhbinh', 'ninhbinh'],
    ['Ninh Bình', 'ninhbinh'],
    ['tỉnh Ninh Bình', 'ninhbinh'],
    ['Tinh Ninh Binh', 'ninhbinh'],
    ['UBND tỉnh Ninh Bình', 'ninhbinh'],
    ['NINH BÌNH', 'ninhbinh'],
    ['TP.HCM', 'hcm'],
    ['TP HCM', 'hcm'],
    ['Hồ Chí Minh', 'hcm'],
    ['thành phố Hà Nội', 'hanoi'],
    ['HaNoi', 'hanoi'],
    ['Bà Rịa - Vũng Tàu', 'brvt'],
    ['BRVT', 'brvt'],
    ['Thừa Thiên Huế', 'hue'],
    ['TP Huế', 'hue'],
    ['tỉnh Đồng Nai', 'dongnai'],
    ['TP. Đồng Nai', 'dongnai'],
    ['Thanh Hoá', 'thanhhoa'],
    ['Đắc Lắc', 'daklak'],
    ['Bắc Cạn', 'backan'],
  ])('%s', (text, id) => {
    expect(named(text)).toBe(id);
  });

  test('all 63 by id, name and bare name; others not', () => {
    for (const { id, name, place } of index.provinces) {
      expect([id, name, place, `UBND ${name}`, `tỉnh ${place}`].map(named)).toEqual([id, id, id, id, id]);
    }
    expect(['', 'Atlantis', 'huyện Ninh Giang', 'phường Nam Định'].map(named)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

test('the province of an id, of a code, and those of a title', () => {
  expect(provinceOfId(index, 'ninhbinh-kimson-kimdong')).toBe('ninhbinh');
  expect(provinceOfId(index, 'nowhere-x')).toBeUndefined();
  expect(provinceOfCode(index, '000.00.06.H49-241105-0001')).toBe('quangninh');
  expect(provinceOfCode(index, 'H99')).toBeUndefined();
  const inTitle = (line: string): string[] => provincesIn(index, line, abbreviations);
  expect(inTitle('SỞ Y TẾ TỈNH NINH BÌNH')).toEqual(['ninhbinh']);
  expect(inTitle('Danh sách hồ sơ của Sở Xây dựng TP. Huế tháng 5/2025')).toEqual(['hue']);
  expect(inTitle('Từ tỉnh Quảng Bình đến tỉnh Quảng Trị')).toEqual(['quangbinh', 'quangtri']);
  expect(inTitle('UBND phường Nam Định')).toEqual([]);
  expect(inTitle('Ngày 01 tháng 7 năm 2025')).toEqual([]);
});

test('a province of today needs those it was made of, one that ended what it became part of', () => {
  expect(neededProvinces(index, ['ninhbinh-sgddt'])).toEqual(['hanam', 'namdinh', 'ninhbinh']);
  expect(neededProvinces(index, ['hanam', 'hanam-snv'])).toEqual(['hanam', 'ninhbinh']);
  expect(neededProvinces(index, ['hanoi', 'nowhere'])).toEqual(['hanoi']);
  expect(neededProvinces(index, ['gialai', 'brvt'])).toEqual(['binhdinh', 'gialai', 'brvt', 'hcm']);
});

test('mistakes of the index come all at once', () => {
  const { mistakes } = parseProvinces(
    'id,code,code_before,name,became,spellings,agencies\na,01,01,tỉnh A,,,\na,,02,tỉnh B,nowhere,,\nC,,,,,,\n',
    'p.csv',
  );
  expect(mistakes.map(({ line, message }) => `${line} ${message}`)).toEqual([
    '2 Tỉnh "a": mã này đã dùng cho một tỉnh khác.',
    '3 Tỉnh "a": không có tỉnh hiện nay "nowhere".',
    '4 Tỉnh "C": thiếu mã (chữ thường không dấu) hoặc tên.',
    '4 Tỉnh "C": phải có mã hiện nay, hoặc tỉnh mà nó nhập vào; không có cả hai.',
  ]);
});
