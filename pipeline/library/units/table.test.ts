import { describe, expect, test } from 'vitest';
import { shippedProvinces, unitsFor } from '../../../test/support/provinces.ts';
import { parseUnits } from './parse.ts';
import { resolveUnit } from './resolve.ts';
import { unitsFromTable } from './table.ts';
import type { UnitTree } from './types.ts';

const tree = unitsFor(shippedProvinces(), 'ninhbinh');
const here = { province: 'ninhbinh' };
const below = { province: 'ninhbinh', parent: 'ninhbinh-sgddt' };

/** The tree with the table's units over it. */
function kept(yaml: string | undefined): UnitTree {
  const { value, mistakes } = parseUnits([{ file: 'own.yaml', text: yaml ?? '' }], tree);
  if (!value) throw new Error(JSON.stringify(mistakes));
  return value;
}

const said = (rows: string[][], options: { province: string; parent?: string } = below): string[] =>
  unitsFromTable(rows, tree, options).mistakes.map(({ row, column, vi }) => `${row} ${column}: ${vi}`);

describe('a table of units', () => {
  test('columns in any order and spelling, titles above them, other columns left out and said', () => {
    const { yaml, units, ignored, mistakes } = unitsFromTable(
      [
        ['DANH SÁCH TRƯỜNG TRỰC THUỘC'],
        [],
        ['STT', 'Trực thuộc', 'TÊN TRƯỜNG', 'Địa chỉ', 'Mã trường', 'Từ ngày', 'đến ngày (nếu có)', 'Tên viết tắt'],
        ['1', 'Sở GD&ĐT', 'Trường THPT Kim Sơn A', 'Phát Diệm', 'KSA', '01/9/2020', '', 'THPT KSA; Kim Sơn A'],
        ['2', 'ninhbinh-sgddt', 'Trường THPT Yên Mô B', '', '', '', '2025-06-30', ''],
        ['', '', '', '', '', '', '', ''],
        ['3', 'Trường THPT Kim Sơn A', 'Bộ phận văn thư', '', '', '', '', ''],
      ],
      tree,
      here,
    );
    expect(mistakes).toEqual([]);
    expect(ignored).toEqual(['Địa chỉ']);
    expect(units).toEqual([
      { row: 4, id: 'ninhbinh-sgddt-ksa', name: 'Trường THPT Kim Sơn A', kind: 'school', parent: 'ninhbinh-sgddt' },
      {
        row: 5,
        id: 'ninhbinh-sgddt-thptyenmob',
        name: 'Trường THPT Yên Mô B',
        kind: 'school',
        parent: 'ninhbinh-sgddt',
      },
      {
        row: 7,
        id: 'ninhbinh-sgddt-ksa-bophanvanthu',
        name: 'Bộ phận văn thư Trường THPT Kim Sơn A',
        kind: 'desk',
        parent: 'ninhbinh-sgddt-ksa',
      },
    ]);
    const own = kept(yaml);
    expect(own.byId.get('ninhbinh-sgddt-ksa')).toMatchObject({
      name: 'Trường THPT Kim Sơn A tỉnh Ninh Bình',
      from: '2020-09-01',
      to: null,
      aliases: ['THPT KSA', 'Kim Sơn A'],
    });
    expect(resolveUnit(own, 'THPT KSA', here)).toEqual({ unit: 'ninhbinh-sgddt-ksa' });
    expect(resolveUnit(own, 'Bộ phận văn thư', { within: 'ninhbinh-sgddt-ksa' })).toEqual({
      unit: 'ninhbinh-sgddt-ksa-bophanvanthu',
    });
  });

  test('a list of names alone, below what the options say', () => {
    const { yaml, mistakes } = unitsFromTable([['Trường THPT A'], ['Phòng Tổ chức cán bộ']], tree, below);
    expect(mistakes).toEqual([]);
    const own = kept(yaml);
    expect(own.byId.get('ninhbinh-sgddt-thpta')?.kind).toBe('school');
    expect(resolveUnit(own, 'Phòng TCCB', { within: 'ninhbinh-sgddt' })).toEqual({
      unit: 'ninhbinh-sgddt-phongtochuccanbo',
    });
  });

  test('the id of a unit that ships completes it', () => {
    const { yaml, mistakes } = unitsFromTable(
      [
        ['Mã', 'Tên', 'Cách viết khác'],
        ['ninhbinh-sgddt', 'Sở Giáo dục và Đào tạo', 'Sở Học vụ Ninh Bình'],
      ],
      tree,
      { province: 'ninhbinh', parent: 'ninhbinh' },
    );
    expect(mistakes).toEqual([]);
    const own = kept(yaml);
    expect(own.units).toHaveLength(tree.units.length);
    expect(resolveUnit(own, 'Sở Học vụ', here)).toEqual({ unit: 'ninhbinh-sgddt' });
  });

  test('all mistakes at once, each with its row and column, in both languages', () => {
    const rows = [
      ['Tên', 'Mã', 'Cấp trên', 'Loại', 'Từ ngày', 'Đến ngày'],
      ['', 'x', '', '', '', ''],
      ['Trường A', '', 'Sở Giáo dụk và Đào tạo', '', '', ''],
      ['Trường B', '', '', 'quán cà phê', '31/02/2025', ''],
      ['Trường C', '', '', '', '2025-07-01', '2025-06-30'],
      ['Trường D', 'd', '', '', '', ''],
      ['Trường E', 'd', '', '', '', ''],
      ['Trường F', '', '', '', '', ''],
      ['TRƯỜNG  F', 'f2', '', '', '', ''],
      ['Sở Y tế', 'y', 'ninhbinh', '', '', ''],
      ['Trường G', '', 'Trường H', '', '', ''],
      ['Trường H', '', 'Trường G', '', '', ''],
      ['Trường I', 'ninhbinh-syt', '', '', '', ''],
    ];
    expect(said(rows)).toEqual([
      '2 Tên: Dòng này chưa có tên đơn vị; điền tên hoặc bỏ cả dòng.',
      '3 Cấp trên: Không có đơn vị "Sở Giáo dụk và Đào tạo"; có phải "Sở Giáo dục và Đào tạo tỉnh Ninh Bình" không?',
      `4 Loại: Không rõ loại "quán cà phê"; dùng: sở, phòng, bộ phận, trường, xã, huyện, cơ quan.`,
      '4 Từ ngày: "31/02/2025" không phải ngày có thật; viết ngày/tháng/năm, như 01/07/2025.',
      '5 Đến ngày: Ngày cuối 2025-06-30 đứng trước ngày đầu 2025-07-01.',
      '7 Mã: Mã "ninhbinh-sgddt-d" trùng với dòng 6; ghi mã khác hoặc bỏ một dòng.',
      '9 Tên: Tên hoặc cách viết trùng với dòng 8; bỏ ở một bên.',
      '10 Tên: Đã có "Sở Y tế tỉnh Ninh Bình" (mã ninhbinh-syt); bỏ dòng này, hoặc ghi mã ấy ở cột Mã để bổ sung.',
      '11 Cấp trên: "Trường G" nằm dưới chính nó; xem lại cấp trên.',
      '12 Cấp trên: "Trường H" nằm dưới chính nó; xem lại cấp trên.',
      '13 Mã: Mã "ninhbinh-syt" đã là của "Sở Y tế tỉnh Ninh Bình"; ghi mã khác.',
    ]);
    const { yaml, mistakes } = unitsFromTable(rows, tree, below);
    expect(yaml).toBeUndefined();
    const letters = /[àáảãạăâđèéẻẽẹêìíỉĩịòóỏõọôơùúủũụưỳýỷỹỵ]/i;
    for (const { en } of mistakes) expect(en.replace(/"[^"]*"|one of: .*/g, '')).not.toMatch(letters);
  });

  test('a table that cannot be read says what it needs', () => {
    expect(said([])).toEqual(['1 Tên: Bảng trống; dán các dòng có tên đơn vị.']);
    expect(
      said([
        ['a', 'b'],
        ['c', 'd'],
      ])[0],
    ).toContain('thêm dòng tiêu đề: Tên, Mã, Cấp trên');
    expect(
      said([
        ['Tên', 'Tên đơn vị'],
        ['a', 'b'],
      ])[0],
    ).toContain('"Tên" và "Tên đơn vị" cùng một nghĩa');
    expect(said([['Tên'], ['Trường A']], here)[0]).toContain('điền tên hoặc mã đơn vị cấp trên');
  });

  test('communes and desks of today', () => {
    const { yaml, mistakes } = unitsFromTable(
      [
        ['tên đơn vị', 'trực thuộc', 'từ ngày'],
        ['Xã Mới Lập', 'UBND tỉnh Ninh Bình', '1/1/2027'],
        ['Trung tâm Phục vụ hành chính công xã Mới Lập', 'Xã Mới Lập', '1/1/2027'],
      ],
      tree,
      here,
    );
    expect(mistakes).toEqual([]);
    const own = kept(yaml);
    expect(own.byId.get('ninhbinh-xamoilap')).toMatchObject({
      kind: 'commune',
      name: 'Ủy ban nhân dân xã Mới Lập, tỉnh Ninh Bình',
      place: 'Mới Lập',
    });
    expect(resolveUnit(own, 'UBND xã Mới Lập', here)).toEqual({ unit: 'ninhbinh-xamoilap' });
  });
});

test('an own unit may stand over the shipped ones; what clashes with them is told', () => {
  const { mistakes } = parseUnits(
    [
      {
        file: 'own.yaml',
        text: 'province: ninhbinh\nunits:\n  - { id: ninhbinh-x1, kind: department, short: Sở Y tế, parent: ninhbinh }\n  - { id: ninhbinh-x2, kind: school, short: Trường A, parent: ninhbinh-sgddtt }\n',
      },
    ],
    tree,
  );
  expect(mistakes.map(({ line, message }) => `${line} ${message}`)).toEqual([
    '3 Đơn vị "ninhbinh-x1": cách viết "so y te" đã là của "ninhbinh-syt" trong cùng thời gian; bỏ ở một bên.',
    '4 Đơn vị "ninhbinh-x2": không có đơn vị cấp trên "ninhbinh-sgddtt"; có phải "ninhbinh-sgddt" không?',
  ]);
});
