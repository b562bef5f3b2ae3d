import type { OfficeDefaults, Signatory } from '../library/layer/types.ts';
import type { Kept } from './kept.ts';
import type { Appendix } from './layout.ts';

/** What an office wants of its reports; null = what the unit's name says. */
export interface ReportOptions {
  signatory?: Signatory | null;
  /** `Nơi nhận:`, one line each. */
  recipients?: readonly string[] | null;
  /** Place of the line with place and date. */
  place?: string | null;
  /** `{number}/BC-SGDĐT` */
  numberPattern?: string | null;
  appendices?: readonly Appendix[];
  /** What staff had written in the report that is made again. */
  kept?: Kept | undefined;
}

/**
 * What the office wants of a report of a unit. Signatory, place, number and recipients are those of the office's own unit;
 * the report of another one has what its name says.
 * @param appendices instead of the office's usual ones
 */
export function reportOptions(
  defaults: OfficeDefaults,
  unit: string,
  appendices: readonly Appendix[] = defaults.appendices,
): ReportOptions {
  const { place, numberPattern, signatory, recipients } = defaults;
  const own = defaults.unit === null || defaults.unit === unit;
  return { appendices, ...(own ? { place, numberPattern, signatory, recipients } : {}) };
}
