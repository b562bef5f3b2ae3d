import { chmodSync, chownSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import path from 'node:path';
import { runCli } from '../../pipeline/cli/run.ts';
import { recordingIo } from '../support/warehouse.ts';
import {
  cleared,
  ended,
  FILES,
  type Ground,
  importing,
  leftBeside,
  serving,
  start,
  warehouseWith,
  wrongAfterAll,
  wrongIn,
} from './ground.ts';

/** What came of one fault. */
export interface Outcome {
  /** Nothing where all is as it must be. */
  wrong?: string | undefined;
  /** The fault struck while something was going on; else the work was done already. */
  struck: boolean;
}

export type Round = (ground: Ground, random: (limit: number) => number) => Promise<Outcome>;

const NOBODY = 65_534;
/** One round in so many imports all files afterwards, and must come out as if nothing had been. */
const AGAIN_EVERY = 5;

let rounds = 0;
async function inFolder(ground: Ground, work: (folder: string) => Promise<Outcome>): Promise<Outcome> {
  rounds += 1;
  const folder = path.join(ground.folder, `round-${rounds}`);
  mkdirSync(folder);
  const outcome = await work(folder);
  // What went wrong is kept for whoever looks into it.
  if (outcome.wrong === undefined) cleared(folder);
  return outcome.wrong === undefined ? outcome : { ...outcome, wrong: `${outcome.wrong} (${folder})` };
}

async function judged(ground: Ground, warehouse: string, least: number, again: boolean): Promise<string | undefined> {
  return (await wrongIn(ground, warehouse, least)) ?? (again ? await wrongAfterAll(ground, warehouse) : undefined);
}

/** A moment while the files that are not there yet are imported, milliseconds from the start; the program's own start is some of it. */
function moment(ground: Ground, before: number, random: (limit: number) => number, startShare: number): number {
  const share = startShare + (1 - START) * ((FILES.length - before) / FILES.length);
  return random(Math.ceil(ground.importMs * share));
}
const START = 0.4;
/** As much as an import of these files needs of one file at a time; above it nothing fails. */
const LARGEST_KB = 300;

const later = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const killImport: Round = (ground, random) =>
  inFolder(ground, async (folder) => {
    const before = random(FILES.length);
    const warehouse = warehouseWith(ground, folder, before);
    const child = start(importing(warehouse));
    const over = ended(child);
    await Promise.race([later(moment(ground, before, random, START)), over]);
    const struck = child.exitCode === null && child.kill('SIGKILL');
    const { code } = await over;
    const least = code === 0 ? FILES.length : before;
    return { struck, wrong: await judged(ground, warehouse, least, random(AGAIN_EVERY) === 0) };
  });

const killServer: Round = (ground, random) =>
  inFolder(ground, async (folder) => {
    const before = random(FILES.length - 2);
    const warehouse = warehouseWith(ground, folder, before);
    const { child, url } = await serving(warehouse);
    const over = ended(child);
    let told = before;
    const sending = (async () => {
      for (const file of FILES.slice(before)) {
        const form = new FormData();
        form.append('file', new Blob([readFileSync(file)]), path.basename(file));
        const answer = await fetch(`${url}/api/v1/imports?province=brvt`, { method: 'POST', body: form });
        if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`);
        await answer.arrayBuffer();
        told += 1;
      }
      return 'all';
    })().catch((error: unknown) => error);
    await Promise.race([later(moment(ground, before, random, 0)), sending]);
    child.kill('SIGKILL');
    await over;
    const sent = await sending;
    // Whoever was told that a file is in finds it there.
    return { struck: sent !== 'all', wrong: await judged(ground, warehouse, told, random(AGAIN_EVERY) === 0) };
  });

const fullDisk: Round = (ground, random) =>
  inFolder(ground, async (folder) => {
    const before = random(FILES.length);
    const warehouse = warehouseWith(ground, folder, before);
    const { code, said } = await ended(start(importing(warehouse), {}, random(LARGEST_KB)));
    if (code !== 0 && code !== 1) return { struck: true, wrong: `exit ${code}: ${said.slice(-600)}` };
    return { struck: code !== 0, wrong: await judged(ground, warehouse, before, random(AGAIN_EVERY) === 0) };
  });

const noRights: Round = (ground, random) =>
  inFolder(ground, async (folder) => {
    const before = random(FILES.length);
    const warehouse = warehouseWith(ground, folder, before);
    const isRoot = process.getuid?.() === 0;
    if (isRoot) for (const one of [folder, ...(before > 0 ? [warehouse] : [])]) chownSync(one, NOBODY, NOBODY);
    const child = start(importing(warehouse), isRoot ? { uid: NOBODY, gid: NOBODY } : {});
    const over = ended(child);
    await Promise.race([later(moment(ground, before, random, START)), over]);
    const struck = child.exitCode === null;
    chmodSync(folder, 0o500);
    const { code, said } = await over;
    chmodSync(folder, 0o700);
    if (isRoot) chownSync(folder, 0, 0);
    if (code !== 0 && code !== 1) return { struck, wrong: `exit ${code}: ${said.slice(-600)}` };
    return { struck, wrong: await judged(ground, warehouse, before, random(AGAIN_EVERY) === 0) };
  });

/** One server, a number of uploads that end in the middle. */
export async function cutUploads(ground: Ground, random: (limit: number) => number, times: number): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  await inFolder(ground, async (folder) => {
    const before = FILES.length - 2;
    const warehouse = warehouseWith(ground, folder, before);
    const { child, url } = await serving(warehouse);
    const over = ended(child);
    for (let time = 0; time < times; time += 1) {
      const file = FILES[before + random(2)] ?? '';
      const bytes = readFileSync(file);
      await cutUpload(
        `${url}/api/v1/imports?province=brvt`,
        path.basename(file),
        bytes.subarray(0, random(bytes.length)),
        bytes.length,
      );
      const answer = await fetch(`${url}/api/v1/state`);
      outcomes.push({ struck: true, wrong: answer.status === 200 ? undefined : `state answers ${answer.status}` });
      await answer.arrayBuffer();
    }
    child.kill('SIGTERM');
    await over;
    // What the last of them left is gone when the next server starts.
    const next = await serving(warehouse);
    const ends = ended(next.child);
    next.child.kill('SIGTERM');
    await ends;
    const left = leftBeside(warehouse);
    const wrong = (await judged(ground, warehouse, before, true)) ?? (left.length > 0 ? `left: ${left}` : undefined);
    if (wrong !== undefined) outcomes.push({ struck: true, wrong });
    return { struck: true, wrong };
  });
  return outcomes;
}

function cutUpload(url: string, name: string, part: Uint8Array, whole: number): Promise<void> {
  const head = Buffer.from(`--x\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n\r\n`);
  return new Promise((resolve) => {
    const sent = request(url, {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=x', 'content-length': head.length + whole + 9 },
    });
    sent.once('error', () => undefined);
    sent.once('response', (answer) => answer.resume());
    sent.once('close', resolve);
    sent.write(head);
    sent.write(part, () => sent.destroy());
  });
}

const DAY_MS = 86_400_000;
/** The samples end in 2024: a clock that goes so far back is still behind their days. */
const MOST_DAYS_BACK = 600;

/** Whoever imports goes by another clock than whoever did before; what is in and what is newest must not hang on it. */
const clockBack: Round = (ground, random) =>
  inFolder(ground, async (folder) => {
    const before = random(FILES.length);
    const warehouse = warehouseWith(ground, folder, before);
    const back = (1 + random(MOST_DAYS_BACK)) * DAY_MS;
    const program = `const T=Date,n=()=>T.now()-${back};globalThis.Date=class extends T{constructor(...a){super(...(a.length?a:[n()]))}static now(){return n()}}`;
    const preload = `--import=data:text/javascript,${encodeURIComponent(program)}`;
    const { code, said } = await ended(start(importing(warehouse), { env: { ...process.env, NODE_OPTIONS: preload } }));
    if (code !== 0) return { struck: true, wrong: `exit ${code}: ${said.slice(-600)}` };
    // A file without any day in it is as new as the day on which it was imported.
    return { struck: true, wrong: await wrongIn(ground, warehouse, FILES.length, ['main.import_periods']) };
  });

const flipBit: Round = (ground, random) =>
  inFolder(ground, async (folder) => {
    const files = 1 + random(FILES.length);
    const warehouse = warehouseWith(ground, folder, files);
    const bytes = readFileSync(warehouse);
    const at = random(random(2) === 0 ? bytes.length : 20_000);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random(8));
    writeFileSync(warehouse, bytes);
    const io = recordingIo();
    const code = await runCli(['check', '--warehouse', warehouse], io);
    // Said in one sentence, with what to do.
    if (code === 1 && /(bị hỏng|không phải kho số liệu|không khớp).*\./s.test([...io.errors, ...io.printed].join('\n')))
      return { struck: true };
    if (code !== 0) return { struck: true, wrong: `byte ${at}: ${code} ${io.errors.join(' ').slice(0, 600)}` };
    const wrong = await wrongIn(ground, warehouse, files);
    return { struck: false, wrong: wrong === undefined ? undefined : `byte ${at}: ${wrong}` };
  });

/** By what they are called in the table of results. */
export const ROUNDS: Readonly<Record<string, Round>> = {
  'SIGKILL of an import': killImport,
  'SIGKILL of a server while files are sent': killServer,
  'no more room for a file (RLIMIT_FSIZE)': fullDisk,
  'rights taken from the folder': noRights,
  'the clock set back between imports': clockBack,
  'a bit flipped in the warehouse': flipBit,
};
export const CUT_UPLOADS = 'an upload cut off';
