import type { Library } from '../library/library.ts';
import type { Mapping } from '../library/mapping.ts';
import { valuesOf } from '../library/spellings.ts';
import { UserError } from '../messages.ts';
import { nearestWord } from '../nearest.ts';
import { mappingMessages } from './messages.ts';

/**
 * The values that a mapping gives to cells must be values of the column, its units must exist: a slip there would be stored
 * as a value that no indicator knows, and nobody would see it.
 * @throws UserError naming the first slip
 */
export function checkMapping({ codes, units, agencies, sheets }: Mapping, library: Library): void {
  for (const [name, unit] of [units, agencies, sheets].flatMap(Object.entries<string>)) {
    if (library.units.byId.has(unit)) continue;
    const near = nearestWord(unit, [...library.units.byId.keys()]);
    const hint = near === undefined ? '' : `→ ${near}? `;
    throw new UserError('MAPPING_UNKNOWN_UNIT', mappingMessages.MAPPING_UNKNOWN_UNIT, { value: unit, name, hint });
  }
  for (const [column, cells] of Object.entries(codes)) {
    const values = valuesOf(column, library);
    if (values === undefined) {
      const known = [...new Set(library.columns.lists.flatMap((list) => list.columns.map(({ id }) => id)))];
      const withValues = known.filter((id) => valuesOf(id, library) !== undefined);
      throw unknown('MAPPING_UNKNOWN_COLUMN', column, column, '', withValues);
    }
    for (const [cell, value] of Object.entries(cells))
      if (!values.includes(value)) throw unknown('MAPPING_UNKNOWN_VALUE', value, column, cell, values);
  }
}

function unknown(
  code: 'MAPPING_UNKNOWN_COLUMN' | 'MAPPING_UNKNOWN_VALUE',
  word: string,
  column: string,
  cell: string,
  known: readonly string[],
): UserError {
  const near = nearestWord(word, known);
  const hint = near === undefined ? '' : `→ ${near}? `;
  return new UserError(code, mappingMessages[code], { value: word, column, cell, hint, known: known.join(', ') });
}
