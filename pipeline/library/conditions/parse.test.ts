import { describe, expect, test } from 'vitest';
import { hasVietnamese } from '../../../test/words/languages.ts';
import { shippedLibrary } from '../../cli/library.ts';
import type { ConditionScope, ValueType } from './expression.ts';
import { parseCondition } from './parse.ts';

const columns = new Map<string, ValueType>([
  ['is_online', { kind: 'boolean' }],
  ['level', { kind: 'code', list: 'service_level' }],
  ['status', { kind: 'code', list: 'status' }],
  ['channel', { kind: 'code', list: 'channel' }],
  ['field', { kind: 'text' }],
  ['fee_amount', { kind: 'decimal' }],
  ['waiting_seconds', { kind: 'integer' }],
  ['due_on', { kind: 'date' }],
  ['finished_on', { kind: 'date' }],
  ['received_at', { kind: 'moment' }],
]);
const scope: ConditionScope = { of: '"received"', columns, codes: shippedLibrary().codes, importing: false };
const importing: ConditionScope = { ...scope, importing: true };

const mistakes = (text: string, wanted: 'boolean' | 'integer' = 'boolean', over = scope): string[] =>
  parseCondition(text, over, wanted).mistakes.map(({ vi }) => vi);

describe('a condition that can be read', () => {
  test.each([
    'is_online',
    'NOT is_online',
    'not not is_online',
    'is_online = false',
    "level = 'full'",
    "'full' <> level",
    "level IN ('full', 'partial') AND channel NOT IN ('counter')",
    'fee_amount > 0 OR fee_amount IS NOT NULL',
    'fee_amount BETWEEN -1.5 AND 100000',
    'NOT fee_amount NOT BETWEEN 1 AND 2',
    "finished_on <= due_on AND due_on >= DATE '2024-02-29'",
    'finished_on - due_on <= 3',
    "coalesce(level, 'full') = 'full'",
    "day(received_at) = DATE '2024-01-01'",
    "field = 'Đất đai' OR field = 'it''s'",
    "has_digit(field) AND NOT has_any_of(field, '=\"();<>|')",
    'true',
  ])('%s', (text) => {
    expect(mistakes(text)).toEqual([]);
  });

  test('AND binds closer than OR, and brackets closer than both', () => {
    const { expression } = parseCondition("is_online OR is_online AND (level = 'full' OR is_online)", scope, 'boolean');
    const online = { kind: 'column', column: 'is_online', type: { kind: 'boolean' } };
    const full = {
      kind: 'compare',
      operator: '=',
      left: { kind: 'column', column: 'level', type: { kind: 'code', list: 'service_level' } },
      right: { kind: 'text', value: 'full' },
    };
    expect(expression).toEqual({
      kind: 'or',
      items: [online, { kind: 'and', items: [online, { kind: 'or', items: [full, online] }] }],
    });
  });

  test('an amount is a whole number', () => {
    expect(mistakes('waiting_seconds + 60 - waiting_seconds', 'integer')).toEqual([]);
    expect(mistakes('waiting_seconds')).toEqual(['phải là điều kiện đúng hoặc sai, không phải số nguyên.']);
    expect(mistakes('fee_amount', 'integer')).toEqual(['phải là số nguyên (giây), không phải số.']);
  });

  test('rows that are being imported have cells, a sheet and a moment', () => {
    const text = 'NOT has_word(written(channel)) AND in_file(channel) AND received_at > now()';
    expect(mistakes(text, 'boolean', importing)).toEqual([]);
    expect(mistakes(text)[0]).toMatch(/^không có hàm "written"; các hàm: coalesce, day, has_digit, /);
    expect(mistakes('has_word(written(field))', 'boolean', importing)).toEqual(['written(…) cần tên một cột mã.']);
  });
});

describe('a condition that cannot be read says what to write', () => {
  test.each([
    ['is_onlin', '"received" không có cột "is_onlin"; có phải "is_online" không?'],
    [
      'kênh',
      '"received" không có cột "kênh"; các cột: is_online, level, status, channel, field, fee_amount, waiting_seconds, due_on, finished_on, received_at.',
    ],
    ['level = 3', "mã service_level là chữ, không so được với số 3; các giá trị: 'full', 'partial', 'information'."],
    ['status = 9', "mã status là chữ, không so được với số 9; viết '9' trong dấu nháy."],
    ["channel = 'onlin'", "mã channel không có giá trị 'onlin'; có phải 'online_unspecified' không?"],
    ["channel = 'Trực tuyến'", "mã channel không có giá trị 'Trực tuyến'; có phải 'online_unspecified' không?"],
    ["level IN ('full', 'ful')", "mã service_level không có giá trị 'ful'; có phải 'full' không?"],
    [
      "coalesce(level, 'x') = 'full'",
      "mã service_level không có giá trị 'x'; các giá trị: 'full', 'partial', 'information'.",
    ],
    ['level = channel', 'không so được level (mã service_level) với channel (mã channel).'],
    ["level > 'full'", 'level (mã service_level) chỉ so được bằng =, <> hoặc IN.'],
    ["fee_amount = 'nhiều'", "không so được fee_amount (số) với 'nhiều' (chữ)."],
    ["due_on < '2024-11-30'", "không so được due_on (ngày) với '2024-11-30' (chữ). Viết ngày như DATE '2024-11-30'."],
    [
      'received_at < due_on',
      'không so được received_at (thời điểm) với due_on (ngày). Lấy ngày của thời điểm bằng day(…).',
    ],
    [
      "due_on < DATE '30/11/2024'",
      "'30/11/2024' không phải ngày có thật viết theo YYYY-MM-DD; viết DATE '2024-11-30'.",
    ],
    ['fee_amount > 50.000', '50.000 là phần nghìn hay hàng nghìn? Viết 50000 hoặc 50.0000.'],
    ['fee_amount > 50,000', 'chỗ , phải là AND, OR hoặc hết.'],
    ['is_online AND fee_amount', 'hai bên AND cần đúng/sai, không phải fee_amount (số).'],
    ['NOT fee_amount', 'sau NOT cần đúng/sai, không phải fee_amount (số).'],
    ['field = NULL', 'NULL chỉ đứng sau IS: viết "cột IS NULL".'],
    ['is_online ADN is_online', 'chỗ ADN phải là AND, OR hoặc hết; có phải AND không?'],
    ['is_online AND', 'còn thiếu tên cột hoặc giá trị ở cuối.'],
    ['(is_online', 'còn thiếu dấu ) ở cuối.'],
    ["field = 'a", "thiếu dấu nháy đóng sau 'a."],
    ['field != field', 'không dùng !=; viết <>.'],
    ['field = "a"', `không dùng "; viết '.`],
    ['is_online; DROP TABLE dossiers', 'không hiểu dấu ";".'],
    ['is_online -- x', 'chỗ x phải là tên cột hoặc giá trị.'],
    ['is_online OR (SELECT true)', 'chỗ true phải là dấu ).'],
    [
      'now() > received_at',
      'không có hàm "now"; các hàm: coalesce, day, has_digit, has_word, has_personal_number, has_slipped_text, has_any_of.',
    ],
    [
      "read_csv('a')",
      'không có hàm "read_csv"; các hàm: coalesce, day, has_digit, has_word, has_personal_number, has_slipped_text, has_any_of.',
    ],
    ['fee_amount + 1 > 0', 'hai bên dấu + cần số nguyên, không phải fee_amount (số).'],
    ['waiting_seconds > 9999999999999999', 'số 9999999999999999 quá dài.'],
    ['', 'còn thiếu tên cột hoặc giá trị ở cuối.'],
  ])('%s', (text, sentence) => {
    expect(mistakes(text)[0]).toBe(sentence);
    const [said] = parseCondition(text, scope, 'boolean').mistakes;
    expect(said?.en).not.toBe(sentence);
    // What was written stays as it was written.
    if (!hasVietnamese(text)) expect(hasVietnamese(said?.en ?? '')).toBe(false);
  });

  test('names, values and types are said all at once', () => {
    expect(mistakes("is_onlin AND level = 3 AND channel = 'x' AND NOT fee_amount")).toHaveLength(4);
  });
});

describe('no condition takes long', () => {
  test.each([
    ['brackets', `${'('.repeat(900)}is_online${')'.repeat(900)}`, 'lồng quá 32 tầng.'],
    ['functions', `${'coalesce('.repeat(200)}is_online`, 'lồng quá 32 tầng.'],
    ['length', 'is_online OR '.repeat(500), 'dài quá 2000 ký tự.'],
    ['quotes', `field = '${"''".repeat(900)}`, /^thiếu dấu nháy đóng/],
  ])('%s', (_what, text, sentence) => {
    const before = performance.now();
    const [said] = mistakes(text);
    if (typeof sentence === 'string') expect(said).toBe(sentence);
    else expect(said).toMatch(sentence);
    expect(performance.now() - before).toBeLessThan(200);
  });

  test('a long row of NOT is read without depth', () => {
    expect(mistakes(`${'NOT '.repeat(450)}is_online`)).toEqual([]);
  });
});
