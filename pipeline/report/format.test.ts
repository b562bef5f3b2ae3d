import { expect, it } from 'vitest';
import { formatRoman, formatRows, isCommittee, officeAbbreviation } from './format.ts';

it('names rows, groups and offices as people write them', () => {
  expect(formatRows([12, 13, 14, 90, 91, 200], 7)).toBe('12–14, 90, 91, 200, …');
  expect([1, 4, 9, 14].map(formatRoman)).toEqual(['I', 'IV', 'IX', 'XIV']);
  expect(officeAbbreviation('Sở Giáo dục và Đào tạo')).toBe('SGDĐT');
  expect(officeAbbreviation('Ủy ban nhân dân huyện Châu Đức')).toBe('UBND');
  expect(['UBND tỉnh Gia Lai', 'Uỷ ban nhân dân xã', 'Sở Nội vụ'].map(isCommittee)).toEqual([true, true, false]);
});
