import { type Exact, exactFromText } from '../exact.ts';
import { type Count, GROUPS } from './count.ts';

/** A count as it is written down (in reports, on the wire): `snake_case`, exact numbers as text. */
export interface CountRecord {
  indicator: string;
  variant?: string;
  unit: string;
  from: string;
  as_of: string;
  field?: string;
  procedure?: string;
  child?: string;
  subunit?: string;
  channel?: string;
  month?: string;
  measure: Count['measure'];
  state?: true;
  members: string | null;
  hits: string | null;
  amount?: string;
  lacks?: Count['lacks'];
}

const NAMES = {
  field: 'field',
  procedure: 'procedure',
  unit: 'child',
  subunit: 'subunit',
  channel: 'channel',
  month: 'month',
} as const;

export function countRecord(count: Count): CountRecord {
  const { indicator, variant, unit, from, asOf, part, measure, state, members, hits, amount, lacks } = count;
  return {
    indicator,
    ...(variant === null ? {} : { variant }),
    unit,
    from,
    as_of: asOf,
    ...(part === null ? {} : { [NAMES[part.by]]: part.id }),
    measure,
    ...(state ? { state } : {}),
    members: exactText(members),
    hits: exactText(hits),
    ...(amount === null ? {} : { amount: exactText(amount) ?? '' }),
    ...(lacks.length === 0 ? {} : { lacks }),
  };
}

/** The count that was written down. @throws RangeError where a number is none */
export function countOf(record: CountRecord): Count {
  const { indicator, variant = null, unit, from, as_of, measure, state = false, members, hits, amount } = record;
  const by = GROUPS.find((one) => record[NAMES[one]] !== undefined);
  return {
    indicator,
    variant,
    unit,
    from,
    asOf: as_of,
    part: by === undefined ? null : { by, id: record[NAMES[by]] ?? '', name: '' },
    measure,
    state,
    members: members === null ? null : exactFromText(members),
    hits: hits === null ? null : exactFromText(hits),
    amount: amount === undefined ? null : exactFromText(amount),
    lacks: record.lacks ?? [],
    origins: [],
  };
}

/** Whole or a decimal with at most a few places: counts and what is kept by hand are nothing else. */
function exactText(value: Exact | null): string | null {
  if (value === null) return null;
  let [n, d, places] = [value.n, value.d, 0];
  while (d !== 1n) {
    if (places === 30) throw new RangeError('a count is no decimal');
    n *= 10n;
    const shared = gcd(n < 0n ? -n : n, d);
    [n, d, places] = [n / shared, d / shared, places + 1];
  }
  if (places === 0) return String(n);
  const digits = String(n < 0n ? -n : n).padStart(places + 1, '0');
  return `${n < 0n ? '-' : ''}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}
