/** With what a number is compared: as it stood at the end of the month before, or on the same day of the year before. */
export const COMPARISONS = ['last-month', 'last-year'] as const;
export type Comparison = (typeof COMPARISONS)[number];
