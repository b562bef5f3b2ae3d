import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Contestant, Printed } from './contestants.ts';
import type { BenchData } from './data.ts';
import { type Measured, measure } from './measure.ts';

export type Verdict = 'ok' | 'WRONG' | 'FAILED' | 'TOO SLOW';

/** One run of one contestant over one file. */
export interface Run {
  verdict: Verdict;
  /** Why, where the verdict is not `ok`. */
  note: string;
  measured: Measured;
}

export interface Standing {
  contestant: Contestant;
  data: BenchData;
  runs: Run[];
}

export interface RaceOptions {
  rounds: number;
  /** Seconds after which a contestant is ended. */
  cap: number;
  onRun?: (standing: Standing, run: Run) => void;
}

/**
 * All contestants over all files, round after round, so that whatever else the machine does falls on everybody. Who
 * fails, answers wrongly or is too slow once does not run that file again.
 */
export async function race(
  contestants: readonly Contestant[],
  files: readonly BenchData[],
  { rounds, cap, onRun }: RaceOptions,
): Promise<Standing[]> {
  const standings = files.flatMap((data) =>
    contestants.map((contestant): Standing => ({ contestant, data, runs: [] })),
  );
  for (let round = 0; round < rounds; round++) {
    for (const standing of standings) {
      if (standing.runs.some(({ verdict }) => verdict !== 'ok')) continue;
      const run = await once(standing.contestant, standing.data, cap);
      standing.runs.push(run);
      onRun?.(standing, run);
    }
  }
  return standings;
}

let started = 0;

async function once(contestant: Contestant, data: BenchData, cap: number): Promise<Run> {
  const scratch = join(tmpdir(), `vedich-bench-${process.pid}-${++started}.duckdb`);
  try {
    const measured = await measure(contestant.command(data, scratch), cap);
    return { measured, ...(await judge(contestant, data, scratch, measured, cap)) };
  } finally {
    for (const ending of ['', '.wal']) rmSync(`${scratch}${ending}`, { force: true });
  }
}

async function judge(
  contestant: Contestant,
  data: BenchData,
  scratch: string,
  measured: Measured,
  cap: number,
): Promise<Pick<Run, 'verdict' | 'note'>> {
  if (measured.end === 'too slow') return { verdict: 'TOO SLOW', note: `above ${cap} s` };
  if (measured.end === 'failed') return { verdict: 'FAILED', note: lastWords(measured) };
  const last = measured.stdout.trim().split('\n').at(-1) ?? '';
  let printed: Printed = {};
  if (last !== '') {
    try {
      printed = JSON.parse(last);
    } catch {
      return { verdict: 'FAILED', note: `printed no result: ${last.slice(0, 200)}` };
    }
  }
  if (printed.table?.length === 0) return { verdict: 'FAILED', note: 'no rows, no error, exit code 0' };
  const wrong = await contestant.check(printed, data, scratch);
  return wrong === undefined ? { verdict: 'ok', note: '' } : { verdict: 'WRONG', note: wrong };
}

/** The line of a crash that says what it was, without a machine's folders. */
function lastWords({ stderr, exitCode }: Measured): string {
  const lines = stderr.split('\n').map((line) => line.trim());
  const said = lines.find((line) => /^(?:\w*Error|FATAL ERROR|RangeError|Exception)\b/.test(line)) ?? '';
  return `${said === '' ? `exit code ${exitCode ?? 'none'}` : said}`.replace(/(?:\/[\w.@-]+){2,}/g, '…').slice(0, 160);
}

export function median(numbers: readonly number[]): number {
  const inOrder = [...numbers].sort((a, b) => a - b);
  const middle = inOrder.length >> 1;
  const upper = inOrder[middle] ?? Number.NaN;
  return inOrder.length % 2 === 1 ? upper : ((inOrder[middle - 1] ?? upper) + upper) / 2;
}
