import { expect, test } from 'vitest';
import { seeded } from '../../../test/read/seeded.ts';
import { FORMAT_DATE, FORMAT_TIME, serialText } from '../number-text.ts';
import { DateCells } from './date-cells.ts';

test.each([false, true])('says what serialText says (1904 system: %s)', (date1904) => {
  const dates = new DateCells(date1904);
  const random = seeded(11);
  for (let i = 0; i < 20_000; i++) {
    const serial = 61 + random(80_000) + (random(3) === 0 ? 0 : random(86_400) / 86_400);
    const bytes = new TextEncoder().encode(String(serial));
    expect(dates.render(bytes, 0, bytes.length, FORMAT_DATE)).toBe(true);
    expect(new TextDecoder().decode(dates.bytes.subarray(0, dates.length))).toBe(
      serialText(serial, FORMAT_DATE, date1904),
    );
  }
});

test.each(['', '60', '-45000', '4.5E4', '45000,5', '45000.5.5', '200000'])('leaves %j to serialText', (text) => {
  const bytes = new TextEncoder().encode(text);
  expect(new DateCells(false).render(bytes, 0, bytes.length, FORMAT_DATE)).toBe(false);
});

test('leaves times to serialText', () => {
  expect(new DateCells(false).render(new TextEncoder().encode('45000.5'), 0, 7, FORMAT_TIME)).toBe(false);
});
