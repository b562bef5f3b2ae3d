import type { Library } from '../library/library.ts';
import { textKey } from '../text.ts';
import type { Collection, Remembered } from './collection.ts';
import { problem } from './problems.ts';
import type { Ask, CheckProblem, ReadSheet } from './types.ts';
import { whose } from './whose.ts';

/** A table with a row a unit is a report of each; what is said of the table stands with the first. */
export function byUnits(sheet: ReadSheet): ReadSheet[] {
  const rows = [...Map.groupBy(sheet.cells, ({ row }) => row ?? '')].filter(([unit]) => unit !== '');
  if (rows.length === 0) return [{ ...sheet, cells: [] }];
  return rows.map(([unit, cells], at) => {
    const own = new Set(cells.map(({ cell }) => cell));
    const problems = sheet.problems.filter(({ cell }) => own.has(cell));
    const others =
      at === 0
        ? sheet.problems.filter(({ cell }) => !sheet.cells.some((one) => one.row !== null && one.cell === cell))
        : [];
    return {
      ...sheet,
      unit,
      cells: cells.map((cell) => ({ ...cell, row: null })),
      problems: [...others, ...problems.map((one) => ({ ...one, unit }))],
      asked: at === 0 ? sheet.asked : [],
    };
  });
}

/** Rows that are units: each is told by its name. */
export function unitRows(
  cells: ReadSheet['cells'],
  labels: readonly { label: string; cell: string }[],
  library: Library,
  { unit, asOf }: Collection,
  remembered: Remembered,
  sheet: string,
): { cells: ReadSheet['cells']; problems: CheckProblem[]; asked: Ask[] } {
  const units = new Map<string, string>();
  const problems: CheckProblem[] = [];
  const asked: Ask[] = [];
  for (const { label, cell } of labels) {
    const found = whose(
      library.units,
      unit,
      asOf,
      { file: '', sheet: '', above: [], below: [], said: label },
      remembered.units,
    );
    if (found.unit !== null) units.set(textKey(label), found.unit);
    else {
      problems.push(problem('E_UNKNOWN_ROW', { sheet, cell, found: label }, {}));
      asked.push({ kind: 'unit', name: label, suggestions: found.suggestions });
    }
  }
  return {
    cells: cells.flatMap((cell) => {
      if (cell.row === null) return [cell];
      const known = units.get(textKey(cell.row));
      return known === undefined ? [] : [{ ...cell, row: known }];
    }),
    problems,
    asked,
  };
}
