import { addDays } from '../dates.ts';
import type { Deadline } from '../library/forms/types.ts';

/** Whether a day is a Saturday or Sunday. */
function isWeekend(day: string): boolean {
  return [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
}

/**
 * The moment until which a report counts as on time, `YYYY-MM-DD HH:MM:SS`: days behind the last day of its period; working
 * days leave out weekends and holidays (days on which a weekend is worked are not known).
 */
export function dueMoment({ days, hour, working }: Deadline, asOf: string, holidays: ReadonlySet<string>): string {
  let day = asOf;
  for (let left = days; left > 0; ) {
    day = addDays(day, 1);
    if (!working || !(isWeekend(day) || holidays.has(day))) left -= 1;
  }
  return `${day} ${hour}:00`;
}

/** Days late, begun ones whole; 0 = on time. */
export function daysLate(received: string, due: string): number {
  if (received <= due) return 0;
  const between = Date.parse(`${received.replace(' ', 'T')}Z`) - Date.parse(`${due.replace(' ', 'T')}Z`);
  return Math.ceil(between / 86_400_000);
}
