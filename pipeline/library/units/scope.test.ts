import { describe, expect, test } from 'vitest';
import { shippedTexts } from '../../../test/support/domain-data.ts';
import { placeName, superiorName } from './heading.ts';
import { parseUnits } from './parse.ts';
import { holds } from './periods.ts';
import { childrenAt, parentAt, unitPath, unitScope } from './scope.ts';
import type { Unit, UnitTree } from './types.ts';

function treeOf(...texts: string[]): UnitTree {
  const { value, mistakes } = parseUnits(texts.map((text, index) => ({ file: `${index}.yaml`, text })));
  if (!value) {
    throw new Error(JSON.stringify(mistakes));
  }
  return value;
}

const shipped = treeOf(...shippedTexts('units').map(({ text }) => text));

function unit(id: string): Unit {
  const found = shipped.byId.get(id);
  if (!found) {
    throw new Error(`no unit ${id}`);
  }
  return found;
}

describe('scopes over time', () => {
  test('a commune whose district was merged counts below the old one, then below the new one', () => {
    const rows = (id: string) => unitScope(shipped, id).filter((row) => row.unit === 'brvt-longdien-longhai');
    expect(rows('brvt-longdien')).toEqual([{ unit: 'brvt-longdien-longhai', from: null, to: '2024-12-31' }]);
    expect(rows('brvt-longdat')).toEqual([{ unit: 'brvt-longdien-longhai', from: '2025-01-01', to: null }]);
    expect(rows('brvt')).toEqual([{ unit: 'brvt-longdien-longhai', from: null, to: null }]);
  });

  test('the unit itself comes first and without bounds; late rows of ended units are not lost', () => {
    const scope = unitScope(shipped, 'brvt');
    expect(scope[0]).toEqual({ unit: 'brvt', from: null, to: null });
    expect(scope.find((row) => row.unit === 'brvt-stttt')).toEqual({ unit: 'brvt-stttt', from: null, to: null });
    expect(new Set(scope.map((row) => row.unit)).size).toBe(scope.length);
  });

  test('a successor does not take over the figures of the units before it', () => {
    expect(unitScope(shipped, 'brvt-skhcn').map((row) => row.unit)).toEqual(['brvt-skhcn']);
    expect(unitScope(shipped, 'gialai').some((row) => row.unit.startsWith('binhdinh'))).toBe(false);
  });

  test('spans are cut along the path; coming back gives two rows, a change higher up none', () => {
    const tree = treeOf(`province: p
units:
  - { id: p, kind: province, short: P }
  - { id: a, kind: district, short: A, parent: p }
  - { id: b, kind: district, short: B, parent: p }
  - id: c
    kind: department
    short: C
    parents: [{ parent: a, to: 2021-12-31 }, { parent: b, from: 2022-01-01, to: 2022-12-31 }, { parent: a, from: 2023-01-01 }]
  - { id: d, kind: division, short: D, parents: [{ parent: c, to: 2023-06-30 }, { parent: b, from: 2023-07-01 }] }
`);
    const rows = (id: string, of: string) => unitScope(tree, id).filter((row) => row.unit === of);
    expect(rows('a', 'c')).toEqual([
      { unit: 'c', from: null, to: '2021-12-31' },
      { unit: 'c', from: '2023-01-01', to: null },
    ]);
    expect(rows('a', 'd')).toEqual([
      { unit: 'd', from: null, to: '2021-12-31' },
      { unit: 'd', from: '2023-01-01', to: '2023-06-30' },
    ]);
    expect(rows('b', 'd')).toEqual([
      { unit: 'd', from: '2022-01-01', to: '2022-12-31' },
      { unit: 'd', from: '2023-07-01', to: null },
    ]);
    expect(rows('p', 'd')).toEqual([{ unit: 'd', from: null, to: null }]);
  });

  test('path and children on a day', () => {
    expect(unitPath(shipped, 'brvt-longdien-longhai', '2024-06-01')).toEqual([
      'brvt',
      'brvt-longdien',
      'brvt-longdien-longhai',
    ]);
    expect(unitPath(shipped, 'brvt-longdien-longhai', '2025-02-01')).toEqual([
      'brvt',
      'brvt-longdat',
      'brvt-longdien-longhai',
    ]);
    expect(parentAt(unit('brvt'))).toBeUndefined();
    const districts = (at: string) =>
      childrenAt(shipped, 'brvt', at)
        .filter(({ kind }) => kind === 'district')
        .map(({ id }) => id);
    expect(districts('2024-11-30')).toEqual([
      'brvt-vungtau',
      'brvt-baria',
      'brvt-phumy',
      'brvt-chauduc',
      'brvt-longdien',
      'brvt-datdo',
      'brvt-xuyenmoc',
      'brvt-condao',
    ]);
    expect(districts('2025-03-01')).toHaveLength(7);
    expect(districts('2025-07-01')).toEqual([]);
  });
});

describe('mergers', () => {
  test.each([
    ['brvt', '2025-06-30', ['hcm']],
    ['brvt-sgddt', '2025-06-30', ['hcm-sgddt']],
    ['brvt-stttt', '2025-02-28', ['brvt-skhcn']],
    ['brvt-skhdt', '2025-02-28', ['brvt-stc']],
    ['brvt-sgtvt', '2025-02-28', ['brvt-sxd']],
    ['brvt-stnmt', '2025-02-28', ['brvt-snnmt']],
    ['brvt-longdien', '2024-12-31', ['brvt-longdat']],
    ['binhdinh', '2025-06-30', ['gialai']],
    ['gialai-stttt', '2025-02-28', ['gialai-skhcn']],
    ['gialai-pleiku', '2025-06-30', []],
  ])('%s ended on %s', (id, to, successors) => {
    expect(unit(id).to).toBe(to);
    expect(unit(id).successors).toEqual(successors);
  });

  test('a successor exists on the day after', () => {
    const gaps = shipped.units.flatMap(({ id, to, successors }) => {
      const day = to === null ? '' : new Date(Date.parse(to) + 86_400_000).toISOString().slice(0, 10);
      return successors.filter((other) => !holds(unit(other), day)).map((other) => `${id} → ${other}`);
    });
    expect(gaps).toEqual([]);
  });

  test('Gia Lai goes on, without districts', () => {
    expect(unit('gialai').to).toBeNull();
    expect(childrenAt(shipped, 'gialai', '2024-12-31').filter(({ kind }) => kind === 'district')).toHaveLength(17);
    expect(childrenAt(shipped, 'gialai', '2025-07-01').filter(({ kind }) => kind === 'district')).toHaveLength(0);
  });
});

describe('the heading of a report', () => {
  test.each([
    ['brvt-sgddt', 'UBND tỉnh Bà Rịa - Vũng Tàu', 'Bà Rịa - Vũng Tàu'],
    ['gialai-sgddt', 'UBND tỉnh Gia Lai', 'Gia Lai'],
    ['brvt-sgddt-vanphong', 'Sở Giáo dục và Đào tạo', 'Bà Rịa - Vũng Tàu'],
    ['brvt-chauduc-pgddt', 'UBND huyện Châu Đức', 'Châu Đức'],
    ['brvt-chauduc', '', 'Châu Đức'],
    ['brvt', '', 'Bà Rịa - Vũng Tàu'],
    ['hcm-sgddt', 'UBND Thành phố Hồ Chí Minh', 'Thành phố Hồ Chí Minh'],
  ])('%s', (id, superior, place) => {
    expect(superiorName(shipped, id)).toBe(superior);
    expect(placeName(shipped, id)).toBe(place);
  });
});
