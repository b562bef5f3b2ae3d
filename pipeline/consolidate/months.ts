import type { Period } from '../counts/period.ts';
import { addDays } from '../dates.ts';
import { add, compare, type Exact, ZERO } from '../exact.ts';
import type { Form } from '../library/forms/types.ts';
import type { UnitTree } from '../library/units/types.ts';
import type { Words } from '../messages.ts';
import { carriedProblems, fieldKey, RowNumbers, TOTAL_ROW } from './form-rules.ts';
import { differenceOf, plain } from './form-table.ts';
import { problem } from './problems.ts';
import { isOfPeriod, newestFirst, type Received } from './roll.ts';
import type { CheckProblem, ReadSheet, SentCell } from './types.ts';

/** The numbers of a form over one period. */
export interface PeriodCells extends Period {
  cells: readonly SentCell[];
}

/**
 * Periods that follow one another as one: flows add, what stood at the beginning is the first period's, at the end the last
 * one's, and what is the sum of others is reckoned anew. (A plain sum counts each dossier that was carried over again.)
 * @throws RangeError where there are none, or one does not begin the day after the one before ends
 */
function addPeriods(form: Form, periods: readonly PeriodCells[]): PeriodCells {
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
 * What was sent for a period, with what units sent for shorter ones inside of it: of a unit that sent no report of the period
 * what its shorter ones come to, where they fill it without a gap; of one that sent both, where they differ. Of a unit that
 * merged the months before are the sum of its predecessors'.
 * @param received what was sent for the period itself
 * @param shorter what was sent for periods inside of it
 */
export function withShorter(
  form: Form,
  period: Period,
  received: readonly Received[],
  shorter: readonly Received[],
  units: UnitTree,
): Received[] {
  const bySender = Map.groupBy(
    shorter.filter(({ sheet }) => isOfPeriod(sheet)),
    ({ sheet }) => sheet.unit ?? '',
  );
  const wholes = new Map<string, Received>();
  for (const unit of new Set([...bySender.keys()].flatMap((id) => [id, ...(takenOverBy(units, id) ?? [])]))) {
    const halves = units.units.filter(({ id }) => takenOverBy(units, id)?.[0] === unit).map(({ id }) => id);
    const own = bySender.get(unit) ?? [];
    const all = [
      ...own,
      ...ofHalves(
        unit,
        own,
        halves.map((id) => bySender.get(id) ?? []),
      ),
    ];
    const chain = unit === '' ? undefined : chainOf(all, period.from, period.asOf);
    const whole = chain && wholeOf(form, chain);
    if (whole !== undefined) wholes.set(unit, whole);
  }
  const sent = new Set(received.filter(({ sheet }) => isOfPeriod(sheet)).map(({ sheet }) => sheet.unit ?? ''));
  const compared = received.map((one): Received => {
    const whole = isOfPeriod(one.sheet) ? wholes.get(one.sheet.unit ?? '') : undefined;
    if (whole === undefined) return one;
    return { ...one, sheet: { ...one.sheet, problems: [...one.sheet.problems, ...differing(form, one, whole)] } };
  });
  return [...compared, ...[...wholes].flatMap(([unit, whole]) => (sent.has(unit) ? [] : [whole]))];
}

/** The unit that a merged one went into as a whole. */
function takenOverBy(units: UnitTree, id: string): [string] | undefined {
  const unit = units.byId.get(id);
  const [only, ...others] = unit?.successors ?? [];
  return only === undefined || others.length > 0 || unit?.divided ? undefined : [only];
}

/** For each period of which a unit has no report the sum of its predecessors', where all of them sent one. */
function ofHalves(unit: string, own: readonly Received[], halves: readonly (readonly Received[])[]): Received[] {
  const periodOf = ({ sheet }: Received): string => `${sheet.from} ${sheet.asOf}`;
  const there = new Set(own.map(periodOf));
  return [...new Set(halves.flat().map(periodOf))].flatMap((period) => {
    if (there.has(period)) return [];
    const newest = halves.map((all) => all.filter((one) => periodOf(one) === period).sort(newestFirst)[0]);
    const all = newest.filter((one) => one !== undefined);
    const [first] = all;
    if (first === undefined || all.length < halves.length) return [];
    const joined = {
      file: all.map(({ sheet }) => sheet.file).join('; '),
      cells: all.flatMap(({ sheet }) => sheet.cells),
      problems: all.flatMap(({ sheet }) => sheet.problems),
    };
    return [{ ...first, sheet: { ...first.sheet, ...joined, unit } }];
  });
}

/** Reports that follow one another as one of the whole; what one does not carry over from the one before is told. */
function wholeOf(form: Form, chain: readonly Received[]): Received | undefined {
  const last = chain.at(-1);
  if (last === undefined) return undefined;
  const whole = addPeriods(
    form,
    chain.map(({ sheet }) => ({ from: sheet.from ?? '', asOf: sheet.asOf ?? '', cells: sheet.cells })),
  );
  const carried = chain.slice(1).flatMap(({ sheet }, at) =>
    carriedProblems(form, sheet.sheet, sheet.cells, chain[at]?.sheet.cells ?? []).map((one) => ({
      ...one,
      unit: sheet.unit ?? '',
      file: sheet.file,
    })),
  );
  const sheet: ReadSheet = {
    ...last.sheet,
    ...whole,
    file: chain.map((one) => one.sheet.file).join('; '),
    problems: [...chain.flatMap((one) => one.sheet.problems), ...carried],
    addedFrom: chain.length,
  };
  return { ...last, sheet };
}

/** Where a report says otherwise than what the unit's reports of shorter periods come to, each number once. */
function differing(form: Form, { sheet }: Received, { sheet: whole }: Received): CheckProblem[] {
  const rows = Map.groupBy(
    sheet.cells.filter(({ row }) => row !== null),
    ({ row }) => keyOf(row),
  );
  // A total that differs because its rows do is not told twice.
  const groups = rows.size > 0 ? [...rows] : [['', sheet.cells] as const];
  return groups.flatMap(([key, cells]) => {
    const found = new RowNumbers(form, cells);
    const expected = new RowNumbers(
      form,
      whole.cells.filter(({ row }) => keyOf(row) === key),
    );
    return form.columns.flatMap((column): CheckProblem[] => {
      const [is, made] = [found.value(column.id), expected.value(column.id)];
      // A number that is the sum of others differs with them.
      if (is === undefined || made === undefined || found.cell(column.id) === '' || compare(is, made) === 0) return [];
      if (typeof column.overTime === 'object' && sumDiffers(column.overTime.is, found, expected)) return [];
      const place = { unit: sheet.unit ?? '', file: sheet.file, sheet: sheet.sheet, cell: found.cell(column.id) };
      return [
        problem(
          'W_SHORTER_PERIODS',
          { ...place, expected: plain(made), found: plain(is) },
          {
            label: cells[0]?.row ?? TOTAL_ROW,
            column: column.name,
            reports: whole.addedFrom ?? 0,
            how: HOW[typeof column.overTime === 'object' ? 'is' : column.overTime],
            ...differenceOf(is, made),
          },
        ),
      ];
    });
  });
}

function sumDiffers(columns: readonly string[], found: RowNumbers, expected: RowNumbers): boolean {
  const [is, made] = [found.sum(columns), expected.sum(columns)];
  return is !== undefined && made !== undefined && compare(is, made) !== 0;
}

/** How the number of the whole comes of those of its parts. */
const HOW: Readonly<Record<'flow' | 'first' | 'last' | 'is', Words>> = {
  flow: { vi: 'cộng các kỳ', en: 'the sum of all' },
  first: { vi: 'số của kỳ đầu', en: 'that of the first' },
  last: { vi: 'số của kỳ cuối', en: 'that of the last' },
  is: { vi: 'cộng lại từ các cột', en: 'the sum of its columns' },
};

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
