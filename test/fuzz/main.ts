/**
 * `npm run fuzz -- --hours 1 [--processes 1] [--from 1000000]` (or `--minutes`): damaged files, library files, templates, workbooks and
 * statements, one after the other; the result is a line of RESULTS.md. No crash, no hang, no memory without bound, no rows that are short without an error. `--case N` reads one of them again.
 */
import { spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { fuzzCase } from './cases.ts';

/** Longer than any damaged file of these sizes takes, on a machine that is busy with other things. */
const HANG_SECONDS = 30;
const PROCESS = fileURLToPath(new URL('process.ts', import.meta.url));

export interface FuzzReport {
  cases: number;
  refused: number;
  peakMb: number;
  findings: { number: number; what?: string; wrong: string }[];
}

/** @param step cases `from`, `from + step`, …: so that several processes share the numbers */
export function fuzz(seconds: number, from: number, step = 1): Promise<FuzzReport> {
  return new Promise((resolve) => {
    const child = spawn(
      process.execPath,
      [
        '--disable-warning=ExperimentalWarning',
        '--max-old-space-size=512',
        PROCESS,
        ...[from, step, seconds].map(String),
      ],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    const report: FuzzReport = { cases: 0, refused: 0, peakMb: 0, findings: [] };
    let number = from;
    let words = '';
    let isDone = false;
    const hang = () => {
      report.findings.push({ number, wrong: `no answer after ${HANG_SECONDS} s` });
      child.kill('SIGKILL');
    };
    let timer = setTimeout(hang, HANG_SECONDS * 1000);
    child.stderr.on('data', (text) => {
      words = `${words}${text}`.slice(-2000);
    });
    const lines = createInterface({ input: child.stdout });
    lines.on('line', (line) => {
      clearTimeout(timer);
      timer = setTimeout(hang, HANG_SECONDS * 1000);
      const said: Partial<FuzzReport['findings'][number] & FuzzReport> = JSON.parse(line);
      if (said.cases !== undefined) {
        Object.assign(report, said);
        isDone = true;
      } else if (said.wrong !== undefined) report.findings.push({ number, wrong: said.wrong, what: said.what ?? '' });
      else number = said.number ?? number;
    });
    child.on('close', (exitCode) => {
      clearTimeout(timer);
      const isKilled = report.findings.some(({ wrong }) => wrong.startsWith('no answer'));
      if (!isDone && !isKilled) report.findings.push({ number, wrong: `ended with ${exitCode}: ${words}` });
      resolve(report);
    });
  });
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '10' },
      hours: { type: 'string' },
      processes: { type: 'string', default: '1' },
      from: { type: 'string', default: String(Math.floor(Date.now() / 1000)) },
      case: { type: 'string' },
    },
  });
  if (values.case !== undefined) console.log(await fuzzCase(Number(values.case)));
  else
    await run(
      values.hours === undefined ? Number(values.minutes) * 60 : Number(values.hours) * 3600,
      Number(values.from),
      Number(values.processes),
    );
}

async function run(seconds: number, from: number, processes: number): Promise<void> {
  const start = performance.now();
  const reports = await Promise.all(Array.from({ length: processes }, (_, i) => fuzz(seconds, from + i, processes)));
  const sum = (of: (report: FuzzReport) => number) => reports.reduce((total, report) => total + of(report), 0);
  const minutes = ((performance.now() - start) / 60_000).toFixed(1);
  const cases = sum((report) => report.cases);
  const day = new Date().toISOString().slice(0, 10);
  const machine = `${cpus().length} cores, Node ${process.versions.node}`;
  const peak = Math.max(...reports.map(({ peakMb }) => peakMb));
  const found = sum(({ findings }) => findings.length);
  const refused = sum((report) => report.refused);
  const by = `${minutes} minutes by ${processes} process(es) from number ${from}`;
  const line = `- ${day}, ${machine}: ${cases} inputs in ${by}; ${refused} refused, peak ${peak} MB, ${found} findings
`;
  appendFileSync(new URL('RESULTS.md', import.meta.url), line);
  console.log(
    `${cases} damaged inputs in ${minutes} minutes from number ${from}: ${refused} refused with a sentence; peak ${peak} MB; ${found} findings`,
  );
  for (const { findings } of reports) for (const finding of findings) console.log(finding);
  if (found > 0) process.exitCode = 1;
}
