import { hash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { deserialize, serialize } from 'node:v8';
import type { DataTexts } from '../library/data.ts';
import { LibraryError } from '../library/library-error.ts';
import type { LibraryParts } from '../library/types.ts';
import type { ProvinceIndex } from '../library/units/provinces.ts';
import type { UnitTree } from '../library/units/types.ts';
import { cacheFolder } from './cache.ts';

const PIPELINE = fileURLToPath(new URL('..', import.meta.url));
const LIBRARY = path.join(PIPELINE, 'library');
const load = createRequire(import.meta.url);
/** What nobody has asked for so long is of a version that is no longer run. */
const UNUSED_MS = 30 * 86_400_000;

/** The files that ship with the program as data, by path below `pipeline/library/`. */
export function readDataTexts(): DataTexts {
  return Object.fromEntries(
    filesIn(LIBRARY)
      .filter((file) => /\.(yaml|csv)$/.test(file))
      .map((file) => [path.relative(LIBRARY, file).split(path.sep).join('/'), readFileSync(file, 'utf8')]),
  );
}

let parts: LibraryParts | undefined;

/**
 * The shipped layer; each part is read when somebody asks for it. What was parsed once is taken from the user's cache. Its
 * name is the hash of everything that it was made of, the parsers as well, so that it is never an older state.
 * @throws LibraryError where the shipped data is broken
 */
export function shippedParts(): LibraryParts {
  parts ??= lazily({
    columns: () => kept('columns', () => parsed().columns),
    codes: () => kept('codes', () => parsed().codes),
    words: () => kept('words', () => parsed().words),
    questions: () => kept('questions', () => parsed().questions),
    checks: () => kept('checks', () => parsed().checks),
    indicators: () => kept('indicators', () => parsed().indicators),
    units: () => kept('units', () => parsed().units),
    plans: () => kept('plans', () => parsed().plans),
    forms: () => kept('forms', () => parsed().forms),
    rankings: () => kept('rankings', () => parsed().rankings),
    holidays: () => kept('holidays', () => parsed().holidays),
  });
  return parts;
}

/**
 * The shipped layer with all units of the provinces that the given ids (of provinces or units) need, beside the hand-made
 * ones; ids of no province do not matter.
 * @throws LibraryError where the shipped data is broken
 */
export function shippedWith(index: ProvinceIndex, ids: readonly string[]): LibraryParts {
  const { neededProvinces, withProvinces }: typeof import('../library/units/provinces.ts') = load(
    '../library/units/provinces.ts',
  );
  const provinces = neededProvinces(index, ids);
  const below = shippedParts();
  if (provinces.length === 0) return below;
  const units = (): UnitTree =>
    withProvinces(
      below.units,
      kept(`units-${provinces.join('-')}`, () => parsedProvinces(index, provinces)),
    );
  return lazily({
    columns: () => below.columns,
    codes: () => below.codes,
    words: () => below.words,
    questions: () => below.questions,
    checks: () => below.checks,
    indicators: () => below.indicators,
    units,
    plans: () => below.plans,
    forms: () => below.forms,
    rankings: () => below.rankings,
    holidays: () => below.holidays,
  });
}

type Makers = { [Part in keyof LibraryParts]: () => LibraryParts[Part] };

/** Each part made once, when somebody asks for it. */
function lazily(makers: Makers): LibraryParts {
  const made: { -readonly [Part in keyof LibraryParts]?: LibraryParts[Part] } = {};
  return {
    get columns() {
      made.columns ??= makers.columns();
      return made.columns;
    },
    get codes() {
      made.codes ??= makers.codes();
      return made.codes;
    },
    get words() {
      made.words ??= makers.words();
      return made.words;
    },
    get questions() {
      made.questions ??= makers.questions();
      return made.questions;
    },
    get checks() {
      made.checks ??= makers.checks();
      return made.checks;
    },
    get indicators() {
      made.indicators ??= makers.indicators();
      return made.indicators;
    },
    get units() {
      made.units ??= makers.units();
      return made.units;
    },
    get plans() {
      made.plans ??= makers.plans();
      return made.plans;
    },
    get forms() {
      made.forms ??= makers.forms();
      return made.forms;
    },
    get rankings() {
      made.rankings ??= makers.rankings();
      return made.rankings;
    },
    get holidays() {
      made.holidays ??= makers.holidays();
      return made.holidays;
    },
  };
}

let whole: LibraryParts | undefined;

/** The parsers are loaded only where something has to be parsed. */
function parsed(): LibraryParts {
  if (whole === undefined) {
    const { parseShipped }: typeof import('../library/library.ts') = load('../library/library.ts');
    whole = parseShipped(readDataTexts());
  }
  return whole;
}

function parsedProvinces(index: ProvinceIndex, provinces: readonly string[]): UnitTree {
  const { loadProvinces }: typeof import('../library/units/national.ts') = load('../library/units/national.ts');
  const { value, mistakes } = loadProvinces(index, provinces, readDataTexts());
  if (value === undefined) throw new LibraryError(mistakes);
  return value;
}

let version: string | undefined;

/** From the cache, else made and put there; a folder that cannot be read or written does not matter. */
function kept<T>(name: string, make: () => T): T {
  version ??= sourcesHash();
  const folder = path.join(cacheFolder(), 'library');
  // Many provinces make a long name.
  const file = path.join(folder, `${version}-${name.length > 60 ? hash('sha1', name, 'hex') : name}.v8`);
  try {
    return deserialize(readFileSync(file));
  } catch {
    const made = make();
    try {
      mkdirSync(folder, { recursive: true });
      putWhole(file, serialize(made));
      clear(folder);
    } catch {
      // Made again at the next start.
    }
    return made;
  }
}

/** Two starts at once write the same bytes; each puts its own in place whole. */
function putWhole(file: string, bytes: Uint8Array): void {
  const beside = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(beside, bytes);
    renameSync(beside, file);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

function clear(folder: string): void {
  for (const name of readdirSync(folder)) {
    const file = path.join(folder, name);
    if (Date.now() - statSync(file).mtimeMs > UNUSED_MS) rmSync(file, { force: true });
  }
}

/** Of the data, of the code that reads it, and of the package and the Node that it runs on. */
function sourcesHash(): string {
  const files = [
    ...filesIn(LIBRARY),
    ...readdirSync(PIPELINE, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => path.join(PIPELINE, name))
      .sort(),
    path.join(PIPELINE, 'warehouse', 'populations.ts'),
    load.resolve('yaml/package.json'),
  ];
  const state = files
    .filter((file) => !file.endsWith('.test.ts'))
    .map((file) => `${path.relative(PIPELINE, file)}\n${readFileSync(file, 'latin1')}`);
  return hash('sha1', [process.version, ...state].join('\0'), 'hex');
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}
