/**
 * `npm run fuzz -- --hours 1 [--processes 1] [--seed 7] [--keep]` (or `--minutes`): damaged files, library files, plans and their
 * documents, templates, unit workbooks, statements and requests; what they come to in the program decides which are damaged
 * further. The result is a line of RESULTS.md. No crash, no hang, no memory without bound, no rows that are short without an
 * error. Findings lie in `out/fuzz`; `--case FILE` tries one of them again, `--keep` keeps what came to new places for the next run.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import type { Tally } from './process.ts';

/** Longer than any damaged file of these sizes takes, on a machine that is busy with other things. */
const HANG_SECONDS = 30;
const PROCESS = fileURLToPath(new URL('process.ts', import.meta.url));
const FOUND = fileURLToPath(new URL('../../out/fuzz/', import.meta.url));

export interface Finding {
  what: string;
  wrong: string;
  bytes: Uint8Array;
}

export interface FuzzReport {
  tallies: Record<string, Tally>;
  /** Letters of the program's text that were run. */
  places: number;
  peakMb: number;
  findings: Finding[];
}

export function fuzz(seconds: number, seed: number, keep = false): Promise<FuzzReport> {
  const current = path.join(tmpdir(), `vedich-fuzz-${process.pid}-${seed}.input`);
  return new Promise((resolve) => {
    const child = spawn(
      process.execPath,
      [
        '--disable-warning=ExperimentalWarning',
        '--max-old-space-size=768',
        PROCESS,
        ...[String(seed), String(seconds), current],
        ...(keep ? ['keep'] : []),
      ],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    const report: FuzzReport = { tallies: {}, places: 0, peakMb: 0, findings: [] };
    let words = '';
    let isDone = false;
    const atWork = (wrong: string): void => void report.findings.push({ ...inputIn(current), wrong });
    const hang = () => {
      isDone = true;
      atWork(`no answer after ${HANG_SECONDS} s`);
      child.kill('SIGKILL');
    };
    let timer = setTimeout(hang, HANG_SECONDS * 2000);
    child.stderr.on('data', (text) => {
      words = `${words}${text}`.slice(-2000);
    });
    createInterface({ input: child.stdout }).on('line', (line) => {
      clearTimeout(timer);
      timer = setTimeout(hang, HANG_SECONDS * 1000);
      const said: { done?: Omit<FuzzReport, 'findings'>; wrong?: string; what?: string; bytes?: string } =
        JSON.parse(line);
      if (said.done !== undefined) {
        Object.assign(report, said.done);
        isDone = true;
      } else if (said.wrong !== undefined)
        report.findings.push({
          wrong: said.wrong,
          what: said.what ?? '',
          bytes: Buffer.from(said.bytes ?? '', 'base64'),
        });
    });
    child.on('close', (exitCode) => {
      clearTimeout(timer);
      if (!isDone) atWork(`ended with ${exitCode}: ${words}`);
      resolve(report);
    });
  });
}

/** The input that was being tried. */
function inputIn(file: string): { what: string; bytes: Uint8Array } {
  const all = readFileSync(file);
  if (all.length < 68) return { what: 'start', bytes: new Uint8Array(0) };
  const what = all.subarray(4, 68).toString().replace(/\0.*$/s, '');
  return { what, bytes: all.subarray(68, 68 + all.readUInt32LE(0)) };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '10' },
      hours: { type: 'string' },
      processes: { type: 'string', default: '1' },
      seed: { type: 'string', default: String(Math.floor(Date.now() / 1000)) },
      keep: { type: 'boolean', default: false },
      case: { type: 'string' },
    },
  });
  const seconds = values.hours === undefined ? Number(values.minutes) * 60 : Number(values.hours) * 3600;
  if (values.case !== undefined) await again(values.case);
  else await run(seconds, Number(values.seed), Number(values.processes), values.keep);
}

async function again(file: string): Promise<void> {
  const { FILE_TARGETS } = await import('./file-targets.ts');
  const { DATA_TARGETS } = await import('./data-targets.ts');
  const { httpTarget } = await import('./http-target.ts');
  const { tried } = await import('./target.ts');
  const name = path
    .basename(file)
    .replace(/-[^-]*$/, '')
    .replaceAll('-', ' ');
  const target = [...FILE_TARGETS, ...DATA_TARGETS, httpTarget([])].find((one) => one.name === name);
  if (target === undefined) throw new Error(`no target of the name ${name}`);
  console.log(await tried(target, { bytes: new Uint8Array(readFileSync(file)) }));
  await target.end?.();
}

async function run(seconds: number, seed: number, processes: number, keep: boolean): Promise<void> {
  const [start, load] = [performance.now(), loadavg()[0] ?? 0];
  const reports = await Promise.all(
    Array.from({ length: processes }, (_, at) => fuzz(seconds, seed + at, keep && at === 0)),
  );
  const minutes = (performance.now() - start) / 60_000;
  const names = [...new Set(reports.flatMap(({ tallies }) => Object.keys(tallies)))];
  const sum = (of: (tally: Tally) => number, name?: string): number =>
    reports
      .flatMap(({ tallies }) => Object.entries(tallies))
      .reduce((total, [one, tally]) => total + (name === undefined || one === name ? of(tally) : 0), 0);
  const inputs = sum((tally) => tally.inputs);
  const findings = reports.flatMap((report) => report.findings);
  const parts = names.map((name) => {
    const of = sum((tally) => tally.inputs, name);
    return `${name} ${of.toLocaleString('en')} (${Math.round(of / sum((tally) => tally.seconds, name))}/s)`;
  });
  const peak = Math.max(...reports.map(({ peakMb }) => peakMb));
  const line =
    `- ${new Date().toISOString().slice(0, 10)}, ${(minutes / 60).toFixed(2)} hours, ${processes} process(es) from seed ${seed} on ${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.versions.node}, load ${load.toFixed(1)}:\n` +
    `  **${inputs.toLocaleString('en')} inputs, ${Math.round(inputs / minutes / 60)} a second**; ${sum((tally) => tally.refused).toLocaleString('en')} refused with a sentence, ${findings.length} findings, peak ${peak} MB,\n` +
    `  ${Math.max(...reports.map(({ places }) => places)).toLocaleString('en')} letters of the program run, ${sum((tally) => tally.corpus)} inputs in the corpora.\n  ${parts.join(', ')}\n`;
  appendFileSync(new URL('RESULTS.md', import.meta.url), line);
  console.log(line);
  if (findings.length === 0) return;
  process.exitCode = 1;
  mkdirSync(FOUND, { recursive: true });
  for (const { what, wrong, bytes } of findings) {
    const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 8);
    const file = path.join(FOUND, `${what.replaceAll(' ', '-')}-${hash}`);
    writeFileSync(file, bytes);
    console.log(`${file}: ${wrong}`);
  }
}
