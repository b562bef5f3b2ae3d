import { expect, test } from 'vitest';
import { agencyOf, tellsUnit } from './agency.ts';

test.each([
  ['H06.23-241105-0001', 'H06.23'],
  ['000.00.23.H06-231027-0361', 'H06.23'],
  ['000.00.06.H56-231027-0361', 'H56.06'],
  ['H15.50.05.13-261008-0975', 'H15.50.05.13'],
  ['h06-241105-0001', 'H06'],
  ['', ''],
  ['241105-0001', ''],
  ['BN/2024/17', ''],
  ['Nguyễn Văn A', ''],
])('the agency of %s is %s', (code, agency) => {
  expect(agencyOf(code)).toBe(agency);
});

test('a province alone tells no unit', () => {
  expect(tellsUnit('H06')).toBe(false);
  expect(tellsUnit('H06.23')).toBe(true);
});
