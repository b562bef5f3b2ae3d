export const KINDS = [
  'share',
  'mean',
  'per-observation',
  'observed-share',
  'observed-count',
  'observed-change',
] as const;

export type IndicatorKind = (typeof KINDS)[number];

export const UNITS_OF_MEASURE = ['percent', 'percent-change', 'minutes', 'dossiers per officer-year', 'count'] as const;

export type UnitOfMeasure = (typeof UNITS_OF_MEASURE)[number];

/**
 * What a value is measured in. `suffix` stands behind a shown value, with its space; a plain count has none. `kinds`: the
 * indicators whose numbers come out in this unit (shares are computed in percent, means in minutes).
 */
export const MEASURES: Readonly<
  Record<UnitOfMeasure, { suffix: { vi: string; en: string }; kinds: readonly IndicatorKind[] }>
> = {
  percent: { suffix: { vi: ' %', en: '%' }, kinds: ['share', 'observed-share'] },
  'percent-change': { suffix: { vi: ' %', en: '%' }, kinds: ['observed-change'] },
  minutes: { suffix: { vi: ' phút', en: ' min' }, kinds: ['mean', 'observed-count'] },
  'dossiers per officer-year': {
    suffix: { vi: ' hồ sơ', en: ' dossiers' },
    kinds: ['per-observation', 'observed-count'],
  },
  count: { suffix: { vi: '', en: '' }, kinds: ['observed-count', 'per-observation'] },
};
