import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EXPORT_HEADERS, exportRows } from './export-rows.ts';
import { makeXlsx } from './make-export.ts';
import { type UnitMonth, UnitMonths } from './unit-months.ts';

/** Made files and fetched packages are kept here between runs, outside the project. */
export const CACHE = join(tmpdir(), 'vedich-bench');

/** Raised when the generator changes, so that no old file is taken for a new one. */
const DATA_VERSION = 1;

export type Strings = 'shared' | 'inline';

export interface BenchData {
  file: string;
  rows: number;
  strings: Strings;
  bytes: number;
  /** Counted from the generator's own rows, by no reader at all. */
  truth: UnitMonth[];
}

/** The export of that size, made once. */
export function benchData(rows: number, strings: Strings, folder = CACHE): BenchData {
  mkdirSync(folder, { recursive: true });
  const name = `export-v${DATA_VERSION}-${rows}`;
  const file = join(folder, `${name}-${strings}.xlsx`);
  if (!existsSync(file)) whole(file, (path) => makeXlsx(path, rows, strings));
  const kept = join(folder, `${name}-truth.json`);
  if (!existsSync(kept)) whole(kept, (path) => writeFileSync(path, JSON.stringify(truthOf(rows))));
  const truth: UnitMonth[] = JSON.parse(readFileSync(kept, 'utf8'));
  return { file, rows, strings, bytes: statSync(file).size, truth };
}

function truthOf(rows: number): UnitMonth[] {
  const counts = new UnitMonths();
  counts.row(EXPORT_HEADERS);
  for (const cells of exportRows(rows)) counts.row(cells);
  return counts.result();
}

/** An interrupted run leaves no half file under the name that counts. */
function whole(path: string, write: (path: string) => void): void {
  const half = path.replace(/(\.\w+)$/, `-half-${process.pid}$1`);
  write(half);
  renameSync(half, path);
}
