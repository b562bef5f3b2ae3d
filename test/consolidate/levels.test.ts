import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ran, vedich } from '../pipeline/command-line.ts';
import { convert, pages } from '../report/libreoffice.ts';
import { findings } from '../report/validate.ts';
import {
  askedIn,
  type Collected,
  type Consolidated,
  layPlan,
  type Roll,
  sumOf,
  TARGETS,
  truthOf,
  unitsOfPlan,
} from './office.ts';
import { LAYOUTS, rowsOf } from './unit-tables.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'vedich-levels-'));
const library = path.join(folder, 'library');
const inOffice = (office: string, unit: string): string[] => askedIn(folder, unit, office);
const run = async (office: string, unit: string, words: readonly string[]): Promise<Ran> => {
  const ran = await vedich([...words, ...inOffice(office, unit)]);
  expect(ran.err).toBe('');
  return ran;
};
const json = async <T>(office: string, unit: string, words: readonly string[]): Promise<T> =>
  JSON.parse((await run(office, unit, [...words, '--format', 'json'])).out);

const MINISTRY = `province: bo-nv
units:
  - { id: bo-nv, name: Bộ Nội vụ, short: Bộ Nội vụ, kind: province }
  - { id: ninhbinh, parent: bo-nv }
`;
const PERIOD = '(Số liệu tính đến ngày 31/10/2026)';
const communes = unitsOfPlan()
  .filter(({ kind }) => kind === 'commune')
  .slice(0, 12);
const truths = communes.map(({ id, name }, at) => truthOf(id, name, 40 + at));
const province = path.join(folder, 'ninh-binh.xlsx');

function send(place: string, seeds: readonly number[], of: readonly number[]): void {
  mkdirSync(place, { recursive: true });
  for (const at of of) {
    const unit = communes[at];
    if (unit === undefined) continue;
    const made = LAYOUTS[at % LAYOUTS.length]?.(
      unit.name,
      rowsOf(truthOf(unit.id, unit.name, seeds[at] ?? 40 + at), 0),
      PERIOD,
    );
    if (made !== undefined) writeFileSync(path.join(place, `xa-${at}.${made.ending}`), made.bytes);
  }
}

beforeAll(() => {
  layPlan(folder);
  mkdirSync(path.join(library, 'units'), { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('from communes to the province and the ministry', () => {
  test('accepted reports alone are added, and returned ones stand by name with the reason', async () => {
    send(
      path.join(folder, 'sent'),
      [],
      communes.map((_, at) => at),
    );
    await run('province', 'ninhbinh', ['collect', path.join(folder, 'sent')]);
    const [first = '', second = '', ...rest] = communes.map(({ id }) => id);
    expect((await vedich(['return', second, ...inOffice('province', 'ninhbinh')])).err).toContain('lý do');
    await run('province', 'ninhbinh', ['return', second, '--reason', 'Thiếu chữ ký']);
    await run('province', 'ninhbinh', ['accept', ...rest]);
    const accepted = await json<Consolidated>('province', 'ninhbinh', ['consolidate', '--only', 'accepted']);
    expect(accepted.included.sort()).toEqual([...rest].sort());
    expect(accepted.left_out).toContainEqual({ unit: second, reason: 'Đã trả lại: Thiếu chữ ký' });
    expect(accepted.left_out).toContainEqual({ unit: first, reason: 'Chưa chấp nhận' });
    const all = await json<Consolidated>('province', 'ninhbinh', ['consolidate']);
    expect(all.included.sort()).toEqual([first, ...rest].sort());
    for (const target of TARGETS) {
      const { hits, members } = sumOf(
        truths.filter(({ id }) => rest.includes(id)),
        target,
      );
      expect(accepted.targets.find((one) => one.target === target)).toMatchObject({
        numerator: hits,
        denominator: members,
      });
    }
  });

  test('what is sent again takes the place of what was returned, and the older is kept', async () => {
    send(path.join(folder, 'again'), [40, 4_000], [1]);
    const [, second] = communes;
    await run('province', 'ninhbinh', ['collect', path.join(folder, 'again'), '--received', '2027-01-02 08:00']);
    truths[1] = truthOf(second?.id ?? '', second?.name ?? '', 4_000);
    const { units } = await json<Roll>('province', 'ninhbinh', ['roll']);
    expect(units.find(({ unit }) => unit === second?.id)).toMatchObject({ decision: 'open', sent: 2, state: 'late' });
    const { targets, checks } = await json<Consolidated>('province', 'ninhbinh', ['consolidate']);
    for (const target of TARGETS)
      expect(targets.find((one) => one.target === target)).toMatchObject({ numerator: sumOf(truths, target).hits });
    expect(checks.filter(({ code }) => code === 'W_SENT_AGAIN')).toMatchObject([{ unit: second?.id }]);
  });

  test('the same file twice counts once', async () => {
    const [sheet] = await json<Collected[]>('province', 'ninhbinh', ['collect', path.join(folder, 'again')]);
    expect(sheet?.problems.map(({ code }) => code)).toContain('W_SAME_FILE');
    const { units } = await json<Roll>('province', 'ninhbinh', ['roll']);
    expect(units.find(({ unit }) => unit === communes[1]?.id)?.sent).toBe(2);
  });

  test('who owes a report is reminded by a message and a letter, and it is logged', async () => {
    const letter = path.join(folder, 'don-doc.docx');
    const ran = await vedich(['remind', '-o', letter, ...inOffice('province', 'ninhbinh')]);
    const { units } = await json<Roll>('province', 'ninhbinh', ['roll']);
    const missing = units.filter(({ state }) => state === 'missing');
    expect(missing.length).toBeGreaterThan(100);
    expect(ran.out.split('\n')).toHaveLength(1 + missing.length);
    expect(missing.every(({ reminded }) => reminded === 1)).toBe(true);
    expect(units.filter(({ state }) => state !== 'missing').every(({ reminded }) => reminded === 0)).toBe(true);
    const text = strFromU8(unzipSync(readFileSync(letter))['word/document.xml'] ?? new Uint8Array());
    expect(text).toContain('ỦY BAN NHÂN DÂN');
    expect(text.match(/Chưa gửi/g)).toHaveLength(missing.length);
    expect(await findings(readFileSync(letter), 'docx')).toEqual([]);
    // A hundred lines of a table fill some pages, and none is left empty.
    expect(pages(convert(readFileSync(letter), 'pdf', 'docx')).map((page) => page.trim().length > 100)).not.toContain(
      false,
    );
  }, 120_000);

  test('what changes after the period was frozen makes a new version', async () => {
    await run('province', 'ninhbinh', ['accept', communes[1]?.id ?? '']);
    await run('province', 'ninhbinh', ['freeze']);
    expect(await json<Roll>('province', 'ninhbinh', ['roll'])).toMatchObject({ version: 1, frozen: true });
  });

  test('the workbook opens without repair and is added again above, down to a commune’s cell', async () => {
    await run('province', 'ninhbinh', ['consolidate', '-o', province]);
    expect(await findings(readFileSync(province))).toEqual([]);
    const { targets: own } = await json<Consolidated>('province', 'ninhbinh', ['consolidate']);
    const chart = strFromU8(unzipSync(readFileSync(province))['xl/charts/chart1.xml'] ?? new Uint8Array());
    const bars = [...chart.matchAll(/<c:ser>.*?<\/c:ser>/gs)].map(([series]) => ({
      name: /<strCache>.*?<v>([^<]*)/s.exec(series.replaceAll('c:', ''))?.[1] ?? '',
      values: [
        ...(/<numCache>.*?<\/numCache>/s.exec(series.replaceAll('c:', ''))?.[0] ?? '').matchAll(/<v>(\d+)</g),
      ].map(([, value]) => Number(value)),
    }));
    for (const [word, status] of [
      ['Đạt', 'met'],
      ['Chưa đến hạn', 'pending'],
    ] as const)
      expect(bars.find(({ name }) => name.endsWith(` ${word}`))?.values).toEqual(
        own.map(({ units }) => units.filter((one) => one.status === status).length),
      );
    writeFileSync(path.join(library, 'units', 'bo.yaml'), MINISTRY);
    const [sheet] = await json<Collected[]>('ministry', 'bo-nv', ['collect', province]);
    expect(sheet).toMatchObject({ kind: 'own', unit: 'ninhbinh', counts: TARGETS.length, problems: [] });
    const { targets, included } = await json<Consolidated>('ministry', 'bo-nv', ['consolidate']);
    expect(included).toEqual(['ninhbinh']);
    for (const target of TARGETS) {
      const { hits, members } = sumOf(truths, target);
      const whole = targets.find((one) => one.target === target);
      expect(whole).toMatchObject({ numerator: hits, denominator: members });
      const parts = whole?.units[0]?.parts ?? [];
      expect(parts.map(({ unit, numerator }) => [unit, numerator]).sort()).toEqual(
        truths.map(({ id, figures }) => [id, figures[target].hits]).sort(),
      );
      expect(
        parts.every(
          ({ source }) =>
            source !== null && /^xa-\d+\./.test(source.file) && source.sheet !== '' && /^[A-Z]+\d+$/.test(source.cell),
        ),
      ).toBe(true);
    }
  });
});
