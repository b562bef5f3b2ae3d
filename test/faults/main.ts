/**
 * `npm run faults -- --times 100 [--minutes 8] [--seed 1] [--write]`: so many faults of each kind (or as many as the minutes
 * allow, by turns), each at a random moment; after each the warehouse must be sound and hold whole files only.
 * `--write` puts the table into `RESULTS.md`.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { seeded } from '../read/seeded.ts';
import { makeGround } from './ground.ts';
import { CUT_UPLOADS, cutUploads, type Outcome, ROUNDS } from './rounds.ts';

const { values } = parseArgs({
  options: {
    times: { type: 'string', default: '20' },
    minutes: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    write: { type: 'boolean', default: false },
  },
});
const times = Number(values.times);
const end = Date.now() + Number(values.minutes) * 60_000;
const random = seeded(Number(values.seed));
/** Uploads that one server is sent. */
const CUTS_EACH = 25;

interface Tally {
  done: number;
  struck: number;
  wrong: string[];
}

const tallies = new Map<string, Tally>(
  [...Object.keys(ROUNDS), CUT_UPLOADS].map((name) => [name, { done: 0, struck: 0, wrong: [] }]),
);
function count(name: string, { struck, wrong }: Outcome): void {
  const tally = tallies.get(name);
  if (tally === undefined) return;
  tally.done += 1;
  if (struck) tally.struck += 1;
  if (wrong !== undefined) tally.wrong.push(wrong);
}

const begin = Date.now();
const folder = mkdtempSync(path.join(tmpdir(), 'vedich-faults-'));
const ground = await makeGround(folder);
const isOver = (): boolean => Date.now() >= end;
for (let time = 0; time < times && !isOver(); time += 1) {
  for (const [name, round] of Object.entries(ROUNDS)) if (!isOver()) count(name, await round(ground, random));
  if (time % CUTS_EACH !== 0 || isOver()) continue;
  const cuts = await cutUploads(ground, random, Math.min(CUTS_EACH, times - time));
  for (const outcome of cuts) count(CUT_UPLOADS, outcome);
}
const wrong = [...tallies.values()].flatMap((tally) => tally.wrong);
const table = [
  '| fault | times | while at work | lost, half or unsound |',
  '|---|---:|---:|---:|',
  ...[...tallies].map(([name, { done, struck, wrong: bad }]) => `| ${name} | ${done} | ${struck} | ${bad.length} |`),
].join('\n');
const minutes = ((Date.now() - begin) / 60_000).toFixed(1);
console.log(`${table}\n\n${minutes} minutes, seed ${values.seed}`);
for (const one of wrong) console.log(`- ${one}`);
if (values.write)
  writeFileSync(
    new URL('RESULTS.md', import.meta.url),
    `# Faults as figures

\`npm run faults -- --times ${values.times} --minutes ${values.minutes} --seed ${values.seed} --write\` wrote this on ${new Date().toISOString().slice(0, 10)}:
${minutes} minutes on ${cpus().length} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), Node ${process.version}, ${process.platform}.

${table}

Each fault strikes at a random moment of an import of five exports, on a warehouse that held some of them or was not there yet; "while at work" are
those that came before the work was done (of bits: those that were noticed; the others changed nothing that is read). After
each, \`vedich check\` must find the warehouse sound, and it must hold exactly what the first so many whole files make: those that were
there before, and all that somebody was told are in. One in five imports everything once more and must come out as if nothing had been.
After a flipped bit the warehouse must be told as damaged in one sentence, or hold what it held.
${wrong.length === 0 ? '' : `\n${wrong.map((one) => `- ${one}`).join('\n')}\n`}`,
  );
if (wrong.length === 0) rmSync(folder, { recursive: true, force: true });
process.exitCode = wrong.length === 0 ? 0 : 1;
