import { figureOf } from '../counts/figure.ts';
import { compare, divide, type Exact, exact, multiply, subtract } from '../exact.ts';
import type { Library } from '../library/library.ts';
import type { Collection } from './collection.ts';
import { carriedProblems } from './form-rules.ts';
import { decimal } from './plan-table.ts';
import { problem } from './problems.ts';
import { periodBefore } from './reporting-periods.ts';
import type { Received, RollLine } from './roll.ts';
import type { CheckProblem, ReadSheet } from './types.ts';

/** A median says something from so many earlier figures on. */
const FEWEST = 5;
/** So many times the usual distance from the median (median absolute deviation) is far off. */
const FAR = 6n;

/**
 * A unit's report against its own earlier ones: what is carried over, cumulative figures that fall, figures far from its
 * usual. Of a unit that merged the earlier reports are its predecessors'; of one that was divided they are nobody's.
 * @param earlier the reports of each earlier collection, in order of their days
 */
export function historyProblems(
  collection: Collection,
  { units }: Library,
  line: RollLine,
  earlier: readonly (readonly Received[])[],
): CheckProblem[] {
  const [now] = line.current;
  if (now === undefined) return [];
  const own = new Set([
    line.unit,
    ...units.units
      .filter(({ successors, divided }) => !divided && successors.length === 1 && successors[0] === line.unit)
      .map(({ id }) => id),
  ]);
  const before = earlier.map((received) =>
    newestOf(received.filter(({ sheet }) => sheet.unit !== null && own.has(sheet.unit))),
  );
  const place = (one: CheckProblem): CheckProblem => ({ ...one, unit: line.unit, file: now.sheet.file });
  const { plan, form } = collection;
  if (plan === null) {
    const period = periodBefore(
      { from: now.sheet.from ?? collection.period.from, asOf: collection.asOf },
      form.calendar,
    );
    const last = before.flat().filter(({ sheet }) => sheet.asOf === period?.asOf);
    if (last.length === 0) return [];
    return carriedProblems(
      form,
      now.sheet.sheet,
      line.current.flatMap(({ sheet }) => sheet.cells),
      last.flatMap(({ sheet }) => sheet.cells),
    ).map(place);
  }
  const year = before.filter((reports) =>
    reports.some(({ sheet }) => sheet.asOf?.slice(0, 4) === collection.asOf.slice(0, 4)),
  );
  return plan.targets.flatMap(({ id, name }) => {
    const found: CheckProblem[] = [];
    const figure = now.sheet.figures.find(({ target }) => target === id);
    if (figure === undefined) return [];
    const last = year.at(-1) ?? [];
    for (const number of ['hits', 'members'] as const) {
      const [is, was] = [
        sum(line.current.map(({ sheet }) => countOf(sheet, id)?.[number] ?? null)),
        sum(last.map(({ sheet }) => countOf(sheet, id)?.[number] ?? null)),
      ];
      if (figure.count.state || is === null || was === null || compare(is, was) >= 0) continue;
      found.push(
        problem(
          'W_FALLS',
          { sheet: now.sheet.sheet, cell: figure.cells[number], expected: decimal(was), found: decimal(is) },
          { target: name },
        ),
      );
    }
    const value = figureOf(figure.count).value;
    const usual = before.flatMap(([one]) => {
      const count = one === undefined ? undefined : countOf(one.sheet, id);
      return (count && figureOf(count).value) ?? [];
    });
    const middle = value === null ? undefined : farFrom(value, usual);
    if (value !== null && middle !== undefined)
      found.push(
        problem(
          'W_FAR_OFF',
          {
            sheet: now.sheet.sheet,
            cell: figure.cells.value || figure.cells.hits,
            expected: decimal(middle),
            found: decimal(value),
          },
          { target: name },
        ),
      );
    return found.map(place);
  });
}

/** Of each sender the newest. */
function newestOf(received: readonly Received[]): Received[] {
  return [...Map.groupBy(received, ({ sheet }) => sheet.unit).values()].flatMap(
    (all) =>
      [...all].sort((a, b) =>
        a.receivedAt === b.receivedAt ? b.id - a.id : a.receivedAt < b.receivedAt ? 1 : -1,
      )[0] ?? [],
  );
}

function countOf({ figures }: ReadSheet, target: string): ReadSheet['figures'][number]['count'] | undefined {
  return figures.find((one) => one.target === target)?.count;
}

function sum(numbers: readonly (Exact | null)[]): Exact | null {
  if (numbers.length === 0) return null;
  return numbers.reduce((a, b) => (a === null || b === null ? null : exact(a.n * b.d + b.n * a.d, a.d * b.d)));
}

/** The median of the usual values where a value is far from it; undefined where it is not, or too little is known. */
export function farFrom(value: Exact, usual: readonly Exact[]): Exact | undefined {
  if (usual.length < FEWEST) return undefined;
  const middle = median(usual);
  const distance = median(usual.map((one) => size(subtract(one, middle))));
  const own = size(subtract(value, middle));
  // Values that never moved: a tenth of the median is usual all the same.
  const least = divide(size(middle), exact(10));
  const limit = multiply(distance, exact(FAR));
  return compare(own, compare(limit, least) > 0 ? limit : least) > 0 ? middle : undefined;
}

function median(values: readonly Exact[]): Exact {
  const inOrder = [...values].sort(compare);
  const middle = inOrder[(inOrder.length - 1) >> 1];
  if (middle === undefined) throw new RangeError('no values');
  return middle;
}

function size({ n, d }: Exact): Exact {
  return { n: n < 0n ? -n : n, d };
}
