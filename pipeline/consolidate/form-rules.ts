import { add, compare, type Exact, ZERO } from '../exact.ts';
import type { Form } from '../library/forms/types.ts';
import type { Words } from '../messages.ts';
import { textKey } from '../text.ts';
import { differenceOf, plain } from './form-table.ts';
import { problem } from './problems.ts';
import type { CheckProblem, SentCell } from './types.ts';

/** The numbers of one row by column (of a field that stands in several lines their sum); `of` columns stand in for their parts. */
export class RowNumbers {
  readonly #form: Form;
  readonly #cells: ReadonlyMap<string, SentCell>;

  constructor(form: Form, cells: readonly SentCell[]) {
    this.#form = form;
    const sums = new Map<string, SentCell>();
    for (const cell of cells) {
      const before = sums.get(cell.column);
      sums.set(cell.column, before === undefined ? cell : { ...before, value: add(before.value, cell.value) });
    }
    this.#cells = sums;
  }

  cell(column: string): string {
    return this.#cells.get(column)?.cell ?? '';
  }

  /** undefined where the sheet has neither the column nor all of its parts. */
  value(column: string): Exact | undefined {
    const own = this.#cells.get(column)?.value;
    if (own !== undefined) return own;
    const parts = this.#form.columns.find(({ id }) => id === column)?.of ?? [];
    return parts.length === 0 ? undefined : this.sum(parts);
  }

  /** Of columns that may be missing, a missing one adds nothing. */
  sum(columns: readonly string[]): Exact | undefined {
    let sum = ZERO;
    for (const column of columns) {
      const value = this.value(column);
      if (value === undefined && this.#form.columns.find(({ id }) => id === column)?.optional !== true)
        return undefined;
      sum = add(sum, value ?? ZERO);
    }
    return sum;
  }
}

export const TOTAL_ROW: Words = { vi: 'Dòng tổng', en: 'Total row' };

/**
 * Sum rules of a form over each row. A total that is wrong only because one of its rows is, or because it is itself not the sum
 * of its rows, is not told twice.
 * @param brokenTotals columns whose total is not the sum of its rows
 */
export function ruleProblems(
  form: Form,
  sheet: string,
  cells: readonly SentCell[],
  brokenTotals: ReadonlySet<string>,
): CheckProblem[] {
  const rows = [...Map.groupBy(cells, ({ row, section }) => (row === null ? null : `${section}\u0000${row}`))];
  const problems: CheckProblem[] = [];
  for (const cell of cells) {
    if (cell.value.n < 0n)
      problems.push(problem('E_NEGATIVE', { sheet, cell: cell.cell, found: plain(cell.value) }, {}));
  }
  for (const rule of form.rules) {
    let ofRows = ZERO;
    for (const [key, own] of rows.sort(([a], [b]) => Number(a === null) - Number(b === null))) {
      const numbers = new RowNumbers(form, own);
      const [found, expected] = [numbers.value(rule.left), numbers.sum(rule.right)];
      if (found === undefined || expected === undefined) continue;
      const difference = add(found, { n: -expected.n, d: expected.d });
      if (difference.n === 0n) continue;
      if (key !== null) ofRows = add(ofRows, difference);
      else if (compare(difference, ofRows) === 0) continue;
      else if ([rule.left, ...rule.right].some((column) => brokenTotals.has(column))) continue;
      problems.push(
        problem(
          'W_SUM_RULE',
          { sheet, cell: numbers.cell(rule.left), expected: plain(expected), found: plain(found) },
          {
            label: own[0]?.row ?? TOTAL_ROW,
            column: nameOf(form, rule.left),
            parts: partNames(form, rule.right),
            cause: rule.cause,
            ...differenceOf(found, expected),
          },
        ),
      );
    }
  }
  return problems;
}

/** What is carried over against what was open before, by row and in all. */
export function carriedProblems(
  form: Form,
  sheet: string,
  cells: readonly SentCell[],
  before: readonly SentCell[],
): CheckProblem[] {
  const { carried } = form;
  if (carried === null) return [];
  const open = new Map<string, Exact>();
  const own = cells.filter(({ column }) => column === carried.column);
  const earlier = before.filter(({ column }) => column === carried.before);
  // A sheet may name its sections otherwise than the one before, or have none: then a field is one in all of them.
  const sections = (all: readonly SentCell[]): string =>
    [...new Set(all.flatMap(({ row, section }) => (row === null ? [] : textKey(section))))].sort().join('\n');
  const bySection = sections(own) === sections(earlier);
  const keyOf = ({ row, section }: SentCell): string =>
    row === null ? '' : `${bySection ? textKey(section) : ''}\u0000${fieldKey(row)}`;
  // Of a merged unit several reports say what was open.
  for (const cell of earlier) open.set(keyOf(cell), add(open.get(keyOf(cell)) ?? ZERO, cell.value));
  const problems: CheckProblem[] = [];
  let ofRows = ZERO;
  const rows = [...Map.groupBy(own, keyOf)].sort(([a], [b]) => Number(a === '') - Number(b === ''));
  for (const [key, [first, ...others]] of rows) {
    if (first === undefined) continue;
    const cell = { ...first, value: others.reduce((sum, { value }) => add(sum, value), first.value) };
    // A field that is new had nothing open.
    const expected = open.get(key) ?? (cell.row === null ? undefined : ZERO);
    if (expected === undefined) continue;
    const difference = add(cell.value, { n: -expected.n, d: expected.d });
    if (difference.n === 0n) continue;
    if (cell.row !== null) ofRows = add(ofRows, difference);
    else if (compare(difference, ofRows) === 0) continue;
    problems.push(
      problem(
        'W_CARRIED',
        { sheet, cell: cell.cell, expected: plain(expected), found: plain(cell.value) },
        {
          label: cell.row ?? TOTAL_ROW,
          column: nameOf(form, carried.column),
          cause: carried.cause,
          ...differenceOf(cell.value, expected),
        },
      ),
    );
  }
  return problems;
}

/** A field's spellings are one field. */
export function fieldKey(label: string): string {
  return textKey(label)
    .replace(/^(?:linh vuc|nganh) /, '')
    .replace(/\bva\b/g, ' ')
    .replace(/ +/g, ' ')
    .trim();
}

export function nameOf(form: Form, column: string): Words {
  return form.columns.find(({ id }) => id === column)?.name ?? { vi: column, en: column };
}

function partNames(form: Form, columns: readonly string[]): Words {
  const names = columns.map((column) => nameOf(form, column));
  return { vi: names.map(({ vi }) => `'${vi}'`).join(', '), en: names.map(({ en }) => `'${en}'`).join(', ') };
}
