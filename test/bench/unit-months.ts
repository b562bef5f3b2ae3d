import type { ExportCell } from './export-rows.ts';

/** Of one unit in one month of taking in: dossiers, filed online, finished by the due day, paid through a portal. */
export interface UnitMonth {
  unit: string;
  /** `2022-01` */
  month: string;
  dossiers: number;
  online: number;
  onTime: number;
  paidOnline: number;
}

/** What each contestant must find in the file by its header; the values that count as online are the makers' own. */
export const WANTED = {
  unit: 'Đơn vị tiếp nhận',
  channel: 'Hình thức nộp',
  received: 'Ngày tiếp nhận',
  due: 'Ngày hẹn trả',
  finished: 'Ngày kết thúc xử lý',
  method: 'Hình thức thanh toán',
} as const;
export const ONLINE = ['Trực tuyến', 'Nộp hộ'] as const;
export const PORTAL = 'Cổng DVC quốc gia';

/** Days from the day 0 of spreadsheets (30 December 1899) to 1 January 1970. */
const EPOCH = 25_569;
const DAY = 86_400_000;

/** A cell, whichever contestant hands it out. */
export type Cell = ExportCell | Date | boolean | null | undefined | { error: string };

/** Counts rows as they come, so that every JavaScript contestant does the same work besides reading. */
export class UnitMonths {
  private readonly counts = new Map<string, UnitMonth>();
  private readonly months = new Map<number, string>();
  private places: Record<keyof typeof WANTED, number> | undefined;

  /** The first row is the header. */
  row(cells: readonly Cell[]): void {
    if (this.places === undefined) {
      const place = (header: string): number => cells.indexOf(header);
      this.places = {
        unit: place(WANTED.unit),
        channel: place(WANTED.channel),
        received: place(WANTED.received),
        due: place(WANTED.due),
        finished: place(WANTED.finished),
        method: place(WANTED.method),
      };
      if (Object.values(this.places).includes(-1)) throw new Error('the first row is not the header');
      return;
    }
    const received = dayOf(cells[this.places.received]);
    if (received === undefined) throw new Error('a row without the day it was received');
    const unit = String(cells[this.places.unit]);
    const counted = this.of(unit, this.monthOf(received));
    counted.dossiers += 1;
    const channel = cells[this.places.channel];
    if (channel === ONLINE[0] || channel === ONLINE[1]) counted.online += 1;
    const finished = dayOf(cells[this.places.finished]);
    const due = dayOf(cells[this.places.due]);
    if (finished !== undefined && due !== undefined && finished <= due) counted.onTime += 1;
    if (cells[this.places.method] === PORTAL) counted.paidOnline += 1;
  }

  result(): UnitMonth[] {
    return sorted([...this.counts.values()]);
  }

  private of(unit: string, month: string): UnitMonth {
    const key = `${unit}|${month}`;
    let counted = this.counts.get(key);
    if (counted === undefined) {
      counted = { unit, month, dossiers: 0, online: 0, onTime: 0, paidOnline: 0 };
      this.counts.set(key, counted);
    }
    return counted;
  }

  private monthOf(day: number): string {
    let month = this.months.get(day);
    if (month === undefined) {
      month = new Date(day * DAY).toISOString().slice(0, 7);
      this.months.set(day, month);
    }
    return month;
  }
}

/** Days since 1970; readers give a moment as a day number or as a date whose UTC parts are the cell's. */
function dayOf(cell: Cell): number | undefined {
  if (typeof cell === 'number') return Math.floor(cell) - EPOCH;
  if (cell instanceof Date) return Math.floor(cell.getTime() / DAY);
  if (typeof cell === 'object' && cell !== null && 'serial' in cell) return Math.floor(cell.serial) - EPOCH;
  return undefined;
}

/** By unit, then month, in the order of code points, which every language has. */
export function sorted(table: readonly UnitMonth[]): UnitMonth[] {
  const key = ({ unit, month }: UnitMonth): string => `${unit}|${month}`;
  return [...table].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** Where two tables first differ, in words; undefined where they are the same. */
export function difference(expected: readonly UnitMonth[], found: readonly UnitMonth[]): string | undefined {
  const wanted = sorted(expected).map(line);
  const got = sorted(found).map(line);
  for (const [index, text] of wanted.entries()) {
    if (got[index] !== text) return `expected ${text}, got ${got[index] ?? 'nothing'}`;
  }
  return got.length > wanted.length ? `not expected: ${got[wanted.length]}` : undefined;
}

function line({ unit, month, dossiers, online, onTime, paidOnline }: UnitMonth): string {
  return `${unit} ${month}: ${dossiers}/${online}/${onTime}/${paidOnline}`;
}
