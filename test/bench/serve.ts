import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type KeptToken, makeToken, type Role, tokenFile, writeTokens } from '../../pipeline/serve/tokens.ts';
import { importInto, newWarehouse, SAMPLES } from '../support/warehouse.ts';

/*
 * Many readers of one server while two units import: `npm run bench:serve -- --seconds 600 --readers 200`. A reader asks,
 * reads for `--think` seconds on average (evenly between nothing and twice that), and asks again; ten of them share a token.
 * Writes SERVE.md.
 */
const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '600' },
    readers: { type: 'string', default: '200' },
    think: { type: 'string', default: '10' },
  },
});
const SECONDS = Number(values.seconds);
const READERS = Number(values.readers);
const THINK_MS = Number(values.think) * 1000;
const MAIN = fileURLToPath(new URL('../../pipeline/cli/main.ts', import.meta.url));
const RESULTS = fileURLToPath(new URL('SERVE.md', import.meta.url));
const UNITS = ['brvt', 'brvt-syt', 'brvt-sgddt', 'brvt-chauduc', 'brvt-stp'];
const PLAN = 'plan=brvt-ubnd-2023&as_of=2023-11-30';

const ASKED: Readonly<Record<string, (unit: string) => string>> = {
  state: () => '/state',
  evaluation: (unit) => `/evaluation?${PLAN}&unit=${unit}`,
  'indicators by month': (unit) =>
    `/indicators?indicator=online_rate&by=month&unit=${unit}&from=2023-01-01&as_of=2023-11-30`,
  dossiers: (unit) =>
    `/dossiers?indicator=online_rate&side=missing&limit=1000&unit=${unit}&from=2023-01-01&as_of=2023-11-30`,
};

interface Answered {
  kind: string;
  milliseconds: number;
  status: number;
}

const folder = mkdtempSync(path.join(tmpdir(), 'vedich-bench-serve-'));
const warehouse = path.join(folder, 'w.duckdb');
try {
  await bench();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function bench(): Promise<void> {
  const [loadBefore = 0] = loadavg();
  const engine = await newWarehouse(warehouse);
  await importInto(engine, [path.join(SAMPLES, 'brvt-2023')]);
  const [counted] = await engine.query('SELECT count(*)::INTEGER AS n FROM dossiers');
  await engine.close();
  const kept: KeptToken[] = [];
  const token = (unit: string, role: Role): string => {
    const made = makeToken(unit, role, null, '2026-11-21 08:00:00');
    kept.push(made.kept);
    return made.token;
  };
  const readers = Array.from({ length: Math.ceil(READERS / 10) }, (_, at) => {
    const unit = UNITS[at % UNITS.length] ?? 'brvt';
    return { unit, token: token(unit, 'reader') };
  });
  const importers = ['brvt-syt', 'brvt-stp'].map((unit) => ({ unit, token: token(unit, 'contributor') }));
  const modest = token('brvt-syt', 'reader');
  const greedy = token('brvt', 'reader');
  await writeTokens(tokenFile(warehouse), kept);

  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', MAIN, 'serve', '--tokens', '--port', '0', '--warehouse', warehouse],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  try {
    const url = await listening(child.stdout);
    const ask = async (kind: string, place: string, bearer: string): Promise<Answered> => {
      const start = performance.now();
      const answer = await fetch(`${url}/api/v1${place}`, { headers: { authorization: `Bearer ${bearer}` } });
      await answer.arrayBuffer();
      return { kind, milliseconds: performance.now() - start, status: answer.status };
    };
    const fair = await fairness(
      (bearer, unit) => ask('evaluation', ASKED['evaluation']?.(unit) ?? '', bearer),
      modest,
      greedy,
    );

    const until = performance.now() + SECONDS * 1000;
    const answered: Answered[] = [];
    const memory: number[] = [];
    const kinds = Object.entries(ASKED);
    const reading = Array.from({ length: READERS }, async (_, at) => {
      const { unit, token: bearer } = readers[at % readers.length] ?? { unit: 'brvt', token: '' };
      for (let turn = at; ; turn += 1) {
        await pause(Math.random() * 2 * THINK_MS);
        if (performance.now() > until) return;
        const [kind, place] = kinds[turn % kinds.length] ?? ['state', () => '/state'];
        answered.push(await ask(kind, place(unit), bearer));
      }
    });
    const importing = importers.map(async ({ unit, token: bearer }, at) => {
      for (let number = 0; performance.now() < until; number += 1) {
        const start = performance.now();
        const answer = await fetch(`${url}/api/v1/imports?province=brvt&filename=${unit}-${number}.csv`, {
          method: 'POST',
          headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/octet-stream' },
          body: rowsOf(at === 0 ? 'Sở Y tế' : 'Sở Tư pháp', at, number),
        });
        await answer.arrayBuffer();
        answered.push({ kind: 'import of 500 rows', milliseconds: performance.now() - start, status: answer.status });
        await pause(2000);
      }
    });
    const watching = (async () => {
      while (performance.now() < until) {
        memory.push(residentMb(child.pid));
        await pause(1000);
      }
    })();
    await Promise.all([...reading, ...importing, watching]);
    const text = resultsOf(answered, memory, fair, Number(counted?.['n']), loadBefore);
    writeFileSync(RESULTS, text);
    console.log(text);
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}

/** What a modest token waits for the same question: alone, and while a greedy one asks for the province eight times at once. */
async function fairness(
  ask: (bearer: string, unit: string) => Promise<Answered>,
  modest: string,
  greedy: string,
): Promise<{ alone: number; beside: number; served: number }> {
  const series = async (): Promise<number> => {
    const all: number[] = [];
    for (let time = 0; time < 40; time += 1) all.push((await ask(modest, 'brvt-syt')).milliseconds);
    return quantile(all, 0.5);
  };
  await series();
  const alone = await series();
  let isOver = false;
  let served = 0;
  const asking = Array.from({ length: 8 }, async () => {
    while (!isOver) {
      await ask(greedy, 'brvt');
      served += 1;
    }
  });
  const beside = await series();
  isOver = true;
  await Promise.all(asking);
  return { alone, beside, served };
}

/** Each file says again what the one ten before it said, with another day of the result: as months' exports overlap. */
function rowsOf(unit: string, importer: number, number: number): string {
  const header =
    'Mã hồ sơ,Mã TTHC,Đơn vị tiếp nhận,Hình thức nộp,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý,Trạng thái';
  const day = String(6 + (Math.floor(number / 10) % 20)).padStart(2, '0');
  const rows = Array.from({ length: 500 }, (_, row) => {
    const code = `H06.9${importer}-23-${String((number % 10) * 500 + row).padStart(6, '0')}`;
    return `${code},1.001000,${unit},Trực tuyến,05/03/2023,28/03/2023,${day}/03/2023,4`;
  });
  return [header, ...rows].join('\n');
}

function listening(out: NodeJS.ReadableStream): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    out.on('data', (chunk) => {
      text += String(chunk);
      const url = /https?:\/\/\S+:\d+/.exec(text)?.[0];
      if (url !== undefined) resolve(url);
    });
  });
}

/** Memory that the process has in use, MB; 0 where the system does not tell it this way. */
function residentMb(pid: number | undefined): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function resultsOf(
  answered: readonly Answered[],
  memory: readonly number[],
  { alone, beside, served }: Awaited<ReturnType<typeof fairness>>,
  dossiers: number,
  loadBefore: number,
): string {
  const rounded = (milliseconds: number): string => Math.round(milliseconds).toLocaleString('en');
  const line = (name: string, of: readonly Answered[]): string => {
    const times = of.map(({ milliseconds }) => milliseconds);
    const failed = of.filter(({ status }) => status !== 200).map(({ status }) => status);
    const errors = failed.length === 0 ? '0' : `${failed.length} (${[...new Set(failed)].join(', ')})`;
    return `| ${name} | ${of.length} | ${rounded(quantile(times, 0.5))} | ${rounded(quantile(times, 0.99))} | ${rounded(Math.max(...times))} | ${errors} |`;
  };
  const reads = answered.filter(({ kind }) => !kind.startsWith('import'));
  const kinds = [...new Set(answered.map(({ kind }) => kind))].sort();
  const part = Math.ceil(memory.length / 4);
  const [processor] = cpus();
  return `# A server under load

Made by \`npm run bench:serve\`; ${SECONDS} seconds, ${READERS} readers who read ${THINK_MS / 1000} s on average before they ask again (ten to a token), two units that
import 500 rows every two seconds, ${dossiers.toLocaleString('en')} dossiers at the beginning. Readers and server share the machine: ${cpus().length} × ${processor?.model.trim() ?? '?'}, ${Math.round(totalmem() / 2 ** 30)} GB,
Node ${process.version}; load before the start ${loadBefore.toFixed(1)}, at the end ${(loadavg()[0] ?? 0).toFixed(1)} (this one's own included). Milliseconds.

| what | answers | p50 | p99 | longest | not answered |
|---|---|---|---|---|---|
${line('all reads', reads)}
${kinds
  .map((kind) =>
    line(
      kind,
      answered.filter((one) => one.kind === kind),
    ),
  )
  .join('\n')}

Memory of the server, MB: ${rounded(quantile(memory.slice(0, part), 0.5))} in the first quarter, ${rounded(quantile(memory.slice(-part), 0.5))} in the last, ${rounded(Math.max(...memory))} at most.

One token asks for an evaluation of its department: p50 ${rounded(alone)} ms alone, ${rounded(beside)} ms while another asks for the province's eight times at once (${served} answers):
${(beside / alone).toFixed(2)} times as long.
`;
}
