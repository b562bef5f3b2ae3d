/**
 * `npm run bench`: how fast an export is read, beside other readers (see README.md in this folder).
 * Options: --rows 10000,100000,1000000  --strings shared,inline  --rounds 3  --cap 300 (seconds)
 *          --only NAME (part of a contestant's name; may be repeated)  --save (into RESULTS.md)
 */
import { writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { CONTESTANTS, type Contestant } from './contestants.ts';
import { benchData, CACHE, type Strings } from './data.ts';
import { fetchPackages } from './packages.ts';
import { race } from './race.ts';
import { circumstances, readKept, tables, withRun } from './results.ts';

const RESULTS = fileURLToPath(new URL('RESULTS.md', import.meta.url));

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '10000,100000,1000000' },
    strings: { type: 'string', default: 'shared,inline' },
    rounds: { type: 'string', default: '3' },
    cap: { type: 'string', default: '300' },
    only: { type: 'string', multiple: true, default: [] },
    save: { type: 'boolean', default: false },
  },
});

const loadBefore = loadavg()[0] ?? 0;
const contestants = present(CONTESTANTS.filter(({ name }) => isWanted(name)));
if (contestants.length === 0) throw new Error(`no such contestant: ${values.only.join(', ')}`);
const files = numbers(values.rows, 'rows').flatMap((rows) =>
  values.strings.split(',').map((strings) => {
    console.error(`data: ${rows} rows, ${strings}`);
    return benchData(rows, stringsOf(strings));
  }),
);
const standings = await race(contestants, files, {
  rounds: numbers(values.rounds, 'rounds')[0] ?? 3,
  cap: numbers(values.cap, 'cap')[0] ?? 300,
  onRun({ contestant, data }, { verdict, note, measured }) {
    const figures = `${measured.wall.toFixed(2)} s, ${measured.peakMb ?? '–'} MB`;
    console.error(`${data.rows} ${data.strings} · ${contestant.name}: ${figures} · ${verdict} ${note}`);
  },
});
const run = `${circumstances(standings, loadBefore)}\n\n${tables(standings)}`;
console.log(run);
if (values.save) writeFileSync(RESULTS, withRun(readKept(RESULTS), run));

function isWanted(name: string): boolean {
  const { only } = values;
  return only.length === 0 || only.some((part) => name.toLowerCase().includes(part.toLowerCase()));
}

/** Those that this machine has; the others are named once. */
function present(wanted: readonly Contestant[]): Contestant[] {
  const lacking = fetchPackages(wanted.flatMap(({ needs }) => needs ?? []));
  return wanted.filter((contestant) => {
    const reason = contestant.needs === undefined ? undefined : lacking.get(contestant.needs);
    if (reason === undefined && contestant.version() !== undefined) return true;
    console.error(`left out: ${contestant.name} (${reason ?? 'not on this machine'})`);
    return false;
  });
}

function numbers(text: string, option: string): number[] {
  const found = text.split(',').map(Number);
  if (found.some((number) => !Number.isInteger(number) || number < 1)) throw new Error(`--${option} ${text}`);
  return found;
}

function stringsOf(text: string): Strings {
  if (text === 'shared' || text === 'inline') return text;
  throw new Error(`--strings ${text}: shared or inline (data in ${CACHE})`);
}
