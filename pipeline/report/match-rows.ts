/** More comparisons than this are not made; the rows are then matched by their words alone. */
const MOST_COMPARISONS = 4_000_000;

/**
 * Finds the rows that were written among those that stand in the table now: in order where possible, then those that
 * were sorted elsewhere, then (`alike`) those between two found ones whose words somebody changed.
 *
 * @param written what each written row says it is about, `''` = nothing
 * @param current the same of the rows that stand there
 * @param alike whether a row may be the written one by what else it holds; `inPlace` = it stands where it was written
 * @returns for each row that stands there the number of the written one; undefined = somebody's own
 */
export function matchRows(
  written: readonly string[],
  current: readonly string[],
  alike: (written: number, current: number, inPlace: boolean) => boolean,
): (number | undefined)[] {
  const found: (number | undefined)[] = current.map(() => undefined);
  if (written.length * current.length <= MOST_COMPARISONS) inOrder(written, current, found);
  const free = new Map<string, number[]>();
  const taken = new Set(found);
  written.forEach((text, i) => {
    if (text !== '' && !taken.has(i)) free.set(text, [...(free.get(text) ?? []), i]);
  });
  current.forEach((text, i) => {
    if (found[i] === undefined && text !== '') found[i] = free.get(text)?.shift();
  });
  changedWords(written.length, found, alike);
  return found;
}

/** The longest common subsequence of equal, non-empty texts. */
function inOrder(written: readonly string[], current: readonly string[], found: (number | undefined)[]): void {
  const width = current.length + 1;
  const lengths = new Uint32Array((written.length + 1) * width);
  for (let i = written.length - 1; i >= 0; i -= 1) {
    for (let j = current.length - 1; j >= 0; j -= 1) {
      const same = written[i] !== '' && written[i] === current[j];
      lengths[i * width + j] = same
        ? lengths[(i + 1) * width + j + 1]! + 1
        : Math.max(lengths[(i + 1) * width + j]!, lengths[i * width + j + 1]!);
    }
  }
  for (let i = 0, j = 0; i < written.length && j < current.length; ) {
    if (written[i] !== '' && written[i] === current[j]) {
      found[j] = i;
      i += 1;
      j += 1;
    } else if (lengths[(i + 1) * width + j]! >= lengths[i * width + j + 1]!) i += 1;
    else j += 1;
  }
}

/** Rows not found by their words: the one like it between the same neighbours, or else anywhere. */
function changedWords(
  count: number,
  found: (number | undefined)[],
  alike: (written: number, current: number, inPlace: boolean) => boolean,
): void {
  const taken = new Set(found);
  const missing = Array.from({ length: count }, (_, i) => i).filter((i) => !taken.has(i));
  for (const row of missing) {
    const before = found.findLastIndex((other) => other !== undefined && other < row);
    const next = found.findIndex((other) => other !== undefined && other > row);
    const end = next < 0 ? found.length : next;
    const free: number[] = [];
    for (let at = before + 1; at < end; at += 1) if (found[at] === undefined) free.push(at);
    const same =
      free.find((at) => alike(row, at, true)) ??
      found.findIndex((other, at) => other === undefined && alike(row, at, false));
    if (same >= 0) found[same] = row;
  }
}

/** Positions of a longest run of rising numbers; `undefined` is skipped. */
function rising(numbers: readonly (number | undefined)[]): number[] {
  // ends[k]: position of the smallest number that ends a run of k + 1.
  const ends: number[] = [];
  const before = new Map<number, number | undefined>();
  numbers.forEach((number, at) => {
    if (number === undefined) return;
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (numbers[ends[middle]!]! < number) low = middle + 1;
      else high = middle;
    }
    before.set(at, ends[low - 1]);
    ends[low] = at;
  });
  const run: number[] = [];
  for (let at = ends.at(-1); at !== undefined; at = before.get(at)) run.push(at);
  return run.reverse();
}

/**
 * Positions of a run of rising numbers that has as many as possible of the rows that should not move, and of these runs
 * one of the longest.
 */
export function risingWith(numbers: readonly (number | undefined)[], pinned: readonly boolean[]): number[] {
  if (!numbers.some((number, at) => number !== undefined && pinned[at])) return rising(numbers);
  const weights: number[] = [];
  const before: (number | undefined)[] = [];
  let best: number | undefined;
  numbers.forEach((number, at) => {
    weights[at] = 0;
    if (number === undefined) return;
    let most = 0;
    for (let other = 0; other < at; other += 1) {
      const earlier = numbers[other];
      if (earlier === undefined || earlier >= number || weights[other]! <= most) continue;
      most = weights[other]!;
      before[at] = other;
    }
    weights[at] = most + (pinned[at] ? numbers.length + 1 : 1);
    if (best === undefined || weights[at] > weights[best]!) best = at;
  });
  const run: number[] = [];
  for (let at = best; at !== undefined; at = before[at]) run.push(at);
  return run.reverse();
}
