import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { EvaluationRow } from '../../pipeline/evaluate/types.ts';
import type { ImportedSheet, ImportOptions } from '../../pipeline/facts/types.ts';

const TRAPS = fileURLToPath(new URL('.', import.meta.url));
/** What stands in a case's folder beside its input files. */
const BESIDE_INPUT = new Set(['expected.json', 'make.ts']);

/** A sheet's import report without what is only wording (`message`, `example`). */
export interface ExpectedSheet extends Omit<ImportedSheet, 'problems'> {
  problems: { code: string; column: string; count: number; rows: number[] }[];
}

/** Targets of one plan on one day: of each row the keys that the trap is about. */
export interface ExpectedEvaluation {
  plan: string;
  unit: string;
  as_of: string;
  from?: string;
  rows: (Pick<EvaluationRow, 'target'> & Partial<EvaluationRow>)[];
}

export interface Expected {
  /** What the trap is, and what must come of it. */
  why: string;
  options?: Partial<ImportOptions>;
  sheets: ExpectedSheet[];
  /** SQL over the facts → rows of texts. */
  facts?: Record<string, (string | null)[][]>;
  /** Texts that must stand nowhere in the warehouse. */
  absent?: string[];
  evaluate?: ExpectedEvaluation[];
}

/** What `make.ts` of a case exports as default: files that are not worth keeping as bytes, by name. */
export type MadeFiles = () => Record<string, Uint8Array | string>;

export interface TrapCase {
  name: string;
  expected: Expected;
  /** Puts the case's input files into an empty folder. */
  lay(folder: string): Promise<void>;
}

/** One folder, one trap, named for it. */
export function trapCases(): TrapCase[] {
  const folders = readdirSync(TRAPS, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders.map(({ name }) => {
    const home = path.join(TRAPS, name);
    return {
      name,
      expected: JSON.parse(readFileSync(path.join(home, 'expected.json'), 'utf8')),
      lay: (folder) => lay(home, folder),
    };
  });
}

async function lay(home: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(home).filter((entry) => !BESIDE_INPUT.has(entry)))
    cpSync(path.join(home, name), path.join(folder, name));
  const maker = path.join(home, 'make.ts');
  if (!existsSync(maker)) return;
  const { default: make }: { default: MadeFiles } = await import(pathToFileURL(maker).href);
  for (const [name, bytes] of Object.entries(make())) writeFileSync(path.join(folder, name), bytes);
}
