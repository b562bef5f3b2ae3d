import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../../pipeline/cli/run.ts';
import { dossiers, PLAN, PLAN_ID, UNITS_TABLE } from '../support/ninh-binh.ts';
import { recordingIo, temporaryFolder } from '../support/warehouse.ts';

const scratch = temporaryFolder();
afterAll(scratch.remove);
const at = (...parts: string[]): string => path.join(scratch.folder, ...parts);
const library = at('library');
const warehouse = at('warehouse.duckdb');
const OWN = ['--library', library, '--warehouse', warehouse];

interface Ran {
  code: number;
  out: string;
  err: string;
}

async function vedich(words: readonly string[], language: 'vi' | 'en' = 'vi'): Promise<Ran> {
  const io = { ...recordingIo(), language };
  const code = await runCli(words, io);
  return { code, out: io.printed.join('\n'), err: io.errors.join('\n') };
}

async function jsonOf(words: readonly string[]): Promise<Record<string, unknown>[]> {
  const { code, out, err } = await vedich([...words, '--format', 'json']);
  expect(code, err).toBe(0);
  return JSON.parse(out);
}

function put(name: string, text: string): string {
  mkdirSync(path.dirname(at(name)), { recursive: true });
  writeFileSync(at(name), text);
  return at(name);
}

beforeAll(async () => {
  put('xuat/so.csv', dossiers(3, 'Sở Giáo dục và Đào tạo', 10, 8, 2));
  put('xuat/trung-tam.csv', dossiers(3, 'TT Ngoại ngữ Hoa Lư', 10, 2, 0));
});

describe('a plan and a unit that did not ship', () => {
  it('are added once checked, and are what the figures are judged by', async () => {
    expect((await vedich(['init', '--library', library])).code).toBe(0);
    const units = await vedich(['units', 'add', put('don-vi.csv', UNITS_TABLE), '--province', 'Ninh Bình', ...OWN]);
    expect([units.code, units.err]).toEqual([0, '']);
    const plan = await vedich(['plans', 'add', put('ke-hoach.yaml', PLAN), ...OWN]);
    expect([plan.code, plan.err, plan.out]).toEqual([0, '', expect.stringMatching(/bản [0-9a-f]{16}/)]);
    const imported = await vedich(['import', at('xuat'), '--province', 'ninhbinh', ...OWN]);
    expect(imported.code, imported.out).toBe(0);

    const period = ['--as-of', '2026-03-31', ...OWN];
    const evaluate = ['evaluate', '--plan', PLAN_ID, '--unit', 'ninhbinh-sgddt', ...period];
    // 8 + 2 of 20 from afar; 18 of 20 in time.
    expect(await jsonOf(evaluate)).toMatchObject([
      { indicator: 'remote_online_rate', numerator: 10, denominator: 20 },
      { indicator: 'on_time_rate', numerator: 18, denominator: 20 },
    ]);
    const centre = ['evaluate', '--plan', PLAN_ID, '--unit', 'ninhbinh-sgddt-nnhl', ...period];
    expect(await jsonOf(centre)).toMatchObject([
      { numerator: 2, denominator: 10 },
      { numerator: 10, denominator: 10 },
    ]);
    const missing = ['dossiers', '--plan', PLAN_ID, '--indicator', 'on_time_rate', '--side', 'missing'];
    const whose = ['--unit', 'ninhbinh-sgddt', '--from', '2026-01-01'];
    expect(await jsonOf([...missing, ...whose, ...period])).toHaveLength(2);
    const report = at('bao-cao.xlsx');
    const written = await vedich([
      ...['report', '--yes', '--all', '--plan', PLAN_ID, '--unit', 'ninhbinh-sgddt', '-o', report],
      ...period,
    ]);
    expect(written.code, written.err).toBe(0);
    const parts = unzipSync(new Uint8Array(readFileSync(report)));
    expect(Object.values(parts).some((part) => new TextDecoder().decode(part).includes('KH-SGDĐT'))).toBe(true);
  });

  it('are still there for a program that starts anew, and in both languages', async () => {
    const main = fileURLToPath(new URL('../../pipeline/cli/main.ts', import.meta.url));
    const { stdout, status } = spawnSync(process.execPath, [main, 'plans', 'list', '--format', 'json', ...OWN], {
      encoding: 'utf8',
    });
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toContainEqual(expect.objectContaining({ id: PLAN_ID, targets: 2 }));
    expect((await vedich(['plans', 'list', ...OWN])).out).toContain('của cơ quan');
    expect((await vedich(['plans', 'show', 'ninhbinh-sgddt-2062', ...OWN], 'en')).err).toBe(
      `There is no plan 'ninhbinh-sgddt-2062'. → ${PLAN_ID}? See 'vedich plans list'.`,
    );
  });

  it('a plan with mistakes is refused with all its lines, and the old one stays', async () => {
    const broken = PLAN.replace('remote_online_rate', 'remote_online_rat').replace('2026-12-31', '31/12/2026');
    const refused = await vedich(['plans', 'add', put('hong.yaml', broken), ...OWN], 'en');
    expect(refused.code).toBe(1);
    expect(refused.err).toMatch(/hong\.yaml:\d+ {2}Target "remote": there is no indicator "remote_online_rat"/);
    expect(refused.err).toMatch(/hong\.yaml:\d+ {2}Target "remote": .*write 2026-12-31/);
    expect(refused.err).not.toMatch(/Chỉ tiêu|không/);
    const kept = readFileSync(path.join(library, 'plans', `${PLAN_ID}.yaml`), 'utf8');
    expect(kept).toBe(PLAN);
  });

  it('the same id replaces; comments and layout make no other version, a target does', async () => {
    const version = async (): Promise<unknown> => {
      const { out } = await vedich(['plans', 'show', PLAN_ID, '--format', 'json', ...OWN]);
      return JSON.parse(out).version;
    };
    const first = await version();
    const laid = PLAN.replace(
      '{ vi: Hồ sơ đúng hạn, en: Dossiers on time }',
      '\n      en: Dossiers on time\n      vi: Hồ sơ đúng hạn',
    );
    const again = await vedich(['plans', 'add', put('khac-ten.yaml', `# ghi chú\n${laid}`), ...OWN]);
    expect([again.code, again.out]).toEqual([0, expect.stringContaining(`Thay kế hoạch '${PLAN_ID}'`)]);
    expect(await version()).toBe(first);
    await vedich(['plans', 'add', put('khac-ten.yaml', PLAN.replace('value: 70', 'value: 40')), ...OWN]);
    expect(await version()).not.toBe(first);
    const [target] = await jsonOf([
      ...['evaluate', '--plan', PLAN_ID, '--unit', 'ninhbinh-sgddt', '--as-of', '2026-03-31'],
      ...OWN,
    ]);
    expect(target).toMatchObject({ threshold: 40 });
  });

  it('a broken file in the folder is told with its line and hurts nothing else', async () => {
    const file = put('library/plans/hong.yaml', 'id: hong\ntitle: {vi: Hỏng}\ntargets: 5\n');
    const { code, out, err } = await vedich(['plans', 'list', ...OWN]);
    expect([code, out]).toEqual([0, expect.stringContaining(PLAN_ID)]);
    expect(err).toMatch(/hong\.yaml:3 {2}/);
    const check = await vedich(['library', 'check', '--library', library], 'en');
    expect([check.code, check.err]).toEqual([
      1,
      expect.stringMatching(/plans\/hong\.yaml:3 {2}Plan: "targets" must be a list/),
    ]);
    writeFileSync(file, '# trống\n');
    expect((await vedich(['library', 'check', '--library', library])).code).toBe(0);
  });

  it('a unit that another file needs is not taken out; a shipped plan cannot be', async () => {
    put('library/contacts.yaml', 'contacts:\n  - { unit: ninhbinh-sgddt-nnhl, name: Trần Thị B }\n');
    const needed = await vedich(['units', 'remove', 'ninhbinh-sgddt-nnhl', ...OWN]);
    expect([needed.code, needed.err]).toEqual([1, expect.stringContaining('contacts.yaml:2')]);
    const shipped = await vedich(['plans', 'remove', 'brvt-ubnd-2023', ...OWN], 'en');
    expect([shipped.code, shipped.err]).toEqual([1, expect.stringContaining("The plan 'brvt-ubnd-2023' ships")]);
  });

  it('one zip carries it all to another machine, and never out of its folder', async () => {
    const zip = at('thu-vien.zip');
    expect((await vedich(['library', 'export', zip, ...OWN])).code).toBe(0);
    const other = at('other');
    const taken = await vedich(['library', 'import', zip, '--library', other]);
    expect(taken.code, taken.err).toBe(0);
    expect(await jsonOf(['plans', 'list', '--library', other])).toEqual(await jsonOf(['plans', 'list', ...OWN]));
    const bad = at('bad.zip');
    writeFileSync(bad, zipSync({ '../plans/x.yaml': new Uint8Array(3), 'plans/../../y.yaml': new Uint8Array(3) }));
    expect((await vedich(['library', 'import', bad, '--library', other])).code).toBe(1);
    expect(existsSync(at('plans', 'x.yaml')) || existsSync(at('y.yaml'))).toBe(false);
  });
});

describe('a file is imported again only where what decides its rows has changed', () => {
  const file = at('again.duckdb');
  const folder = at('again-library');
  const common = ['--province', 'ninhbinh', '--warehouse', file, '--library', folder, '--format', 'json'];
  const known = async (name: string): Promise<boolean> => {
    const [sheet] = JSON.parse((await vedich(['import', at(name), ...common])).out);
    return JSON.stringify(sheet.problems).includes('I_KNOWN_FILE');
  };

  it('spellings, units and headers that it does not have do not matter to it', async () => {
    mkdirSync(folder);
    const strange = dossiers(4, 'Sở Giáo dục và Đào tạo', 5, 2, 0).replaceAll('Trực tiếp', 'Nộp ở bưu cục');
    put('la.csv', strange);
    const plain = 'xuat/so.csv';
    expect([await known(plain), await known('la.csv')]).toEqual([false, false]);
    expect([await known(plain), await known('la.csv')]).toEqual([true, true]);

    put('again-library/units/gialai.yaml', 'province: gialai\nunits:\n  - { id: gialai-sgddt, aliases: [Sở Học] }\n');
    expect([await known(plain), await known('la.csv')]).toEqual([true, true]);
    put('again-library/spellings/a.yaml', 'columns: { Cột không ai có: channel }\n');
    expect([await known(plain), await known('la.csv')]).toEqual([true, true]);
  });

  it('what it does have does', async () => {
    const plain = 'xuat/so.csv';
    put('again-library/spellings/b.yaml', 'codes: { channel: { Nộp ở bưu cục: counter } }\n');
    expect([await known(plain), await known('la.csv')]).toEqual([true, false]);
    put('again-library/spellings/a.yaml', 'columns: { Lĩnh vực: ignore }\n');
    expect([await known(plain), await known('la.csv')]).toEqual([false, false]);
    put(
      'again-library/units/ninhbinh.yaml',
      'province: ninhbinh\nunits:\n  - { id: ninhbinh-sgddt, to: 2026-12-31 }\n',
    );
    expect([await known(plain), await known('la.csv')]).toEqual([false, false]);
    expect([await known(plain), await known('la.csv')]).toEqual([true, true]);
  });
});
