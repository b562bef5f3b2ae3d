import { describe, expect, test } from 'vitest';
import { idsFor, kindId, plainId } from './ids.ts';
import { mentionsIn } from './made-of.ts';
import { decreeTones, type SourceCommune, type SourceFormerCommune } from './source.ts';
import { successorsIn } from './successors.ts';

test('a text names communes, their districts, and where the rest went', () => {
  expect(
    mentionsIn(
      'Phường Đội Cấn, Xã Tân Lập (huyện Ý Yên) (phần còn lại sau khi sáp nhập vào xã Phú Lợi, phường Ba Đình)',
    ),
  ).toEqual([
    { name: 'Phường Đội Cấn', district: '', part: false, others: [] },
    { name: 'Xã Tân Lập', district: 'huyện Ý Yên', part: true, others: ['xã Phú Lợi', 'phường Ba Đình'] },
  ]);
  expect(mentionsIn('Xã Phong Điền (bao gồm cụm đảo Hòn Chuối), Xã Đông Hưng (phần còn lại)')).toMatchObject([
    { name: 'Xã Phong Điền', part: false },
    { name: 'Xã Đông Hưng', part: true, others: [] },
  ]);
});

test.each([
  ['Hoà Thuỷ', 'Hòa Thủy'],
  ['Vũ Quý', 'Vũ Quý'],
  ['Hoàn Kiếm, Khoái Châu, Loan', 'Hoàn Kiếm, Khoái Châu, Loan'],
  ['Thanh Hoá', 'Thanh Hóa'],
])('tones of %s', (written, decree) => {
  expect(decreeTones(written)).toBe(decree);
});

describe('ids', () => {
  const ids = (names: string[], known?: string): string[] => [
    ...idsFor(
      names.map((name, at) => ({ code: String(at), name, known: at === 0 ? known : undefined })),
      [plainId, kindId],
      new Set(['pgddt']),
    ).values(),
  ];
  test('plain where nobody else is called so, with the kind, then with the code', () => {
    expect(ids(['xã Kim Long', 'phường 1', 'thị trấn Yên Viên', 'xã Yên Viên']).sort()).toEqual([
      'kimlong',
      'p1',
      'ttyenvien',
      'xyenvien',
    ]);
    expect(ids(['xã Minh Quán', 'xã Minh Quân'])).toEqual(['xminhquan0', 'xminhquan1']);
    expect(ids(['xã Kim Long', 'thị trấn Kim Long'], 'kimlong')).toEqual(['kimlong', 'ttkimlong']);
  });
});

describe('successors', () => {
  const old = (code: string, name: string, districtName = 'huyện A', province = '1'): SourceFormerCommune => ({
    code,
    name,
    province,
    provinceName: `tỉnh ${province}`,
    district: districtName,
    districtName,
  });
  const now = (code: string, name: string, madeOf: string): SourceCommune => ({ code, name, province: '9', madeOf });
  const went = (communes: SourceCommune[], former: SourceFormerCommune[]) => {
    const { became, restUnknown, kept, report } = successorsIn(communes, former);
    const all = [...became].map(([from, to]) => [from, [...to, ...(restUnknown.has(from) ? ['?'] : [])].join(' ')]);
    return {
      ...Object.fromEntries(all),
      kept: [...kept.keys()],
      open: report.open.length,
      readAs: report.readAs.length,
    };
  };

  test('whole ones have one successor, divided ones all of theirs, whichever text says so', () => {
    const former = [old('1', 'xã A'), old('2', 'xã B'), old('3', 'xã C'), old('4', 'xã D')];
    expect(
      went(
        [
          now('1', 'xã Một', 'Xã A, Xã B'),
          now('2', 'xã Hai', 'Xã C, Xã B (phần còn lại sau khi sáp nhập vào xã Một)'),
          now('4', 'xã Ba', 'Xã D (một phần)'),
        ],
        former,
      ),
    ).toEqual({ 1: '1', 2: '1 2', 3: '2', 4: '4 ?', kept: [], open: 0, readAs: 0 });
  });

  test('of one name in two districts the one that the text tells, or that lies with the others; else none', () => {
    const former = [
      old('1', 'xã Tân Lập', 'huyện A'),
      old('2', 'xã Tân Lập', 'huyện B'),
      old('3', 'xã Kim', 'huyện B'),
      old('4', 'xã Nam', 'huyện A'),
    ];
    expect(went([now('9', 'xã X', 'Xã Tân Lập (huyện B), Xã Nam')], former)).toMatchObject({ 2: '9', 4: '9', open: 0 });
    expect(went([now('9', 'xã X', 'Xã Tân Lập, Xã Kim')], former)).toMatchObject({ 2: '9', 3: '9', open: 0 });
    const unsure = went([now('9', 'xã X', 'Xã Tân Lập, Xã Kim, Xã Nam')], former);
    expect(unsure).toMatchObject({ 3: '9', 4: '9', open: 1 });
    expect(unsure).not.toHaveProperty('1');
    expect(unsure).not.toHaveProperty('2');
  });

  test('another spelling is the one that is left beside the others, and said; a stranger stays open', () => {
    const former = [old('1', 'xã Sủng Tráng'), old('2', 'xã Mán'), old('3', 'xã Đa Krông')];
    expect(went([now('2', 'xã Mán', 'Xã Mán, Xã Sủng Cháng, Xã Đakrông, Xã Lạ Hoắc')], former)).toEqual({
      1: '2',
      2: '2',
      3: '2',
      kept: [],
      open: 1,
      readAs: 2,
    });
  });

  test('kept communes, whole districts, and texts copied from a namesake', () => {
    const former = [old('1', 'xã A'), old('2', 'xã Sơn Hà'), old('3', 'xã Sơn Hạ'), old('', '', 'huyện Lý Sơn')];
    const { kept, districts, became, report } = successorsIn(
      [
        now('1', 'xã A', 'giữ nguyên'),
        now('2', 'xã Sơn Hà', 'Xã Sơn Hà'),
        now('3', 'xã Sơn Hạ', 'Xã Sơn Hà'),
        now('5', 'đặc khu Lý Sơn', 'Huyện Lý Sơn'),
      ],
      former,
    );
    expect(kept.get('1')?.name).toBe('xã A');
    expect(districts.get('huyện Lý Sơn')).toBe('5');
    expect([...(became.get('2') ?? [])]).toEqual(['2']);
    expect(became.has('3')).toBe(false);
    expect(report.open).toHaveLength(1);
  });
});
