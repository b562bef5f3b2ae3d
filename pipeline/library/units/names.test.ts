import { describe, expect, test } from 'vitest';
import { shippedTexts } from '../../../test/support/domain-data.ts';
import { leadingAgencyCode, unitKey } from './names.ts';
import { parseUnits } from './parse.ts';

const abbreviations = parseUnits(shippedTexts('units')).value?.abbreviations ?? [];
const key = (text: string) => unitKey(text, abbreviations);

describe('unitKey', () => {
  test.each([
    'Sở Giáo dục và Đào tạo',
    'SỞ GIÁO DỤC VÀ ĐÀO TẠO',
    'sở giáo dục & đào tạo',
    'Sở Giáo dục Đào tạo',
    'Sở GD&ĐT',
    'Sở GD & ĐT',
    'Sở GD và ĐT',
    'Sở GDĐT',
    'Sở GD-ĐT',
    'SGDĐT',
    'Sở Giáo dục và Ðào tạo',
    'Sở  Giáo\u00A0dục và\u200B Đào tạo ',
    'Sở Giáo dục và Đào tạo'.normalize('NFD'),
    'H06.23 - Sở Giáo dục và Đào tạo',
    '000.23.00.H06 - Sở GD&ĐT',
    '[H21.12] Sở GDĐT',
  ])('%j', (text) => {
    expect(key(text)).toBe('so giao duc dao tao');
  });

  test.each([
    ['Sở TT&TT', 'Sở Thông tin và Truyền thông'],
    ['Sở TTTT', 'Sở Thông tin và Truyền thông'],
    ['STTTT', 'Sở Thông tin và Truyền thông'],
    ['Sở KH&ĐT', 'Sở Kế hoạch và Đầu tư'],
    ['Sở KHĐT', 'Sở Kế hoạch và Đầu tư'],
    ['Sở TN&MT', 'Sở Tài nguyên và Môi trường'],
    ['Sở TNMT', 'Sở Tài nguyên và Môi trường'],
    ['Sở LĐTBXH', 'Sở Lao động - Thương binh và Xã hội'],
    ['Sở LĐ-TB&XH', 'Sở Lao động, Thương binh và Xã hội'],
    ['Sở NN&PTNT', 'Sở Nông nghiệp và Phát triển nông thôn'],
    ['Sở VH-TT', 'Sở Văn hóa và Thể thao'],
    ['Sở VHTT&DL', 'Sở Văn hóa, Thể thao và Du lịch'],
    ['Sở Văn hoá và Thể thao', 'Sở Văn hóa và Thể thao'],
    ['UBND TP Vũng Tàu', 'Ủy ban nhân dân thành phố Vũng Tàu'],
    ['Uỷ ban nhân dân TP. Vũng Tàu', 'Ủy ban nhân dân thành phố Vũng Tàu'],
    ['UBND TX. Phú Mỹ', 'Ủy ban nhân dân thị xã Phú Mỹ'],
    ['UBND TT Ngãi Giao', 'Ủy ban nhân dân thị trấn Ngãi Giao'],
    ['UBND H. Châu Đức', 'Ủy ban nhân dân huyện Châu Đức'],
    ['UBND P. Thắng Tam', 'Ủy ban nhân dân phường Thắng Tam'],
    ['TT PVHCC', 'Trung tâm Phục vụ hành chính công'],
    ['Trung tâm PVHCC', 'Trung tâm Phục vụ hành chính công'],
    ['BR-VT', 'Bà Rịa - Vũng Tàu'],
    ['BRVT', 'Bà Rịa – Vũng Tàu'],
    ['Phòng GDTrH-TX', 'Phòng Giáo dục Trung học - Thường xuyên'],
    ['Bộ phận TN&TKQ', 'Bộ phận Tiếp nhận và Trả kết quả'],
    ['Phƣờng Thắng Tam', 'Phường Thắng Tam'],
  ])('%s is %s', (short, long) => {
    expect(key(short)).toBe(key(long));
  });

  test('keeps apart what is different', () => {
    expect(key('Sở Tài chính')).not.toBe(key('Sở Tư pháp'));
    expect(key('xã Phước Hưng')).not.toBe(key('phường Phước Hưng'));
  });
});

test('an agency code in front of a name is read', () => {
  expect(leadingAgencyCode('H06.23 - Sở Tư pháp')).toBe('H06.23');
  expect(leadingAgencyCode('000.00.06.H56 Sở Tư pháp')).toBe('000.00.06.H56');
  expect(leadingAgencyCode('Sở Tư pháp')).toBeUndefined();
});
