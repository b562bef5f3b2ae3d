import type { ColumnCatalogue } from '../library/columns.ts';
import { type Candidate, isComplete, scoreOf } from './candidates.ts';
import { type ContentOptions, dataRows } from './content.ts';
import type { HeadRow } from './headers.ts';
import { Contents, infer, withoutNoted } from './infer.ts';

/** A candidate with what words and cells say of its unknown headers; contents are made once for a header. */
export function extender(
  head: readonly HeadRow[],
  catalogue: ColumnCatalogue,
  given: Omit<ContentOptions, 'columns'>,
): (candidate: Candidate) => Candidate {
  const options: ContentOptions = { ...given, columns: catalogue };
  const made = new Map<number, Contents>();
  const contentsBelow = (last: number): Contents => {
    const contents = made.get(last) ?? new Contents(dataRows(head, (head[last]?.row ?? 0) + 1), options);
    made.set(last, contents);
    return contents;
  };
  return (candidate) => {
    const { list, at, height, cells } = candidate;
    const matches = withoutNoted(list, cells, candidate.matches, options.words);
    if (matches.unknown.length === 0) return candidate;
    const contents = contentsBelow(at + height - 1);
    const { taken, open, personal, weight } = infer(list, cells, matches, contents, options.words, catalogue);
    const inferred = new Set(taken.map(({ column }) => column));
    const all = {
      ...matches,
      found: [...matches.found, ...taken],
      personal: [...matches.personal, ...personal].sort((a, b) => a - b),
      unknown: open.map(({ position, header }) => ({ position, header })),
    };
    const columns = new Set(all.found.map(({ column }) => column));
    const guesses = new Set([...columns, ...open.flatMap(({ guess }) => guess ?? [])]);
    return {
      ...candidate,
      matches: all,
      columns,
      inferred,
      open,
      score: scoreOf(all, columns, list, catalogue),
      complete: isComplete(list, columns),
      weight: columns.size + weight,
      likely: isComplete(list, guesses) && guesses.size >= FEWEST_GUESSES,
    };
  };
}

/** A list of which fewer columns are known or guessed is not named as a guess. */
const FEWEST_GUESSES = 4;

/** Of a sheet that is no list: what it is nearest to, by the headers known or by the look of its rows. */
export function nearer(known: Candidate | undefined, byLook: readonly Candidate[]): Candidate | undefined {
  const [best] = byLook.filter(({ likely }) => likely).sort((a, b) => b.weight - a.weight);
  if (best === undefined) return known;
  if (known === undefined || !known.likely) return best;
  return best.weight > known.weight ? best : known;
}
