import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { OpenQuestion } from '../../pipeline/facts/types.ts';
import { MEANINGS, MONTHS, monthFile, UNIT } from '../support/unknown-portal.ts';
import { temporaryFolder } from '../support/warehouse.ts';
import { vedich } from './command-line.ts';

const scratch = temporaryFolder();
afterAll(scratch.remove);
const inScratch = (...parts: string[]): string => path.join(scratch.folder, ...parts);

type Asked = OpenQuestion & { option: string };

function laid(month: 10 | 11): string {
  const { name, buffer } = monthFile(month);
  const file = inScratch(name);
  writeFileSync(file, buffer);
  return file;
}

/** The options as they were printed, with what somebody who knows the portal corrects. */
function optionsFor(open: readonly Asked[]): string[] {
  return open.flatMap(({ kind, written, guess, choices, option }) => {
    const [name = '', pair = ''] = [option.slice(0, option.indexOf(' ')), option.slice(option.indexOf(' ') + 2, -1)];
    const meaning = kind === 'sheet-unit' ? UNIT : MEANINGS[written];
    const meant = choices.find(({ vi }) => vi === meaning)?.id ?? (kind === 'sheet-unit' ? 'brvt-sgddt' : guess);
    return meant === null ? [] : [name, `${pair.slice(0, pair.lastIndexOf('='))}=${meant}`];
  });
}

it('what a file leaves open is printed with the options that answer it; kept with --save, the next month asks nothing', async () => {
  const library = inScratch('thu-vien');
  const common = ['--library', library, '--warehouse', inScratch('kho.duckdb')];
  const october = laid(10);
  const first = await vedich(['init', '--library', library]);
  expect(first.code).toBe(0);
  const table = await vedich(['import', october, ...common]);
  expect(table.out).toMatch(/Còn \d+ điều cần trả lời/);
  expect(table.out).toContain('--map-sheet "H06.23=brvt-sgddt"');
  expect(table.out).toMatch(/--map-value "payment_method:VNPT Pay=/);

  let open: Asked[] = [];
  for (let round = 0; round < 2; round += 1) {
    const { out } = await vedich(['import', october, ...optionsFor(open), '--save', '--format', 'json', ...common]);
    const [sheet] = JSON.parse(out);
    open = sheet.open.filter(({ kind, needed, written }: Asked) => needed || (kind === 'column' && MEANINGS[written]));
    if (open.length === 0) expect(sheet.rows).toMatchObject({ accepted: MONTHS[10].length, rejected: 0 });
  }
  expect(open).toEqual([]);
  expect(readFileSync(path.join(library, 'spellings', 'import.yaml'), 'utf8')).toContain('H06.23: brvt-sgddt');

  const next = await vedich(['import', laid(11), ...common]);
  expect(next.out).not.toContain('cần trả lời');
  const query = [
    'query',
    'SELECT channel, count(*)::INTEGER AS n FROM dossiers GROUP BY 1 ORDER BY 1',
    '--format',
    'json',
  ];
  const all = [...MONTHS[10], ...MONTHS[11]];
  const of = (channel: string): number => all.filter((one) => one.channel === channel).length;
  expect(JSON.parse((await vedich([...query, '--warehouse', inScratch('kho.duckdb')])).out)).toEqual([
    { channel: 'counter', n: of('Trực tiếp') },
    { channel: 'online_unspecified', n: of('Nộp online') },
    { channel: 'postal', n: of('BCCI') },
  ]);
});
