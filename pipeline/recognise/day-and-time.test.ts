import { describe, expect, test } from 'vitest';
import { shippedLibrary } from '../cli/library.ts';
import { joinedMoment } from './day-and-time.ts';
import { recogniseSheet } from './recognise.ts';

const { columns, codes, words } = shippedLibrary();
const recognised = (rows: string[][]) =>
  recogniseSheet(
    rows.map((cells, index) => ({ row: index + 1, cells })),
    columns,
    { codes, words, madeHeader: false },
  );

describe('a moment in two columns', () => {
  test('under one group of a header of two rows', () => {
    const found = recognised([
      ['Mã hồ sơ', 'Mã TTHC', 'Đơn vị tiếp nhận', 'Tiếp nhận', '', 'Hẹn trả', '', 'Trạng thái'],
      ['', '', '', 'Ngày', 'Giờ', 'Ngày', 'Giờ', ''],
      ['H06.23-241105-0001', '1.012784', 'Sở Y tế', '05/11/2024', '08:30', '12/11/2024', '17:00', 'Đang xử lý'],
      ['H06.23-241105-0002', '1.012784', 'Sở Y tế', '05/11/2024', '9h15', '12/11/2024', '', 'Đang xử lý'],
    ]);
    expect(found.list).toBe('dossiers');
    expect(Object.fromEntries(found.daysAndTimes)).toEqual({
      received_at: { position: 3, day: 3, time: 4, needsTime: false },
      due_at: { position: 5, day: 5, time: 6, needsTime: false },
    });
    expect(found.unknown).toEqual([]);
    expect(found.problems).toEqual([]);
  });

  test('each hour of a visit with a day of its own, in any order', () => {
    const found = recognised([
      ['Giờ lấy số', 'Ngày lấy số', 'Số thứ tự', 'Quầy', 'Ngày gọi số', 'Giờ gọi số', 'Giờ kết thúc'],
      ['07:30', '05/11/2024', '1001', 'Sở Y tế', '05/11/2024', '07:45', '05/11/2024 08:00'],
    ]);
    expect(Object.fromEntries(found.daysAndTimes)).toEqual({
      taken_at: { position: 0, day: 1, time: 0, needsTime: true },
      called_at: { position: 5, day: 4, time: 5, needsTime: true },
    });
    expect(found.mapping.get('finished_at')?.position).toBe(6);
  });

  test('not where the cells say something else', () => {
    const found = recognised([
      ['Mã hồ sơ', 'Mã TTHC', 'Đơn vị tiếp nhận', 'Ngày tiếp nhận', 'Giờ tiếp nhận', 'Trạng thái'],
      ['H06.23-241105-0001', '1.012784', 'Sở Y tế', '05/11/2024', 'giờ hành chính', 'Đang xử lý'],
    ]);
    expect(found.daysAndTimes.size).toBe(0);
    expect(found.unknown.map(({ header }) => header)).toEqual(['Giờ tiếp nhận']);
  });
});

test.each([
  ['05/11/2024', '08:30', '05/11/2024 08:30'],
  ['2024-11-05', '14:05:09', '05/11/2024 14:05:09'],
  ['2024-11-05 00:00:00', '2:05 CH', '05/11/2024 2:05 CH'],
  ['45601', '0.5', '05/11/2024 12:00:00'],
  ['5/11/24', '8 giờ', '5/11/24 8:00'],
  ['05/11/2024', '', '05/11/2024'],
  ['05/11/2024', 'sáng 8', '05/11/2024 sáng 8'],
  ['', '08:30', '08:30'],
  ['', '', ''],
  ['05/11/2024 08:30', '08:30', '05/11/2024 08:30'],
])('%s and %s', (day, time, expected) => {
  expect(joinedMoment(day, day, time, false, false)).toBe(expected);
});
