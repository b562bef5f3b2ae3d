import { type Library, parseLibrary } from '../../../pipeline/library.ts';

/** The YAML files that ship with the program, taken into the worker by the build. */
const texts = import.meta.glob<string>('../../../pipeline/{recognise,indicators,units,plans}/*.yaml', {
  query: '?raw',
  import: 'default',
  eager: true,
});

export function shippedLibrary(): Library {
  return parseLibrary(
    Object.fromEntries(Object.entries(texts).map(([path, text]) => [path.replace(/^.*\/pipeline\//, ''), text])),
  );
}
