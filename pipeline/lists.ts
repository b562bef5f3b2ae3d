/** The eight lists that an export can be. */
export const LISTS = [
  'dossiers',
  'payments',
  'procedures',
  'results',
  'surveys',
  'visits',
  'transfers',
  'observations',
] as const;

export type ListId = (typeof LISTS)[number];

/**
 * The moments of a row, by list: by the first one it happened, and by any of them it is of a unit's time. Rows of the
 * catalogue have none: they are in force from `valid_from` to `valid_to`.
 */
export const MOMENTS = {
  dossiers: ['received_at', 'finished_at'],
  payments: ['paid_at'],
  procedures: [],
  results: ['issued_at'],
  surveys: ['answered_at'],
  visits: ['taken_at'],
  transfers: ['transferred_at'],
  observations: ['period_end'],
} as const satisfies Record<ListId, readonly string[]>;

/** When a row of the list happened; null for the catalogue. */
export function momentOf(list: ListId): string | null {
  return MOMENTS[list][0] ?? null;
}
