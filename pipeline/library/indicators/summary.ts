import type { Indicator } from './catalogue.ts';

/** An indicator in a list of indicators: the keys of the server's list and of the pane's. */
export function indicatorSummary({ id, name, unitOfMeasure, decimals, rule, numerator, denominator }: Indicator) {
  return {
    id,
    name_vi: name.vi,
    name_en: name.en,
    unit_of_measure: unitOfMeasure,
    decimals,
    /** What is counted, and of what; a plain count is of nothing. */
    numerator_vi: numerator.vi,
    numerator_en: numerator.en,
    denominator_vi: denominator?.vi ?? null,
    denominator_en: denominator?.en ?? null,
    /** There are members behind the number, and not a figure that somebody keeps by hand. */
    has_members: 'population' in rule,
  };
}

export type IndicatorSummary = ReturnType<typeof indicatorSummary>;
