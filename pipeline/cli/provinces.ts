import { readFileSync } from 'node:fs';
import { LibraryError } from '../library/library-error.ts';
import { type Province, type ProvinceIndex, parseProvinces, provinceNamed } from '../library/units/provinces.ts';
import { nearestWord } from '../nearest.ts';
import { userError } from './messages.ts';
import { shippedParts } from './shipped.ts';

let index: ProvinceIndex | undefined;

/** @throws LibraryError where the shipped data is broken */
export function provinceIndex(): ProvinceIndex {
  if (index === undefined) {
    const text = readFileSync(new URL('../library/units/national/provinces.csv', import.meta.url), 'utf8');
    const { value, mistakes } = parseProvinces(text);
    if (value === undefined) throw new LibraryError(mistakes);
    index = value;
  }
  return index;
}

/**
 * The province that `--province` names: one of the 63 before 1/7/2025, or of the 34 that go on; by id or name.
 * @throws UserError UNKNOWN_PROVINCE
 */
export function provinceOption(text: string): Province {
  const found = provinceNamed(provinceIndex(), text, shippedParts().units.abbreviations);
  if (found) return found;
  const { provinces } = provinceIndex();
  const near = nearestWord(
    text,
    provinces.flatMap(({ id, place }) => [id, place]),
  );
  const hint = near === undefined ? '' : `→ ${near}? `;
  throw userError('UNKNOWN_PROVINCE', { name: text, hint });
}
