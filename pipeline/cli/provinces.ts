import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Library, LibraryError } from '../library/library.ts';
import { loadProvinces, PROVINCES_FILE, provinceFiles, SHARED_FILES } from '../library/units/national.ts';
import {
  neededProvinces,
  type Province,
  type ProvinceIndex,
  parseProvinces,
  provinceNamed,
  provinceOfId,
} from '../library/units/provinces.ts';
import type { UnitTree } from '../library/units/types.ts';
import { nearestWord } from '../nearest.ts';
import { userError } from './messages.ts';

const LIBRARY = fileURLToPath(new URL('../library', import.meta.url));
const textOf = (file: string): string => readFileSync(path.join(LIBRARY, file), 'utf8');

let index: ProvinceIndex | undefined;

/** @throws LibraryError where the shipped data is broken */
export function provinceIndex(): ProvinceIndex {
  if (!index) {
    const { value, mistakes } = parseProvinces(textOf(PROVINCES_FILE));
    if (!value) throw new LibraryError(mistakes);
    index = value;
  }
  return index;
}

/**
 * The units of the provinces that the given ids (of provinces or units) need, from the disk.
 * @throws LibraryError where the shipped data is broken
 */
export function unitsOfProvinces(ids: Iterable<string>): UnitTree {
  const needed = neededProvinces(provinceIndex(), ids);
  const files = needed.map(provinceFiles).flatMap(({ communes, handMade }) => [communes, handMade]);
  const there = [...SHARED_FILES, ...files].filter((file) => existsSync(path.join(LIBRARY, file)));
  const texts = Object.fromEntries(there.map((file) => [file, textOf(file)]));
  const { value, mistakes } = loadProvinces(provinceIndex(), needed, texts);
  if (!value) throw new LibraryError(mistakes);
  return value;
}

/** The library with all units of the provinces that the given ids need. */
export function withProvincesOf(library: Library, ids: readonly string[]): Library {
  const known = ids.filter((id) => provinceOfId(provinceIndex(), id) !== undefined);
  if (known.length === 0) return library;
  const { units, byId, abbreviations } = unitsOfProvinces(known);
  const all = [...library.units.units.filter(({ id }) => !byId.has(id)), ...units];
  return { ...library, units: { units: all, byId: new Map(all.map((unit) => [unit.id, unit])), abbreviations } };
}

/**
 * The province that `--province` names: one of the 63 before 1/7/2025, or of the 34 that go on; by id or name.
 * @throws UserError UNKNOWN_PROVINCE
 */
export function provinceOption(library: Library, text: string): Province {
  const found = provinceNamed(provinceIndex(), text, library.units.abbreviations);
  if (found) return found;
  const { provinces } = provinceIndex();
  const near = nearestWord(
    text,
    provinces.flatMap(({ id, place }) => [id, place]),
  );
  const hint = near === undefined ? '' : `→ ${near}? `;
  throw userError('UNKNOWN_PROVINCE', { name: text, hint });
}
