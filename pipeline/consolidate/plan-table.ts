import type { Count } from '../counts/count.ts';
import { figureOf } from '../counts/figure.ts';
import type { Period } from '../counts/period.ts';
import { indicatorOf } from '../evaluate/targets.ts';
import { compare, divide, type Exact, exact, multiply, subtract } from '../exact.ts';
import type { Plan } from '../library/plans/types.ts';
import type { LibraryParts } from '../library/types.ts';
import { cellAt, type Grid } from './grid.ts';
import { type FormHeader, isNumbering } from './header.ts';
import { cellFraction, cellNumber, isWhole } from './numbers.ts';
import { targetsOfRows } from './plan-words.ts';
import { problem } from './problems.ts';
import type { Ask, CheckProblem, SentFigure } from './types.ts';

interface TableRow {
  row: number;
  text: string;
  threshold: string;
  place: string;
  hits: string;
  members: string;
  value: string;
  /** Of a second column of results. */
  other_value: string;
}

/** The figures of a plan's table in a unit's own hand. @param unit whose it is; empty where that is not known yet */
export function planRows(
  grid: Grid,
  header: FormHeader,
  plan: Plan,
  { indicators, words }: Pick<LibraryParts, 'indicators' | 'words'>,
  unit: string,
  period: Period,
  file: string,
  explained: ReadonlyMap<string, string>,
): { figures: SentFigure[]; problems: CheckProblem[]; asked: Ask[]; end: number } {
  const rows = tableRows(grid, header);
  const meanings = targetsOfRows(plan, indicators, rows, words, explained);
  const problems: CheckProblem[] = [];
  const asked: Ask[] = [];
  const figures: SentFigure[] = [];
  const fractions = areFractions(rows);
  const { sheet } = grid;
  for (const [at, row] of rows.entries()) {
    const meaning = meanings[at];
    const text = cellAt(row.row, header.label);
    if (meaning?.target == null) {
      const candidates = meaning?.candidates ?? [];
      if (candidates.length === 0 || !hasFigures(row)) continue;
      asked.push({ kind: 'row', cell: text, text: row.text, suggestions: candidates });
      problems.push(
        problem('W_TARGET_UNCLEAR', { sheet, cell: text, found: row.text }, { candidates: candidates.join(', ') }),
      );
      continue;
    }
    const target = plan.targets.find(({ id }) => id === meaning.target);
    if (target === undefined) continue;
    const indicator = indicatorOf(target, indicators);
    const cell = (column: string): string => {
      const position = header.columns.get(column);
      return position === undefined ? '' : cellAt(row.row, position);
    };
    const read = numbersOf(row, fractions, (column, found) => {
      problems.push(problem('E_UNREADABLE', { sheet, cell: cell(column), found }, {}));
    });
    const { from } = read;
    const cells = { hits: cell(from.hits), members: cell(from.members), value: cell(from.value) };
    const { kind } = indicator.rule;
    const measure =
      target.rule.kind === 'change-from-baseline'
        ? 'change'
        : kind === 'mean'
          ? 'minutes'
          : kind === 'per-observation'
            ? 'ratio'
            : kind === 'observed-count'
              ? 'number'
              : 'percent';
    const plainCount = measure === 'number';
    const hits = read.hits ?? (plainCount ? read.value : null);
    if (hits === null && read.value === null && read.members === null) continue;
    const sure = plainCount || (hits !== null && read.members !== null);
    const seconds = measure === 'minutes' && hits !== null ? multiply(hits, exact(60)) : null;
    const count: Count = {
      indicator: indicator.id,
      variant: target.variant ?? null,
      unit,
      from: period.from,
      asOf: period.asOf,
      part: null,
      measure,
      state: kind.startsWith('observed') || indicator.window !== 'period',
      members: sure ? (read.members ?? null) : null,
      hits: sure ? hits : null,
      amount: sure ? seconds : null,
      lacks: [],
      origins: [cells.hits, cells.members, cells.value]
        .filter((one) => one !== '')
        .map((one) => ({ file, sheet, cell: one })),
    };
    figures.push({ target: target.id, count, basis: [], value: read.value, cells, edited: false });
    if (!sure) {
      const only = read.value !== null ? 'value' : hits !== null ? 'hits' : 'members';
      problems.push(
        problem('W_NO_COUNTS', { sheet, cell: cells[only], found: row[from[only]] }, { target: target.name }),
      );
    }
  }
  return { figures, problems, asked, end: endOf(grid, header, rows) };
}

function tableRows(grid: Grid, header: FormHeader): TableRow[] {
  const rows: TableRow[] = [];
  let blank = 0;
  for (const { row, cells } of grid.rows.slice(header.dataStart)) {
    if (isNumbering(cells)) continue;
    const at = (column: string): string => cells[header.columns.get(column) ?? -1] ?? '';
    const text = cells[header.label] ?? '';
    const read = {
      row,
      text,
      threshold: at('threshold'),
      place: at('place'),
      hits: at('hits'),
      members: at('members'),
      value: at('value'),
      other_value: at('other_value'),
    };
    blank = text === '' && !hasFigures(read) ? blank + 1 : 0;
    if (blank > 6) break;
    if (text !== '') rows.push(read);
  }
  return rows;
}

function hasFigures({ hits, members, value, other_value: other }: TableRow): boolean {
  return [hits, members, value, other].some((text) => /\d/.test(text));
}

function endOf(grid: Grid, header: FormHeader, rows: readonly TableRow[]): number {
  const last = rows.findLast(hasFigures)?.row ?? 0;
  const end = grid.rows.findIndex(({ row }) => row > last);
  return Math.max(header.dataStart, end < 0 ? grid.rows.length : end);
}

type FigureColumn = 'hits' | 'members' | 'value' | 'other_value';

interface Numbers {
  hits: Exact | null;
  members: Exact | null;
  value: Exact | null;
  /** The column in which each of them stands. */
  from: Record<'hits' | 'members' | 'value', FigureColumn>;
}

function numbersOf(
  row: TableRow,
  fractions: boolean,
  unreadable: (column: FigureColumn, found: string) => void,
): Numbers {
  const numbers: Numbers = {
    hits: null,
    members: null,
    value: null,
    from: { hits: 'hits', members: 'members', value: 'value' },
  };
  const read = (number: 'hits' | 'members' | 'value', column: FigureColumn): void => {
    const text = row[column];
    const both = cellFraction(text);
    if (both !== undefined) {
      Object.assign(numbers, both);
      Object.assign(numbers.from, { hits: column, members: column });
      return;
    }
    const said = cellNumber(bareResult(text), number !== 'value');
    if (said === 'unreadable') unreadable(column, text);
    else if (said !== 'none') {
      numbers[number] = number === 'value' && fractions && !said.share ? multiply(said.value, exact(100)) : said.value;
      numbers.from[number] = column;
    }
  };
  read('hits', 'hits');
  read('members', 'members');
  read('value', 'value');
  if (numbers.value === null && /\d/.test(row.other_value)) read('value', 'other_value');
  else if (cellFraction(row.other_value) !== undefined) read('hits', 'other_value');
  return numbers;
}

/** `76,5 % (đạt)`, `12 phút`: the number in front. */
function bareResult(text: string): string {
  return (
    /^(?:đạt|đã đạt|khoảng|ước|ước đạt)?[\s:≥≤>~]*([+-]?\d[\d.,\s]*(?:%\s*)?)(?:[(\p{L}].*)?$/iu
      .exec(text)?.[1]
      ?.trim() ?? text
  );
}

/** A cell with a per cent format holds a fraction: told by the counts beside it, else by all being at most 1. */
function areFractions(rows: readonly TableRow[]): boolean {
  let [asShare, asPercent] = [0, 0];
  const alone: Exact[] = [];
  for (const row of rows) {
    const [hits, members] = [cellNumber(row.hits, true), cellNumber(row.members, true)];
    const value = cellNumber(bareResult(row.value), false);
    if (typeof value !== 'object') continue;
    if (value.share) asPercent += 1;
    else if (typeof hits === 'object' && typeof members === 'object' && members.value.n > 0n) {
      const share = divide(hits.value, members.value);
      if (near(value.value, share)) asShare += 1;
      if (near(value.value, multiply(share, exact(100)))) asPercent += 1;
    } else alone.push(value.value);
  }
  if (asShare + asPercent > 0) return asShare > asPercent;
  return (
    alone.length > 0 && alone.every((value) => compare(value, exact(1)) <= 0) && alone.some((value) => !isWhole(value))
  );
}

function near(a: Exact, b: Exact): boolean {
  const { n, d } = subtract(a, b);
  return (n < 0n ? -n : n) * 100n <= d * (compare(b, exact(2)) > 0 ? 6n : 1n);
}

/** What is wrong with figures in themselves: the result against its counts, percentages above 100. */
export function figureProblems(plan: Plan, sheet: string, figures: readonly SentFigure[]): CheckProblem[] {
  return figures.flatMap(({ target: id, count, value, cells }) => {
    const target = plan.targets.find((one) => one.id === id);
    if (target === undefined) return [];
    const found: CheckProblem[] = [];
    const name = { target: target.name };
    const { hits, members, measure } = count;
    for (const [number, cell] of [
      [hits, cells.hits],
      [members, cells.members],
    ] as const)
      if (number !== null && number.n < 0n && measure !== 'change')
        found.push(problem('E_NEGATIVE', { sheet, cell, found: decimal(number) }, {}));
    if (measure === 'percent' && hits !== null && members !== null && compare(hits, members) > 0) {
      found.push(
        problem(
          'E_HITS_ABOVE_MEMBERS',
          { sheet, cell: cells.hits, expected: decimal(members), found: decimal(hits) },
          name,
        ),
      );
    } else if (measure === 'percent' && value !== null && compare(value, exact(100)) > 0) {
      found.push(
        problem('E_ABOVE_100', { sheet, cell: cells.value, found: `${decimal(value)} %`, expected: '≤ 100 %' }, name),
      );
    }
    if (value !== null && value.n !== 0n && members?.n === 0n)
      found.push(problem('W_SHARE_OF_NONE', { sheet, cell: cells.value, found: decimal(value) }, name));
    const made = figureOf(count).value;
    if (value !== null && made !== null && !isRounded(value, made))
      found.push(
        problem('E_VALUE_DIFFERS', { sheet, cell: cells.value, expected: decimal(made), found: decimal(value) }, name),
      );
    return found;
  });
}

/** Whether a written result is the reckoned one, rounded or cut to the decimals that it has; whole numbers are a half off at most. */
function isRounded(written: Exact, made: Exact): boolean {
  const places = written.d === 1n ? 0 : decimalsOf(written);
  const unit = exact(1, 10n ** BigInt(places));
  const { n, d } = subtract(written, made);
  const off = exact(n < 0n ? -n : n, d);
  return compare(off, unit) < 0;
}

function decimalsOf({ d }: Exact): number {
  let places = 0;
  let power = 1n;
  while (power % d !== 0n && places < 12) {
    power *= 10n;
    places += 1;
  }
  return places;
}

/** Plain decimal with a comma, as the sheets have it. */
export function decimal(value: Exact): string {
  const places = Math.min(2, decimalsOf(value));
  const scaled = (value.n * 10n ** BigInt(places) * 2n + (value.n < 0n ? -value.d : value.d)) / (2n * value.d);
  const digits = String(scaled < 0n ? -scaled : scaled).padStart(places + 1, '0');
  const text = places === 0 ? digits : `${digits.slice(0, -places)},${digits.slice(-places)}`;
  return scaled < 0n ? `-${text}` : text;
}
