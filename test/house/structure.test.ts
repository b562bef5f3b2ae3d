import { globSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { circles, MOST_LINES, reachesInto, type Sources, tooLong } from './structure.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Made by installing, building and running; and what begins with a dot. */
const NOT_OURS = /^(?:node_modules|dist|out|coverage|tmp|\..*)$/;
const FOLDERS = readdirSync(ROOT, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !NOT_OURS.test(entry.name))
  .map(({ name }) => name);

/** Files of these kinds in the folders; without folders those beside `package.json`. */
function read(kinds: string, ...folders: string[]): Sources {
  const files = (
    folders.length === 0 ? [`*.${kinds}`] : folders.map((folder) => path.posix.join(folder, `**/*.${kinds}`))
  )
    .flatMap((pattern) => globSync(pattern, { cwd: ROOT }))
    .map((file) => file.split(path.sep).join('/'))
    .sort();
  return new Map(files.map((file) => [file, readFileSync(path.join(ROOT, file), 'utf8')]));
}

const MODULES = '{ts,tsx}';
/** All that people write for a machine to run or a browser to show; CSV, JSON, YAML and samples are data. */
const SOURCES = '{ts,tsx,mts,cts,js,jsx,mjs,cjs,css,html,sql,py,sh}';
const planted = (texts: Readonly<Record<string, string>>): Sources => new Map(Object.entries(texts));
const lines = (count: number, end = '\n'): string => Array(count).fill('x;').join('\n') + end;

describe('no file is long', () => {
  it(`of the project: ${MOST_LINES} lines at most`, () => {
    const sources = new Map([...read(SOURCES, ...FOLDERS), ...read(SOURCES)]);
    expect(sources.size).toBeGreaterThan(600);
    for (const file of ['vite.config.ts', 'test/house/structure.test.ts', 'addin/taskpane/app.tsx'])
      expect(sources.has(file), file).toBe(true);
    expect(tooLong(sources)).toEqual([]);
  });

  it('one that is would be told, with its lines', () => {
    const texts = { 'a.ts': lines(400), 'b.ts': lines(401), 'c.ts': lines(400, ''), 'd/e.tsx': lines(401, '') };
    expect(tooLong(planted(texts))).toEqual(['b.ts: 401', 'd/e.tsx: 401']);
  });
});

describe('no imports go in a circle', () => {
  it('in the pipeline and the add-in', () => {
    const sources = read(MODULES, 'pipeline', 'addin');
    expect(sources.size).toBeGreaterThan(300);
    expect(circles(sources)).toEqual([]);
  });

  it.each<[string, string, string]>([
    ['two files', "import { b } from './b.ts';", "import { a } from '../x/a.ts';"],
    ['of several lines', "import {\n  b,\n  c,\n} from './b.ts';", "import a, { type T } from './a.ts';"],
    ['exported on', "export { b } from './b.ts';", "export * from './a.ts';"],
    ['for what it does', "import './b.ts';", "import * as a from './a.ts';"],
    ['later', "const b = await import('./b.ts');", "import { a } from './a.ts';"],
    ['types that are named singly: the file is loaded', "import { type B } from './b.ts';", "import './a.ts';"],
    ['a value called type', "import type from './b.ts';", "import type, { a } from './a.ts';"],
  ])('one is told: %s', (_, a, b) => {
    const texts = { 'x/a.ts': a, 'x/b.ts': b, 'x/c.ts': "import './a.ts';" };
    expect(circles(planted(texts))).toEqual(['x/a.ts → x/b.ts → x/a.ts']);
  });

  it('a long one, one beside it, and a file that imports itself are told, each once', () => {
    const texts = {
      'a.ts': "import './b.ts';",
      'b.ts': "import './c.tsx'; import './d.ts';",
      'c.tsx': "import './a.ts';",
      'd.ts': "import './b.ts';",
      'e.ts': "import './e.ts';",
    };
    expect(circles(planted(texts))).toEqual(['a.ts → b.ts → c.tsx → a.ts', 'b.ts → d.ts → b.ts', 'e.ts → e.ts']);
  });

  it.each([
    ["import type { B } from './b.ts';"],
    ["import type B from './b.ts';"],
    ["import type * as b from './b.ts';"],
    ["export type { B } from './b.ts';"],
    ["export type * from './b.ts';"],
    ["type B = import('./b.ts').B;"],
    ["// import { b } from './b.ts';\nconst text = \"import './b.ts';\";"],
    ["new Worker(new URL('./b.ts', import.meta.url));"],
    ["import { b } from 'b.ts';"],
  ])('%s closes none', (a) => {
    expect(circles(planted({ 'a.ts': a, 'b.ts': "import { a } from './a.ts';" }))).toEqual([]);
  });

  it('a file that cannot be read is no file without imports', () => {
    expect(() => circles(planted({ 'a.ts': "import { from './b.ts';" }))).toThrow('a.ts');
  });
});

describe('the pipeline knows nothing of the add-in', () => {
  it('names no file of it', () => {
    expect(reachesInto('addin', read(MODULES, 'pipeline'))).toEqual([]);
  });

  it.each([
    ["import { fill } from '../../addin/excel/fill.ts';"],
    ["import type { Fill } from '../../addin/excel/fill.ts';"],
    ['export * from "../../addin/excel/fill.ts";'],
    ["type Fill = import('../../addin/excel/fill.ts').Fill;"],
    ["const { fill } = await import('../facts/../../addin/excel/fill.ts');"],
    ["readFileSync(new URL('../../addin', import.meta.url));"],
  ])('%s is told', (text) => {
    expect(reachesInto('addin', planted({ 'pipeline/facts/a.ts': text }))).toHaveLength(1);
  });

  it('what is only called alike is fine', () => {
    const text =
      "import a from './addin/a.ts'; import b from '../addin.ts'; new URL('../../dist/addin', import.meta.url);";
    expect(reachesInto('addin', planted({ 'pipeline/facts/a.ts': text }))).toEqual([]);
  });
});
