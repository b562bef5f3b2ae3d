import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { arch, availableParallelism, cpus, platform, totalmem } from 'node:os';
import type { Group } from './contestants.ts';
import { OURS_JOB } from './contestants.ts';
import { canMeasureMemory } from './measure.ts';
import { median, type Standing } from './race.ts';

const TITLES: Readonly<Record<Group, string>> = {
  reading: 'Reading alone: the sheet until it can be queried, beside the floors',
  job: 'The whole job: one file in, unit × month out',
  product: 'The program itself: `vedich import` into a warehouse and `vedich evaluate`',
};
/** What one times one's own time means in each group. */
const MEASURES: Readonly<Record<Group, string>> = {
  reading: '× Node inflate',
  job: '× vedich',
  product: '× the job',
};
const BASES: Readonly<Record<Group, string>> = {
  reading: 'Node inflate alone',
  job: OURS_JOB.name,
  product: OURS_JOB.name,
};

/** One Markdown table for each file and group, the fastest first. */
export function tables(standings: readonly Standing[]): string {
  const files = [...new Set(standings.map(({ data }) => data))];
  const blocks: string[] = [];
  for (const data of files) {
    const ofFile = standings.filter((standing) => standing.data === data);
    const { rows, strings, bytes } = data;
    blocks.push(`## ${thousands(rows)} rows, ${strings} strings (${(bytes / 1e6).toFixed(1)} MB)`);
    for (const group of ['reading', 'job', 'product'] as const) {
      const ofGroup = ofFile.filter(({ contestant }) => contestant.group === group);
      if (ofGroup.length === 0) continue;
      const base = ofFile.find(({ contestant }) => contestant.name === BASES[group]);
      const header = ['', 'seconds', 'from–to', 'CPU s', 'peak MB', MEASURES[group], 'runs', 'table'];
      const lines = [...ofGroup].sort((a, b) => order(a) - order(b)).map((standing) => line(standing, base));
      blocks.push(`### ${TITLES[group]}`, markdown([header, ...lines]));
    }
  }
  return blocks.join('\n\n');
}

function order(standing: Standing): number {
  return isRight(standing) ? wallOf(standing) : Number.MAX_VALUE;
}

function isRight({ runs }: Standing): boolean {
  return runs.length > 0 && runs.every(({ verdict }) => verdict === 'ok');
}

function wallOf({ runs }: Standing): number {
  return median(runs.map(({ measured }) => measured.wall));
}

function line(standing: Standing, base: Standing | undefined): string[] {
  const { contestant, runs } = standing;
  const last = runs.at(-1);
  const walls = runs.map(({ measured }) => measured.wall);
  const peaks = runs.flatMap(({ measured }) => measured.peakMb ?? []);
  const cpus = runs.flatMap(({ measured }) => measured.cpu ?? []);
  const verdict = last === undefined ? 'not run' : last.verdict === 'ok' ? 'right' : `${last.verdict}: ${last.note}`;
  const ratio = base !== undefined && isRight(base) && isRight(standing) ? wallOf(standing) / wallOf(base) : undefined;
  return [
    contestant.name,
    walls.length === 0 ? '–' : median(walls).toFixed(2),
    walls.length < 2 ? '–' : `${Math.min(...walls).toFixed(2)}–${Math.max(...walls).toFixed(2)}`,
    cpus.length === 0 ? '–' : median(cpus).toFixed(2),
    peaks.length === 0 ? '–' : String(Math.max(...peaks)),
    ratio === undefined ? '–' : ratio.toFixed(ratio < 10 ? 2 : 1),
    String(runs.length),
    verdict.replaceAll('|', '/'),
  ];
}

/** Cells padded, so that the table can be read in a terminal as well. */
function markdown(rows: readonly string[][]): string {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(3, ...rows.map((row) => row[i]?.length ?? 0)));
  const text = (row: readonly string[]) => `| ${widths.map((width, i) => (row[i] ?? '').padEnd(width)).join(' | ')} |`;
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  const [header = [], ...rest] = rows;
  return [text(header), rule, ...rest.map(text)].join('\n');
}

/** Date, machine and versions, without anything that names the machine. */
export function circumstances(standings: readonly Standing[], loadBefore: number): string {
  const versions = standings.flatMap(({ contestant }) => contestant.version() ?? []).filter((text) => text !== '');
  const memory = canMeasureMemory ? '' : '\n- Peak memory and CPU need GNU time, which this machine does not have';
  return [
    `- ${new Date().toISOString().slice(0, 10)}, revision ${revision()}`,
    `- ${availableParallelism()} cores${processor()}, ${Math.round(totalmem() / 2 ** 30)} GB of memory, ${platform()} ${arch()}; load before the start ${loadBefore.toFixed(1)}`,
    `- Node ${process.versions.node}; ${[...new Set(versions)].join('; ')}${memory}`,
  ].join('\n');
}

function processor(): string {
  const model = cpus()[0]?.model.trim() ?? '';
  return model === '' || model === 'unknown' ? '' : ` (${model})`;
}

function revision(): string {
  try {
    const git = (...args: string[]) =>
      execFileSync('git', args, { cwd: import.meta.dirname, encoding: 'utf8', stdio: 'pipe' }).trim();
    return `${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain', 'pipeline') === '' ? '' : ' with changes'}`;
  } catch {
    return 'unknown';
  }
}

const MARK = '<!-- Below: written by `npm run bench -- --save`, newest first. -->';

/** The kept results with a new run in front of the older ones; what stands above the mark stays as somebody wrote it. */
export function withRun(kept: string, run: string): string {
  const at = kept.indexOf(MARK);
  const head = at < 0 ? `${kept.trimEnd()}\n\n${MARK}` : kept.slice(0, at + MARK.length);
  const older = at < 0 ? '' : kept.slice(at + MARK.length).trimStart();
  return `${head}\n\n${run.trim()}\n${older === '' ? '' : `\n---\n\n${older}`}`;
}

export function readKept(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '# Results of `npm run bench`\n';
  }
}

function thousands(count: number): string {
  return count.toLocaleString('en-US');
}
