import type { Operator } from '../library/plans/types.ts';
import { withSomeMoved } from './some-moved.ts';

/** What units are ranked by. */
export interface Ranking {
  operator: Operator;
  threshold: number | null;
  decimals: number;
  isPercent: boolean;
}

/** A unit at its place; who has no value has none. */
export interface LeaguePlace {
  id: string;
  name: string;
  value: number | null;
  /** Plain decimals that do not contradict the verdict; empty without a value. */
  text: string;
  /** Who stands level shares a place, and the next one is as many places behind. */
  place: number | null;
  reached: boolean | null;
  /** Members that are not in the numerator; null where they are not counted. */
  missing: number | null;
}

type Row = Readonly<Record<string, unknown>>;

/** Units of `INDICATOR_COLUMNS` by their values, the best first, those without a value last; without the line of the whole. */
export function ranked(rows: readonly Row[], ranking: Ranking): LeaguePlace[] {
  const sign = ranking.operator === '<=' ? 1 : -1;
  const units = rows
    .filter(({ group }) => typeof group === 'string' && group !== '')
    .map((row) => standingOf(row, ranking))
    .sort((a, b) => {
      if (a.value === null || b.value === null) return a.value === b.value ? 0 : a.value === null ? 1 : -1;
      return sign * (a.value - b.value);
    });
  return units.map((one) => ({
    ...one,
    place: one.value === null ? null : 1 + units.findIndex(({ value }) => value === one.value),
  }));
}

function standingOf(
  { group, label, value: told, numerator, denominator }: Row,
  { operator, threshold, decimals, isPercent }: Ranking,
): Omit<LeaguePlace, 'place'> {
  const [id, name] = [String(group), String(label)];
  const value = typeof told === 'number' ? told : null;
  if (value === null) return { id, name, value, text: '', reached: null, missing: null };
  const isCounted = Number.isInteger(numerator) && Number.isInteger(denominator);
  if (isPercent && isCounted)
    return {
      id,
      name,
      value,
      missing: Number(denominator) - Number(numerator),
      ...withSomeMoved(
        { numerator: Number(numerator), denominator: Number(denominator), threshold, operator },
        0,
        decimals,
      ),
    };
  const reached =
    threshold === null
      ? null
      : operator === '>='
        ? value >= threshold
        : operator === '>'
          ? value > threshold
          : value <= threshold;
  return { id, name, value, text: value.toFixed(decimals), reached, missing: null };
}
