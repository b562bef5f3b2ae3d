import type { Measured, Reading } from '../../ask/words/reading.ts';
import { isShare } from '../../ask/words/say.ts';
import type { Count, GroupBy } from '../../counts/count.ts';
import { figureOf } from '../../counts/figure.ts';
import type { Period } from '../../counts/period.ts';
import { lackSentences } from '../../evaluate/lack-words.ts';
import { nounOf } from '../../evaluate/needed-words.ts';
import { reaches } from '../../evaluate/verdict.ts';
import { unitSuffix } from '../../evaluate/words.ts';
import {
  compare,
  divide,
  type Exact,
  exact,
  exactFromText,
  multiply,
  subtract,
  toDecimal,
  toNumber,
} from '../../exact.ts';
import type { Indicator } from '../../library/indicators/catalogue.ts';
import type { Language } from '../../messages.ts';
import { numberText } from '../../numbers.ts';
import { indicatorIn } from '../evaluate.ts';
import type { Office } from '../scope.ts';
import type { WordsOpens, WordsQuestion, WordsRow } from './types.ts';

export const HUNDRED = exact(100);

/**
 * The number that is asked for, of a count.
 * @param whole all members, where a count is a part of them
 */
export function numberOf(
  count: Count,
  { side, as }: Measured,
  indicator: Indicator,
  whole: Count = count,
): Exact | null {
  const { value, numerator, denominator } = figureOf(count);
  if (!isShare(indicator)) return value;
  if (numerator === null || denominator === null) return null;
  const rest = subtract(denominator, numerator);
  if (as === 'count') return side === 'hits' ? numerator : side === 'members' ? denominator : rest;
  if (side === 'members')
    return whole.members === null || whole.members.n === 0n
      ? null
      : multiply(divide(denominator, whole.members), HUNDRED);
  if (side === 'hits') return value;
  return denominator.n === 0n ? null : multiply(divide(rest, denominator), HUNDRED);
}

export function textOf(value: Exact | null, { as }: Measured, indicator: Indicator, language: Language): string {
  if (value === null) return '–';
  const isCount = isShare(indicator) && as === 'count';
  if (!isCount)
    return numberText(toDecimal(value, indicator.decimals), language) + unitSuffix(indicator.unitOfMeasure, language);
  const noun = indicator.counted === null ? '' : ` ${nounOf(indicator.counted, toNumber(value), language)}`;
  return numberText(toNumber(value), language) + noun;
}

export interface Counted {
  indicator: Indicator;
  measure: Measured;
}

export function countedOf({ library }: Office, { plan }: WordsQuestion, { measure }: Reading): Counted {
  const indicator = measure && indicatorIn(library, measure.indicator, plan);
  if (measure === undefined || indicator === undefined) throw new RangeError('a reading without a number');
  return { indicator, measure };
}

/** A line of an answer, with the numbers that its texts are made of. */
export interface Line {
  row: WordsRow;
  value: Exact | null;
  change: Exact | null;
}

export function lineOf(
  asked: WordsQuestion,
  { indicator, measure }: Counted,
  now: Count,
  then: Count | undefined,
  wholes: { now: Count; earlier?: Count | undefined },
  named: { label: string; group: string; opens: WordsOpens | null },
): Line {
  const { language } = asked;
  const figure = figureOf(now);
  const value = numberOf(now, measure, indicator, wholes.now);
  const before = then === undefined ? null : numberOf(then, measure, indicator, wholes.earlier);
  const change = value === null || before === null ? null : subtract(value, before);
  const number = (one: Exact | null): number | null => (one === null ? null : toNumber(one));
  const isPoints = indicator.unitOfMeasure === 'percent' && measure.as === 'share';
  const decimals = isShare(indicator) && !isPoints ? 0 : indicator.decimals;
  const row = {
    ...named,
    value: number(value),
    value_text: textOf(value, measure, indicator, language),
    numerator: number(figure.numerator),
    denominator: number(figure.denominator),
    before: number(before),
    before_text: then === undefined ? '' : textOf(before, measure, indicator, language),
    change: number(change),
    change_text: change === null ? '' : signed(change, decimals, isPoints, language),
    verdict: '',
    missing: lackSentences(figure.lacks, language),
  };
  return { row, value, change };
}

export function signed(change: Exact, decimals: number, isPoints: boolean, language: Language): string {
  const text = toDecimal(change, decimals);
  const points = isPoints ? (language === 'vi' ? ' điểm' : ' points') : '';
  return `${numberText(change.n > 0n ? `+${text}` : text, language)}${points}`;
}

export function opensOf(
  asked: WordsQuestion,
  { indicator, measure }: Counted,
  unit: string,
  { from, asOf }: Period,
  part: Reading['part'] | { by: GroupBy; id: string } | undefined,
): WordsOpens | null {
  if (!('population' in indicator.rule)) return null;
  const side = !isShare(indicator)
    ? 'numerator'
    : measure.side === 'members' || (measure.as === 'share' && measure.side === 'hits')
      ? 'both'
      : measure.side === 'hits'
        ? 'numerator'
        : 'missing';
  const isUnit = part?.by === 'unit';
  return {
    plan: asked.plan?.id ?? null,
    indicator: indicator.id,
    unit: isUnit ? part.id : unit,
    from,
    as_of: asOf,
    side,
    by: part === undefined || part.by === 'unit' ? null : part.by,
    part: part === undefined || isUnit ? null : part.id,
  };
}

export function holdsFor(
  value: Exact,
  { operator, value: bound }: { operator: '<' | '<=' | '>' | '>=' | '='; value: number },
): boolean {
  const wanted = exactFromText(String(bound));
  if (operator === '=') return compare(value, wanted) === 0;
  return operator === '<' ? !reaches(value, '>=', wanted) : reaches(value, operator, wanted);
}

export function unitName({ library }: Office, id: string): string {
  return library.units.byId.get(id)?.name ?? id;
}
