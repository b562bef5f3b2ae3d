import { describe, expect, test } from 'vitest';
import { parseUnits } from './parse.ts';

const HEAD = `province: p
units:
  - { id: p, kind: province, short: Ủy ban nhân dân tỉnh P, suffix: tỉnh P, place: P }
  - { id: p-a, kind: department, short: Sở A, parent: p }
`;

/** Mistakes of the two good units followed by more, as `line message`. */
function mistakes(more: string): string[] {
  return parseUnits([{ file: 'u.yaml', text: HEAD + more }]).mistakes.map(({ line, message }) => `${line} ${message}`);
}

describe('parseUnits', () => {
  test('names are completed with the end of the province', () => {
    const { value, mistakes: found } = parseUnits([{ file: 'u.yaml', text: HEAD }]);
    expect(found).toEqual([]);
    expect(value?.byId.get('p-a')).toMatchObject({
      name: 'Sở A tỉnh P',
      shortName: 'Sở A',
      province: 'p',
      parents: [{ parent: 'p', from: null, to: null }],
    });
  });

  test.each<[string, string, string]>([
    [
      'unknown parent',
      '  - { id: p-b, kind: division, short: B, parent: p-aa }\n',
      '5 Đơn vị "p-b": không có đơn vị cấp trên "p-aa"; có phải "p-a" không?',
    ],
    [
      'no parent',
      '  - { id: p-b, kind: division, short: B }\n',
      '5 Đơn vị "p-b": thiếu "parent" (mã đơn vị cấp trên).',
    ],
    [
      'unknown successor',
      '  - { id: p-b, kind: division, short: B, parent: p-a, successors: [x-y-z] }\n',
      '5 Đơn vị "p-b": không có đơn vị kế thừa "x-y-z".',
    ],
    [
      'unknown kind',
      '  - { id: p-b, kind: divison, short: B, parent: p-a }\n',
      '5 Đơn vị "p-b": không có loại "divison"; có phải "division" không?',
    ],
    [
      'a wrong date',
      '  - { id: p-b, kind: division, short: B, parent: p-a, to: 30/6/2025 }\n',
      '5 Đơn vị "p-b": "30/6/2025" không phải ngày có thật viết theo YYYY-MM-DD; viết 2025-06-30.',
    ],
    [
      'an end before the beginning',
      '  - { id: p-b, kind: division, short: B, parent: p-a, from: 2025-01-02, to: 2025-01-01 }\n',
      '5 Đơn vị "p-b": ngày cuối 2025-01-01 đứng trước ngày đầu 2025-01-02.',
    ],
    [
      'an id with capitals',
      '  - { id: P_B, kind: division, short: B, parent: p-a }\n',
      '5 Đơn vị "P_B": mã chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối.',
    ],
    [
      'a repeated id',
      '  - { id: p-a, kind: division, short: B, parent: p }\n',
      '5 Đơn vị "p-a": mã này đã dùng cho một đơn vị khác; mỗi mã chỉ dùng một lần.',
    ],
    [
      'an unknown key',
      '  - { id: p-b, kind: division, short: B, parrent: p-a }\n',
      '5 Đơn vị thứ 3: không có khoá "parrent"; có phải "parent" không?',
    ],
    [
      'a spelling twice',
      '  - { id: p-b, kind: department, short: Sở B, parent: p, aliases: [SỞ A] }\n',
      '5 Đơn vị "p-b": cách viết "so a" đã là của "p-a" trong cùng thời gian; bỏ ở một bên.',
    ],
    [
      'a local name twice',
      '  - { id: p-b, kind: division, short: B, parent: p-a, local_names: [Văn phòng] }\n  - { id: p-c, kind: division, short: C, parent: p-a, local_names: [VĂN PHÒNG] }\n',
      '6 Đơn vị "p-c": cách viết "van phong" đã là của "p-b" trong cùng thời gian; bỏ ở một bên.',
    ],
    [
      'overlapping parents',
      '  - { id: p-b, kind: division, short: B, parents: [{ parent: p, to: 2024-12-31 }, { parent: p-a, from: 2024-12-31 }] }\n',
      '5 Đơn vị "p-b", cấp trên 2: thời gian thuộc "p-a" chồng lên thời gian thuộc "p".',
    ],
  ])('%s is said with its line', (_, more, sentence) => {
    expect(mistakes(more)).toContain(sentence);
  });

  test('a circle is said at every unit in it', () => {
    const circle =
      '  - { id: p-b, kind: division, short: B, parent: p-c }\n  - { id: p-c, kind: division, short: C, parent: p-b }\n';
    expect(mistakes(circle)).toEqual([
      '5 Đơn vị "p-b": đơn vị nằm dưới chính nó; xem lại cấp trên.',
      '6 Đơn vị "p-c": đơn vị nằm dưới chính nó; xem lại cấp trên.',
    ]);
  });

  test('one spelling for two units of different times or provinces is fine', () => {
    expect(
      mistakes(
        '  - { id: p-b, kind: department, short: Sở B, parent: p, to: 2024-12-31 }\n  - { id: p-c, kind: department, short: Sở B, parent: p, from: 2025-01-01 }\n',
      ),
    ).toEqual([]);
    const other = `province: q
units:
  - { id: q, kind: province, short: Ủy ban nhân dân tỉnh Q, suffix: tỉnh Q, place: Q }
  - { id: q-a, kind: department, short: Sở A, parent: q }
`;
    const { mistakes: found } = parseUnits([
      { file: 'p.yaml', text: HEAD },
      { file: 'q.yaml', text: other },
    ]);
    expect(found).toEqual([]);
  });

  test('mistakes of all files come at once, no value', () => {
    const { value, mistakes: found } = parseUnits([
      { file: 'a.yaml', text: `${HEAD}  - { id: p-b, kind: x, short: B, parent: nowhere-at-all }\n` },
      { file: 'b.yaml', text: 'province: nope\nunits:\n  - { id: n, kind: department, short: N, parent: p }\n' },
      { file: 'c.yaml', text: 'abbreviations:\n  - { long: sở, shrt: [S] }\n' },
    ]);
    expect(value).toBeUndefined();
    expect(found.map(({ file, line }) => `${file}:${line}`)).toEqual(['a.yaml:5', 'a.yaml:5', 'b.yaml:3', 'c.yaml:2']);
  });
});
