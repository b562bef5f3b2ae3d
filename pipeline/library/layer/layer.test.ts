import { describe, expect, it } from 'vitest';
import { provinceIndex } from '../../cli/provinces.ts';
import { readDataTexts, shippedWith } from '../../cli/shipped.ts';
import { APPENDIX_IDS } from '../../report/layout.ts';
import { reportOptions } from '../../report/options.ts';
import { parseLibrary, parseShipped } from '../library.ts';
import { exportOffice, importOffice } from './bundle.ts';
import { changedDefaults } from './defaults.ts';
import { editOffice } from './edit.ts';
import { idsNamed, type OfficeFiles, placeOf } from './files.ts';
import { parseOffice } from './parse.ts';
import { starterFiles } from './starter.ts';
import { NO_DEFAULTS } from './types.ts';

const texts = readDataTexts();
const shipped = parseShipped(texts);
const filesOf = (written: Readonly<Record<string, string>>): OfficeFiles =>
  new Map(Object.entries(written).map(([path, text]) => [path, new TextEncoder().encode(text)]));
const officeOf = (written: Readonly<Record<string, string>>) => parseLibrary(texts, filesOf(written));

const PROVINCE = `province: dathu
units:
  - { id: dathu, short: Ủy ban nhân dân tỉnh Đất Thử, kind: province, suffix: tỉnh Đất Thử, place: Đất Thử }
  - { id: dathu-sgddt, short: Sở Giáo dục và Đào tạo, kind: department, parent: dathu }
`;
const PLAN = `id: dathu-2026
title: { vi: Kế hoạch, en: Plan }
short_title: KH
date: 2026-01
issuer: Sở
issuer_unit: dathu-sgddt
targets:
  - { id: a, name: { vi: A, en: A }, indicator: online_rate, operator: ">=", value: 5, due: 2026-12-31, place: I }
`;

describe('the layers', () => {
  it('without files are what ships', () => {
    const library = parseLibrary(texts);
    expect(library.plans).toEqual(shipped.plans);
    expect([library.office.mistakes, library.office.notes]).toEqual([[], []]);
  });

  it('units of one file, a plan of another, and a broken third that hurts neither', () => {
    const library = officeOf({
      'units/a.yaml': PROVINCE,
      'plans/b.yaml': PLAN,
      'units/c.yaml': 'province: dathu\nunits:\n  - { id: dathu-x, short: X, kind: agency, parent: dathu-khong-co }\n',
      'indicators/d.yaml': 'indicators:\n  - { id: online_rate }\n',
      'spellings/e.yaml': 'columns: { Họ và tên: channel, Kênh: chanel }\ncodes: { channel: { a: remot } }\n',
      'defaults.yaml': 'unit: dathu-sgddt\nnumber_pattern: BC\n',
    });
    expect([...library.office.plans.keys(), ...library.office.units.keys()]).toEqual([
      'dathu-2026',
      'dathu',
      'dathu-sgddt',
    ]);
    expect(library.plans.get('dathu-2026')?.issuerUnit).toBe('dathu-sgddt');
    const told = library.office.mistakes.map(({ file, line }) => `${file}:${line}`);
    expect(told).toEqual(expect.arrayContaining(['units/c.yaml:3', 'spellings/e.yaml:1', 'defaults.yaml:2']));
    expect(told.filter((place) => place.startsWith('indicators/d.yaml')).length).toBeGreaterThan(0);
    expect(library.office.defaults.unit).toBeNull();
    expect(library.indicators).toEqual(shipped.indicators);
    expect(library.office.mistakes.filter(({ file }) => file === 'spellings/e.yaml').map(({ en }) => en)).toEqual([
      'Spellings: "Họ và tên" is personal data and is never loaded; take this line out, or write ignore.',
      'Spellings: there is no column "chanel"; is it "channel"?',
      'Spellings: there is no value "remot"; is it "remote"?',
    ]);
  });

  it('an own plan with a shipped id is used, an own unit completes the shipped one; both are noted', () => {
    const own = PLAN.replaceAll('dathu-sgddt', 'brvt-sgddt').replace('dathu-2026', 'brvt-ubnd-2023');
    const library = officeOf({
      'plans/b.yaml': own,
      'units/c.yaml': 'province: brvt\nunits:\n  - { id: brvt-sgddt, aliases: [Sở Học] }\n',
    });
    expect(library.plans.get('brvt-ubnd-2023')?.targets).toHaveLength(1);
    const before = shipped.units.byId.get('brvt-sgddt');
    expect(library.units.byId.get('brvt-sgddt')).toEqual({
      ...before,
      aliases: [...(before?.aliases ?? []), 'Sở Học'],
    });
    expect(library.office.notes.map(({ file }) => file).sort()).toEqual(['plans/b.yaml', 'units/c.yaml']);
  });

  it('two files with one plan are told; editors’ encodings are read, others told', () => {
    const utf16 = new Uint8Array([
      0xff,
      0xfe,
      ...new Uint8Array(new Uint16Array([...PLAN].map((c) => c.charCodeAt(0))).buffer),
    ]);
    const library = parseLibrary(
      texts,
      new Map([
        ...filesOf({ 'units/a.yaml': PROVINCE, 'plans/z.yaml': PLAN }),
        ['plans/a.yaml', utf16],
        ['plans/m.yaml', new Uint8Array([0x69, 0xff, 0x80])],
      ]),
    );
    expect(library.office.plans.get('dathu-2026')).toBe('plans/a.yaml');
    expect(library.office.mistakes.map(({ file }) => file).sort()).toEqual(['plans/m.yaml', 'plans/z.yaml']);
  });

  it('a key as it was called before is told with its name of today', () => {
    const { mistakes } = officeOf({ 'plans/b.yaml': PLAN.replace('short_title', 'shortTitle') }).office;
    expect(mistakes.map(({ message }) => message)).toContainEqual(
      expect.stringContaining('có phải "short_title" không?'),
    );
  });
});

describe('edits', () => {
  it('a change that breaks another file is told, mistakes of before are not its own', () => {
    const files = filesOf({ 'units/a.yaml': PROVINCE, 'plans/b.yaml': PLAN, 'plans/c.yaml': 'id: [' });
    expect(editOffice(shipped, files, new Map([['contacts.yaml', new Uint8Array()]])).mistakes).toEqual([]);
    const removed = editOffice(shipped, files, new Map([['units/a.yaml', null]]));
    expect(removed.mistakes.map(({ file, line }) => `${file}:${line}`)).toEqual(['plans/b.yaml:6']);
  });
});

describe('the starter files', () => {
  it('set nothing', () => {
    const { office } = parseLibrary(texts, starterFiles());
    expect([office.mistakes, office.notes, office.plans.size, office.units.size]).toEqual([[], [], 0, 0]);
    expect([...starterFiles()].flatMap(([path, bytes]) => idsNamed(path, bytes))).toEqual([]);
  });

  it('are right where somebody takes the signs off', () => {
    const uncommented = [...starterFiles()].map(([path, bytes]) => {
      const lines = new TextDecoder().decode(bytes).split('\n');
      const at = lines.indexOf('');
      return [
        path,
        lines
          .slice(at)
          .map((line) => line.replace(/^# ?/, ''))
          .join('\n'),
      ] as const;
    });
    const below = shippedWith(provinceIndex(), ['ninhbinh']);
    const { mistakes } = parseOffice(below, filesOf(Object.fromEntries(uncommented))).office;
    // The example's template is not there.
    expect(mistakes.map(({ file, en = '' }) => `${file} ${en}`)).toEqual([
      'defaults.yaml Defaults: there is no file in templates/ "bao-cao.xlsx".',
    ]);
  });
});

describe('the defaults of reports', () => {
  const TEXT = `# Sở Giáo dục
unit: dathu-sgddt # của mình
place: Đất Thử
signatory: { on_behalf: [TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH], position: PHÓ CHỦ TỊCH, name: Nguyễn Văn A }
recipients: [UBND tỉnh (báo cáo), "Lưu: VT, VP"]
appendices: [months, fields]
`;
  const read = (text: string) => officeOf({ 'units/a.yaml': PROVINCE, 'defaults.yaml': text }).office;

  it('say who signs, to whom it goes and what comes behind the two pages', () => {
    const { defaults, mistakes } = read(TEXT);
    expect(mistakes).toEqual([]);
    expect(defaults).toMatchObject({
      place: 'Đất Thử',
      signatory: {
        onBehalf: 'TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH',
        position: 'PHÓ CHỦ TỊCH',
        name: 'Nguyễn Văn A',
      },
      recipients: ['UBND tỉnh (báo cáo)', 'Lưu: VT, VP'],
      appendices: ['fields', 'months'],
    });
    expect(read('appendices: all\n').defaults.appendices).toEqual(APPENDIX_IDS);
    expect(read('appendices: [fields, chart]\n').mistakes.map(({ line, en }) => [line, en])).toEqual([
      [1, expect.stringContaining('there is no appendix "chart"')],
    ]);
  });

  it('are changed by a form without losing what else stands there', () => {
    const { defaults } = read(TEXT);
    const wanted = {
      ...defaults,
      place: null,
      recipients: ['Lưu: VT'],
      appendices: [],
      numberPattern: '{number}/BC-X',
    };
    const text = changedDefaults(TEXT, wanted);
    expect(text).toContain('unit: dathu-sgddt # của mình');
    expect(text.startsWith('# Sở Giáo dục\n')).toBe(true);
    expect(read(text).defaults).toEqual(wanted);
    // From the file of comments that `vedich init` writes, and from none.
    for (const before of [new TextDecoder().decode(starterFiles().get('defaults.yaml')), '']) {
      expect(read(changedDefaults(before, { ...wanted, unit: null })).defaults).toEqual({ ...wanted, unit: null });
    }
    expect(read(changedDefaults(TEXT, { ...NO_DEFAULTS, unit: 'dathu-sgddt' })).defaults).toEqual({
      ...NO_DEFAULTS,
      unit: 'dathu-sgddt',
    });
  });

  it('hold for the office’s own unit alone', () => {
    const { defaults } = read(TEXT);
    expect(reportOptions(defaults, 'dathu-sgddt')).toMatchObject({
      place: 'Đất Thử',
      appendices: ['fields', 'months'],
    });
    expect(reportOptions(defaults, 'dathu')).toEqual({ appendices: ['fields', 'months'] });
  });
});

describe('the zip', () => {
  it('brings back what was put in, is the same bytes each time, and may have a folder around it', async () => {
    const files = filesOf({ 'plans/b.yaml': PLAN, 'defaults.yaml': 'place: X\n', 'templates/a.xlsx': 'PK' });
    const zip = exportOffice(files);
    expect(exportOffice(new Map([...files].reverse()))).toEqual(zip);
    expect((await importOffice(zip, 'z.zip')).files).toEqual(new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1))));
    const around = exportOffice(new Map([...files].map(([path, bytes]) => [`thu-vien/${path}`, bytes])));
    expect([...(await importOffice(around, 'z.zip')).files.keys()].sort()).toEqual([...files.keys()].sort());
  });

  it('takes nothing from outside the layer’s places', async () => {
    for (const path of [
      '../plans/a.yaml',
      'plans/../../a.yaml',
      '/plans/a.yaml',
      'plans/a/b.yaml',
      'C:\\plans\\a.yaml',
    ])
      expect(placeOf(path.replaceAll('\\', '/')), path).toBeUndefined();
    expect((await importOffice(new Uint8Array([1, 2, 3]), 'z.zip')).mistakes).toHaveLength(1);
  });

  it('refuses what is damaged, or larger than it says or may be', async () => {
    const zip = exportOffice(filesOf({ 'plans/b.yaml': PLAN }));
    const changed = (at: number, byte: number): Uint8Array => zip.map((one, index) => (index === at ? byte : one));
    const refusal = async (bytes: Uint8Array): Promise<string> =>
      (await importOffice(bytes, 'z.zip')).mistakes.map(({ en = '' }) => en).join();
    const central = Buffer.from(zip).indexOf('PK\u0001\u0002');
    // A byte of the contents; the size that the directory tells.
    expect(await refusal(changed(60, zip[60]! ^ 1))).toMatch(/damaged/);
    expect(await refusal(changed(central + 24, 3))).toMatch(/damaged/);
    expect(await refusal(zip.subarray(0, central))).toMatch(/damaged/);
    const large = exportOffice(new Map([['templates/a.xlsx', new Uint8Array(65 * 2 ** 20)]]));
    expect(large.length).toBeLessThan(2 ** 20);
    expect(await refusal(large)).toMatch(/too large/);
    const many = exportOffice(new Map(Array.from({ length: 2001 }, (_, n) => [`plans/p${n}.yaml`, new Uint8Array()])));
    expect(await refusal(many)).toMatch(/too large/);
  });
});
