/** What works in one system's shell or file system only, found by reading. For portable.test.ts. */

/** Signs that `sh` reads in another way than Windows' `cmd`: quotes, variables, patterns, `;`, redirections, a lone `&`. */
const SHELL_SIGNS = /['$`;*<>~\\]|(?<!&)&(?!&)|(?<!\|)\|(?!\|)/;

/**
 * What is wrong with an npm script on Windows.
 * @param programs what `node_modules/.bin` offers; beside them only `node`, `npm` and `npx` are on every machine
 */
export function shellisms(script: string, programs: ReadonlySet<string>): string[] {
  const sign = SHELL_SIGNS.exec(script)?.[0];
  const first = script.split(/&&|\|\|/).map((command) => command.trim().split(/\s+/)[0] ?? '');
  return [
    ...(sign === undefined ? [] : [`${sign} in: ${script}`]),
    ...first
      .filter((word) => !['node', 'npm', 'npx'].includes(word) && !programs.has(word))
      .map((word) => `${word === '' ? 'nothing' : word} is no program of a package: ${script}`),
  ];
}

const IMPORTED = /import (?:(\w+)(?:, | )|\* as (\w+) )?(?:\{([^}]*)\} )?from 'node:fs(?:\/promises)?'/g;
/** Those whose second argument is a place too. */
const TWO_PLACES = /^(?:copyFile|cp|rename|link|symlink)(?:Sync)?$/;
/** A separator of our own between parts of which one is computed. */
const GLUED = /\$\{[^{}]*\}\/|\/\$\{|['"`]\s*\+\s*['"]\/|\+\s*['"`]\/|\/['"`]\s*\+/;
/** What makes a path of its parts by itself: URLs and `path` take `/` on every system. */
const JOINED = /\b(?:new URL|(?:path\.)?(?:join|resolve))\(/g;

/** Places in the file system that are put together with `/`, as `line: code`. */
export function gluedPaths(source: string): string[] {
  const found: string[] = [];
  const tell = (at: number, code: string): void => {
    found.push(`${source.slice(0, at).split('\n').length}: ${code}`);
  };
  for (const match of source.matchAll(/file:\/\/\/?\$\{/g)) tell(match.index, match[0]);
  for (const match of source.matchAll(/import\.meta\.url\)\.pathname/g)) tell(match.index, match[0]);
  for (const call of fileCalls(source)) {
    for (const place of call.places) {
      const value = /^\w+$/.test(place) ? (madeOf(source, place) ?? place) : place;
      if (GLUED.test(withoutJoined(value)) && !/^[`'"]\/proc\//.test(value)) tell(call.at, place);
    }
  }
  return found;
}

/** Calls of what was imported from `node:fs`, with the arguments that are places. */
function fileCalls(source: string): { at: number; places: string[] }[] {
  const names: string[] = [];
  for (const [, whole, all, some = ''] of source.matchAll(IMPORTED)) {
    for (const module of [whole, all]) if (module !== undefined) names.push(`${module}\\.(?:promises\\.)?\\w+`);
    for (const one of some.split(',')) {
      const name = one.trim().split(' as ').at(-1)?.trim() ?? '';
      if (/^[a-z]\w*$/.test(name)) names.push(name);
    }
  }
  if (names.length === 0) return [];
  return [...source.matchAll(new RegExp(`(?<![\\w.])(${names.join('|')})\\(`, 'g'))].map((match) => {
    const given = argumentsAt(source, match.index + match[0].length);
    const called = (match[1] ?? '').split('.').at(-1) ?? '';
    return { at: match.index, places: given.slice(0, TWO_PLACES.test(called) ? 2 : 1) };
  });
}

/** The text of each argument of a call, from behind its bracket. */
function argumentsAt(source: string, from: number): string[] {
  const given: string[] = [];
  let depth = 0;
  let start = from;
  let quote = '';
  for (let at = from; at < source.length; at += 1) {
    const sign = source[at] ?? '';
    if (sign === '\\') at += 1;
    else if (quote !== '') quote = sign === quote ? '' : quote;
    else if (/['"`]/.test(sign)) quote = sign;
    else if (/[([{]/.test(sign)) depth += 1;
    else if (depth > 0 && /[)\]}]/.test(sign)) depth -= 1;
    else if (depth === 0 && /[,)]/.test(sign)) {
      given.push(source.slice(start, at).trim());
      start = at + 1;
      if (sign === ')') break;
    }
  }
  return given;
}

/** What a constant of the file is made of. */
function madeOf(source: string, name: string): string | undefined {
  return new RegExp(`\\b(?:const|let) ${name}(?:: [^=]+)? =\\s*([^;]+);`).exec(source)?.[1];
}

function withoutJoined(text: string): string {
  let rest = text;
  for (const match of text.matchAll(JOINED)) {
    const inside = argumentsAt(text, match.index + match[0].length).join(',');
    rest = rest.replace(inside, '');
    for (const part of argumentsAt(text, match.index + match[0].length)) rest = rest.replace(part, '');
  }
  return rest;
}
