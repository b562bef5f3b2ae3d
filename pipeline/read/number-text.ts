/**
 * Numbers and dates of a workbook as text. A workbook holds binary numbers; what is shown to people has at most 15
 * significant digits (IEEE 754 double), and dates are days since 1900 with a number format that says so.
 */

/** What a cell's number format makes of a number. */
export const FORMAT_NUMBER = 0;
/** Day, month or year, perhaps with a time. */
export const FORMAT_DATE = 1;
/** Only hours, minutes, seconds. */
export const FORMAT_TIME = 2;
/** `[h]:mm`: hours may pass 24. */
export const FORMAT_ELAPSED = 3;

const SIGNIFICANT = 15;
const NUMBER = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/;

/**
 * A number as plain decimal text: exponents written out, noise of binary fractions removed (`0.30000000000000004` is
 * `0.3`), no needless zeros behind the point. Digits in front of the point are never changed: a code of twenty digits
 * stays. What is no number stays as it is.
 */
export function plainNumber(text: string): string {
  const match = NUMBER.exec(text);
  if (!match) return text;
  const [, sign = '', whole = '', fraction = '', exponent] = match;
  if (whole === '' && fraction === '') return text;
  if (fraction === '' && exponent === undefined) return sign === '-' ? text : whole;
  const shift = Number(exponent ?? 0);
  if (Math.abs(shift) > 330) return text;
  const digits = whole + fraction;
  const point = whole.length + shift;
  let left = point > 0 ? digits.slice(0, point).padEnd(point, '0') : '';
  let right = point < digits.length ? digits.slice(Math.max(point, 0)).padStart(digits.length - point, '0') : '';
  left = left.replace(/^0+(?=\d)/, '') || '0';
  right = right.replace(/(?<!0)0+$/, '');
  if (right !== '') [left, right] = rounded(left, right);
  const negative = sign === '-' && (left !== '0' || right !== '') ? '-' : '';
  return right === '' ? negative + left : `${negative}${left}.${right}`;
}

/** Rounds away what lies behind the fifteenth significant digit of a fraction. */
function rounded(left: string, right: string): [string, string] {
  const leading = left === '0' ? (/^0*/.exec(right)?.[0].length ?? 0) : 0;
  const wholeDigits = left === '0' ? 0 : left.length;
  const keep = Math.max(0, SIGNIFICANT - wholeDigits) + leading;
  if (right.length <= keep) return [left, right];
  const up = right.charCodeAt(keep) >= 0x35 ? 1n : 0n;
  const all = (BigInt(left + right.slice(0, keep)) + up).toString().padStart(keep + 1, '0');
  return [all.slice(0, all.length - keep), all.slice(all.length - keep).replace(/(?<!0)0+$/, '')];
}

const SECONDS_OF_DAY = 86_400;
/** 31 December 9999, the last day that Excel knows, in each system. */
const LAST_SERIAL = 2_958_465;
const DAYS_1904 = 1_462;

/**
 * A number with a date format as text: `yyyy-mm-dd`, with ` HH:MM:SS` where the second of the day is not zero; only a
 * time as `HH:MM:SS`. The fraction of a day is rounded to the second. Serials below 60 are one day off because Excel
 * believes in 29 February 1900, which is serial 60 (ECMA-376 part 1, 18.17.4.1). Undefined for a number that is no date.
 */
export function serialText(serial: number, format: number, date1904: boolean): string | undefined {
  if (!(serial >= 0)) return undefined;
  let day = Math.floor(serial);
  let second = Math.round((serial - day) * SECONDS_OF_DAY);
  if (second >= SECONDS_OF_DAY) {
    second = 0;
    day++;
  }
  if (format === FORMAT_ELAPSED) return clock(day * SECONDS_OF_DAY + second);
  if (day === 0 && !date1904) return format === FORMAT_TIME || second > 0 ? clock(second) : undefined;
  if (date1904) {
    if (day === 0 && format === FORMAT_TIME) return clock(second);
    day += DAYS_1904;
  }
  if (day > LAST_SERIAL) return undefined;
  const date = dayText(day);
  return second === 0 ? date : `${date} ${clock(second)}`;
}

function dayText(serial: number): string {
  if (serial === 60) return '1900-02-29';
  // Days since 1 March of the year 0, by 400-year eras (Gregorian calendar).
  const day = (serial < 60 ? serial + 1 : serial) + 693_899;
  const era = Math.floor(day / 146_097);
  const ofEra = day - era * 146_097;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1_460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * ofYear + 2) / 153);
  const dayOfMonth = ofYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${year}-${two(month)}-${two(dayOfMonth)}`;
}

function clock(second: number): string {
  const minute = Math.floor(second / 60);
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}:${two(second % 60)}`;
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

/** A date written as ISO 8601 (cells of type `d`) in the same form; undefined for anything else. */
export function isoText(text: string): string | undefined {
  const match = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::(\d\d))?(?:\.\d+)?Z?)?$/.exec(text);
  if (!match) return undefined;
  const time = match[2] === undefined ? '' : `${match[2]}:${match[3] ?? '00'}`;
  return time === '' || time === '00:00:00' ? match[1] : `${match[1]} ${time}`;
}
