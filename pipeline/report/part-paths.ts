/** Where the parts of an Office file stand, and how they point to each other. */

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/** The path of a part from a target as a relation of `base` writes it, `../charts/chart1.xml`. */
export function targetPath(base: string, target: string): string {
  const parts: string[] = [];
  for (const part of (target.startsWith('/') ? target : folderOf(base) + target).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** The target as a relation of `base` writes it: the way from its folder. */
export function targetFrom(base: string, path: string): string {
  return '../'.repeat(base.split('/').length - 1) + path;
}

/** The part that lists the relations of another one; of `''` = of the whole file. */
export function relationsPath(path: string): string {
  return `${folderOf(path)}_rels/${path.slice(folderOf(path).length)}.rels`;
}
