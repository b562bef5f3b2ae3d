import type { ColumnDefinition, ListDefinition } from '../library/columns.ts';
import { EMPTY_COLUMN, plainColumn, type TextBatch } from '../read/batch.ts';
import { FORMAT_DATE, FORMAT_TIME, serialText } from '../read/number-text.ts';
import { cellText } from '../read/rows.ts';
import { cleanText, textKey } from '../text.ts';
import type { HeaderCell, HeadRow } from './headers.ts';

/** A column of the list whose day and time of day stand in two columns of the sheet. Positions count from 0. */
export interface DayAndTime {
  /** Where the list's column was found: one of the two. */
  position: number;
  day: number;
  time: number;
  /** Without a time of day the moment says nothing: the column is about hours. */
  needsTime: boolean;
}

/** Rows looked at, and the share of filled cells that must be days, or times. */
const ROWS = 200;
const MOST = 0.8;

const MIDNIGHT = String.raw`(?:[ T]0?0:00(?::00)?(?:\.0+)?)`;
const DAY = new RegExp(
  String.raw`^(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}${MIDNIGHT}?|\d{4}[-/]\d{1,2}[-/]\d{1,2}${MIDNIGHT}?|20\d{6}|\d{5})$`,
);
const AT_MIDNIGHT = new RegExp(`${MIDNIGHT}$`);
const TIME =
  /^(\d{1,2})(?::(\d{2})(?::(\d{2})(?:\.\d+)?)?|\s?(?:h|g|giờ)\s?(?:(\d{1,2})(?:\s?(?:p|ph|phút))?)?)(\s?(?:SA|CH|AM|PM))?$/i;
/** A time as the fraction of a day that a spreadsheet holds. */
const FRACTION = /^0?[.,]\d+$/;

/** What a header of a day, an hour or a moment begins with; the rest says of what. */
const KINDS = /^(?:ngay gio|ngay thang nam|ngay thang|ngay|gio phut|gio|thoi gian|thoi diem)(?: |$)/;

const isTime = (cell: string): boolean => TIME.test(cell) || FRACTION.test(cell);
const rest = (key: string): string => key.replace(KINDS, '');

/**
 * Which moments of the list stand in two columns: told by headers that name one thing ("Ngày tiếp nhận", "Giờ tiếp nhận"), or
 * stand beside each other, or by one "Ngày" for all hours of a row; and only where one column's cells are days and the
 * other's are times.
 * @param found where headers of the list's columns stand; a column may have two
 * @param others positions of headers that are no column of the list
 */
export function daysAndTimes(
  cells: readonly HeaderCell[],
  data: readonly HeadRow[],
  list: ListDefinition,
  found: readonly { column: string; position: number }[],
  others: readonly number[],
): Map<string, DayAndTime> {
  const rows = data.slice(0, ROWS);
  const mostly = (position: number, fits: (cell: string) => boolean): boolean => {
    const filled = rows
      .map(({ cells: row }) => cleanText(row[position] ?? ''))
      .filter((cell) => /[\p{L}\d]/u.test(cell));
    return filled.length > 0 && filled.filter(fits).length >= filled.length * MOST;
  };
  const days = (positions: readonly number[]) => positions.filter((at) => mostly(at, (cell) => DAY.test(cell)));
  const times = (positions: readonly number[]) => positions.filter((at) => mostly(at, isTime));
  const onlyDay = (positions: readonly number[]): number | undefined => {
    const [one, more] = days(positions).filter((at) => cells[at]?.keys.some((key) => key.startsWith('ngay ')) === true);
    return more === undefined ? one : undefined;
  };
  const joined = new Map<string, DayAndTime>();
  for (const column of list.columns.filter(({ type }) => type === 'datetime')) {
    const own = found.filter(({ column: id }) => id === column.id).map(({ position }) => position);
    if (own.length === 0) continue;
    const names = new Set(
      [...column.headers.map(textKey), ...own.flatMap((at) => cells[at]?.keys ?? [])]
        .map(rest)
        .filter((name) => name !== ''),
    );
    const named = others.filter(
      (at) => cells[at]?.keys.some((key) => KINDS.test(key) && names.has(rest(key))) === true,
    );
    const bare = others.filter((at) => cells[at]?.keys.some((key) => KINDS.test(key) && rest(key) === '') === true);
    const ownDay = days(own)[0];
    const ownTime = times(own)[0];
    const beside = bare.filter((at) => at - 1 === ownDay);
    const day =
      ownDay ?? days([...named, ...bare.filter((at) => at <= (ownTime ?? 0)).reverse()])[0] ?? onlyDay(others);
    const time = ownTime ?? times([...named, ...beside])[0];
    if (day === undefined || time === undefined || (ownDay === undefined && ownTime === undefined)) continue;
    joined.set(column.id, { position: ownDay ?? ownTime ?? 0, day, time, needsTime: isAboutHours(column) });
  }
  return joined;
}

/** A column whose first name is an hour ("Giờ gọi"): the day alone is no answer to it. */
function isAboutHours({ headers }: ColumnDefinition): boolean {
  return /^gio\b/.test(textKey(headers[0] ?? ''));
}

/** A day and a time as one moment, in words that facts are read from; what is no such pair stays as it stands. */
export function joinedMoment(own: string, day: string, time: string, needsTime: boolean, date1904: boolean): string {
  const [plainDay, plainTime] = [cleanText(day), cleanText(time)];
  if (!DAY.test(plainDay)) return plainDay === '' && isTime(plainTime) ? plainTime : own;
  if (!/\d/.test(plainTime)) return needsTime ? '' : plainDay;
  return isTime(plainTime) ? `${dayText(plainDay, date1904)} ${clockText(plainTime)}` : `${plainDay} ${plainTime}`;
}

function dayText(day: string, date1904: boolean): string {
  const plain = /^\d{5}$/.test(day) ? (serialText(Number(day), FORMAT_DATE, date1904) ?? day) : day;
  const [, year, month, date] = /^(\d{4})[-/]?(\d{1,2})[-/]?(\d{1,2})/.exec(plain) ?? [];
  return year === undefined ? plain.replace(AT_MIDNIGHT, '') : `${date}/${month}/${year}`;
}

function clockText(time: string): string {
  if (FRACTION.test(time)) return serialText(Number(time.replace(',', '.')), FORMAT_TIME, false) ?? time;
  const [, hour = '', minute, second, words = '0', half = ''] = TIME.exec(time) ?? [];
  const clock = [hour, minute ?? words.padStart(2, '0'), ...(second === undefined ? [] : [second])].join(':');
  return `${clock}${half.trim() === '' ? '' : ` ${half.trim().toUpperCase()}`}`;
}

/** As `withDaysAndTimes`, of the rows that a sheet is recognised by. */
export function joinedRows(rows: readonly HeadRow[], joined: readonly DayAndTime[]): readonly HeadRow[] {
  if (joined.length === 0) return rows;
  return rows.map(({ row, cells }) => {
    const whole = [...cells];
    for (const { position, day, time, needsTime } of joined)
      whole[position] = joinedMoment(cells[position] ?? '', cells[day] ?? '', cells[time] ?? '', needsTime, false);
    return { row, cells: whole };
  });
}

/** The rows with each such moment in the place where its column was found. */
export async function* withDaysAndTimes(
  batches: AsyncIterable<TextBatch>,
  joined: readonly DayAndTime[],
  date1904: boolean,
): AsyncIterable<TextBatch> {
  for await (const batch of batches) yield joined.length === 0 ? batch : withMoments(batch, joined, date1904);
}

function withMoments(batch: TextBatch, joined: readonly DayAndTime[], date1904: boolean): TextBatch {
  const columns = [...batch.columns];
  for (const { position, day, time, needsTime } of joined) {
    const texts = Array.from({ length: batch.rows }, (_, row) =>
      joinedMoment(
        cellText(batch, position, row),
        cellText(batch, day, row),
        cellText(batch, time, row),
        needsTime,
        date1904,
      ),
    );
    while (columns.length < position) columns.push(EMPTY_COLUMN);
    columns[position] = plainColumn(texts);
  }
  return { ...batch, columns };
}
