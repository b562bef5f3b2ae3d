import { existsSync, readFileSync } from 'node:fs';
import { loadProvinces, PROVINCES_FILE, provinceFiles, SHARED_FILES } from '../../pipeline/library/units/national.ts';
import { neededProvinces, type ProvinceIndex, parseProvinces } from '../../pipeline/library/units/provinces.ts';
import type { UnitTree } from '../../pipeline/library/units/types.ts';

const LIBRARY = new URL('../../pipeline/library/', import.meta.url);
const textOf = (file: string): string => readFileSync(new URL(file, LIBRARY), 'utf8');

/** The index of provinces as it ships. */
export function shippedProvinces(): ProvinceIndex {
  const { value, mistakes } = parseProvinces(textOf(PROVINCES_FILE));
  if (!value) throw new Error(JSON.stringify(mistakes));
  return value;
}

/** The tree that the given provinces or units need, as it ships. */
export function unitsFor(index: ProvinceIndex, ...wanted: string[]): UnitTree {
  const ids = neededProvinces(index, wanted);
  const files = ids.map(provinceFiles).flatMap(({ communes, handMade }) => [communes, handMade]);
  const there = [...SHARED_FILES, ...files].filter((file) => existsSync(new URL(file, LIBRARY)));
  const { value, mistakes } = loadProvinces(index, ids, Object.fromEntries(there.map((file) => [file, textOf(file)])));
  if (!value) throw new Error(JSON.stringify(mistakes.slice(0, 10), null, 1));
  return value;
}
