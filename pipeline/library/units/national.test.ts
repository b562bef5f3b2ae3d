import { describe, expect, test } from 'vitest';
import { shippedTexts } from '../../../test/support/domain-data.ts';
import { shippedProvinces, unitsFor } from '../../../test/support/provinces.ts';
import { loadProvinces } from './national.ts';
import { parseUnits } from './parse.ts';
import { holds } from './periods.ts';
import { resolveUnit } from './resolve.ts';
import { unitScope } from './scope.ts';
import { nameKeys, provinceEndings } from './spellings.ts';
import type { Unit, UnitKind, UnitTree } from './types.ts';

const index = shippedProvinces();
const trees = new Map<string, UnitTree>();
function treeOf(province: string): UnitTree {
  const tree = trees.get(province) ?? unitsFor(index, province);
  trees.set(province, tree);
  return tree;
}

/** Each province's own units, every one loaded with what it needs. */
const own = index.provinces.flatMap(({ id }) => treeOf(id).units.filter(({ province }) => province === id));
const inForce = (kind: UnitKind, day: string): Unit[] => own.filter((unit) => unit.kind === kind && holds(unit, day));
const [BEFORE, NOW] = ['2025-06-30', '2025-07-01'];

function unit(id: string): Unit {
  const found = treeOf(id.split('-')[0] ?? '').byId.get(id);
  if (!found) throw new Error(`no unit ${id}`);
  return found;
}

describe('the whole country', () => {
  test('has as many units as the source, on either side of 1/7/2025', () => {
    expect(inForce('province', NOW)).toHaveLength(34);
    expect(inForce('commune', NOW)).toHaveLength(3321);
    expect(inForce('district', NOW)).toHaveLength(0);
    expect(inForce('province', BEFORE)).toHaveLength(63);
    expect(inForce('district', BEFORE)).toHaveLength(696);
    expect(inForce('commune', BEFORE)).toHaveLength(10035);
  });

  test('ids are given once, and what a unit is below or became is there', () => {
    expect(new Set(own.map(({ id }) => id)).size).toBe(own.length);
    const loose = index.provinces.flatMap(({ id }) => {
      const { units, byId } = treeOf(id);
      return units
        .flatMap((one) => [...one.parents.map(({ parent }) => parent), ...one.successors])
        .filter((other) => !byId.has(other));
    });
    expect(loose).toEqual([]);
  });

  test('a unit is in force as long as it has somebody above it; a successor follows', () => {
    const wrong = own.filter(({ kind, from, to, parents }) => {
      const [first, last] = [parents.at(0), parents.at(-1)];
      return kind !== 'province' && (first?.from !== from || last?.to !== to);
    });
    expect(wrong.map(({ id }) => id)).toEqual([]);
    const early = own.filter(({ id, to, successors }) => {
      const next = to === null ? '' : new Date(Date.parse(to) + 86_400_000).toISOString().slice(0, 10);
      return successors.some(
        (other) => !holds(treeOf(id.split('-')[0] ?? '').byId.get(other) ?? { from: '9', to: '' }, next),
      );
    });
    expect(early.map(({ id }) => id)).toEqual([]);
  });

  test('who went to several or to an unknown place is marked, and nobody else', () => {
    const communes = own.filter(({ kind, to }) => kind === 'commune' && to === BEFORE);
    expect(communes.filter(({ successors, divided }) => successors.length > 1 && !divided)).toEqual([]);
    expect(communes.filter(({ successors }) => successors.length === 1).length).toBeGreaterThan(9400);
    expect(communes.filter(({ divided }) => divided).length).toBeGreaterThan(350);
    // What the source leaves open.
    expect(communes.filter(({ successors }) => successors.length === 0).length).toBeLessThan(80);
  });

  test('no two offices of one province and time share a name; communes only with another district', () => {
    const shared: string[] = [];
    for (const { id } of index.provinces) {
      const tree = treeOf(id);
      const endings = provinceEndings(tree);
      const owners = new Map<string, Unit[]>();
      for (const one of tree.units.filter(({ province, kind }) => province === id && kind !== 'commune'))
        for (const key of nameKeys(one, tree, endings)) {
          const others = owners.get(key) ?? [];
          if (others.some((other) => other.to === one.to)) shared.push(`${one.id}: ${key}`);
          owners.set(key, [...others, one]);
        }
    }
    expect(shared).toEqual([]);
  });
});

describe('every unit of every province', () => {
  test.each(index.provinces.map(({ id }) => id))('%s is found by its full name, in time', (id) => {
    const tree = treeOf(id);
    const lost = tree.units.filter((one) => {
      const found = resolveUnit(tree, one.name, { at: one.to ?? one.from ?? NOW });
      return !('unit' in found) || found.unit !== one.id;
    });
    expect(lost.map(({ name }) => name)).toEqual([]);
  });
});

describe('what became of what', () => {
  test.each<[string, string[], boolean]>([
    ['ninhbinh-kimson-kimtrung', ['ninhbinh-xkimdong'], false],
    ['hanam', ['ninhbinh'], false],
    ['brvt', ['hcm'], false],
    ['binhduong', ['hcm'], false],
    ['hanoi-hoankiem-cuadong', ['hanoi-pbadinh', 'hanoi-phoankiem'], true],
    ['hcm-q8-p4', ['hcm-pchanhhung'], false],
    ['quangngai-lyson', ['quangngai-dklyson'], false],
    ['yenbai-tramtau-tasilang', ['laocai-xtaxilang'], false],
    ['hanam-stttt', ['hanam-skhcn'], false],
    ['hanam-sgddt', ['ninhbinh-sgddt'], false],
    ['hanam-svhttdl', ['ninhbinh-svhtt', 'ninhbinh-sdl'], true],
    ['hagiang-sldtbxh', ['hagiang-snv', 'hagiang-sgddt', 'hagiang-syt'], true],
    // The source gives what another commune was made of: nothing is guessed.
    ['quangngai-sonha-sonha', [], false],
  ])('%s → %j', (id, successors, divided) => {
    const name = id === 'quangngai-sonha-sonha' ? own.find((one) => one.shortName.endsWith('xã Sơn Hạ'))?.id : id;
    expect(unit(name ?? id)).toMatchObject({ successors, divided });
  });

  test('a commune that simply stayed is one unit, below its district, then below the province', () => {
    expect(unit('thanhhoa-xtamchung')).toMatchObject({
      from: null,
      to: null,
      parents: [
        { parent: 'thanhhoa-muonglat', from: null, to: BEFORE },
        { parent: 'thanhhoa', from: NOW, to: null },
      ],
    });
    const below = unitScope(treeOf('thanhhoa'), 'thanhhoa-muonglat').find((row) => row.unit === 'thanhhoa-xtamchung');
    expect(below).toEqual({ unit: 'thanhhoa-xtamchung', from: null, to: BEFORE });
  });

  test('a successor does not take over figures, in the merger of Gia Lai and Bình Định either', () => {
    const tree = treeOf('gialai');
    expect(unit('binhdinh').successors).toEqual(['gialai']);
    expect(unit('binhdinh-sgddt').successors).toEqual(['gialai-sgddt']);
    expect(tree.byId.get('binhdinh-quynhon')?.to).toBe(BEFORE);
    expect(unitScope(tree, 'gialai').some((row) => row.unit.startsWith('binhdinh'))).toBe(false);
    expect(resolveUnit(tree, 'UBND thành phố Quy Nhơn, tỉnh Bình Định')).toEqual({ unit: 'binhdinh-quynhon' });
    expect(resolveUnit(tree, 'UBND phường Quy Nhơn', { province: 'gialai' })).toEqual({ unit: 'gialai-pquynhon' });
    expect(resolveUnit(tree, 'Sở GDĐT', { province: 'binhdinh' })).toEqual({ unit: 'binhdinh-sgddt' });
  });
});

describe('hand-made files complete the national ones', () => {
  const handMade = parseUnits(shippedTexts('units')).value?.units ?? [];

  test('every id that existed is there, with the dates, spellings and notes it had', () => {
    expect(handMade.length).toBeGreaterThan(200);
    for (const one of handMade) {
      const found = unit(one.id);
      expect(found).toMatchObject({
        name: one.name,
        shortName: one.shortName,
        ...(one.from === null ? {} : { from: one.from }),
        ...(one.to === null ? {} : { to: one.to }),
        kind: one.kind,
      });
      expect(found.aliases).toEqual(expect.arrayContaining(one.aliases));
      if (one.note !== '') expect(found.note).toBe(one.note);
      if (one.successors.length > 0) expect(found.successors).toEqual(one.successors);
    }
  });

  test('nothing stands there twice: a hand-made commune is the national one', () => {
    expect(unit('hcm-longson').shortName).toBe('Ủy ban nhân dân xã Long Sơn');
    expect(treeOf('hcm').byId.has('hcm-xlongson')).toBe(false);
    // Hand-made without a successor, which the national data know.
    expect(unit('brvt-chauduc-xabang').successors).toHaveLength(1);
    expect(unit('brvt-longdien-longhai').parents).toHaveLength(2);
  });
});

test('mistakes of the data are told with file and line', () => {
  const { value, mistakes } = loadProvinces(index, ['ninhbinh', 'nowhere'], {
    'units/abbreviations.yaml': 'abbreviations:\n  - { long: ủy ban nhân dân, short: [UBND] }\n',
    'units/national/departments.yaml': 'departments:\n  - { id: stp, short: Sở Tư pháp, kind: departmnt }\n',
    'units/national/ninhbinh.csv':
      'level,code,id,name,district,successors\nbefore,1,kim-a,xã A,kim,xb\nnow,2,xb,xã B,,\nnow,3,xb,xã B,,\nx,4,y,z,,\n',
  });
  expect(value).toBeUndefined();
  expect(mistakes.map(({ file, line }) => `${file}:${line}`).sort()).toEqual([
    'units/national/departments.yaml:2',
    'units/national/ninhbinh.csv:2',
    'units/national/ninhbinh.csv:4',
    'units/national/ninhbinh.csv:5',
    'units/national/provinces.csv:0',
  ]);
});

describe('names of a whole province', () => {
  test('one name at two times or in several districts is told, never guessed; day, span and district tell it apart', () => {
    const hanoi = treeOf('hanoi');
    const ngocHa = { province: 'hanoi' };
    expect(resolveUnit(hanoi, 'Phường Ngọc Hà', ngocHa)).toMatchObject({
      ambiguous: ['hanoi-badinh-ngocha', 'hanoi-pngocha'],
    });
    expect(resolveUnit(hanoi, 'Phường Ngọc Hà', { ...ngocHa, at: '2025-06-30' })).toEqual({
      unit: 'hanoi-badinh-ngocha',
    });
    const during = { from: '2025-07-01', to: '2025-09-30' };
    expect(resolveUnit(hanoi, 'P. Ngọc Hà', { ...ngocHa, during })).toEqual({ unit: 'hanoi-pngocha' });
    expect(
      resolveUnit(hanoi, 'P. Ngọc Hà', { ...ngocHa, during: { from: '2025-06-01', to: '2025-07-31' } }),
    ).toMatchObject({
      ambiguous: expect.arrayContaining(['hanoi-pngocha']),
    });
    expect(resolveUnit(hanoi, 'UBND P. Ngọc Hà, Q. Ba Đình, TP Hà Nội')).toEqual({ unit: 'hanoi-badinh-ngocha' });
    const hcm = treeOf('hcm');
    const wards = resolveUnit(hcm, 'Phường 5', { province: 'hcm' });
    expect('ambiguous' in wards && wards.ambiguous.length).toBeGreaterThan(5);
    expect(resolveUnit(hcm, 'P05, Q8', { province: 'hcm' })).toEqual({ unit: 'hcm-q8-p5' });
    expect(resolveUnit(hcm, 'UBND phường 5 - Quận 8 - TP.HCM')).toEqual({ unit: 'hcm-q8-p5' });
  });

  test('marks tell names apart that differ in nothing else', () => {
    const tree = treeOf('quangngai');
    const today = { province: 'quangngai', at: '2026-01-01' };
    const [ha, haj] = ['xã Sơn Hà', 'xã Sơn Hạ'].map((name) => resolveUnit(tree, `UBND ${name}`, today));
    expect(ha).toHaveProperty('unit');
    expect(haj).toHaveProperty('unit');
    expect(ha).not.toEqual(haj);
    expect(resolveUnit(tree, 'UBND xa Son Ha', today)).toMatchObject({ ambiguous: expect.any(Array) });
    expect(resolveUnit(treeOf('laocai'), 'phường Sa Pả, thị xã Sa Pa, tỉnh Lào Cai')).toEqual({
      unit: 'laocai-sapa-psapa03002',
    });
  });

  test('a place that is called like a province is that place', () => {
    const tree = treeOf('ninhbinh');
    expect(resolveUnit(tree, 'UBND phường Nam Định', { province: 'ninhbinh' })).toEqual({ unit: 'ninhbinh-pnamdinh' });
    expect(resolveUnit(tree, 'UBND thành phố Nam Định')).toEqual({ unit: 'namdinh-namdinh' });
    expect(resolveUnit(tree, 'Sở Y tế Nam Định')).toEqual({ unit: 'namdinh-syt' });
  });

  test('a school that is called like another province stays in its own', () => {
    const text =
      'province: ninhbinh\nunits:\n  - { id: ninhbinh-sgddt-hn, kind: school, short: Trường THPT Hà Nam, parent: ninhbinh-sgddt }\n';
    const { value } = parseUnits([{ file: 'own.yaml', text }], treeOf('ninhbinh'));
    const found = value && resolveUnit(value, 'Trường THPT Hà Nam', { province: 'ninhbinh' });
    expect(found).toEqual({ unit: 'ninhbinh-sgddt-hn' });
  });

  test('"huyện Châu Thành" of three provinces is told apart by what lies in it', () => {
    const tree = treeOf('vinhlong');
    const named = tree.units.filter(({ kind, shortName }) => kind === 'district' && shortName.endsWith('Châu Thành'));
    expect(named.length).toBeGreaterThan(1);
    const found = named.map(({ id }) => {
      const commune = tree.units.find((one) => one.kind === 'commune' && one.parents[0]?.parent === id);
      return resolveUnit(
        tree,
        `${commune?.shortName}, huyện Châu Thành, ${tree.byId.get(commune?.province ?? '')?.suffix}`,
      );
    });
    expect(found.every((one) => 'unit' in one)).toBe(true);
  });

  test('a thousand different names within a second', () => {
    const tree = treeOf('hcm');
    const names = tree.units.flatMap(({ name, shortName }) => [name, shortName]).slice(0, 1000);
    expect(new Set(names).size).toBeGreaterThan(700);
    const start = performance.now();
    for (const name of names) resolveUnit(tree, name, { province: 'hcm', suggests: false });
    const known = performance.now() - start;
    expect(known).toBeLessThan(1000);
  });
});
