import { describe, expect, test } from 'vitest';
import { shippedLibrary } from '../cli/library.ts';
import { keptName } from './kept-name.ts';

const library = shippedLibrary();
const kept = (name: string): string => keptName(name, library);

describe('the name of a file as it is kept', () => {
  test.each([
    ['ho-so Nguyễn Văn Giả 0908999999.xlsx', 'ho-so … ….xlsx'],
    ['ho-so_Nguyen_Thi_Gia_Thu_077204009999.xlsx', 'ho-so_…_….xlsx'],
    ['ĐẶNG THỊ GIẢ - tháng 11.csv', '… - tháng 11.csv'],
    ['Trần Văn Giả và Lê Thị Giả.xls', '… và ….xls'],
    ['xuất 0908.999.999 (1).xlsx', 'xuất … (1).xlsx'],
    ['xuất +84 90 899 9999.xlsx', 'xuất ….xlsx'],
    ['CMND 273009999.xlsx', 'CMND ….xlsx'],
    ['Nguyễn Văn Giả.xlsx', '….xlsx'],
    ['Trần Văn Giả'.normalize('NFD'), '…'],
  ])('%s', (name, wanted) => expect(kept(name)).toBe(wanted));

  test.each([
    'ho-so-2024-thang-11.csv',
    'DanhSachHoSo_20241130_093015.xlsx',
    'HS_01-12-2024 09.30.xlsx',
    'xuat_1732521600123.xls',
    'Huyện Trần Văn Thời tháng 11.xlsx',
    'THPT Nguyễn Thị Minh Khai 2024.xlsx',
    'Trường Tiểu học Võ Thị Sáu.xlsx',
    'UBND TP Hồ Chí Minh.xlsx',
    'HỒ SƠ THÁNG 11.xlsx',
    'Do thi hoa 2024.xlsx',
    'Mẫu 07b-BTP Lê Chân.xlsx',
    '000.23.19.H06-240105-0001.json',
    'Cao Bằng.xlsx',
  ])('%s stays', (name) => expect(kept(name)).toBe(name.normalize('NFC')));

  test('a long name takes no longer than its length asks for', () => {
    expect(kept('Nguyễn '.repeat(4_000)).length).toBeGreaterThan(20_000);
    expect(kept('0908999999 '.repeat(4_000))).toBe('… '.repeat(4_000));
  });
});
