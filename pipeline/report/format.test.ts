import { expect, it } from 'vitest';
import { formatRoman } from '../numbers.ts';
import { isCommittee, officeAbbreviation } from './format.ts';

it('names groups and offices as people write them', () => {
  expect([1, 4, 9, 14].map(formatRoman)).toEqual(['I', 'IV', 'IX', 'XIV']);
  expect(officeAbbreviation('Sở Giáo dục và Đào tạo')).toBe('SGDĐT');
  expect(officeAbbreviation('Ủy ban nhân dân huyện Châu Đức')).toBe('UBND');
  expect(['UBND tỉnh Gia Lai', 'Uỷ ban nhân dân xã', 'Sở Nội vụ'].map(isCommittee)).toEqual([true, true, false]);
});
