import { expect, test } from 'vitest';
import { formatOfCode } from './number-format.ts';
import {
  FORMAT_DATE,
  FORMAT_ELAPSED,
  FORMAT_NUMBER,
  FORMAT_TIME,
  isoText,
  plainNumber,
  serialText,
} from './number-text.ts';

test.each([
  ['45600', '45600'],
  ['4.56E4', '45600'],
  ['1e21', '1000000000000000000000'],
  ['1.5E-7', '0.00000015'],
  ['0.30000000000000004', '0.3'],
  ['1234.5600000000001', '1234.56'],
  ['0.99999999999999989', '1'],
  ['9999999999999.9999', '10000000000000'],
  ['0.000123456789012345678', '0.000123456789012346'],
  ['5.0', '5'],
  ['-0.50', '-0.5'],
  ['-0.0', '0'],
  ['.5', '0.5'],
  ['007', '007'],
  ['0001234567890123456789', '0001234567890123456789'],
  ['1.23456789012345678E+19', '12345678901234567800'],
  ['12a', '12a'],
  ['1,5', '1,5'],
  ['', ''],
  ['.', '.'],
])('number %s is %s', (raw, plain) => {
  expect(plainNumber(raw)).toBe(plain);
});

test('every day from 1900 to 2100 is the calendar day', () => {
  for (let serial = 61; serial < 73_415; serial += 7) {
    const day = new Date(Date.UTC(1899, 11, 30 + serial)).toISOString().slice(0, 10);
    expect(serialText(serial, FORMAT_DATE, false)).toBe(day);
    expect(serialText(serial - 1462, FORMAT_DATE, true)).toBe(serial > 1462 ? day : undefined);
  }
  expect(serialText(1, FORMAT_DATE, false)).toBe('1900-01-01');
});

test('numbers that are no dates stay numbers', () => {
  for (const serial of [-1, 0, 2_958_466, Number.NaN]) expect(serialText(serial, FORMAT_DATE, false)).toBeUndefined();
  expect(serialText(2_958_465, FORMAT_DATE, false)).toBe('9999-12-31');
  expect(serialText(0, FORMAT_TIME, false)).toBe('00:00:00');
});

test.each([
  ['dd/mm/yyyy', FORMAT_DATE],
  ['d/m/yy h:mm;@', FORMAT_DATE],
  ['[$-1010000]d/m/yyyy;@', FORMAT_DATE],
  ['"Ngày" dd "tháng" mm', FORMAT_DATE],
  ['mmmm', FORMAT_DATE],
  ['h:mm AM/PM', FORMAT_TIME],
  ['mm:ss.0', FORMAT_TIME],
  ['[h]:mm:ss', FORMAT_ELAPSED],
  ['General', FORMAT_NUMBER],
  ['0.00E+00', FORMAT_NUMBER],
  ['#,##0\\ "đ/day"', FORMAT_NUMBER],
  ['[Red]#,##0;[Blue]dd', FORMAT_NUMBER],
  ['_-* #,##0_d_-', FORMAT_NUMBER],
  ['@', FORMAT_NUMBER],
])('format %s', (code, format) => {
  expect(formatOfCode(code)).toBe(format);
});

test('ISO dates', () => {
  expect(isoText('2024-11-05T00:00:00')).toBe('2024-11-05');
  expect(isoText('2024-11-05T08:30')).toBe('2024-11-05 08:30:00');
  expect(isoText('5/11/2024')).toBeUndefined();
});
