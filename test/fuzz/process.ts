/**
 * Reads damaged files until its time is up, as a process of its own, so that a hang can be ended and memory measured.
 * `process.ts FIRST STEP SECONDS`: the cases FIRST, FIRST + STEP, …; writes each number before it is read, since
 * nothing is written during a hang.
 */
import { writeSync } from 'node:fs';
import { fuzzCase } from './cases.ts';

const MOST_MEMORY_MB = 1_024;
/** Of a processor, so that a busy machine does not count. */
const MOST_SECONDS = 5;

const [first = 0, step = 1, seconds = 1] = process.argv.slice(2).map(Number);
const end = performance.now() + seconds * 1000;
let refused = 0;
let wrong = 0;
let cases = 0;
for (let number = first; performance.now() < end; number += step) {
  writeSync(1, `${JSON.stringify({ number })}\n`);
  const before = process.cpuUsage();
  const result = await fuzzCase(number);
  const { user, system } = process.cpuUsage(before);
  const seconds = (user + system) / 1e6;
  const peakMb = process.resourceUsage().maxRSS / 1024;
  const found =
    result.wrong ??
    (peakMb > MOST_MEMORY_MB
      ? `${Math.round(peakMb)} MB`
      : seconds > MOST_SECONDS
        ? `${seconds.toFixed(1)} s of work`
        : undefined);
  cases++;
  if (result.refused) refused++;
  if (found === undefined) continue;
  writeSync(1, `${JSON.stringify({ number, what: result.what, wrong: found })}\n`);
  if (++wrong >= 20 || peakMb > MOST_MEMORY_MB) break;
}
writeSync(1, `${JSON.stringify({ cases, refused, peakMb: Math.round(process.resourceUsage().maxRSS / 1024) })}\n`);
