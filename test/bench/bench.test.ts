import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CONTESTANTS, type Contestant, checkTable, OURS_JOB, SHEETJS } from './contestants.ts';
import { type BenchData, benchData } from './data.ts';
import { race, type Standing } from './race.ts';
import { tables, withRun } from './results.ts';

const ROWS = 2_000;

const folder = mkdtempSync(join(tmpdir(), 'vedich-bench-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function scripted(name: string): Contestant {
  const path = fileURLToPath(new URL(`contestants/${name}.ts`, import.meta.url));
  return {
    name,
    group: 'job',
    version: () => '',
    command: ({ file }) => [process.execPath, '--disable-warning=ExperimentalWarning', path, file],
    check: checkTable,
  };
}

const right = [
  OURS_JOB,
  SHEETJS,
  ...CONTESTANTS.filter(({ name }) => ['Node inflate alone', 'vedich, reading alone'].includes(name)),
];

let files: BenchData[];
beforeAll(() => {
  files = [benchData(ROWS, 'shared', folder), benchData(ROWS, 'inline', folder)];
});

const verdicts = (standings: readonly Standing[]) =>
  standings.map(({ contestant, data, runs }) => [contestant.name, data.strings, runs.at(-1)?.verdict]);

test('ours and SheetJS find the generator’s own truth, with shared and with inline strings', async () => {
  const standings = await race(right, files, { rounds: 1, cap: 60 });
  expect(standings.flatMap(({ runs }) => runs.map(({ note }) => note).filter((note) => note !== ''))).toEqual([]);
  expect(verdicts(standings)).toEqual(files.flatMap(({ strings }) => right.map(({ name }) => [name, strings, 'ok'])));
  expect(tables(standings)).toMatch(/\| vedich +\| \d+\.\d\d +\|.*\| right +\|/);
});

test('who answers wrongly, crashes, says nothing or does not end is shown as such, and runs once', async () => {
  const bad = ['forgets-assisted', 'no-such-script', 'says-nothing', 'never-ends'].map(scripted);
  const standings = await race(bad, files.slice(0, 1), { rounds: 2, cap: 8 });
  expect(standings.map(({ runs }) => runs.map(({ verdict }) => verdict))).toEqual([
    ['WRONG'],
    ['FAILED'],
    ['FAILED'],
    ['TOO SLOW'],
  ]);
  const printed = tables(standings);
  expect(printed).toMatch(/\| forgets-assisted .*WRONG: expected Sở .*: \d+\/\d+\/\d+\/\d+, got /);
  expect(printed).toMatch(/\| says-nothing .*FAILED: no rows, no error, exit code 0/);
  expect(printed).toMatch(/\| never-ends .*TOO SLOW: above 8 s/);
});

test('a new run stands before the older ones, and what somebody wrote above stays', () => {
  const first = withRun('# Results\n\nWords of ours.\n', 'run 1');
  const second = withRun(first, 'run 2');
  expect(second.replace(first.slice(0, first.indexOf('run 1')), '')).toBe('run 2\n\n---\n\nrun 1\n');
  expect(second.startsWith('# Results\n\nWords of ours.\n')).toBe(true);
});
