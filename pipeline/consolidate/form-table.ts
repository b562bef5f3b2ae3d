import { add, compare, type Exact, subtract, toDecimal, ZERO } from '../exact.ts';
import type { Form } from '../library/forms/types.ts';
import type { Words } from '../messages.ts';
import { numberText } from '../numbers.ts';
import { textKey, withoutNotes } from '../text.ts';
import { cellAt, type Grid } from './grid.ts';
import { type FormHeader, isNumbering } from './header.ts';
import { cellNumber, isWhole } from './numbers.ts';
import { problem } from './problems.ts';
import type { CheckProblem, SentCell } from './types.ts';

/** The rows of a form as they were sent. */
interface FormRows {
  cells: SentCell[];
  problems: CheckProblem[];
  /** Labels of the rows that are fields or units, in order. */
  labels: { label: string; cell: string }[];
  /** Position in `grid.rows` behind the last row of the table. */
  end: number;
}

interface Row {
  /** `sum`: it says that it adds others; whether all or those of a part is told by its numbers (`settleSums`). */
  kind: 'total' | 'sum' | 'section' | 'data';
  label: string;
  row: number;
  /** Something stands left of its label: its number. */
  ordered: boolean;
  /** It is numbered below another row: `a)`, `1.1`, `-`. */
  isBelow: boolean;
  values: Map<string, { value: Exact; cell: string }>;
  /** Columns whose cell holds no number that can be read. */
  unreadable: ReadonlySet<string>;
  section: string;
}

const TOTAL = /^(?:tong so|tong cong|cong|tong|toan nganh|toan tinh|tong hop)(?: cong| so)?(?: ho so)?$/;
/** `Cộng cấp xã`, `Tổng số TTHC cấp tỉnh`; with its marks, because `Công Thương` and `Tổng cục Thuế` add nothing. */
const SUM = /^(?:tổng cộng|tổng số|tổng|cộng)(?=\s)(?!\s(?:cục|công ty|hợp|đồng)(?:\s|$))/iu;
/** What a row says that adds nothing to the others: parts of them, another time, how two times compare, a share, a note. */
const NOT_ADDED =
  /^(?:trong do|bao gom|chia ra|luy ke|cong don|cung ky|(?:ky|thang|quy|nam) truoc|so (?:voi|sanh)|tang giam|chenh lech|t[yi] le|ghi chu)\b/;

/**
 * Numbers of a form below its header, until its rows end. Rows of sections ("I. Cấp tỉnh") and the total are told apart from
 * those that are added; what a total or a section says is compared with the sum of its rows.
 */
export function formRows(grid: Grid, header: FormHeader): FormRows {
  const problems: CheckProblem[] = [];
  const read: Row[] = [];
  let end = header.dataStart;
  let blank = 0;
  for (let at = header.dataStart; at < grid.rows.length; at += 1) {
    const row = readRow(grid, header, at, problems);
    if (row === undefined) {
      blank += 1;
      // Signatures and notes follow: a table does not go on behind so many rows without figures.
      if (read.length > 0 && blank > 6) break;
      continue;
    }
    blank = 0;
    end = at + 1;
    read.push(row);
  }
  unnameSums(read);
  const rows = withoutDetails(read);
  placeHeads(rows);
  placeSections(rows);
  settleSums(rows);
  problems.push(...sumProblems(grid, header.form, rows));
  const data = rows.filter(({ kind }) => kind === 'data');
  const total = data.length === 0 ? rows : rows.filter(({ kind }) => kind === 'data' || kind === 'total');
  return {
    cells: total.flatMap(({ kind, label, section, values }) =>
      [...values].map(([column, { value, cell }]) => ({
        row: kind === 'total' ? null : label,
        section,
        column,
        value,
        cell,
      })),
    ),
    problems,
    labels: data.map(({ label, row }) => ({ label, cell: cellAt(row, header.label) })),
    end,
  };
}

/** A numbered row is a field called `Tổng hợp`, where a row without a number is the total. */
function unnameSums(rows: readonly Row[]): void {
  const totals = rows.filter(({ kind }) => kind === 'total');
  const data = rows.filter(({ kind }) => kind === 'data');
  if (totals.every(({ ordered }) => ordered) || !data.every(({ ordered }) => ordered)) return;
  for (const row of totals) if (row.ordered) row.kind = 'data';
}

function readRow(grid: Grid, header: FormHeader, at: number, problems: CheckProblem[]): Row | undefined {
  const line = grid.rows[at];
  if (line === undefined) return undefined;
  const { row, cells } = line;
  if (isNumbering(cells)) return undefined;
  const label = labelIn(cells, header.label);
  const values: Row['values'] = new Map();
  const unreadable: { column: string; cell: string; text: string }[] = [];
  for (const column of header.form.columns) {
    const position = header.columns.get(column.id);
    if (position === undefined || column.text) continue;
    const text = cells[position] ?? '';
    const number = cellNumber(text, true);
    if (number === 'unreadable' || (typeof number === 'object' && !isWhole(number.value)))
      unreadable.push({ column: column.id, cell: cellAt(row, position), text });
    else if (number !== 'none') values.set(column.id, { value: number.value, cell: cellAt(row, position) });
  }
  // Words where figures should be are a line of text, unless figures stand beside them.
  if (values.size === 0 && !(label !== '' && unreadable.some(({ text }) => /\d/.test(text))))
    return sectionRow(label, row, cells);
  const bare = withoutNotes(label)
    .bare.replace(/:/g, ' ')
    .replace(/(?:[=+]|\s(?:[A-H]|[IVX]+)(?=\s*[+]|$)).*/s, ' ')
    .trim();
  const key = textKey(bare);
  if (NOT_ADDED.test(key)) return undefined;
  for (const { cell, text } of unreadable) {
    problems.push(problem('E_UNREADABLE', { sheet: grid.sheet, cell, found: text }, {}));
  }
  // In a row with figures an empty cell is a number that there is none of.
  for (const column of header.form.columns) {
    const position = header.columns.get(column.id);
    if (
      position !== undefined &&
      !column.text &&
      !values.has(column.id) &&
      !unreadable.some(({ cell }) => cell === cellAt(row, position))
    )
      values.set(column.id, { value: ZERO, cell: cellAt(row, position) });
  }
  const kind =
    TOTAL.test(key) || (label === '' && values.size > 0)
      ? 'total'
      : SUM.test(label)
        ? 'sum'
        : isSection(cells)
          ? 'section'
          : 'data';
  const order = cells.slice(0, header.label).findLast((cell) => cell !== '') ?? '';
  const isBelow = /^(?:[a-zđ][.)]?|\d+\.\d+\.?|[-–+*•])$/u.test(order) || /^[-–+•]/u.test(label);
  return {
    kind,
    label,
    row,
    ordered: order !== '',
    isBelow,
    values,
    unreadable: new Set(unreadable.map(({ column }) => column)),
    section: '',
  };
}

/** A line of words alone that heads the rows below: `I. Trên Hệ thống của Bộ`. */
function sectionRow(label: string, row: number, cells: readonly string[]): Row | undefined {
  return label !== '' && isSection(cells)
    ? {
        kind: 'section',
        label,
        row,
        ordered: true,
        isBelow: false,
        values: new Map(),
        unreadable: new Set(),
        section: '',
      }
    : undefined;
}

/** Where the column of labels is blank, as below a cell merged to the left, the words left of it are the label. */
function labelIn(cells: readonly string[], position: number): string {
  const own = cells[position] ?? '';
  if (own !== '') return own;
  return cells.slice(0, position).findLast((cell) => /\p{L}{2}/u.test(cell)) ?? '';
}

/** Numbered with a capital letter or a Roman number. */
function isSection(cells: readonly string[]): boolean {
  const first = cells.find((cell) => cell !== '') ?? '';
  return /^(?:[A-H]|[IVX]{1,5})(?:[.)\s]|$)/.test(first);
}

/**
 * Rows numbered below another one (`a)`, `1.1`, `-`) that part what it says, or that the table's total does not add, are no
 * rows of their own.
 */
function withoutDetails(rows: Row[]): Row[] {
  const data = rows.filter(({ kind }) => kind === 'data');
  const upper = data.filter(({ isBelow }) => !isBelow);
  if (upper.length === 0 || upper.length === data.length) return rows;
  const total = rows.find(({ kind }) => kind === 'total');
  const details = new Set<Row>();
  const none = total !== undefined && adds(total, upper) && !adds(total, data);
  for (const head of upper) {
    const below = rows.slice(rows.indexOf(head) + 1);
    const end = below.findIndex(({ kind, isBelow }) => kind !== 'data' || !isBelow);
    const parts = below.slice(0, end < 0 ? undefined : end);
    if (parts.length > 0 && (none || adds(head, parts))) for (const part of parts) details.add(part);
  }
  return rows.filter((row) => !details.has(row));
}

/**
 * Rows without a number among numbered ones that add those below them ("Cấp tỉnh" in bold) head a section. What one of them
 * adds may be mistyped: then the table's total tells that they are none of its rows.
 */
function placeHeads(rows: Row[]): void {
  const data = rows.filter(({ kind }) => kind === 'data');
  const heads = data.filter(({ ordered }) => !ordered);
  if (heads.length === data.length || heads.length === 0) return;
  const partsOf = (head: Row): Row[] => {
    const below = rows.slice(rows.indexOf(head) + 1);
    const end = below.findIndex((row) => row.kind !== 'data' || heads.includes(row));
    return below.slice(0, end < 0 ? undefined : end);
  };
  const total = rows.find(({ kind }) => kind === 'total');
  const others = data.filter((row) => !heads.includes(row));
  const none = total !== undefined && adds(total, others) && !adds(total, data);
  for (const head of heads) {
    const parts = partsOf(head);
    const says = [...head.values.values()].some(({ value }) => value.n !== 0n);
    if (parts.length > 0 && says && (none || adds(head, parts))) head.kind = 'section';
  }
}

/** Rows numbered with letters are sections only where rows of another numbering stand below them. */
function placeSections(rows: Row[]): void {
  const real = rows.some(({ kind }, at) => kind === 'section' && rows[at + 1]?.kind === 'data');
  let section = '';
  for (const row of rows) {
    if (row.kind === 'section' && !real && row.values.size > 0) row.kind = 'data';
    if (row.kind === 'section') section = row.label;
    else if (row.kind === 'data') row.section = section;
  }
}

/** Sums of all rows, or of those that nothing else adds, are the total; the others add the rows above them, as far as these go. */
function settleSums(rows: Row[]): void {
  const data = rows.filter(({ kind }) => kind === 'data');
  const sums = rows.filter(({ kind }) => kind === 'sum');
  const whole = sums.find((row) => adds(row, data)) ?? (sums.length === 1 ? sums[0] : undefined);
  if (whole !== undefined && !rows.some(({ kind }) => kind === 'total')) whole.kind = 'total';
}

function adds(head: Row, parts: readonly Row[]): boolean {
  return [...head.values].every(([column, { value }]) => compare(value, sumIn(parts, column)) === 0);
}

function sumIn(parts: readonly Row[], column: string): Exact {
  return parts.reduce((all, part) => add(all, part.values.get(column)?.value ?? ZERO), ZERO);
}

/** Totals and sections against the rows that they are the sum of. */
function sumProblems(grid: Grid, form: Form, rows: readonly Row[]): CheckProblem[] {
  const problems: CheckProblem[] = [];
  const compareSum = (code: 'E_TOTAL_SUM' | 'E_SECTION_SUM', head: Row, parts: readonly Row[]): void => {
    for (const [column, { value, cell }] of head.values) {
      // What cannot be read is told by itself: whether the sum is right nobody can say.
      if (parts.some(({ unreadable }) => unreadable.has(column))) continue;
      const sum = sumIn(parts, column);
      if (compare(sum, value) === 0) continue;
      const name = form.columns.find(({ id }) => id === column)?.name ?? { vi: column, en: column };
      problems.push(
        problem(
          code,
          { sheet: grid.sheet, cell, expected: plain(sum), found: plain(value) },
          { column: name, label: head.label, ...differenceOf(value, sum) },
        ),
      );
    }
  };
  const data = rows.filter(({ kind }) => kind === 'data');
  if (data.length === 0) return [];
  for (const total of rows.filter(({ kind }) => kind === 'total')) compareSum('E_TOTAL_SUM', total, data);
  for (const [at, head] of rows.entries()) {
    if (head.kind !== 'section' || [...head.values.values()].every(({ value }) => value.n === 0n)) continue;
    const next = rows.findIndex((row, later) => later > at && row.kind !== 'data');
    // A section over sections: its rows stand below those.
    if (next === at + 1 && rows[next]?.kind === 'section') continue;
    compareSum('E_SECTION_SUM', head, rows.slice(at + 1, next < 0 ? undefined : next));
  }
  for (const [at, row] of rows.entries()) {
    if (row.kind !== 'sum') continue;
    const above = rows.slice(0, at);
    compareSum('E_SECTION_SUM', row, above.slice(above.findLastIndex(({ kind }) => kind !== 'data') + 1));
  }
  return problems;
}

export function plain(value: Exact): string {
  return isWhole(value) ? String(value.n) : toDecimal(value, 2);
}

/** `found` minus `expected` for a sentence. */
export function differenceOf(found: Exact, expected: Exact): { difference: Words } {
  const text = plain(subtract(found, expected));
  const signed = text.startsWith('-') ? text : `+${text}`;
  return { difference: { vi: numberText(signed, 'vi'), en: numberText(signed, 'en') } };
}
