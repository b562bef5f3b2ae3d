import type { Unit } from './types.ts';

/** A unit in a list of units: the keys of the server's list and of the pane's. */
export function unitSummary({ id, name, shortName, kind, province, parents, from, to }: Unit) {
  return { id, name, short_name: shortName, kind, province, parent: parents.at(-1)?.parent ?? null, from, to };
}
