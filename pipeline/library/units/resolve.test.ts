import { describe, expect, test } from 'vitest';
import { shippedTexts } from '../../../test/support/domain-data.ts';
import { parseUnits } from './parse.ts';
import { provinceOfAgency, type ResolveContext, resolveUnit } from './resolve.ts';
import type { UnitTree } from './types.ts';

const parsed = parseUnits(shippedTexts('units'));
const tree: UnitTree = parsed.value ?? { units: [], byId: new Map(), abbreviations: [] };

describe('resolveUnit', () => {
  test.each([
    ['Sở Giáo dục và Đào tạo tỉnh Bà Rịa - Vũng Tàu', 'brvt-sgddt'],
    ['SỞ GIÁO DỤC VÀ ĐÀO TẠO TỈNH BÀ RỊA – VŨNG TÀU', 'brvt-sgddt'],
    ['SỞ GIÁO DỤC VÀ ĐÀO TẠO TỈNH BÀ RỊA – VŨNG TÀU'.normalize('NFD'), 'brvt-sgddt'],
    ['Sở GD&ĐT BRVT', 'brvt-sgddt'],
    ['Sở GDĐT tỉnh BR-VT', 'brvt-sgddt'],
    ['BR-VT - Sở GD&ĐT', 'brvt-sgddt'],
    ['Sở Giáo dục và Đào tạo Gia Lai', 'gialai-sgddt'],
    ['H21.12 - Sở GD-ĐT', 'gialai-sgddt'],
    ['Sở Giáo dục và Đào tạo TP.HCM', 'hcm-sgddt'],
    ['UBND tỉnh Gia Lai', 'gialai'],
    ['Tỉnh Bà Rịa Vũng Tàu', 'brvt'],
    ['UBND TP. Hồ Chí Minh', 'hcm'],
    ['UBND TP Vũng Tàu', 'brvt-vungtau'],
    ['Thành phố Vũng Tàu', 'brvt-vungtau'],
    ['Ủy ban nhân dân huyện Châu Đức', 'brvt-chauduc'],
    ['UBND thành phố Phú Mỹ', 'brvt-phumy'],
    ['TX Phú Mỹ, tỉnh BR-VT', 'brvt-phumy'],
    ['UBND thị trấn Ngãi Giao, huyện Châu Đức, tỉnh Bà Rịa - Vũng Tàu', 'brvt-chauduc-ngaigiao'],
    ['UBND xã Kim Long, huyện Châu Đức', 'brvt-chauduc-kimlong'],
    ['UBND thị trấn Long Điền - Huyện Long Điền', 'brvt-longdien-longdien'],
    ['Xã Kim Long tỉnh BRVT', 'brvt-chauduc-kimlong'],
    ['Phòng GDĐT huyện Châu Đức', 'brvt-chauduc-pgddt'],
    ['Phòng Giáo dục và Đào tạo, UBND TP Vũng Tàu', 'brvt-vungtau-pgddt'],
    ['Văn phòng UBND tỉnh Gia Lai', 'gialai-vpubnd'],
    ['Thanh tra tỉnh Bà Rịa - Vũng Tàu', 'brvt-thanhtra'],
    ['Phòng TCCB Sở GDĐT tỉnh BR-VT', 'brvt-sgddt-tccb'],
  ])('%s tells its unit alone', (text, unit) => {
    expect(resolveUnit(tree, text)).toEqual({ unit });
  });

  test.each<[string, ResolveContext, string]>([
    ['Sở Giáo dục và Đào tạo', { province: 'brvt' }, 'brvt-sgddt'],
    ['Sở Giáo dục và Đào tạo', { agencyCode: 'H21' }, 'gialai-sgddt'],
    ['Sở Giáo dục và Đào tạo', { agencyCode: '000.00.06.H06-231027-0361' }, 'brvt-sgddt'],
    ['Sở Giáo dục và Đào tạo', { titleProvince: 'gialai' }, 'gialai-sgddt'],
    ['Sở Giáo dục và Đào tạo', { province: 'brvt', agencyCode: 'H21', titleProvince: 'gialai' }, 'brvt-sgddt'],
    ['Sở Giáo dục và Đào tạo', { agencyCode: 'H21', titleProvince: 'brvt' }, 'gialai-sgddt'],
    ['Sở Giáo dục và Đào tạo tỉnh Gia Lai', { province: 'brvt' }, 'gialai-sgddt'],
    ['Thanh tra tỉnh', { province: 'gialai' }, 'gialai-thanhtra'],
    ['UBND tỉnh', { province: 'brvt' }, 'brvt'],
    ['Trung tâm PVHCC tỉnh', { province: 'brvt' }, 'brvt-pvhcc'],
    ['UBND thị trấn Ngãi Giao', { agencyCode: 'H06.44.01' }, 'brvt-chauduc-ngaigiao'],
    ['Phòng TCCB', { within: 'brvt-sgddt' }, 'brvt-sgddt-tccb'],
    ['Phòng GDĐT', { within: 'brvt-vungtau' }, 'brvt-vungtau-pgddt'],
    ['Sở GD&ĐT', { within: 'gialai' }, 'gialai-sgddt'],
  ])('%s with %j', (text, context, unit) => {
    expect(resolveUnit(tree, text, context)).toEqual({ unit });
  });

  test('a bare department is ambiguous without a hint, and the full names are suggested', () => {
    const found = resolveUnit(tree, 'Sở GD&ĐT');
    expect(found).toMatchObject({ ambiguous: expect.arrayContaining(['brvt-sgddt', 'gialai-sgddt', 'hcm-sgddt']) });
    expect(found).toMatchObject({
      suggestions: expect.arrayContaining(['Sở Giáo dục và Đào tạo tỉnh Bà Rịa - Vũng Tàu']),
    });
  });

  test('a bare name that only one province of the data has is still not guessed', () => {
    expect(resolveUnit(tree, 'UBND thị trấn Ngãi Giao')).toMatchObject({ ambiguous: ['brvt-chauduc-ngaigiao'] });
    expect(resolveUnit(tree, 'Ban Quản lý các KCN')).toMatchObject({ ambiguous: ['brvt-bqlkcn'] });
  });

  test('a division of no department is not given to the only department that has one', () => {
    expect(resolveUnit(tree, 'Văn phòng Sở', { province: 'brvt' })).toMatchObject({
      ambiguous: ['brvt-sgddt-vanphong'],
    });
  });

  test('a hint to another province does not borrow its unit', () => {
    expect(resolveUnit(tree, 'UBND huyện Châu Đức', { province: 'gialai' })).toEqual({
      unknown: true,
      suggestions: ['Ủy ban nhân dân huyện Châu Đức, tỉnh Bà Rịa - Vũng Tàu'],
    });
  });

  test('a mistyped name suggests, it does not merge', () => {
    const found = resolveUnit(tree, 'Sở Giáo dụk và Đào tạo', { province: 'brvt' });
    expect(found).toMatchObject({ unknown: true });
    expect('suggestions' in found && found.suggestions[0]).toBe('Sở Giáo dục và Đào tạo tỉnh Bà Rịa - Vũng Tàu');
    expect(resolveUnit(tree, 'Công ty ABC')).toEqual({ unknown: true, suggestions: [] });
    expect(resolveUnit(tree, '')).toEqual({ unknown: true, suggestions: [] });
  });

  test('a day chooses among units of different times', () => {
    expect(resolveUnit(tree, 'Sở TT&TT tỉnh BRVT', { at: '2024-11-30' })).toEqual({ unit: 'brvt-stttt' });
    expect(resolveUnit(tree, 'Sở TT&TT tỉnh BRVT', { at: '2025-03-01' })).toMatchObject({ unknown: true });
  });

  test('every unit of the data is found by its full name', () => {
    const lost = tree.units.filter(({ id, name }) => {
      const found = resolveUnit(tree, name);
      return !('unit' in found) || found.unit !== id;
    });
    expect(parsed.mistakes).toEqual([]);
    expect(tree.units.length).toBeGreaterThan(200);
    expect(lost.map(({ id }) => id)).toEqual([]);
  });
});

test('the province of an agency code', () => {
  expect(provinceOfAgency(tree, 'H06')).toBe('brvt');
  expect(provinceOfAgency(tree, 'H21.12')).toBe('gialai');
  expect(provinceOfAgency(tree, '000.00.06.h06')).toBe('brvt');
  expect(provinceOfAgency(tree, 'H06.23-241105-0001')).toBe('brvt');
  expect(provinceOfAgency(tree, '000.00.06.H56')).toBeUndefined();
  expect(provinceOfAgency(tree, 'BKHCN-H06')).toBeUndefined();
});
