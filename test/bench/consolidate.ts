/**
 * `node test/bench/consolidate.ts [--heavy]`: the set of 150 unit workbooks collected and consolidated by the two commands,
 * each a process of its own: seconds and peak memory, with the workbook written. `--heavy` adds sheets that are mostly
 * nothing: thousands of styled rows without a value, a used range down to the last row that Excel has.
 */
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { heavyBooks } from '../consolidate/heavy-books.ts';
import { makeHundred } from '../consolidate/hundred.ts';
import { OFFICE, PLAN, PLAN_YAML } from '../consolidate/hundred-records.ts';
import { temporaryFolder } from '../support/warehouse.ts';
import { measure } from './measure.ts';

const { values } = parseArgs({ options: { heavy: { type: 'boolean', default: false } } });
const MAIN = fileURLToPath(new URL('../../pipeline/cli/main.ts', import.meta.url));
const { folder, remove } = temporaryFolder();
try {
  const library = path.join(folder, 'library');
  mkdirSync(path.join(library, 'plans'), { recursive: true });
  writeFileSync(path.join(library, 'plans', 'ke-hoach.yaml'), PLAN_YAML);
  const set = await makeHundred(folder);
  if (values.heavy)
    for (const [at, { name, bytes }] of heavyBooks().entries())
      writeFileSync(path.join(set.folder, `9${at}-${name}`), bytes);
  const files = readdirSync(set.folder).map((file) => statSync(path.join(set.folder, file)).size);
  const output = path.join(folder, 'tong-hop.xlsx');
  const asked = ['--plan', PLAN.id, '--unit', OFFICE, '--as-of', PLAN.asOf, '--library', library];
  const where = [...asked, '--warehouse', path.join(folder, 'w.duckdb')];
  const node = [process.execPath, '--disable-warning=ExperimentalWarning', MAIN];
  const collected = await measure([...node, 'collect', set.folder, ...where], 600);
  const made = await measure([...node, 'consolidate', ...where, '-o', output], 600);
  const figures = [collected, made].map(({ end, wall, cpu, peakMb }) => ({ end, seconds: round(wall), cpu, peakMb }));
  console.log(
    JSON.stringify({
      files: files.length,
      megabytes: round(files.reduce((sum, size) => sum + size, 0) / 2 ** 20),
      collect: figures[0],
      consolidate: figures[1],
      together: round(collected.wall + made.wall),
      workbookKb: made.end === 'done' ? Math.round(readFileSync(output).length / 1024) : null,
    }),
  );
  for (const { end, stderr } of [collected, made]) if (end !== 'done') console.error(stderr);
} finally {
  remove();
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
