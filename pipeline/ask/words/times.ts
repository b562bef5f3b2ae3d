import type { Period } from '../../counts/period.ts';
import { addDays, isDay, monthEnd, monthOf } from '../../dates.ts';
import { yearsBefore } from '../../evaluate/to-come.ts';
import { numberAt, type ReadToken, wordAt } from './meaning.ts';

/** What is compared with: the same days a year before, the month or quarter before, or days that were named. */
export type Compared = 'last-year' | 'last-month' | 'last-quarter';

/** The days that a question names. */
export interface TimesRead {
  period?: Period;
  /** The year was not said: it is the latest that has begun. */
  guessedYear: boolean;
  against?: Period;
  /** They go beyond the reporting date. */
  isAhead: boolean;
  /** Places of the tokens that say so. */
  used: Set<number>;
  /** Days that no reporting date has reached yet, or more of them than a question can have. */
  problem?: 'future' | 'two-periods' | 'backwards' | 'no-day';
}

/** A stretch of days in a question; `relative` is told from the reporting date. */
interface Stretch extends Period {
  next: number;
  unit: 'day' | 'month' | 'quarter' | 'months' | 'year' | 'start' | 'end';
  relative: boolean;
  guessed: boolean;
}

export interface Calendar {
  asOf: string;
  /** The days of the report: meant where none are named. */
  usual: Period;
  /** Where cumulative days that end on a day begin. */
  startOf(day: string): string;
}

/** Reads days, months, quarters, halves and years; tokens are those of a question without its fillers. */
export function readTimes(tokens: readonly ReadToken[], calendar: Calendar): TimesRead {
  const used = new Set<number>();
  const periods: { period: Period; stretch: Stretch | undefined }[] = [];
  const against: (Stretch | Compared)[] = [];
  let problem: TimesRead['problem'];
  const use = (from: number, to: number): void => {
    for (let at = from; at < to; at += 1) used.add(at);
  };
  for (let at = 0; at < tokens.length; ) {
    const word = isCompare(tokens, at, calendar) ? 'compare' : wordAt(tokens, at);
    const begin = at;
    if (word === 'compare' && wordAt(tokens, at + 1) === 'same_period') at += 1;
    if (wordAt(tokens, at) === 'same_period') {
      const year = yearAt(tokens, at + 1, calendar, true);
      at = year?.next ?? at + 1;
      if (wordAt(tokens, at) === 'previous') at += 1;
      against.push('last-year');
      use(begin, at);
      continue;
    }
    if (word === 'compare') {
      const named = stretchAt(tokens, at + 1, calendar);
      if (named !== undefined && named.unit !== 'start' && named.unit !== 'end') {
        const second = stretchAt(tokens, named.next, calendar);
        if (second !== undefined && second.next > named.next) {
          // "So sánh tháng 9 với tháng 10": the later one is asked about.
          const [earlier, later] = named.from <= second.from ? [named, second] : [second, named];
          against.push(earlier);
          periods.push({ period: later, stretch: later });
          use(begin, second.next);
          at = second.next;
          continue;
        }
        against.push(named);
        use(begin, named.next);
        at = named.next;
        continue;
      }
    }
    const isSince = word === 'since' || word === 'at_least';
    const start = stretchAt(tokens, isSince ? at + 1 : at, calendar);
    if (start !== undefined && (isSince || start.unit === 'start' || wordAt(tokens, start.next) === 'until')) {
      const hasUntil = wordAt(tokens, start.next) === 'until';
      const until = hasUntil ? stretchAt(tokens, start.next + 1, calendar) : undefined;
      const isToDate = wordAt(tokens, start.next) === 'to_date';
      if (until !== undefined || isSince || start.unit === 'start' || isToDate) {
        const to = until === undefined ? calendar.asOf : until.asOf;
        periods.push({ period: { from: start.from, asOf: to }, stretch: undefined });
        at = until?.next ?? start.next + Number(isToDate);
        use(begin, at);
        continue;
      }
    }
    if (word === 'cumulative' || word === 'until') {
      const next = word === 'cumulative' && wordAt(tokens, at + 1) === 'until' ? at + 2 : at + 1;
      const until = stretchAt(tokens, next, calendar);
      if (until !== undefined && until.unit !== 'start') {
        periods.push({ period: { from: calendar.startOf(until.asOf), asOf: until.asOf }, stretch: undefined });
        use(begin, until.next);
        at = until.next;
        continue;
      }
      if (word === 'cumulative') {
        use(at, at + 1);
        at += 1;
        continue;
      }
    }
    if (word === 'to_date') {
      use(at, at + 1);
      at += 1;
      continue;
    }
    if (start?.unit === 'end' && !isSince) {
      periods.push({ period: { from: calendar.startOf(start.asOf), asOf: start.asOf }, stretch: undefined });
      use(begin, start.next);
      at = start.next;
      continue;
    }
    if (start !== undefined && !isSince && start.unit !== 'start' && start.unit !== 'end') {
      periods.push({ period: start, stretch: start });
      use(begin, start.next);
      at = start.next;
      // "Lũy kế" may stand behind what it ends with.
      if (wordAt(tokens, at) === 'cumulative') {
        const last = periods.at(-1);
        if (last !== undefined) {
          last.period = { from: calendar.startOf(start.asOf), asOf: start.asOf };
          last.stretch = undefined;
        }
        use(at, at + 1);
        at += 1;
      }
      continue;
    }
    at += 1;
  }
  const [first, ...others] = periods;
  if (
    others.some(({ period }) => period.from !== first?.period.from || period.asOf !== first.period.asOf) ||
    against.length > 1
  )
    problem = 'two-periods';
  const period = first === undefined ? undefined : { from: first.period.from, asOf: first.period.asOf };
  if (period !== undefined && (!isDay(period.from) || !isDay(period.asOf))) problem = 'no-day';
  else if (period !== undefined && period.from > calendar.asOf) problem = 'future';
  else if (period !== undefined && period.from > period.asOf) problem = 'backwards';
  else if (period !== undefined && period.asOf > calendar.asOf) period.asOf = calendar.asOf;
  const isAhead = periods.some((one) => one.period.asOf > calendar.asOf);
  const compared = against[0];
  const main = period ?? calendar.usual;
  return {
    used,
    isAhead,
    guessedYear: first?.stretch?.guessed ?? false,
    ...(period && { period }),
    ...(compared !== undefined && { against: periodBefore(main, relativeOf(compared), compared) }),
    ...(problem && { problem }),
  };
}

/** "So với", also cut to "so" where a time follows: without marks it is "số" as well. */
function isCompare(tokens: readonly ReadToken[], at: number, calendar: Calendar): boolean {
  const word = wordAt(tokens, at);
  // "Nhiều hơn tháng 7"
  if (tokens[at]?.text.toLowerCase() !== 'so' && word !== 'above' && word !== 'below') return false;
  return wordAt(tokens, at + 1) === 'same_period' || stretchAt(tokens, at + 1, calendar) !== undefined;
}

/** "Tháng trước", "tháng rồi". */
function isBefore(tokens: readonly ReadToken[], at: number): boolean {
  return wordAt(tokens, at) === 'previous' || wordAt(tokens, at) === 'already';
}

function relativeOf(compared: Stretch | Compared): Compared | undefined {
  if (typeof compared === 'string') return compared;
  if (!compared.relative) return undefined;
  return compared.unit === 'year'
    ? 'last-year'
    : compared.unit === 'quarter'
      ? 'last-quarter'
      : compared.unit === 'month'
        ? 'last-month'
        : undefined;
}

/** The days that a period is held against. */
export function periodBefore({ from, asOf }: Period, how: Compared | undefined, named?: Stretch | Compared): Period {
  if (how === undefined && typeof named === 'object') return { from: named.from, asOf: named.asOf };
  if (how === 'last-year' || how === undefined)
    // The day before is moved, so that the first of March stays the first of March.
    return { from: addDays(yearsBefore(addDays(from, -1), 1), 1), asOf: yearsBefore(asOf, 1) };
  const months = how === 'last-month' ? 1 : 3;
  const whole = monthsSpanned(from, asOf);
  const first = how === 'last-month' ? monthOf(asOf) : quarterStart(monthOf(asOf));
  const end = addDays(`${first}-01`, -1);
  // A month or quarter of its own is held against the one before; what adds up from January, against what it was then.
  if (whole <= months) return { from: `${shifted(monthOf(from), -months)}-01`, asOf: end };
  return { from, asOf: end };
}

function monthsSpanned(from: string, to: string): number {
  return (
    (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7)) + 1
  );
}

function shifted(month: string, by: number): string {
  const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + by;
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`;
}

const quarterStart = (month: string): string =>
  `${month.slice(0, 4)}-${String(Math.floor((Number(month.slice(5, 7)) - 1) / 3) * 3 + 1).padStart(2, '0')}`;

const two = (number: number): string => String(number).padStart(2, '0');

interface YearRead {
  year: number;
  next: number;
  relative: boolean;
}

/** "năm 2024", "năm nay", "năm ngoái", "2024". @param bare a year without the word */
function yearAt(tokens: readonly ReadToken[], at: number, { asOf }: Calendar, bare: boolean): YearRead | undefined {
  const own = Number(asOf.slice(0, 4));
  const hasWord = wordAt(tokens, at) === 'year';
  const place = hasWord ? at + 1 : at;
  const number = numberAt(tokens, place);
  if (number !== undefined && number >= 1990 && number < 2100 && (hasWord || bare))
    return { year: number, next: place + 1, relative: false };
  if (!hasWord) return undefined;
  if (wordAt(tokens, place) === 'this') return { year: own, next: place + 1, relative: true };
  if (isBefore(tokens, place)) {
    const twice = wordAt(tokens, place + 1) === 'previous';
    return { year: own - 1, next: place + 1 + Number(twice), relative: true };
  }
  return undefined;
}

function stretchAt(tokens: readonly ReadToken[], at: number, calendar: Calendar): Stretch | undefined {
  const { asOf } = calendar;
  const own = Number(asOf.slice(0, 4));
  const meaning = tokens[at]?.meaning;
  const value = meaning?.kind === 'value' ? meaning.value : undefined;
  const word = wordAt(tokens, at);
  const months = (
    year: number,
    first: number,
    last: number,
    next: number,
    rest: Pick<Stretch, 'unit' | 'relative' | 'guessed'>,
  ): Stretch => ({
    from: `${year}-${two(first)}-01`,
    asOf: monthEnd(`${year}-${two(last)}`),
    next,
    ...rest,
  });
  /** The year that is said behind, else the latest in which the days have begun. */
  const yearOf = (next: number, month: number): { year: number; next: number; guessed: boolean } => {
    const said = yearAt(tokens, next, calendar, true);
    if (said !== undefined) return { year: said.year, next: said.next, guessed: false };
    const year = `${own}-${two(month)}-01` > asOf ? own - 1 : own;
    const skip = wordAt(tokens, next) === 'year' ? 1 : 0;
    return { year, next: next + skip, guessed: year !== own };
  };
  if (word === 'day')
    return stretchAt(tokens, at + 1, calendar)?.unit === 'day'
      ? stretchAt(tokens, at + 1, calendar)
      : dayOfMonth(tokens, at, calendar);
  if (value?.kind === 'date') {
    const { day, month } = value;
    const year = value.year ?? yearOf(at + 1, month).year;
    const next = value.year === undefined ? yearOf(at + 1, month).next : at + 1;
    const date = `${year}-${two(month)}-${two(day)}`;
    return { from: date, asOf: date, next, unit: 'day', relative: false, guessed: false };
  }
  if (value?.kind === 'month' && value.month >= 1 && value.month <= 12)
    return months(value.year, value.month, value.month, at + 1, { unit: 'month', relative: false, guessed: false });
  const number = numberAt(tokens, at);
  if (
    number !== undefined &&
    number >= 1 &&
    number <= 12 &&
    Number.isInteger(number) &&
    wordAt(tokens, at + 1) === 'month'
  ) {
    const after = wordAt(tokens, at + 2);
    if (after === 'first_word' || after === 'last_word') {
      const { year, next } = yearOf(at + 3, after === 'first_word' ? 1 : 13 - number);
      const skip = wordAt(tokens, next) === 'this' ? 1 : 0;
      const rest = { unit: 'months', relative: false, guessed: false } as const;
      return after === 'first_word'
        ? months(year, 1, number, next + skip, rest)
        : months(year, 13 - number, 12, next + skip, rest);
    }
    if (after === 'recent' || after === 'previous')
      return {
        from: `${shifted(monthOf(asOf), 1 - number)}-01`,
        asOf,
        next: at + 3,
        unit: 'months',
        relative: false,
        guessed: false,
      };
    const { year, next } = yearOf(at + 2, 1);
    // "9 tháng năm 2024", "9 tháng": from January on.
    if (number >= 2 && number !== 12)
      return months(year, 1, number, next, { unit: 'months', relative: false, guessed: false });
    return undefined;
  }
  if (word === 'month') {
    const next = tokens[at + 1]?.meaning;
    if (next?.kind === 'value' && next.value.kind === 'month') return stretchAt(tokens, at + 1, calendar);
    const month = numberAt(tokens, at + 1);
    if (month !== undefined && month >= 1 && month <= 12) {
      const { year, next: behind, guessed } = yearOf(at + 2, month);
      return months(year, month, month, behind, { unit: 'month', relative: false, guessed });
    }
    if (wordAt(tokens, at + 1) === 'year')
      return months(own, 5, 5, at + 2, { unit: 'month', relative: false, guessed: false });
    const shift =
      wordAt(tokens, at + 1) === 'this'
        ? 0
        : isBefore(tokens, at + 1) || wordAt(tokens, at + 1) === 'recent'
          ? -1
          : undefined;
    if (shift === undefined) return undefined;
    const [year = own, own_month = 1] = shifted(monthOf(asOf), shift).split('-').map(Number);
    return months(year, own_month, own_month, at + 2, { unit: 'month', relative: shift < 0, guessed: false });
  }
  if (word === 'quarter') {
    const behind = tokens[at + 1]?.meaning;
    if (behind?.kind === 'value' && behind.value.kind === 'month' && behind.value.month <= 4) {
      const { month: quarter, year } = behind.value;
      return months(year, quarter * 3 - 2, quarter * 3, at + 2, { unit: 'quarter', relative: false, guessed: false });
    }
    const quarter = numberAt(tokens, at + 1);
    if (quarter !== undefined && quarter >= 1 && quarter <= 4) {
      const { year, next, guessed } = yearOf(at + 2, quarter * 3 - 2);
      return months(year, quarter * 3 - 2, quarter * 3, next, { unit: 'quarter', relative: false, guessed });
    }
    const shift =
      wordAt(tokens, at + 1) === 'this'
        ? 0
        : isBefore(tokens, at + 1) || wordAt(tokens, at + 1) === 'recent'
          ? -3
          : undefined;
    if (shift === undefined) return undefined;
    const [year = own, month = 1] = shifted(quarterStart(monthOf(asOf)), shift)
      .split('-')
      .map(Number);
    return months(year, month, month + 2, at + 2, { unit: 'quarter', relative: shift < 0, guessed: false });
  }
  if (word === 'half_first' || word === 'half_last') {
    const { year, next } = yearOf(at + 1, word === 'half_first' ? 1 : 7);
    const rest = { unit: 'months', relative: false, guessed: false } as const;
    return word === 'half_first' ? months(year, 1, 6, next, rest) : months(year, 7, 12, next, rest);
  }
  if (word === 'whole' && wordAt(tokens, at + 1) === 'year') {
    const said = yearAt(tokens, at + 1, calendar, false);
    return months(said?.year ?? own, 1, 12, said?.next ?? at + 2, { unit: 'year', relative: false, guessed: false });
  }
  if ((word === 'first_word' || word === 'last_word') && wordAt(tokens, at + 1) === 'year') {
    const said = yearAt(tokens, at + 1, calendar, false);
    const year = said?.year ?? own;
    const day = word === 'first_word' ? `${year}-01-01` : `${year}-12-31`;
    return {
      from: day,
      asOf: day,
      next: said?.next ?? at + 2,
      unit: word === 'first_word' ? 'start' : 'end',
      relative: false,
      guessed: false,
    };
  }
  const year = yearAt(tokens, at, calendar, false);
  if (year !== undefined)
    return months(year.year, 1, 12, year.next, { unit: 'year', relative: year.relative, guessed: false });
  return undefined;
}

/** "ngày 15 tháng 9 năm 2024" */
function dayOfMonth(tokens: readonly ReadToken[], at: number, calendar: Calendar): Stretch | undefined {
  const day = numberAt(tokens, at + 1);
  const month = day === undefined ? undefined : stretchAt(tokens, at + 2, calendar);
  if (day === undefined || month?.unit !== 'month') return undefined;
  const date = `${month.from.slice(0, 8)}${two(day)}`;
  return { ...month, from: date, asOf: date, unit: 'day' };
}
