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
