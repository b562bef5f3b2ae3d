import { describe, expect, it } from 'vitest';
import { shippedLibrary } from '../cli/library.ts';
import { NO_MAPPING } from '../library/mapping.ts';
import { UserError } from '../messages.ts';
import { checkMapping } from './mapping-check.ts';

const check = (codes: Record<string, Record<string, string>>): void =>
  checkMapping({ ...NO_MAPPING, codes }, shippedLibrary());

describe('values that a mapping gives to cells', () => {
  it('of every kind of column with values are taken', () => {
    expect(() =>
      check({
        channel: { Zalo: 'remote' },
        status: { 'Trả lại': '3' },
        has_fee: { P: 'true' },
        indicator: { 'Số cán bộ': 'one_stop_officers' },
      }),
    ).not.toThrow();
  });

  it.each([
    ['channel', 'remotee', 'MAPPING_UNKNOWN_VALUE', '→ remote?'],
    ['status', 'Đang xử lý', 'MAPPING_UNKNOWN_VALUE', '10'],
    ['has_fee', 'yes', 'MAPPING_UNKNOWN_VALUE', 'true, false'],
    ['chanel', 'remote', 'MAPPING_UNKNOWN_COLUMN', '→ channel?'],
    ['received_at', '05/11/2024', 'MAPPING_UNKNOWN_COLUMN', 'channel'],
  ])('%s: %s is refused, with what would be right', (column, value, code, hint) => {
    const refused = (): void => check({ [column]: { Zalo: value } });
    expect(refused).toThrow(UserError);
    expect(refused).toThrow(expect.objectContaining({ code }));
    expect(refused).toThrow(hint);
  });

  it('a unit that does not exist is refused, with the nearest id', () => {
    const units = { 'Phòng GD mới': 'brvt-chauduk' };
    expect(() => checkMapping({ ...NO_MAPPING, units }, shippedLibrary())).toThrow('→ brvt-chauduc?');
    expect(() =>
      checkMapping({ ...NO_MAPPING, units: { 'Phòng GD mới': 'brvt-chauduc' } }, shippedLibrary()),
    ).not.toThrow();
  });
});
