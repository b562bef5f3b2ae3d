/**
 * Fuzzes until its time is up, as a process of its own, so that a hang can be ended and memory measured.
 * `process.ts SEED SECONDS CURRENT [keep]`: the input that is being tried lies in the file CURRENT, since nothing is written
 * during a hang; `keep`: what came to new places is kept for the next run.
 */
import { openSync, writeSync } from 'node:fs';
import { seeded } from '../read/seeded.ts';
import { corpusOf, keepCorpus } from './corpus.ts';
import { Coverage } from './coverage.ts';
import { DATA_TARGETS } from './data-targets.ts';
import { FILE_TARGETS } from './file-targets.ts';
import { httpTarget, requests } from './http-target.ts';
import { type Damaged, type Target, tried } from './target.ts';

const MOST_MEMORY_MB = 1_024;
/** Of a processor, so that a busy machine does not count. */
const MOST_SECONDS = 5;
/** Looking which places ran may take this part of the time. */
const LOOKING_SHARE = 0.1;

export interface Tally {
  inputs: number;
  refused: number;
  seconds: number;
  corpus: number;
}

const [seed = '1', seconds = '1', current = '', keep] = process.argv.slice(2);
const random = seeded(Number(seed) * 2_654_435_761);
const file = openSync(current, 'w');
const coverage = new Coverage();
const targets: Target[] = [...FILE_TARGETS, ...DATA_TARGETS, httpTarget(await requests())];
const corpora = new Map<Target, Uint8Array[]>();
const tallies: Record<string, Tally> = {};
let wrong = 0;
let lookMs = 20;

await coverage.start();
await coverage.fresh(true);
for (const target of targets) {
  corpora.set(target, []);
  tallies[target.name] = { inputs: 0, refused: 0, seconds: 0, corpus: 0 };
  for (const bytes of target.seeds) await once(target, { bytes }, 'seed');
  for (const bytes of corpusOf(target)) await once(target, { bytes });
}
// The seeds come first, however long they take.
const end = performance.now() + Number(seconds) * 1000;
rounds: while (performance.now() < end) {
  for (const target of targets) {
    await batch(target);
    if (wrong >= 20 || performance.now() >= end) break rounds;
  }
}
const { places } = coverage;
for (const [target, corpus] of corpora) tallies[target.name]!.corpus = corpus.length;
if (keep === 'keep') for (const target of targets) keepCorpus(target, await smallest(target));
for (const target of targets) await target.end?.();
say({ done: { tallies, places, peakMb: peakMb() } });
process.exit(0);

/** As many inputs as keep looking cheap; where they came to a new place, each is looked at by itself. */
async function batch(target: Target): Promise<void> {
  const corpus = corpora.get(target) ?? [];
  const tried: Damaged[] = [];
  const until = performance.now() + Math.max(50, lookMs / LOOKING_SHARE);
  while (performance.now() < until) {
    // Those that were found last more often than the others.
    const newest = random(2) === 0 ? Math.max(0, corpus.length - 8) : 0;
    const from = corpus[newest + random(corpus.length - newest)] ?? new Uint8Array(0);
    const input = target.damage(from, random);
    await attempt(target, input);
    tried.push(input);
  }
  if ((await look(false)) > 0) for (const input of tried) await once(target, input);
}

/** Tries one input again; where it comes to new places it is made shorter and kept. */
async function once(target: Target, input: Damaged, kind?: 'seed'): Promise<void> {
  await attempt(target, input, false);
  const fresh = await look(false);
  if (fresh === 0 && kind !== 'seed') return;
  await attempt(target, input, false);
  await look(true);
  corpora.get(target)?.push(input.bytes);
}

/** Of what came to new places as few and as short ones as come to the same. */
async function smallest(target: Target): Promise<Uint8Array[]> {
  const found = (corpora.get(target) ?? []).slice(target.seeds.length).sort((a, b) => a.length - b.length);
  coverage.again();
  for (const bytes of target.seeds) await attempt(target, { bytes }, false);
  await look(true);
  const kept: Uint8Array[] = [];
  for (const bytes of found) {
    say({ alive: found.length });
    await attempt(target, { bytes }, false);
    if ((await look(true)) > 0) kept.push(bytes);
  }
  return kept;
}

/** @param isKept whether what is new counts as seen */
async function look(isKept: boolean): Promise<number> {
  const start = performance.now();
  const fresh = await coverage.fresh(isKept);
  lookMs += (performance.now() - start - lookMs) / 8;
  return fresh;
}

async function attempt(target: Target, input: Damaged, isCounted = true): Promise<void> {
  const { bytes } = input;
  const head = Buffer.alloc(68);
  head.writeUInt32LE(bytes.length);
  head.write(target.name, 4);
  writeSync(file, head, 0, head.length, 0);
  writeSync(file, bytes, 0, bytes.length, head.length);
  const [before, start] = [process.cpuUsage(), performance.now()];
  const result = await tried(target, input);
  const { user, system } = process.cpuUsage(before);
  const busy = (user + system) / 1e6;
  const tally = tallies[target.name];
  if (tally !== undefined && isCounted) {
    tally.inputs += 1;
    tally.seconds += (performance.now() - start) / 1000;
    if (result.refused) tally.refused += 1;
    if (tally.inputs % 64 === 0) say({ alive: tally.inputs });
  }
  const found =
    result.wrong ??
    (peakMb() > MOST_MEMORY_MB
      ? `${Math.round(peakMb())} MB`
      : busy > MOST_SECONDS
        ? `${busy.toFixed(1)} s of work`
        : undefined);
  if (found === undefined) return;
  wrong += peakMb() > MOST_MEMORY_MB ? 20 : 1;
  say({
    wrong: found,
    what: target.name,
    bytes: Buffer.from(bytes)
      .toString('base64')
      .slice(0, 2 ** 20),
  });
}

function peakMb(): number {
  return Math.round(process.resourceUsage().maxRSS / 1024);
}

function say(line: object): void {
  writeSync(1, `${JSON.stringify(line)}\n`);
}
