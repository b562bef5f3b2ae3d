import { describe, expect, it } from 'vitest';
import { dayOf, groupingOf, optionalDayOf, subjectOf, textOf } from '../../addin/functions/arguments.ts';
import { CellError } from '../../addin/functions/cell-error.ts';

function refusal(work: () => unknown): CellError {
  try {
    work();
  } catch (error) {
    if (error instanceof CellError) return error;
    throw error;
  }
  throw new Error('was taken');
}

describe('dates as Excel and people write them', () => {
  it.each([
    [45626, '2024-11-30'],
    [45626.75, '2024-11-30'],
    [61, '1900-03-01'],
    [43890, '2020-02-29'],
    ['30/11/2024', '2024-11-30'],
    ['1/9/2024', '2024-09-01'],
    [' 01-09-2024 ', '2024-09-01'],
    ['1.9.2024', '2024-09-01'],
    ['2024-11-30', '2024-11-30'],
    ['29/02/2024', '2024-02-29'],
    ['30/11/2024\u00a0', '2024-11-30'],
  ])('%j is %s', (written, day) => {
    expect(dayOf(written)).toBe(day);
    expect(optionalDayOf(written)).toBe(day);
  });

  it.each([
    ['31/02/2024'],
    ['29/02/2023'],
    ['11/30/2024'],
    ['30/11/24'],
    ['tháng 11'],
    ['45626'],
    [true],
    [Number.NaN],
    [1e12],
    [-3],
    [12],
    [[[45626]]],
    ['30/11/9999'],
    ['01/01/1899'],
  ])('%j is none, and the cell says what to write', (written) => {
    const error = refusal(() => dayOf(written));
    expect(error.kind).toBe('wrong-argument');
    expect(error.vi).toContain('30/11/2024');
    expect(error.en).toContain('30/11/2024');
  });

  it.each([[undefined], [null], [''], ['  '], [0]])('%j is a date that was left out', (value) => {
    expect(optionalDayOf(value)).toBeUndefined();
    expect(refusal(() => dayOf(value)).vi).toContain('Chưa ghi ngày');
  });
});

describe('names', () => {
  it('keep what was written, without what cannot be seen', () => {
    expect(subjectOf('  Tỷ lệ hồ\u00a0sơ trực tuyến ')).toBe('Tỷ lệ hồ sơ trực tuyến');
    expect(textOf('So\u031b\u0309 Y te\u0302\u0301')).toBe('Sở Y tế');
    expect(textOf(766)).toBe('766');
    expect(textOf(null)).toBe('');
  });

  it('a subject must be there, text must be text, and not a novel', () => {
    expect(refusal(() => subjectOf('')).vi).toContain('Chưa ghi chỉ tiêu');
    expect(refusal(() => textOf(true)).kind).toBe('wrong-argument');
    expect(refusal(() => textOf([['a']])).kind).toBe('wrong-argument');
    expect(refusal(() => textOf('x'.repeat(301))).vi).toContain('300');
  });

  it.each([
    ['lĩnh vực', 'field'],
    ['LINH VUC', 'field'],
    ['theo thủ tục', 'procedure'],
    ['Tháng', 'month'],
    ['đơn vị', 'unit'],
    ['unit', 'unit'],
    ['', undefined],
    [null, undefined],
  ])('%j groups by %s', (written, by) => {
    expect(groupingOf(written)).toBe(by);
  });

  it('an unknown grouping is told the four known ones', () => {
    expect(refusal(() => groupingOf('năm')).vi).toContain('lĩnh vực, thủ tục, tháng, đơn vị');
  });
});
