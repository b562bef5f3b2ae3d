import { FORMAT_DATE, serialText } from '../number-text.ts';

const POINT = 0x2e;
const ZERO = 0x30;
/** Serials from 1 March 1900 to the end of 2199: the days of any export. */
const FIRST_DAY = 61;
const LAST_DAY = 109_573;
const DAYS_1904 = 1_462;
const DATE_LENGTH = 10;
const DATE_TIME_LENGTH = 19;

/**
 * Numbers with a date format as text, from bytes to bytes: a large export has millions of them and few different days.
 * Says the same as `serialText`, which makes each day's text once and takes over for whatever is unusual.
 */
export class DateCells {
  /** The text of the last `render`, and its length. */
  readonly bytes = new Uint8Array(DATE_TIME_LENGTH);
  length = 0;
  private readonly days = new Map<number, Uint8Array>();
  private readonly shift: number;

  constructor(date1904: boolean) {
    this.shift = date1904 ? DAYS_1904 : 0;
    this.bytes[10] = 0x20;
    this.bytes[13] = 0x3a;
    this.bytes[16] = 0x3a;
  }

  /** False for anything but plain digits, perhaps with a fraction, that are such a day. */
  render(source: Uint8Array, start: number, end: number, format: number): boolean {
    if (format !== FORMAT_DATE || end - start > 24) return false;
    let day = 0;
    let i = start;
    for (; i < end && source[i] !== POINT; i++) {
      const digit = source[i]! - ZERO;
      if (digit < 0 || digit > 9) return false;
      day = day * 10 + digit;
    }
    let fraction = 0;
    let scale = 1;
    for (i++; i < end; i++) {
      const digit = source[i]! - ZERO;
      if (digit < 0 || digit > 9) return false;
      fraction = fraction * 10 + digit;
      scale *= 10;
    }
    return this.renderSerial(day, fraction, scale);
  }

  /** A serial of `day` and `fraction / scale` of a day; false where it is no day of any export. */
  renderSerial(day: number, fraction: number, scale: number): boolean {
    let second = fraction === 0 ? 0 : Math.round((fraction / scale) * 86_400);
    let shifted = day + this.shift;
    if (second === 86_400) {
      second = 0;
      shifted++;
    }
    if (shifted < FIRST_DAY || shifted > LAST_DAY) return false;
    this.put(shifted, second);
    return true;
  }

  private put(day: number, second: number): void {
    let date = this.days.get(day);
    if (!date) {
      date = new TextEncoder().encode(serialText(day, FORMAT_DATE, false));
      this.days.set(day, date);
    }
    const bytes = this.bytes;
    for (let i = 0; i < DATE_LENGTH; i++) bytes[i] = date[i]!;
    this.length = DATE_LENGTH;
    if (second === 0) return;
    this.length = DATE_TIME_LENGTH;
    const minute = (second / 60) | 0;
    this.two(11, (minute / 60) | 0);
    this.two(14, minute % 60);
    this.two(17, second % 60);
  }

  private two(at: number, value: number): void {
    const tens = (value / 10) | 0;
    this.bytes[at] = ZERO + tens;
    this.bytes[at + 1] = ZERO + value - tens * 10;
  }
}
