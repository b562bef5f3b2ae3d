import { expect, test } from 'vitest';
import { shippedLibrary } from '../cli/library.ts';
import { looksPersonal } from './personal-cells.ts';

const { columns } = shippedLibrary();

test.each([
  'Nguyễn Văn An',
  'TRẦN THỊ BÍCH',
  'Ông: Lê Lan',
  '0908 123 456',
  '077.226.769.458',
  'an@vd.vn',
  '12/3 đường Bacu, phường 7',
  'Tổ 3, KP 2',
])('%s may be somebody', (cell) => {
  expect(looksPersonal(cell, columns)).toBe(true);
});

test.each([
  'Đã có KQ',
  'Nộp online',
  'BCCI',
  'VNPT Pay',
  'Hồ sơ giấy',
  'Sở Giáo dục và Đào tạo tỉnh Bà Rịa - Vũng Tàu',
  'UBND xã Hà Lam',
  'Phòng một cửa số 2',
  'Mức độ 4',
])('%s is nobody', (cell) => {
  expect(looksPersonal(cell, columns)).toBe(false);
});
