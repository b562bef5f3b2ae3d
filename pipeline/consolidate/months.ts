import type { Period } from '../counts/period.ts';
import { addDays } from '../dates.ts';
import { add, type Exact, ZERO } from '../exact.ts';
import type { Form } from '../library/forms/types.ts';
import { fieldKey } from './consolidate.ts';
import { RowNumbers } from './form-rules.ts';
import type { SentCell } from './types.ts';

/** The numbers of a form over one period. */
export interface PeriodCells extends Period {
  cells: readonly SentCell[];
}

/**
 * Periods that follow one another as one: flows add, what stood at the beginning is the first period's, at the end the last
 * one's, and what is the sum of others is reckoned anew. (A plain sum counts each dossier that was carried over again.)
 * @throws RangeError where there are none, or one does not begin the day after the one before ends
 */
export function addPeriods(form: Form, periods: readonly PeriodCells[]): PeriodCells {
  const inOrder = [...periods].sort((a, b) => (a.from < b.from ? -1 : 1));
  const [first, last] = [inOrder[0], inOrder.at(-1)];
  if (first === undefined || last === undefined) throw new RangeError('no period');
  for (const [at, { from }] of inOrder.entries()) {
    const before = inOrder[at - 1];
    if (before !== undefined && addDays(before.asOf, 1) !== from)
      throw new RangeError(`${before.asOf} is not followed by ${from}`);
  }
  const rows = new Map<string, { row: string | null; section: string }>();
  for (const { cells } of inOrder)
    for (const { row, section } of cells) rows.set(keyOf(row), rows.get(keyOf(row)) ?? { row, section });
  return {
    from: first.from,
    asOf: last.asOf,
    cells: [...rows].flatMap(([key, { row, section }]) => {
      const ofRow = inOrder.map(
        ({ cells }) =>
          new RowNumbers(
            form,
            cells.filter((cell) => keyOf(cell.row) === key),
          ),
      );
      const known = (column: string): boolean =>
        inOrder.some(({ cells }) => cells.some((cell) => cell.column === column));
      const made = form.columns.flatMap(({ id, overTime }): SentCell[] => {
        if (typeof overTime === 'object' || !known(id)) return [];
        const values: Exact[] = ofRow.map((numbers) => numbers.value(id) ?? ZERO);
        const value = overTime === 'flow' ? values.reduce(add, ZERO) : overTime === 'first' ? values[0] : values.at(-1);
        return value === undefined ? [] : [{ row, section, column: id, value, cell: '' }];
      });
      const anew = form.columns.flatMap(({ id, overTime }): SentCell[] => {
        if (typeof overTime !== 'object' || !known(id)) return [];
        const value = new RowNumbers(form, made).sum(overTime.is);
        return value === undefined ? [] : [{ row, section, column: id, value, cell: '' }];
      });
      return [...made, ...anew];
    }),
  };
}

function keyOf(row: string | null): string {
  return row === null ? '' : fieldKey(row);
}
