import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { analyse } from 'scslre';
import { describe, expect, it } from 'vitest';
import { type Pattern, patternOf, patternsIn, slowOn } from './patterns.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FILES = globSync('{pipeline,addin}/**/*.{ts,tsx}', { cwd: ROOT })
  .map((file) => file.split(path.sep).join('/'))
  .filter((file) => !/\.test\.tsx?$/.test(file));

const found = FILES.map((file) => ({ file, ...patternsIn(file, readFileSync(path.join(ROOT, file), 'utf8')) }));
const written = distinct(found.flatMap((one) => one.written));

function distinct(patterns: readonly Pattern[]): Pattern[] {
  return [...new Map(patterns.map((pattern) => [pattern.shown, pattern])).values()];
}

/** Patterns that modules put together from parts while they are loaded. */
async function madeIn(files: readonly string[]): Promise<Pattern[]> {
  const seen: Pattern[] = [];
  const { RegExp: own } = globalThis;
  globalThis.RegExp = new Proxy(own, {
    construct(target, [source, flags]: [string | RegExp, string?]) {
      const pattern = new target(source, flags);
      seen.push(patternOf(pattern.source, pattern.flags, ''));
      return pattern;
    },
  });
  try {
    for (const file of files) await import(pathToFileURL(path.join(ROOT, file)).href);
  } finally {
    globalThis.RegExp = own;
  }
  return seen;
}

/** By its shape: no repetition that another one, or a start further on, can take the same text from. */
function isProvenLinear({ source, flags }: Pattern): boolean {
  return analyse({ source, flags }, { assumeRejectingSuffix: false }).reports.length === 0;
}

const KNOWN_SLOW = [
  /\s+$/,
  /^0*(\d+)(?:[.,]0+)?$/,
  /\[[^\]]*\]/g,
  /Table with name "?(.+?)"? does not exist/,
  /\{(\w+)(?::([^|}]*)\|([^}]*))?\}/g,
].map(({ source, flags }) => patternOf(source, flags, ''));

/** Its time doubles with each letter: known by its shape, never tried. */
const EXPONENTIAL = patternOf('(a+)+$', '', '');

describe('every regular expression takes time in proportion to its text', () => {
  it('all are found', () => {
    expect(written.length).toBeGreaterThan(400);
    expect(patternsIn('a.ts', 'const a = "/no/"; f(/a+/g, new RegExp(a), () => RegExp(a), /b/);')).toMatchObject({
      written: [{ shown: '/a+/g' }, { shown: '/b/' }],
      made: 2,
      madeLater: 1,
    });
  });

  it('by its shape', () => {
    expect(written.filter((pattern) => !isProvenLinear(pattern)).map(({ shown, file }) => `${file}: ${shown}`)).toEqual(
      [],
    );
    expect([EXPONENTIAL, ...KNOWN_SLOW.slice(0, 3)].filter(isProvenLinear)).toEqual([]);
  });

  it('by growth on hostile texts of 100,000 characters', () => {
    // What the shape tells of already could take for ever.
    const slow = written.filter(isProvenLinear).flatMap((pattern) => {
      const text = slowOn(pattern);
      return text === undefined ? [] : [`${pattern.file}: ${pattern.shown} on ${JSON.stringify(text)}`];
    });
    expect(slow).toEqual([]);
    for (const pattern of KNOWN_SLOW) expect(slowOn(pattern), pattern.shown).toBeDefined();
  });

  it('those put together from parts, too, each while its module is loaded', async () => {
    const makers = found.filter(({ made }) => made > 0);
    expect(makers.filter(({ madeLater }) => madeLater > 0).map(({ file }) => file)).toEqual([]);
    const patterns = distinct(await madeIn(makers.map(({ file }) => file)));
    expect(patterns.length).toBeGreaterThanOrEqual(makers.length);
    for (const pattern of patterns) {
      expect(isProvenLinear(pattern), pattern.shown).toBe(true);
      expect(slowOn(pattern), pattern.shown).toBeUndefined();
    }
  });
});
