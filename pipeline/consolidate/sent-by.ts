import type { UnitTree } from '../library/units/types.ts';
import { problem } from './problems.ts';
import { successorAt } from './roll.ts';
import type { ReadSheet } from './types.ts';

/** Whether what a unit reports counts for another on a day: it is that one, or went into it. */
function countsFor(units: UnitTree, reporting: string, unit: string, at: string): boolean {
  return reporting === unit || successorAt(units, reporting, at) === unit;
}

/** The units whose reports count for a unit on a day: it and those that went into it. */
export function sendersFor(units: UnitTree, unit: string, at: string): string[] {
  return units.units.map(({ id }) => id).filter((id) => countsFor(units, id, unit, at));
}

/**
 * A file as its sender's, who is known: a sheet that does not say whose it is, is the sender's. What other units' names it
 * might mean is asked of nobody, and told to nobody.
 * @returns undefined where a sheet is another unit's
 */
export function sentBy(
  sheets: readonly ReadSheet[],
  sender: string,
  units: UnitTree,
  asOf: string,
): ReadSheet[] | undefined {
  if (sheets.some(({ unit }) => unit !== null && !countsFor(units, unit, sender, asOf))) return undefined;
  return sheets.map((sheet) => {
    const asked = sheet.asked.filter(({ kind }) => kind !== 'unit');
    if (sheet.kind === 'unknown' || sheet.unit !== null) return { ...sheet, asked };
    const name = sheet.asked.find((one) => one.kind === 'unit')?.name ?? sheet.sheet;
    const place = { unit: sender, file: sheet.file, sheet: sheet.sheet };
    return {
      ...sheet,
      asked,
      unit: sender,
      figures: sheet.figures.map((figure) => ({ ...figure, count: { ...figure.count, unit: sender } })),
      problems: [
        problem('W_SENDER', place, { name }),
        ...sheet.problems
          .filter(({ code }) => code !== 'E_UNKNOWN_UNIT')
          .map((one) => ({ ...one, unit: one.unit || sender })),
      ],
    };
  });
}
