import { addDays, monthEnd, monthOf, monthsBetween } from '../dates.ts';
import type { SheetMonths } from '../warehouse/months.ts';
import { commonDays, type Days, dayCount, later, withoutDays } from './days.ts';

/**
 * So many rows a month, and a month (or a rest of one) without any is no chance: were they spread by chance, it would happen
 * once in three thousand times. A small commune may well have an empty month.
 */
export const TELLING = 8;

/**
 * The days that a sheet speaks of, by its title, else by its rows.
 *
 * Dossiers come every day, and an export of one month carries along what is still open of earlier ones. So the rows'
 * first month is not where the export begins: it begins where the first of its dossiers were done, since what was done
 * before the period is not in it. A month without any row inside of it is not covered, title or not, where the others have many.
 *
 * Surveys, visits, transfers, payments and results come in waves: a desk's machine stands still, a survey is a campaign. What one
 * file spans is covered, whatever lies between, and at its ends a tenth of its length: a file of a year whose first row
 * is of February still is one of the year.
 */
export function daysOfSheet(sheet: SheetMonths): Days[] {
  const totals = rowsByMonth(sheet);
  const months = [...totals.keys()].sort();
  const [first, last] = [months[0], months.at(-1)];
  if (first === undefined || last === undefined) return [];
  const lastDay = sheet.rows.map((row) => row.lastDay).reduce(later);
  const known = (days: Days): Days[] => knownOnImport(days, sheet.importedOn, lastDay);
  if (sheet.list !== 'dossiers') return known(sheet.title ?? withTenth(first, last));
  const begin = firstMonth(sheet, totals, first, last);
  const span = sheet.title ?? { from: `${begin}-01`, to: endOfRows(totals, begin, last, lastDay) };
  const inside = monthsBetween(span.from, span.to);
  const many = median(inside.map((month) => totals.get(month) ?? 0)) >= TELLING;
  const empty = inside
    .filter((month) => many && !totals.has(month))
    .map((month) => ({ from: `${month}-01`, to: monthEnd(month) }))
    .filter(({ from, to }) => from >= span.from && to <= span.to);
  return known(span).flatMap((days) => withoutDays(days, empty));
}

/** Rows a month, of all its units. */
function rowsByMonth({ rows }: SheetMonths): Map<string, number> {
  const totals = new Map<string, number>();
  for (const { month, rows: count } of rows) totals.set(month, (totals.get(month) ?? 0) + count);
  return totals;
}

/** A file cannot know of days after its import, unless the machine's clock is plainly wrong. */
function knownOnImport(days: Days, importedOn: string, lastDay: string): Days[] {
  const known = lastDay > importedOn ? days : commonDays(days, { from: days.from, to: importedOn });
  return known === undefined ? [] : [known];
}

function withTenth(first: string, last: string): Days {
  const more = Math.floor(monthsBetween(`${first}-01`, `${last}-01`).length / 10);
  return { from: `${moved(first, -more)}-01`, to: monthEnd(moved(last, more)) };
}

function moved(month: string, by: number): string {
  const at = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + by;
  return `${String(Math.floor(at / 12)).padStart(4, '0')}-${String((at % 12) + 1).padStart(2, '0')}`;
}

/** Where an export of dossiers begins. */
function firstMonth(sheet: SheetMonths, totals: ReadonlyMap<string, number>, first: string, last: string): string {
  if (sheet.firstEnd === null) return denseFrom(totals, last, first, Math.max(...totals.values()) / 4);
  // Of a month whose first dossiers were done in its second half, the export knows only the end.
  const done = monthOf(sheet.firstEnd);
  const begin = Number(sheet.firstEnd.slice(8)) <= 15 ? done : moved(done, 1);
  const inside = begin > last ? last : begin < first ? first : begin;
  // Where all work takes weeks the first are done later: months before are the export's own where they are as full.
  const own = monthsBetween(`${inside}-01`, `${last}-01`).map((month) => totals.get(month) ?? 0);
  return denseFrom(totals, inside, first, 0.7 * median(own));
}

/** Backwards from a month as long as the month before has at least so many rows. */
function denseFrom(totals: ReadonlyMap<string, number>, from: string, first: string, least: number): string {
  let month = from;
  while (month > first && (totals.get(moved(month, -1)) ?? 0) >= Math.max(1, least)) month = moved(month, -1);
  return month;
}

/** The end of the last month, unless the rows stop long before it: an export of the fifth knows five days of its month. */
function endOfRows(totals: ReadonlyMap<string, number>, begin: string, last: string, lastDay: string): string {
  const end = monthEnd(last);
  if (lastDay >= addDays(end, -7)) return end;
  const rows = monthsBetween(`${begin}-01`, lastDay).reduce((sum, month) => sum + (totals.get(month) ?? 0), 0);
  const perDay = rows / dayCount({ from: `${begin}-01`, to: lastDay });
  return perDay * dayCount({ from: addDays(lastDay, 1), to: end }) < TELLING ? end : lastDay;
}

/** The middle of those that are not 0; 0 where there are none. */
export function median(numbers: readonly number[]): number {
  const inOrder = numbers.filter((one) => one > 0).sort((a, b) => a - b);
  return inOrder[Math.floor(inOrder.length / 2)] ?? 0;
}

/**
 * Whether a sheet of dossiers is only a part of them: all of one way of filing, which is not the usual one of these units in
 * those months. A list of what was filed for citizens at the desk says nothing of the others.
 */
export function isPartOfDossiers(sheet: SheetMonths, all: readonly SheetMonths[]): boolean {
  const ways = new Set(sheet.rows.map(({ way }) => way));
  const [way = ''] = ways;
  if (sheet.list !== 'dossiers' || ways.size !== 1 || way === '') return false;
  const units = new Set(sheet.rows.map(({ unit }) => unit));
  const near = new Set(sheet.rows.flatMap(({ month }) => [moved(month, -1), month, moved(month, 1)]));
  let [same, others] = [0, 0];
  for (const other of all) {
    if (other === sheet || other.list !== 'dossiers') continue;
    for (const row of other.rows) {
      if (!units.has(row.unit) || !near.has(row.month)) continue;
      others += row.rows;
      if (row.way === way) same += row.rows;
    }
  }
  const share = same / others;
  const count = sheet.rows.reduce((sum, { rows }) => sum + rows, 0);
  return others >= 20 && share < 0.5 && share ** count < 0.001;
}
