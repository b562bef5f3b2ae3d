/** A span of days, both included; `null` = open. */
export interface Period {
  from: string | null;
  to: string | null;
}

export const ALWAYS: Period = { from: null, to: null };

export function overlaps(a: Period, b: Period): boolean {
  return (a.from === null || b.to === null || a.from <= b.to) && (b.from === null || a.to === null || b.from <= a.to);
}

/** What two spans have in common, or undefined. */
export function common(a: Period, b: Period): Period | undefined {
  if (!overlaps(a, b)) {
    return undefined;
  }
  const from = a.from === null || (b.from !== null && b.from > a.from) ? b.from : a.from;
  const to = a.to === null || (b.to !== null && b.to < a.to) ? b.to : a.to;
  return { from, to };
}

export function holds(period: Period, day: string): boolean {
  return (period.from === null || period.from <= day) && (period.to === null || day <= period.to);
}

/** In order of time; an open beginning comes first. */
export function byBeginning(a: Period, b: Period): number {
  const [left, right] = [a.from ?? '', b.from ?? ''];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The day after `YYYY-MM-DD`. */
function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

function later(a: string, b: string): string {
  return [a, b].sort()[1] ?? a;
}

/** Spans that touch or overlap become one. */
export function joined(periods: readonly Period[]): Period[] {
  const found: Period[] = [];
  for (const period of [...periods].sort(byBeginning)) {
    const last = found.at(-1);
    const touches = last && (last.to === null || period.from === null || period.from <= nextDay(last.to));
    if (last && touches) {
      last.to = last.to === null || period.to === null ? null : later(last.to, period.to);
    } else {
      found.push({ ...period });
    }
  }
  return found;
}
