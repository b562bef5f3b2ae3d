/**
 * Local dates as text: `YYYY-MM-DD` or `YYYY-MM-DD HH:MM:SS`, empty = none. Vietnam has one zone and no summer time, so
 * arithmetic runs on UTC and the machine's zone never matters.
 */
const DAY = 86_400_000;

const two = (n: number): string => String(n).padStart(2, '0');

function milliseconds(local: string): number {
  const [day = '', time = '00:00:00'] = local.split(' ');
  return Date.parse(`${day}T${time}Z`);
}

function localText(ms: number, withTime: boolean): string {
  const iso = new Date(ms).toISOString();
  return withTime ? `${iso.slice(0, 10)} ${iso.slice(11, 19)}` : iso.slice(0, 10);
}

export const dayOf = (local: string): string => local.slice(0, 10);

export function addDays(local: string, days: number): string {
  return localText(milliseconds(local) + days * DAY, local.length > 10);
}

export function addSeconds(local: string, seconds: number): string {
  return localText(milliseconds(local) + seconds * 1000, true);
}

/** Whole seconds from one local time to another. */
export function secondsBetween(from: string, to: string): number {
  return Math.round((milliseconds(to) - milliseconds(from)) / 1000);
}

/** The same day a year earlier (29 February becomes 28 February). */
export function yearBefore(day: string): string {
  const year = Number(day.slice(0, 4)) - 1;
  return day.endsWith('-02-29') ? `${year}-02-28` : `${year}${day.slice(4)}`;
}

export function at(day: string, hour: number, minute: number, second = 0): string {
  return `${day} ${two(hour)}:${two(minute)}:${two(second)}`;
}

/** Days since 30 December 1899, with the time as a fraction: what a spreadsheet stores. */
export function serialOf(local: string): number {
  return (milliseconds(local) - Date.UTC(1899, 11, 30)) / DAY;
}

/** `dd/mm/yyyy` */
export function slashed(local: string): string {
  return `${local.slice(8, 10)}/${local.slice(5, 7)}/${local.slice(0, 4)}`;
}

/** `yyyymmddHHMMSS` */
export function packed(local: string): string {
  return (local.length > 10 ? local : `${local} 00:00:00`).replace(/[^0-9]/g, '');
}
