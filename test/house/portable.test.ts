import { globSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, test } from 'vitest';
import { gluedPaths, shellisms } from './portable.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

describe('npm scripts', () => {
  // On Windows a program is three files there: `vite`, `vite.cmd`, `vite.ps1`.
  const programs = new Set(readdirSync(path.join(ROOT, 'node_modules', '.bin')));
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(
    readFileSync(path.join(ROOT, 'package.json'), 'utf8'),
  );

  it('run in the shell of Windows as in any other', () => {
    expect(Object.values(scripts).length).toBeGreaterThan(5);
    expect(Object.values(scripts).flatMap((script) => shellisms(script, programs))).toEqual([]);
  });

  it.each([
    'NODE_ENV=production vite build',
    'vite build && rm -rf dist',
    "biome check '**/*.ts'",
    'node main.ts > out.txt',
    'node main.ts &',
    'node $HOME/main.ts',
    'node a.ts; node b.ts',
    'cat package.json | node main.ts',
    './build.sh',
    'vitest run test/*.test.ts',
    'export TZ=UTC && vitest',
  ])('%s would not', (script) => {
    expect(shellisms(script, programs)).not.toEqual([]);
  });
});

describe('places in the file system', () => {
  test('are put together by path.join or URL, never with a / of our own', () => {
    const files = ['addin', 'docs', 'pipeline', 'samples', 'templates', 'test']
      .flatMap((folder) => globSync(path.join(folder, '**', '*.{ts,tsx}'), { cwd: ROOT }))
      .concat(globSync('*.{ts,mjs}', { cwd: ROOT }))
      .filter((file) => path.basename(file) !== 'portable.test.ts');
    expect(files.length).toBeGreaterThan(300);
    const found = files.flatMap((file) =>
      gluedPaths(readFileSync(path.join(ROOT, file), 'utf8')).map((place) => `${file}:${place}`),
    );
    expect(found).toEqual([]);
  });

  const fs = "import { copyFileSync, existsSync, readFileSync as read, writeFileSync } from 'node:fs';\n";
  it.each([
    [`${fs}read(\`\${folder}/a.txt\`);`],
    [`${fs}read(folder + '/a.txt', 'utf8');`],
    [`${fs}existsSync(\`out/\${name}\`);`],
    [`${fs}const file = \`\${folder}/a.txt\`;\nwriteFileSync(file, '');`],
    [`${fs}copyFileSync(path.join(a, b), \`\${folder}/a.txt\`);`],
    [`${fs}writeFileSync(\n  \`\${folder}/a.txt\`,\n  text,\n);`],
    [`import fs from 'node:fs';\nfs.readFileSync(\`\${folder}/a\`);`],
    [`import * as fs from 'node:fs/promises';\nawait fs.readFile(\`\${folder}/a\`);`],
    [`import { mkdir, readFile } from 'node:fs/promises';\nawait readFile(\`\${folder}/\${name}\`);`],
    [`const profile = \`file://\${folder}/profile\`;`],
    ["const here = new URL('data', import.meta.url).pathname;"],
  ])('%s is told', (source) => {
    expect(gluedPaths(source)).toHaveLength(1);
  });

  it.each([
    [`${fs}read(path.join(folder, \`\${plan}/a.txt\`));`],
    [`${fs}read(new URL(\`../\${name}/a.yaml\`, import.meta.url), 'utf8');`],
    [`${fs}writeFileSync(file, \`\${share}/\${whole}\`);`],
    [`${fs}const place = fileURLToPath(new URL(\`x/\${name}\`, import.meta.url));\nread(place);`],
    [`${fs}read(\`/proc/\${id}/status\`);`],
    [`const address = \`\${server}/api/v1\`;\nawait fetch(address);`],
    [`parts.set(\`xl/drawings/\${name}\`, ''); const part = folder + '/rels';`],
    [`${fs}read(file, \`\${a}/\${b}\`);`],
  ])('%s is fine', (source) => {
    expect(gluedPaths(source)).toEqual([]);
  });
});
