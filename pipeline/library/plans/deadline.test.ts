import { describe, expect, test } from 'vitest';
import {
  daysLeft,
  lastDay,
  parseDeadline,
  printDeadline,
  printDeadlines,
  printTaskState,
  taskState,
} from './deadline.ts';
import type { Deadline } from './types.ts';

function deadline(text: string): Deadline {
  const found = parseDeadline(text);
  if (!found) {
    throw new Error(`not a deadline: ${text}`);
  }
  return found;
}

describe('deadlines', () => {
  test.each([
    ['trước ngày 10/11/2023', 'trước ngày 10/11/2023', 'before 10/11/2023', '2023-11-10'],
    ['ngày 5/6/2025', 'ngày 05/06/2025', 'by 05/06/2025', '2025-06-05'],
    ['Tháng 9/2024', 'tháng 9/2024', '09/2024', '2024-09-30'],
    ['trong tháng 02/2024', 'tháng 2/2024', '02/2024', '2024-02-29'],
    ['từ tháng 9/2024', 'từ tháng 9/2024', 'from 09/2024', null],
    ['Tháng 01/2023 trở đi', 'từ tháng 1/2023', 'from 01/2023', null],
    ['quý IV/2021', 'quý IV/2021', 'Q4 2021', '2021-12-31'],
    ['Quý I năm 2022', 'quý I/2022', 'Q1 2022', '2022-03-31'],
    ['Năm 2025', 'năm 2025', '2025', '2025-12-31'],
    ['Thường xuyên', 'thường xuyên', 'continuous', null],
    ['thươ\u0300ng xuyên', 'thường xuyên', 'continuous', null],
    ['thƣờng xuyên', 'thường xuyên', 'continuous', null],
    ['theo Công văn số 9321/UBND-VP', 'theo Công văn số 9321/UBND-VP', 'theo Công văn số 9321/UBND-VP', null],
  ])('%s', (text, vi, en, end) => {
    const found = deadline(text);
    expect(printDeadline(found, 'vi')).toBe(vi);
    expect(printDeadline(found, 'en')).toBe(en);
    expect(lastDay(found)).toBe(end);
    expect(deadline(printDeadline(found, 'vi'))).toEqual(found);
  });

  test.each(['31/02/2023', 'tháng 13/2024', 'quý V/2024', 'sớm nhất có thể', ''])('%j is none', (text) => {
    expect(parseDeadline(text)).toBeUndefined();
  });

  test('several are printed together, none is said', () => {
    expect(printDeadlines([deadline('tháng 11/2023'), deadline('trước ngày 10/11/2023')], 'vi')).toBe(
      'tháng 11/2023; trước ngày 10/11/2023',
    );
    expect(printDeadlines([], 'vi')).toBe('không nêu');
  });
});

describe('the state of a task', () => {
  test.each([
    [['trước ngày 10/11/2023'], '2023-11-10', 'not-yet-due'],
    [['trước ngày 10/11/2023'], '2023-11-11', 'due-passed'],
    [['tháng 11/2023', 'trước ngày 10/11/2023'], '2023-11-11', 'not-yet-due'],
    [['tháng 11/2023', 'trước ngày 10/11/2023'], '2023-12-01', 'due-passed'],
    [['thường xuyên'], '2030-01-01', 'continuous'],
    [['theo văn bản khác', 'từ tháng 9/2024'], '2024-10-01', 'continuous'],
    [['theo văn bản khác', 'trước ngày 15/11/2023'], '2023-11-16', 'due-passed'],
    [['theo văn bản khác'], '2024-10-01', 'other'],
    [[], '2024-10-01', 'other'],
  ])('%j on %s is %s', (texts, asOf, state) => {
    expect(taskState({ deadlines: texts.map(deadline) }, asOf)).toBe(state);
  });

  test('counts days to the next date ahead', () => {
    const days = (texts: string[], asOf: string) => daysLeft({ deadlines: texts.map(deadline) }, asOf);
    expect(days(['tháng 11/2023', 'trước ngày 10/11/2023'], '2023-11-01')).toBe(9);
    expect(days(['tháng 11/2023', 'trước ngày 10/11/2023'], '2023-11-11')).toBe(19);
    expect(days(['trước ngày 10/11/2023'], '2023-11-10')).toBe(0);
    expect(days(['trước ngày 10/11/2023'], '2023-11-11')).toBeNull();
    expect(days(['thường xuyên'], '2023-11-11')).toBeNull();
  });

  test('is printed in both languages', () => {
    expect(printTaskState('due-passed', 'vi')).toBe('Đã qua hạn');
    expect(printTaskState('not-yet-due', 'en')).toBe('Not yet due');
  });
});
