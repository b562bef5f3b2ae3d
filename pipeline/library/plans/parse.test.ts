import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parsePlan } from './parse.ts';

const GOOD = `id: a-2025
title: { vi: Kế hoạch, en: Plan }
short_title: KH
date: 2025-01
issuer: Sở A
issuer_unit: a
targets:
  - id: one
    name: { vi: Một, en: One }
    indicator: online_rate
    operator: ">="
    value: 69.50
    due: 2025-11-30
    place: Mục 1
`;

const references = { indicators: new Set(['online_rate', 'remote_online_rate']), units: new Set(['a', 'b']) };

/** Mistakes of the good plan with one text replaced, as `line message`. */
function mistakes(from: string | RegExp, to: string): string[] {
  return parsePlan(GOOD.replace(from, to), 'kh.yaml', references).mistakes.map(
    ({ line, message }) => `${line} ${message}`,
  );
}

describe('parsePlan', () => {
  test('keeps decimals as written', () => {
    const { value, mistakes: found } = parsePlan(GOOD, 'kh.yaml', references);
    expect(found).toMatchObject([]);
    expect(value?.targets[0]?.rule).toEqual({ kind: 'threshold', milestones: [{ value: '69.50', due: '2025-11-30' }] });
    expect(value?.defaultUnit).toBe('a');
    expect(value?.calendar).toBe('calendar');
    expect(value?.countFrom).toBeNull();
  });

  test('the example of the README is a plan', () => {
    const readme = readFileSync(new URL('./README.md', import.meta.url), 'utf8');
    const example = /```yaml\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
    const { value, mistakes: found } = parsePlan(example, 'README.md');
    expect(found).toMatchObject([]);
    expect(value?.targets.map(({ id }) => id)).toEqual(['remote-online', 'digitised']);
    expect(value?.tasks).toHaveLength(1);
  });

  test.each<[string, string | RegExp, string, string]>([
    ['unknown key', 'operator', 'operater', '11 Chỉ tiêu thứ 1: không có khoá "operater"; có phải "operator" không?'],
    [
      'a date that is none',
      '2025-11-30',
      '2025-02-30',
      '13 Chỉ tiêu "one": "2025-02-30" không phải ngày có thật viết theo YYYY-MM-DD.',
    ],
    [
      'a date the Vietnamese way',
      '2025-11-30',
      '30/11/2025',
      '13 Chỉ tiêu "one": "30/11/2025" không phải ngày có thật viết theo YYYY-MM-DD; viết 2025-11-30.',
    ],
    ['an unknown operator', '">="', '"≥"', '11 Chỉ tiêu "one": không có phép so sánh "≥"; viết ">=".'],
    ['a threshold with a comma', '69.50', '69,5', '12 Chỉ tiêu "one": "69,5" không phải một số; viết 69.5.'],
    [
      'a threshold with a sign',
      '69.50',
      '70%',
      '12 Chỉ tiêu "one": "70%" không phải một số; chỉ viết chữ số và dấu chấm thập phân, không viết %.',
    ],
    [
      'an unknown indicator',
      'online_rate',
      'online_rat',
      '10 Chỉ tiêu "one": không có chỉ số "online_rat"; có phải "online_rate" không?',
    ],
    ['an unknown unit', 'issuer_unit: a', 'issuer_unit: zzz', '6 Kế hoạch: không có đơn vị "zzz".'],
    ['a missing key', '    place: Mục 1\n', '', '8 Chỉ tiêu "one": thiếu "place".'],
    [
      'two ways of a threshold',
      '    value: 69.50\n',
      '    value: 69.50\n    yearly: { step: 1, cap: 2, from: 2023-01 }\n',
      '13 Chỉ tiêu "one": chỉ dùng một trong các cách đặt ngưỡng, ở đây có cả yearly và value.',
    ],
    [
      'no targets',
      /targets:[\s\S]*/,
      'targets: []\n',
      '7 Kế hoạch: kế hoạch chưa có chỉ tiêu nào; thêm ít nhất một mục vào "targets".',
    ],
    [
      'a wrong calendar',
      'issuer: Sở A',
      'issuer: Sở A\ncalendar: lunar',
      '6 Kế hoạch: "lunar" không dùng được; viết calendar (tháng dương lịch) hoặc government (ngày 15 đến ngày 14).',
    ],
  ])('%s is said with line and advice', (_, from, to, sentence) => {
    expect(mistakes(from, to)).toContain(sentence);
  });

  test('milestones must follow each other in time', () => {
    const schedule = '    schedule:\n      - { value: 50, due: 2025-06-30 }\n      - { value: 60, due: 2025-06-30 }\n';
    expect(mistakes('    value: 69.50\n    due: 2025-11-30\n', schedule)).toEqual([
      '14 Chỉ tiêu "one", mốc 2: mốc 2025-06-30 phải sau mốc trước nó (2025-06-30); xếp các mốc theo thời gian.',
    ]);
  });

  test('repeated ids are said at the later one', () => {
    const target = GOOD.slice(GOOD.indexOf('  - id'));
    const { mistakes: found } = parsePlan(GOOD + target, 'kh.yaml');
    expect(found).toMatchObject([
      {
        file: 'kh.yaml',
        line: 15,
        message: 'Chỉ tiêu "one": mã chỉ tiêu "one" đã dùng ở dòng 8; mỗi mã chỉ dùng một lần.',
      },
    ]);
  });

  test('all mistakes come at once, in the order of the lines, and no value', () => {
    const bad = GOOD.replace('">="', '"=="')
      .replace('69.50', 'bảy mươi')
      .replace('2025-11-30', 'cuối năm')
      .replace('2025-01', '1/2025');
    const { value, mistakes: found } = parsePlan(bad, 'kh.yaml');
    expect(value).toBeUndefined();
    expect(found.map(({ line }) => line)).toEqual([4, 11, 12, 13]);
  });

  test('tasks: deadlines, names of units and parts', () => {
    const tasks = `actors:
  Văn phòng Sở: [a]
  Các phòng thuộc Sở: []
tasks:
  - id: 1
    title: Việc một
    lead: [Văn phòng Sơ]
    deadlines: [tháng 9/2024, mai]
  - id: 2
    title: Việc hai
    parts:
      - { id: 2a, title: Phần a, lead: [Văn phòng Sở], deadlines: [tháng 9/2024], report_by: 31/12/2024 }
`;
    const { mistakes: found } = parsePlan(GOOD + tasks, 'kh.yaml', references);
    expect(found.map(({ line, message }) => `${line} ${message.slice(0, 62)}`)).toEqual([
      '21 Nhiệm vụ 1: "Văn phòng Sơ" không có trong "actors"; có phải "V',
      '22 Nhiệm vụ 1: không hiểu hạn "mai"; viết như "trước ngày 10/11/2',
      '26 Nhiệm vụ 2a: "31/12/2024" không phải ngày có thật viết theo YY',
    ]);
  });

  test('a name outside the actors is said with the nearest one', () => {
    const tasks = 'actors: { Văn phòng Sở: [a] }\ntasks:\n  - { id: 1, title: Việc, lead: [Văn phòng Bộ] }\n';
    expect(parsePlan(GOOD + tasks, 'kh.yaml', references).mistakes).toMatchObject([
      {
        file: 'kh.yaml',
        line: 17,
        message: 'Nhiệm vụ 1: "Văn phòng Bộ" không có trong "actors"; có phải "Văn phòng Sở" không?',
        en: 'Task 1: "Văn phòng Bộ" is not among the "actors"; is it "Văn phòng Sở"?',
      },
    ]);
  });

  test.each(['- một\n- hai\n', 'chỉ một dòng chữ', ''])('a file that is no plan is said: %j', (text) => {
    const { value, mistakes: found } = parsePlan(text, 'kh.yaml');
    expect(value).toBeUndefined();
    expect(found).toMatchObject([
      { file: 'kh.yaml', line: 1, message: 'Kế hoạch: tệp phải gồm các dòng "khoá: giá trị", như "id: …".' },
    ]);
  });

  test('broken YAML and repeated keys are said with their line', () => {
    expect(parsePlan('id: a\ntitle: "b\ndate: 2025\n', 'kh.yaml').mistakes).toMatchObject([
      { line: 4, message: expect.stringMatching(/^Không đọc được YAML/) },
    ]);
    expect(parsePlan(`${GOOD}id: b\n`, 'kh.yaml').mistakes).toMatchObject([
      { file: 'kh.yaml', line: 15, message: 'Một khoá được viết hai lần trong cùng một mục; giữ lại một lần.' },
    ]);
  });
});
