import type { ListId } from '../lists.ts';
import type { Recognition } from '../recognise/recognise.ts';
import { cleanText } from '../text.ts';

/** Headers of a sheet that nobody recognised. */
export interface OpenHeaders {
  /** The list that the sheet is, or is nearest to. */
  list: ListId;
  /** Whether the sheet was taken as that list. */
  taken: boolean;
  headers: { header: string; guess: string | null; samples: string[] }[];
  /** Columns of the list that the sheet does not have. */
  missing: readonly string[];
}

/** More than these nobody explains. */
const MOST_OPEN = 60;

export function openHeaders({ list, nearest, unknown, missing }: Recognition): OpenHeaders | undefined {
  if (nearest === null || unknown.length === 0 || missing.length === 0) return undefined;
  return {
    list: nearest,
    taken: list !== null,
    missing,
    headers: unknown
      .slice(0, MOST_OPEN)
      .map(({ header, guess, samples }) => ({ header: cleanText(header), guess, samples: [...samples] })),
  };
}
