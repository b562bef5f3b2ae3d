import type { Count } from '../counts/count.ts';
import { figureOf } from '../counts/figure.ts';
import { countRecord } from '../counts/record.ts';
import type { Indicator } from '../library/indicators/catalogue.ts';
import { decimalsForVerdict, signedDifference } from './print.ts';
import { type EvaluatedTarget, orNull } from './targets.ts';
import type { BreakdownRow, FieldRow, TargetDetail } from './types.ts';
import { reaches } from './verdict.ts';

/** A target as it is printed beside its row; without the trend and the lists. */
export function detailOf(evaluated: EvaluatedTarget): Omit<TargetDetail, 'trend' | 'lists'> {
  const { target, indicator, count, basis, figure, demand, rejections, row } = evaluated;
  const { value } = figure;
  const { threshold } = demand;
  return {
    row,
    name: target.name,
    place: target.place,
    definition: { numerator: indicator.numerator, denominator: indicator.denominator },
    ...(indicator.counted === null ? {} : { counted: indicator.counted }),
    valueText: value === null ? '' : decimalsForVerdict(value, threshold, indicator.decimals),
    decimals: indicator.decimals,
    differenceText: value === null || threshold === null ? '' : signedDifference(value, threshold, indicator.decimals),
    rejections,
    counts: [count, ...basis].map(countRecord),
  };
}

/** A part of a target's number against the target's threshold. */
export function breakdownRow({ indicator, target, demand }: EvaluatedTarget, part: Count): BreakdownRow {
  const { numerator, denominator, value } = figureOf(part);
  const { threshold } = demand;
  const compared = value !== null && threshold !== null;
  const { by, id = '', name = '' } = part.part ?? {};
  return {
    label: by === 'procedure' ? name : id,
    // A procedure that is only named has no code.
    code: by === 'procedure' && id !== name ? id : '',
    indicator: indicator.id,
    numerator: orNull(numerator),
    denominator: orNull(denominator),
    value: orNull(value),
    valueText: value === null ? '' : decimalsForVerdict(value, threshold, indicator.decimals),
    differenceText: compared ? signedDifference(value, threshold, indicator.decimals) : '',
    reached: compared ? reaches(value, target.operator, threshold) : null,
  };
}

/** A field's number against the target's threshold, with its count. */
export function fieldRow(one: EvaluatedTarget, part: Count): FieldRow {
  return { ...breakdownRow(one, part), count: countRecord(part) };
}

/** Which of the plan's numbers is shown by procedure: the first share of dossiers that falls short, an obligation rather than an aspiration; else the first one. */
export function targetByProcedure(evaluated: readonly EvaluatedTarget[]): EvaluatedTarget | undefined {
  const shares = evaluated.filter(({ indicator, row }) => isShareOfDossiers(indicator) && row.value !== null);
  const short = shares.filter(({ row }) => row.status === 'below' || row.status === 'pending');
  return short.find(({ row }) => !row.aspiration) ?? short[0] ?? shares[0];
}

function isShareOfDossiers({ rule }: Indicator): boolean {
  return rule.kind === 'share' && rule.population.startsWith('received');
}

/** The target that an indicator is shown by field for: the plan's first. None for what has no fields. */
export function targetsByField(evaluated: readonly EvaluatedTarget[]): EvaluatedTarget[] {
  return [...new Set(evaluated.map(({ indicator }) => indicator))].flatMap((indicator) => {
    const { rule } = indicator;
    if (!('population' in rule) || rule.kind === 'per-observation') return [];
    // Without a value there is nothing to break down.
    const own = evaluated.filter((one) => one.indicator === indicator);
    return own.some(({ figure }) => figure.value !== null) ? own.slice(0, 1) : [];
  });
}
