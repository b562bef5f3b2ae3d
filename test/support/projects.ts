import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const TESTS = ['addin/**/*.test.ts', 'pipeline/**/*.test.ts', 'samples/**/*.test.ts', 'test/**/*.test.ts'];

/** The only doors to programs beside Node; a test that reaches one, through whatever it imports, belongs to its project. */
const DOORS: Readonly<Record<string, Project>> = {
  'test/support/browser.ts': 'office',
  'test/report/libreoffice.ts': 'paper',
  'test/report/validate.ts': 'paper',
};

/** `core` needs Node alone; `office` a browser; `paper` LibreOffice or the Open XML SDK, some of it a browser too. */
export type Project = 'core' | 'office' | 'paper';
export const PROJECTS: readonly Project[] = ['core', 'office', 'paper'];

const IMPORT = /(?:\bfrom|\bimport\(?)\s*'(\.{1,2}\/[^']+\.tsx?)'/g;

/**
 * Every test file with its project. Nobody lists them: what a file imports decides, so a new one falls in place.
 * @param texts reads a file of the project, for tests of this rule
 */
export function projectsOf(
  files: readonly string[] = TESTS.flatMap((pattern) => globSync(pattern, { cwd: ROOT })),
  texts: (file: string) => string = textOf,
): Map<string, Project> {
  const imports = new Map<string, string[]>();
  const importsOf = (file: string): string[] => {
    const known = imports.get(file);
    if (known !== undefined) return known;
    const found = [...texts(file).matchAll(IMPORT)].map(([, to = '']) => path.posix.join(path.posix.dirname(file), to));
    imports.set(file, found);
    return found;
  };
  const projectOf = (test: string): Project => {
    const seen = new Set([test]);
    let project: Project = 'core';
    for (const file of seen) {
      const door = DOORS[file];
      if (door === 'paper') return 'paper';
      if (door !== undefined) project = door;
      for (const next of importsOf(file)) seen.add(next);
    }
    return project;
  };
  return new Map(files.map((file) => file.split(path.sep).join('/')).map((file) => [file, projectOf(file)]));
}

/** Empty where there is no such file: what looks like an import can be a text that a test is about. */
function textOf(file: string): string {
  const place = path.join(ROOT, file);
  return existsSync(place) ? readFileSync(place, 'utf8') : '';
}
