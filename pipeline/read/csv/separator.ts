const QUOTE = 0x22;
const CR = 0x0d;
const LF = 0x0a;
const CANDIDATES = [0x2c, 0x3b, 0x09, 0x7c];
const COMMA = 0x2c;
/** Records that are looked at. */
const SAMPLE_RECORDS = 300;

/** `sep=;`: the first line by which Excel is told the separator. It is not a row. */
export function declaredSeparator(head: Uint8Array): { separator: number; length: number } | undefined {
  const match = /^sep=([^\r\n])(?:\r\n|\r|\n|$)/i.exec(String.fromCharCode(...head.subarray(0, 8)));
  return match ? { separator: match[1]!.charCodeAt(0), length: match[0].length } : undefined;
}

/**
 * The separator of a CSV file: the one that cuts most records of the sample into the same number of fields. Title rows
 * have their own width and lose the vote; more fields weigh a little more, since a comma in every amount of money also
 * cuts all records alike.
 */
export function findSeparator(sample: Uint8Array): number {
  let best = COMMA;
  let bestScore = 0;
  for (const candidate of CANDIDATES) {
    const widths = new Map<number, number>();
    for (const width of fieldCounts(sample, candidate)) widths.set(width, (widths.get(width) ?? 0) + 1);
    widths.delete(1);
    for (const [width, records] of widths) {
      const score = records * Math.log2(width);
      if (score > bestScore) {
        bestScore = score;
        best = candidate;
      }
    }
  }
  return best;
}

/** Fields of each record, with separators inside quotes not counted. */
function fieldCounts(sample: Uint8Array, separator: number): number[] {
  const counts: number[] = [];
  let fields = 1;
  let quoted = false;
  let fieldStart = true;
  for (let i = 0; i < sample.length && counts.length < SAMPLE_RECORDS; i++) {
    const c = sample[i];
    if (quoted) {
      if (c === QUOTE) quoted = false;
    } else if (c === QUOTE && (fieldStart || sample[i - 1] === QUOTE)) quoted = true;
    else if (c === separator) {
      fields++;
      fieldStart = true;
      continue;
    } else if (c === LF || c === CR) {
      if (!(c === LF && sample[i - 1] === CR)) counts.push(fields);
      fields = 1;
      fieldStart = true;
      continue;
    }
    fieldStart = false;
  }
  if (fields > 1) counts.push(fields);
  return counts;
}
