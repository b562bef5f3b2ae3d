import { addDays } from '../dates.ts';

/** Days from one to another, both included, `YYYY-MM-DD`. */
export interface Days {
  from: string;
  to: string;
}

/** Spans that touch or overlap become one, in order of time. */
export function joinedDays(spans: readonly Days[]): Days[] {
  const found: Days[] = [];
  for (const span of [...spans].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = found.at(-1);
    if (last === undefined || span.from > addDays(last.to, 1)) found.push({ ...span });
    else if (span.to > last.to) last.to = span.to;
  }
  return found;
}

/** What of a span lies in none of the others. */
export function withoutDays(span: Days, others: readonly Days[]): Days[] {
  let rest: Days[] = [span];
  for (const other of others) {
    rest = rest.flatMap((one) => {
      if (other.to < one.from || other.from > one.to) return [one];
      return [
        ...(other.from > one.from ? [{ from: one.from, to: addDays(other.from, -1) }] : []),
        ...(other.to < one.to ? [{ from: addDays(other.to, 1), to: one.to }] : []),
      ];
    });
  }
  return rest;
}

/** What two spans have in common. */
export function commonDays(a: Days, b: Days): Days | undefined {
  const from = later(a.from, b.from);
  const to = a.to === later(a.to, b.to) ? b.to : a.to;
  return from <= to ? { from, to } : undefined;
}

/** How many days a span has. */
export function dayCount({ from, to }: Days): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000) + 1;
}

/** The later of two days. */
export function later(a: string, b: string): string {
  return [a, b].sort()[1] ?? a;
}
