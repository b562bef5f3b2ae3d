import type { Form, FormColumn } from '../library/forms/types.ts';
import type { Vocabulary } from '../library/words.ts';
import { textKey } from '../text.ts';
import type { Grid, GridRow } from './grid.ts';

/** Where a form's table stands in a sheet. Positions count from 0 (column A). */
export interface FormHeader {
  form: Form;
  /** Row numbers of the header, as people see them. */
  firstRow: number;
  lastRow: number;
  /** Position in `grid.rows` of the first row below the header and its row of numbers. */
  dataStart: number;
  label: number;
  /** Where each row is a unit; else a field, or a target. */
  byUnit: boolean;
  /** Column by id → position. */
  columns: ReadonlyMap<string, number>;
  /** Columns that the form has and the sheet does not, but for those that may be missing. */
  missing: readonly FormColumn[];
  /** Columns that another one fits as well as the one that was taken. */
  doubled: readonly { column: FormColumn; position: number }[];
  /** Headers that stand for figures and are no column of the form. */
  unknown: readonly { position: number; header: string }[];
  /** How well it fits: columns found, weighed by how surely. */
  score: number;
}

/** Headers are looked for among so many rows, and are at most so high. */
const DEEPEST = 60;
const HIGHEST = 4;
/** So much of what a form must have must be there. */
const LEAST_SHARE = 0.6;

/** What is known beside the words of a header. */
export interface HeaderReading {
  abbreviations: Vocabulary['abbreviations'];
  /** The last day of what is collected: a plan's column of another month or year is none of it. */
  asOf: string;
  /** Its first day: of a part of the year the numbers "from the year's beginning" are none. */
  from: string;
}

/** The table of one of the forms in a sheet: the form and the rows that fit best; undefined where none is there. */
export function findHeader(grid: Grid, forms: readonly Form[], reading: HeaderReading): FormHeader | undefined {
  let best: FormHeader | undefined;
  const rows = grid.rows.slice(0, DEEPEST);
  for (let start = 0; start < rows.length; start += 1) {
    for (let height = 1; height <= HIGHEST && start + height <= rows.length; height += 1) {
      const block = rows.slice(start, start + height);
      const last = block.at(-1);
      if (last === undefined || !couldBeHeader(last)) break;
      const paths = pathsOf(block, reading);
      for (const form of forms) {
        const found = matched(form, paths, block, start + height);
        if (found !== undefined && better(found, best) && !isRepeated(found, best, rows)) best = found;
      }
    }
  }
  return best === undefined ? undefined : { ...best, dataStart: pastNumbers(grid.rows, best.dataStart) };
}

/** The same header again on another page: the table goes on below it, and began at the first one. */
function isRepeated(found: FormHeader, best: FormHeader | undefined, rows: readonly GridRow[]): boolean {
  if (best === undefined || found.form !== best.form || found.label !== best.label) return false;
  const places = ({ columns }: FormHeader): string => [...columns].sort().join();
  const between = rows.filter(({ row }) => row > best.lastRow && row < found.firstRow);
  const figures = [...best.columns.values()];
  const hasTable = between.some(({ cells }) => figures.some((at) => /^\d/.test(cells[at] ?? '')));
  return places(found) === places(best) && hasTable;
}

/** Of headers that fit alike the lower and the shorter one: lines above the table are none of it. */
function better(found: FormHeader, best: FormHeader | undefined): boolean {
  if (best === undefined || found.score > best.score) return true;
  return found.score === best.score && found.form === best.form && found.firstRow > best.firstRow;
}

/** A row of a header holds several words; a line of text stands alone, and a row of figures is data. */
function couldBeHeader({ cells }: GridRow): boolean {
  const filled = cells.filter((cell) => cell !== '');
  if (new Set(filled).size < 2) return false;
  const words = filled.filter((cell) => /\p{L}|%/u.test(cell));
  return words.length * 2 >= filled.length;
}

/** What stands above a column: the groups from the top, and its own header. Keys. */
interface HeaderPath {
  groups: string;
  leaf: string;
  /** What the own header may mean: its words, and the same with abbreviations written out. */
  readings: readonly string[];
  /** In a plan's table: -1 = of another period, 1 = cumulative where others are of a month alone, 0 = it does not say. */
  period: -1 | 0 | 1;
  /** In a form: of another time than is collected, beside a column of the same header that is not. */
  isOther: boolean;
  /** The number that the header itself carries: `Trực tuyến (4)`. */
  number: number | null;
  shown: string;
}

/** A header over several columns stands in the first of them: the cells right of it are blank and have others below. */
function pathsOf(block: readonly GridRow[], { abbreviations, asOf, from }: HeaderReading): HeaderPath[] {
  const width = Math.max(...block.map(({ cells }) => cells.length));
  const filled: string[][] = [];
  for (const [level, { cells }] of block.entries()) {
    const row: string[] = [];
    for (let at = 0; at < width; at += 1) {
      const own = cells[at] ?? '';
      const below = block.slice(level + 1).some((lower) => (lower.cells[at] ?? '') !== '');
      const sameGroup = filled.every((upper) => upper[at] === upper[at - 1]);
      row.push(own !== '' ? own : below && at > 0 && sameGroup ? (row[at - 1] ?? '') : '');
    }
    filled.push(row);
  }
  const all = Array.from({ length: width }, (_, at) =>
    filled.map((row) => row[at] ?? '').filter((text) => text !== ''),
  );
  const periods = all.map((levels) => periodOf(levels.map(headerKey).join(' '), asOf));
  const hasCumulative = periods.includes('cumulative');
  const groupPeriods = all.map((levels) => periodOf(levels.slice(0, -1).map(headerKey).join(' '), asOf));
  // In a form: what says its time, where a column of the same header says another.
  const wholeYear = /-(?:01-01|12-15)$/.test(from);
  const isOther = (at: number): boolean =>
    groupPeriods[at] === 'other' ||
    (!wholeYear && periods[at] === 'cumulative') ||
    (wholeYear && periods[at] === 'part');
  const leaves = all.map((levels) => headerKey(levels.at(-1) ?? ''));
  const hasRival = (at: number): boolean => leaves.some((leaf, rival) => leaf === leaves[at] && !isOther(rival));
  return all.map((levels, at) => {
    const said = periods[at];
    const leaf = levels.at(-1) ?? '';
    const [, number] = /\((\d{1,2})\)/.exec(leaf) ?? [];
    const key = leaves[at] ?? '';
    return {
      groups: levels.slice(0, -1).map(headerKey).join(' | '),
      leaf: key,
      readings: [...new Set([key, writtenOut(key, abbreviations)])],
      period:
        said === 'cumulative'
          ? 1
          : said === 'other' || (said === 'part' && hasCumulative) || NOT_THE_RESULT.test(key)
            ? -1
            : 0,
      isOther: isOther(at) && hasRival(at),
      number: number === undefined ? null : Number(number),
      shown: levels.join(' – '),
    };
  });
}

/** A key with its abbreviations written out, each as it is meant first. */
function writtenOut(key: string, abbreviations: Vocabulary['abbreviations']): string {
  return key
    .split(' ')
    .map((word) => textKey(abbreviations.get(word)?.[0] ?? word))
    .join(' ');
}

/** What a header says of its time beside what is collected: figures of a plan are cumulative. */
function periodOf(key: string, asOf: string): 'cumulative' | 'part' | 'other' | 'unsaid' {
  const [year, month] = [Number(asOf.slice(0, 4)), Number(asOf.slice(5, 7))];
  if (/\b(?:luy ke|cong don|tu dau nam)\b/.test(key)) return 'cumulative';
  if (/\b(?:cung ky|ky truoc|thang truoc|nam truoc)\b/.test(key)) return 'other';
  if (/\b(?:trong thang|thang nay|trong ky|ky nay|phat sinh)\b/.test(key)) return 'part';
  const years = [...key.matchAll(/\b(20\d\d)\b/g)].map(([, said]) => Number(said));
  const months = [...key.matchAll(/\bthang (\d{1,2})\b/g)].map(([, said]) => Number(said));
  if ((years.length > 0 && !years.includes(year)) || (months.length > 0 && !months.includes(month))) return 'other';
  return months.length > 0 ? 'part' : 'unsaid';
}

/** What did not meet it, or how far the result is from something else. */
const NOT_THE_RESULT =
  /\b(?:chua|khong) (?:dat|dung|hoan thanh|thuc hien)\b|\b(?:tang|giam|chenh lech)\b|\bso voi (?:ke hoach|chi tieu|muc tieu|ky|thang|nam|cung)\b/;

/** Without the numbers and sums in brackets (`(4)`, `(3)=(4)+(5)+(6)`); `%` is a word. */
function headerKey(text: string): string {
  return textKey(
    text
      .replace(/(?:(?<!\d)\d+|\(\d+)\)?\s*=[\s\d()+=–-]*/g, ' ')
      .replace(/\(\d+\)|^\d+[.)]\s|\(\s*\)/g, ' ')
      .replace(/%/g, ' % '),
  );
}

function matched(
  form: Form,
  paths: readonly HeaderPath[],
  block: readonly GridRow[],
  dataStart: number,
): FormHeader | undefined {
  const label = labelOf(form, paths);
  if (label === undefined) return undefined;
  const pairs = paths
    .flatMap((path, position) =>
      position === label.position
        ? []
        : form.columns.map((column) => ({ column, position, fit: fitOf(column, path) })).filter(({ fit }) => fit > 0),
    )
    // Of a plan's columns those of the whole period before those that do not say, and none of another period.
    .filter(({ position }) => (form.kind === 'plan' ? (paths[position]?.period ?? 0) >= 0 : !paths[position]?.isOther))
    .sort((a, b) => periodIn(form, paths, b) - periodIn(form, paths, a) || b.fit - a.fit || a.position - b.position);
  const columns = new Map<string, number>();
  const taken = new Set<number>();
  let score = label.fit;
  for (const { column, position, fit } of pairs) {
    if (columns.has(column.id) || taken.has(position)) continue;
    columns.set(column.id, position);
    taken.add(position);
    score += fit;
  }
  const doubled = pairs.filter(
    (pair) =>
      !taken.has(pair.position) &&
      pairs.some(
        (used) =>
          used.column === pair.column &&
          used.fit === pair.fit &&
          columns.get(used.column.id) === used.position &&
          periodIn(form, paths, used) === periodIn(form, paths, pair),
      ),
  );
  const replaced = new Set(
    form.columns.filter(({ id, of }) => of.length > 0 && columns.has(id)).flatMap(({ of }) => of),
  );
  const needed = form.columns.filter(({ id, optional }) => !optional && !replaced.has(id));
  const missing = needed.filter(({ id }) => !columns.has(id));
  if (missing.length > needed.length * (1 - LEAST_SHARE) || columns.size < (form.kind === 'plan' ? 1 : 2))
    return undefined;
  const unknown = paths.flatMap(({ shown, leaf, isOther }, position) =>
    taken.has(position) || isOther || position === label.position || leaf === '' || ORDER.test(leaf)
      ? []
      : [{ position, header: shown }],
  );
  return {
    form,
    firstRow: block[0]?.row ?? 0,
    lastRow: block.at(-1)?.row ?? 0,
    dataStart,
    label: label.position,
    byUnit: label.byUnit,
    columns,
    missing,
    doubled,
    unknown,
    // A form whose columns are all there goes before one of which many are missing, and one that explains all before one that does not.
    score: score - missing.length * 2 - unknown.length,
  };
}

function periodIn({ kind }: Form, paths: readonly HeaderPath[], { position }: { position: number }): number {
  return kind === 'plan' ? (paths[position]?.period ?? 0) : 0;
}

const ORDER = /^(?:tt|stt|so tt|so thu tu|ghi chu)$/;

function labelOf(
  form: Form,
  paths: readonly HeaderPath[],
): { position: number; byUnit: boolean; fit: number } | undefined {
  const found = paths.flatMap(({ leaf, groups }, position) => {
    const own = groups === '' ? [leaf] : [leaf, groups];
    const sureness = (spellings: readonly string[]): number =>
      Math.max(
        0,
        ...own.flatMap((key) =>
          spellings.map((spelling) =>
            key === spelling ? 3 : startsWithWords(key, spelling) ? 2 : endsWithWords(key, spelling) ? 1 : 0,
          ),
        ),
      );
    const [byField, byUnit] = [sureness(form.label), sureness(form.labelUnit)];
    return byField + byUnit === 0 ? [] : [{ position, byUnit: byUnit > byField, fit: Math.max(byField, byUnit) }];
  });
  return found.sort((a, b) => b.fit - a.fit || a.position - b.position)[0];
}

/** 0 = another column; the greater the surer. Under another group it is another column, whatever its own header says. */
function fitOf(column: FormColumn, path: HeaderPath): number {
  return Math.max(...path.readings.map((leaf) => readingFits(column, leaf, path)));
}

function readingFits(column: FormColumn, leaf: string, { groups, number }: HeaderPath): number {
  if (leaf === '') return 0;
  const numbered = number !== null && number === column.number ? 1 : 0;
  const whole = bestOf(column.whole, leaf);
  const own = bestOf(column.words, leaf);
  if (groups === '') {
    const inOne =
      column.group.some((group) => holdsWords(leaf, group)) && column.words.some((word) => holdsWords(leaf, word));
    return (
      Math.max(whole, column.group.length === 0 ? own : 0, inOne ? 3 : 0) + (whole + own > 0 || inOne ? numbered : 0)
    );
  }
  const inGroup = column.group.some((group) => groups.split(' | ').some((level) => holdsWords(level, group)));
  if (inGroup) return own === 0 ? (whole > 0 ? whole + numbered : 0) : own + 2 + numbered;
  // A header of its own words, under a group that merely frames it.
  return column.group.length === 0 || whole === 5 ? (whole > 0 ? whole - 1 + numbered : 0) : 0;
}

/** 5 = the very words, 4 and less = words behind or before them, the fewer the surer. */
function bestOf(spellings: readonly string[], key: string): number {
  return Math.max(
    0,
    ...spellings.map((spelling) => {
      if (key === spelling) return 5;
      if (!holdsWords(key, spelling)) return 0;
      return 1 + (3 * spelling.length) / key.length;
    }),
  );
}

function holdsWords(key: string, words: string): boolean {
  return ` ${key} `.includes(` ${words} `);
}

function startsWithWords(key: string, words: string): boolean {
  return `${key} `.startsWith(`${words} `);
}

function endsWithWords(key: string, words: string): boolean {
  return ` ${key}`.endsWith(` ${words}`);
}

function pastNumbers(rows: readonly GridRow[], start: number): number {
  return isNumbering(rows[start]?.cells ?? []) ? start + 1 : start;
}

/** A row of column numbers, below a header or below its repetition: `(1) (2) (3)`, `1 2 3=4+5+6`, `A B 1 2`. */
export function isNumbering(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell !== '');
  const numbers = filled.flatMap((cell) => /^\(?(\d{1,2})\)?(?:\s*=.*)?$/.exec(cell)?.[1] ?? []).map(Number);
  const rising = numbers.every((number, at) => at === 0 || number === (numbers[at - 1] ?? 0) + 1);
  const rest = filled.filter((cell) => !/^\(?(?:\d{1,2}|[A-E])\)?(?:\s*=.*)?$/.test(cell));
  return numbers.length >= 3 && rising && rest.length === 0;
}
