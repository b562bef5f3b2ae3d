import type { Count, Part } from '../counts/count.ts';
import { type EvaluatedTarget, orNull } from '../evaluate/targets.ts';
import { reaches } from '../evaluate/verdict.ts';
import { add, divide, type Exact, exact, multiply, subtract } from '../exact.ts';
import { changeParts } from './change.ts';
import { type Fraction, fractionOf, gapOf, gapParts, missingOf } from './gap.ts';
import type { ChangePart, Dimension, GapPart, Method } from './types.ts';

/**
 * A number and its parts as they leave the program. Grain: target, dimension and part; the row without a dimension is the
 * whole. Points are in the unit of measure; within a dimension `gap_points` sum to those of the whole, and `share_points`
 * with `mix_points` to its `change_points`.
 */
export interface ExplainRow {
  plan: string;
  target: string;
  indicator: string;
  unit: string;
  from: string;
  as_of: string;
  by: Dimension | '';
  /** The part's id; empty where it is not known, and for the whole. */
  part: string;
  label: string;
  method: Method | '';
  /** Where the members stand that are in the way (`vedich dossiers --side`). */
  side: 'missing' | 'numerator';
  numerator: number | null;
  denominator: number | null;
  value: number | null;
  threshold: number | null;
  /** Whether the whole, or the part by itself, reaches the threshold; null without a value or a threshold. */
  reached: boolean | null;
  /** Members in the way; null for means. */
  in_the_way: number | null;
  gap_points: number | null;
  gap_members: number | null;
  before_from: string | null;
  before_as_of: string | null;
  before_numerator: number | null;
  before_denominator: number | null;
  before_value: number | null;
  change_points: number | null;
  share_points: number | null;
  mix_points: number | null;
  unit_of_measure: string;
  /** What is missing for the number, or for the one it is compared with, in words. */
  missing: string[];
}

/** One dimension of a target's number, today and at the time that it is compared with. */
export interface Split {
  by: Dimension;
  method: Method;
  parts: readonly Count[];
  /** null where nothing is compared. */
  before: readonly Count[] | null;
}

interface Said {
  labelOf(part: Part): string;
  missing: string[];
}

/** A target with its parts, those that lack most first. A dimension that does not add to the whole is left out: it is none. */
export function explainRows(
  one: EvaluatedTarget,
  before: EvaluatedTarget | undefined,
  splits: readonly Split[],
  { labelOf, missing }: Said,
): ExplainRow[] {
  const { count, target, demand, row } = one;
  const { threshold } = demand;
  const { operator } = target;
  const gap = threshold === null ? null : gapOf(count, operator, threshold);
  const now = one.figure.value;
  const was = before?.figure.value ?? null;
  const base: ExplainRow = {
    plan: row.plan,
    target: row.target,
    indicator: row.indicator,
    unit: row.unit,
    from: row.from,
    as_of: row.as_of,
    by: '',
    part: '',
    label: '',
    method: '',
    side: operator === '<=' ? 'numerator' : 'missing',
    numerator: null,
    denominator: null,
    value: null,
    threshold: row.threshold,
    reached: null,
    in_the_way: null,
    gap_points: null,
    gap_members: null,
    before_from: before?.row.from ?? null,
    before_as_of: before?.row.as_of ?? null,
    before_numerator: null,
    before_denominator: null,
    before_value: null,
    change_points: null,
    share_points: null,
    mix_points: null,
    unit_of_measure: row.unit_of_measure,
    missing: [],
  };
  const whole: ExplainRow = {
    ...base,
    numerator: row.numerator,
    denominator: row.denominator,
    value: row.value,
    reached: now === null || threshold === null ? null : reaches(now, operator, threshold),
    in_the_way: orNull(missingOf(count, operator)),
    gap_points: orNull(gap?.points ?? null),
    gap_members: orNull(gap?.members ?? null),
    before_numerator: before?.row.numerator ?? null,
    before_denominator: before?.row.denominator ?? null,
    before_value: before?.row.value ?? null,
    change_points: now === null || was === null ? null : orNull(subtract(now, was)),
    missing,
  };
  const scale = fractionOf(count)?.scale ?? exact(1);
  const inParts = splits.flatMap(({ by, method, parts, before: earlier }) => {
    const laid = threshold === null ? null : gapParts(count, parts, { operator, threshold, method });
    if (laid === null || laid.length < 2 || laid.every(({ part }) => part.id === '')) return [];
    const changes =
      before === undefined || earlier === null
        ? []
        : (changeParts({ whole: before.count, parts: earlier }, { whole: count, parts }) ?? []);
    // Those that are gone today come last.
    const ids = [...new Map([...laid, ...changes].map(({ part }) => [part.id, part])).values()];
    return ids.map((part) => ({
      ...base,
      by,
      part: part.id,
      label: labelOf(part),
      method,
      ...gapNumbers(
        laid.find((found) => found.part.id === part.id),
        scale,
        one,
      ),
      ...changeNumbers(
        changes.find((found) => found.part.id === part.id),
        scale,
      ),
    }));
  });
  return [whole, ...inParts];
}

function gapNumbers(
  part: GapPart | undefined,
  scale: Exact,
  { target, demand: { threshold } }: EvaluatedTarget,
): Partial<ExplainRow> {
  if (part === undefined) return {};
  const value = valueIn(part, scale);
  return {
    numerator: orNull(part.numerator),
    denominator: orNull(part.denominator),
    value: orNull(value),
    reached: value === null || threshold === null ? null : reaches(value, target.operator, threshold),
    in_the_way: orNull(part.missing),
    gap_points: orNull(part.points),
    gap_members: orNull(part.members),
  };
}

function changeNumbers(part: ChangePart | undefined, scale: Exact): Partial<ExplainRow> {
  if (part === undefined) return {};
  return {
    before_numerator: orNull(part.before.numerator),
    before_denominator: orNull(part.before.denominator),
    before_value: orNull(valueIn(part.before, scale)),
    change_points: orNull(add(part.share, part.mix)),
    share_points: orNull(part.share),
    mix_points: orNull(part.mix),
  };
}

function valueIn({ numerator, denominator }: Omit<Fraction, 'scale'>, scale: Exact): Exact | null {
  return denominator.n === 0n ? null : multiply(scale, divide(numerator, denominator));
}
