import { pathToFileURL } from 'node:url';

/**
 * A package of the bench's cache, by the loader that stands beside it there (second argument of every contestant).
 * `Shape` is what the contestant uses of it, from the package's own description.
 */
export async function fromCache<Shape>(name: string): Promise<Shape> {
  const loader: { default(name: string): Promise<Shape> } = await import(pathToFileURL(process.argv[3] ?? '').href);
  return loader.default(name);
}
