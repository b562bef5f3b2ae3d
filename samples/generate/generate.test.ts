import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { EvaluationRow } from '../../pipeline/evaluate/types.ts';
import { generate, sampleFiles } from './all.ts';
import { rowCells } from './columns.ts';
import { toTcvn3, toVni, toWindows1258 } from './legacy.ts';
import { personalValues } from './personal.ts';
import { PLAN_TARGETS } from './targets.ts';

const root = join(import.meta.dirname, '..');
const out = generate();

function expectedRows(): EvaluationRow[] {
  const rows: EvaluationRow[] = [];
  for (const [path, bytes] of out)
    if (/^expected\/[^/]+\/[^/]+\.json$/.test(path)) rows.push(...JSON.parse(new TextDecoder().decode(bytes)));
  return rows;
}

describe('the samples', () => {
  it('are in the repository as the program writes them, byte for byte', () => {
    const differing = [...out]
      .filter(([path, bytes]) => !existsSync(join(root, path)) || !readFileSync(join(root, path)).equals(bytes))
      .map(([path]) => path);
    expect(differing).toEqual([]);
  });

  it('are the same when written again', () => {
    const again = generate();
    expect([...again.keys()]).toEqual([...out.keys()]);
    expect(
      [...again]
        .filter(([path, bytes]) => !Buffer.from(bytes).equals(Buffer.from(out.get(path) ?? [])))
        .map(([path]) => path),
    ).toEqual([]);
  });

  it('stay below 4 MB, what numbers are made of below 1.5 MB and 400 KB a file', () => {
    const isDetail = (path: string): boolean => /^expected\/(breakdowns|members|codes)\//.test(path);
    const sizes = (details: boolean): number[] =>
      [...out].filter(([path]) => isDetail(path) === details).map(([, bytes]) => bytes.length);
    const sum = (numbers: number[]): number => numbers.reduce((a, b) => a + b, 0);
    expect(sum(sizes(false))).toBeLessThan(4_000_000);
    expect(sum(sizes(true))).toBeLessThan(1_500_000);
    expect(Math.max(...sizes(true))).toBeLessThan(400_000);
  });

  it('say for every evaluation what its numbers are made of', () => {
    const evaluations = [...out.keys()].filter((path) => /^expected\/(?!breakdowns|members).*\.json$/.test(path));
    expect(evaluations.length).toBeGreaterThan(20);
    for (const what of ['breakdowns', 'members'])
      expect(evaluations.filter((path) => !out.has(path.replace('expected/', `expected/${what}/`)))).toEqual([]);
  });

  it('add up by field and by procedure, and the last month of a trend is the evaluation', () => {
    type Lines = Record<string, [string, string, number | null, number | null, number | null][]>;
    const parsed = (path: string) => JSON.parse(new TextDecoder().decode(out.get(path)));
    let checked = 0;
    for (const path of [...out.keys()].filter((path) => path.startsWith('expected/breakdowns/'))) {
      const { trend, ...by }: { by_field: Lines; by_procedure: Lines; trend: Lines } = parsed(path);
      const rows: EvaluationRow[] = parsed(path.replace('breakdowns/', ''));
      for (const { target, indicator, from, numerator, denominator, value, unit_of_measure } of rows) {
        expect(trend[target]?.at(-1)?.slice(1, 5)).toEqual([from, numerator, denominator, value]);
        if (unit_of_measure !== 'percent' || denominator === null) continue;
        for (const lines of [by.by_field[indicator] ?? [], by.by_procedure[indicator] ?? []]) {
          expect(lines.reduce((sum, line) => sum + (line[2] ?? 0), 0)).toBe(numerator);
          expect(lines.reduce((sum, line) => sum + (line[3] ?? 0), 0)).toBe(denominator);
          checked++;
        }
      }
    }
    expect(checked).toBeGreaterThan(300);
  });

  it('give each of the 60 targets a value at some date, and all verdicts', () => {
    const rows = expectedRows();
    const targets = Object.entries(PLAN_TARGETS).flatMap(([plan, list]) =>
      list.map(({ target }) => `${plan}/${target}`),
    );
    const valued = new Set(rows.filter(({ value }) => value !== null).map(({ plan, target }) => `${plan}/${target}`));
    expect(targets).toHaveLength(60);
    expect(targets.filter((target) => !valued.has(target))).toEqual([]);
    expect(new Set(rows.map(({ status }) => status))).toEqual(
      new Set(['met', 'below', 'pending', 'incomplete', 'no-data']),
    );
  });

  it('stand on the edges they were made for', () => {
    const find = (plan: string, target: string, asOf: string) => {
      const row = expectedRows().find((one) => one.plan === plan && one.target === target && one.as_of === asOf);
      return `${row?.numerator}/${row?.denominator} ${row?.status}`;
    };
    expect(find('brvt-sgddt-2022', 'services-with-dossiers', '2022-09-30')).toBe('43/86 met');
    expect(find('brvt-sgddt-2022', 'online-dossiers', '2022-09-30')).toBe('120/400 met');
    expect(find('brvt-sgddt-2022', 'online-dossiers', '2022-11-30')).toBe('539/900 below');
    expect(find('brvt-ubnd-2023', 'remote-online', '2023-11-30')).toBe('1420/2840 met');
    expect(find('brvt-ubnd-2023', 'online-coverage', '2023-11-30')).toBe('162/203 below');
    expect(find('brvt-ubnd-2023', 'paperless-pilot', '2023-11-10')).toBe('2/null met');
    expect(find('brvt-sgddt-2024', 'remote-online', '2024-11-30')).toBe('1049/1500 below');
    expect(find('brvt-sgddt-2024', 'full-online', '2024-11-30')).toBe('600/1200 met');
    expect(find('brvt-sgddt-2024', 'online-payment', '2024-11-30')).toBe('340/400 below');
    expect(find('brvt-sgddt-2021-2025', 'results-digitised', '2022-12-31')).toBe('149/497 below');
    expect(find('brvt-sgddt-2021-2025', 'units-reduced', '2024-11-30')).toBe('54/60 met');
    expect(find('gialai-sgddt-2021-2025', 'productivity', '2022-12-31')).toBe('1600/1 met');
    expect(find('gialai-sgddt-2021-2025', 'waiting-2022', '2022-09-30')).toBe('7290/243 met');
    expect(find('gialai-sgddt-2021-2025', 'results-digitised-2021', '2021-12-31')).toBe('120/400 met');
  });

  it('carry every kind of file and every list', () => {
    const files = sampleFiles();
    const kinds = new Set(files.map(({ format }) => (format.kind === 'csv' ? `csv ${format.encoding}` : format.kind)));
    expect([...kinds].sort()).toEqual([
      'csv utf16le',
      'csv utf8',
      'csv utf8-bom',
      'csv windows-1258',
      'html',
      'json',
      'xls',
      'xlsx',
    ]);
    expect(new Set(files.flatMap(({ sheets }) => sheets.map(({ list }) => list))).size).toBe(8);
  });
});

describe('personal values', () => {
  const personal = new Set(['applicant', 'applicant_id', 'applicant_phone', 'applicant_address']);
  const cells = (wanted: boolean): Set<string> => {
    const found = new Set<string>();
    for (const { sheets } of sampleFiles())
      for (const sheet of sheets) {
        const plain = { ...sheet, style: { ...sheet.style, text: 'plain' as const } };
        for (const row of rowCells(plain))
          row.forEach((cell, i) => {
            if (personal.has(sheet.columns[i]?.column ?? '') === wanted && typeof cell !== 'object')
              found.add(String(cell));
          });
      }
    return found;
  };

  it('all stand in the personal columns of some sample', () => {
    const there = cells(true);
    const unused = personalValues().filter((value) => /\D/.test(value) && !there.has(value));
    expect(unused).toEqual([]);
    expect(personalValues().length).toBeGreaterThan(1500);
  });

  it('stand nowhere else, so that finding one means that a personal column was kept', () => {
    const elsewhere = [...cells(false)].join('\n');
    expect(personalValues().filter((value) => elsewhere.includes(value))).toEqual([]);
  });
});

describe('text from before Unicode', () => {
  it('is written as the old programs wrote it', () => {
    expect(toTcvn3('Hồ sơ')).toBe('Hå s¬');
    expect(toVni('Hài lòng, bình thường')).toBe('Haøi loøng, bình thöôøng');
    const text = 'Sở Giáo dục và Đào tạo – HỒ SƠ, hoà, thuỷ, ỵ, ặ';
    expect(new TextDecoder('windows-1258').decode(toWindows1258(text)).normalize('NFC')).toBe(text);
  });
});
