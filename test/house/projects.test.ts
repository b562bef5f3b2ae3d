import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { projectsOf } from '../support/projects.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The project of `test/new/deep/a.test.ts` among files of which only these are not empty. */
function projectIn(texts: Readonly<Record<string, string>>): string | undefined {
  return projectsOf(['test/new/deep/a.test.ts'], (file) => texts[file] ?? '').get('test/new/deep/a.test.ts');
}

test('a test belongs where what it imports, near or far, needs', () => {
  expect(projectIn({})).toBe('core');
  expect(projectIn({ 'test/new/deep/a.test.ts': "import { b } from './b.ts';" })).toBe('core');
  const opening = "import { openBrowser } from '../../support/browser.ts';";
  expect(projectIn({ 'test/new/deep/a.test.ts': opening })).toBe('office');
  expect(projectIn({ 'test/new/deep/a.test.ts': "import './b.ts';", 'test/new/deep/b.ts': opening })).toBe('office');
  const drawing = "const { convert } = await import('../../report/libreoffice.ts');";
  expect(projectIn({ 'test/new/deep/a.test.ts': drawing })).toBe('paper');
  expect(projectIn({ 'test/new/deep/a.test.ts': `${opening}\n${drawing}` })).toBe('paper');
  expect(
    projectIn({ 'test/new/deep/a.test.ts': "import {\n  b,\n} from './b.ts';", 'test/new/deep/b.ts': drawing }),
  ).toBe('paper');
  const circle = { 'test/new/deep/a.test.ts': "import './b.ts';", 'test/new/deep/b.ts': "import './a.test.ts';" };
  expect(projectIn(circle)).toBe('core');
});

test('every test file is in a project, and each project has some', () => {
  const projects = projectsOf();
  expect(projects.size).toBe(
    globSync('{addin,docs,pipeline,samples,templates,test}/**/*.test.{ts,tsx}', { cwd: ROOT }).length,
  );
  expect(new Set(projects.values())).toEqual(new Set(['core', 'office', 'paper']));
});
