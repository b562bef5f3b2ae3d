/** The shape of the source, found by reading it. For structure.test.ts. */
import path from 'node:path';
import { parseSync } from 'vite';

/** Text of each file by its place in the project, written with `/`. */
export type Sources = ReadonlyMap<string, string>;

export const MOST_LINES = 400;

/** Files of more than `MOST_LINES` lines, as `file: lines`. */
export function tooLong(sources: Sources): string[] {
  return [...sources]
    .map(([file, text]) => ({ file, lines: text.split('\n').length - (text.endsWith('\n') ? 1 : 0) }))
    .filter(({ lines }) => lines > MOST_LINES)
    .map(({ file, lines }) => `${file}: ${lines}`);
}

/**
 * Files among `sources` that a module loads, at once or later. A type alone is not loaded; an import of nothing but
 * `{ type A }` is. What runs as a program of its own (`new Worker(…)`) is not imported.
 */
function loadedBy(file: string, sources: Sources): string[] {
  const text = sources.get(file) ?? '';
  const { module, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file}: ${errors.map(({ message }) => message).join(' ')}`);
  const loads = ({ start, end }: { start: number; end: number }): boolean =>
    !/^(?:import|export)\s+type\s*(?:[{*]|(?!from\b)\w+\s+from\b)/.test(text.slice(start, end));
  const requests = [
    ...module.staticImports.filter(loads).map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports
      .filter(loads)
      .flatMap(({ entries }) => entries.map((one) => one.moduleRequest?.value ?? '')),
    ...module.dynamicImports.map(({ moduleRequest: { start, end } }) => text.slice(start + 1, end - 1)),
  ];
  return requests
    .filter((place) => /^\.{1,2}\//.test(place))
    .map((place) => path.posix.join(path.posix.dirname(file), place))
    .filter((target) => sources.has(target));
}

/** Circles of imports, each once, the shortest through its first file: `a.ts → b.ts → a.ts`. */
export function circles(sources: Sources): string[] {
  const imports = new Map([...sources.keys()].map((file) => [file, loadedBy(file, sources)]));
  const found = new Map<string, string>();
  for (const file of imports.keys()) {
    const circle = wayBack(file, imports);
    if (circle === undefined) continue;
    const name = [...circle].sort().join(' ');
    if (!found.has(name)) found.set(name, [...circle, file].join(' → '));
  }
  return [...found.values()];
}

/** The files of the shortest way along imports from a file to itself; it comes first. */
function wayBack(file: string, imports: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const from = new Map<string, string>();
  const reached = [file];
  for (const one of reached) {
    for (const next of imports.get(one) ?? []) {
      if (next === file) {
        const way = [one];
        for (let at = from.get(one); at !== undefined; at = from.get(at)) way.unshift(at);
        return way;
      }
      if (!from.has(next)) {
        from.set(next, one);
        reached.push(next);
      }
    }
  }
  return undefined;
}

/** Places in `folder` that a file outside names in a text, for whatever it does with them, as `file: place`. */
export function reachesInto(folder: string, sources: Sources): string[] {
  return [...sources].flatMap(([file, text]) =>
    [...text.matchAll(/(['"`])(\.{1,2}\/[^'"`]*)\1/g)]
      .map(([, , place = '']) => place)
      .filter((place) => `${path.posix.join(path.posix.dirname(file), place)}/`.startsWith(`${folder}/`))
      .map((place) => `${file}: ${place}`),
  );
}
