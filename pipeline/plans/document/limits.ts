/** What a plan may ask for: several times the longest that there are, and low enough for a laptop. */
export const DOCUMENT_LIMITS = {
  bytes: 64 * 2 ** 20,
  /** Bytes of the main part of a Word file after inflating. */
  partBytes: 24 * 2 ** 20,
  characters: 2_000_000,
  blocks: 20_000,
  pages: 1_000,
  /** Cells that one cell may stand for. */
  span: 64,
  cells: 200_000,
  /** Figures that can be targets: the longest plans have some two hundred. */
  figures: 2_500,
  /** Letters of one sentence; longer ones are no sentences. */
  sentence: 3_000,
} as const;
