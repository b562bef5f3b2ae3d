import type { Period } from '../counts/period.ts';
import { addDays } from '../dates.ts';
import { add, type Exact, ZERO } from '../exact.ts';
import type { Form } from '../library/forms/types.ts';
import { fieldKey, RowNumbers } from './form-rules.ts';
import { isOfPeriod, newestFirst, type Received } from './roll.ts';
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
      const ofRow = inOrder.map(({ cells }) => {
        const own = cells.filter((cell) => keyOf(cell.row) === key);
        return { there: own.length > 0, numbers: new RowNumbers(form, own) };
      });
      // A row that a period does not have is nothing in it; a number that its row lacks makes that of the whole unknown.
      const known = (column: string): boolean =>
        ofRow.every(({ there, numbers }) => !there || numbers.value(column) !== undefined);
      const made = form.columns.flatMap(({ id, overTime }): SentCell[] => {
        if (typeof overTime === 'object' || !known(id)) return [];
        const values: Exact[] = ofRow.map(({ numbers }) => numbers.value(id) ?? ZERO);
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

/**
 * For each unit that sent no report of a period: what its reports of shorter ones come to, where they fill it without a gap.
 * @param received what was sent for the period itself
 * @param shorter what was sent for periods inside of it
 */
export function fromShorter(
  form: Form,
  period: Period,
  received: readonly Received[],
  shorter: readonly Received[],
): Received[] {
  const sent = new Set(received.filter(({ sheet }) => isOfPeriod(sheet)).map(({ sheet }) => sheet.unit));
  const bySender = Map.groupBy(
    shorter.filter(({ sheet }) => isOfPeriod(sheet) && !sent.has(sheet.unit)),
    ({ sheet }) => sheet.unit,
  );
  return [...bySender].flatMap(([unit, all]) => {
    const chain = unit === null ? undefined : chainOf(all, period.from, period.asOf);
    const last = chain?.at(-1);
    if (chain === undefined || last === undefined) return [];
    const whole = addPeriods(
      form,
      chain.map(({ sheet }) => ({ from: sheet.from ?? '', asOf: sheet.asOf ?? '', cells: sheet.cells })),
    );
    const files = chain.map(({ sheet }) => sheet.file).join('; ');
    return [
      {
        ...last,
        sheet: {
          ...last.sheet,
          ...whole,
          file: files,
          problems: chain.flatMap(({ sheet }) => sheet.problems),
          addedFrom: chain.length,
        },
      },
    ];
  });
}

/** Reports that follow one another from the first day to the last; the longer periods and the newer reports first. */
function chainOf(all: readonly Received[], from: string, asOf: string): Received[] | undefined {
  const next = all
    .filter(({ sheet }) => sheet.from === from && (sheet.asOf ?? '') <= asOf)
    .sort((a, b) =>
      (a.sheet.asOf ?? '') === (b.sheet.asOf ?? '')
        ? newestFirst(a, b)
        : (a.sheet.asOf ?? '') < (b.sheet.asOf ?? '')
          ? 1
          : -1,
    );
  for (const one of next) {
    const end = one.sheet.asOf ?? '';
    if (end === asOf) return [one];
    const rest = chainOf(all, addDays(end, 1), asOf);
    if (rest !== undefined) return [one, ...rest];
  }
  return undefined;
}

function keyOf(row: string | null): string {
  return row === null ? '' : fieldKey(row);
}
