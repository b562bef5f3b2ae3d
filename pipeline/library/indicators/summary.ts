import type { Indicator } from './catalogue.ts';

/** An indicator in a list of indicators: the keys of the server's list and of the pane's. */
export function indicatorSummary({ id, name, unitOfMeasure, rule }: Indicator) {
  return {
    id,
    name_vi: name.vi,
    name_en: name.en,
    unit_of_measure: unitOfMeasure,
    /** There are members behind the number, and not a figure that somebody keeps by hand. */
    has_members: 'population' in rule,
  };
}

export type IndicatorSummary = ReturnType<typeof indicatorSummary>;
