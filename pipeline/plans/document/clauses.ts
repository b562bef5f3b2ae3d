import { THINGS } from './concepts.ts';
import { BASE, conceptsSaid, saysWhat } from './meaning.ts';
import type { Quantity } from './quantities.ts';

/** A figure with the words of its sentence that say what it is a figure of. */
export interface Clause {
  quantity: Quantity;
  /** Bare letters; empty where the sentence says it of another figure or leaves it to its heading. */
  subject: string;
  /** Where the subject begins in the sentence, for the name. */
  from: number;
  to: number;
}

/** Where a clause of its own begins: what it measures, when, or how much. */
const BEGINS =
  /(?:,|;|\bva\b|\btrong (?:so )?do\b|\bdong thoi\b|\(|\bcon\b) ?(?:trong (?:so )?do,? ?)?(?=(?:ty le|muc do|muc hai long|ti le|thoi gian|so luong|nang suat|chi so|den\b|nam\b|phan dau|dam bao|bao dam|cap (?:tinh|huyen|xa)|giam|tang|dat|toi thieu|it nhat|tren|khong qua|toi da|$))/g;
const LIKE_FIRST = /\b(?:ty le|ti le|muc do|muc hai long|thoi gian|so luong|nang suat|chi so)\b/;

/** Words between two figures belong to the one before or the one behind; which, is told by what each already has. */
export function clausesOf(letters: string, quantities: readonly Quantity[]): Clause[] {
  const clauses: Clause[] = [];
  let start = 0;
  for (const [index, quantity] of quantities.entries()) {
    const next = quantities[index + 1];
    const before = letters.slice(start, quantity.at);
    const gap = letters.slice(quantity.end, next?.at ?? letters.length);
    const hasBefore = saysWhat(subjectWords(before));
    const split = next === undefined ? gap.length : splitOf(gap, hasBefore);
    const to = quantity.end + split;
    const after = letters.slice(quantity.end, to);
    clauses.push({ quantity, subject: inOrder(before, after).trim(), from: start, to });
    start = to;
  }
  return clauses;
}

/** What a figure is of stands right behind it ("80% TTHC …") or before it ("tỷ lệ … đạt 80%"); it comes first. */
function inOrder(before: string, after: string): string {
  const [next] = conceptsSaid(after);
  const isBehind =
    next !== undefined && THINGS.has(next.concept) && next.at < 24 && !LIKE_FIRST.test(before.slice(-120));
  if (!isBehind) return `${before} ${after}`;
  const base = BASE.exec(after);
  const head = base === null ? after : after.slice(0, base.index);
  return `${head} ${before} ${after.slice(head.length)}`;
}

/** How much of the words between two figures belongs to the first. */
function splitOf(gap: string, hasBefore: boolean): number {
  const begins = [...gap.matchAll(BEGINS)].map((match) => match.index);
  const measured = begins.find((at) => LIKE_FIRST.test(gap.slice(at, at + 40)));
  if (measured !== undefined && (hasBefore || saysWhat(gap.slice(0, measured)))) return measured;
  const last = begins.filter((at) => !saysWhat(subjectWords(gap.slice(at)))).at(0);
  if (last !== undefined) return last;
  if (hasBefore) {
    const comma = gap.search(/[,;]|\bva\b/);
    return Math.max(comma, 0);
  }
  return begins.at(-1) ?? gap.length;
}

/** Without what leads to a figure. */
function subjectWords(text: string): string {
  return text.replace(/\b(?:den|nam|thang|quy|ngay|dat|toi thieu|phan dau|dam bao|bao dam)\b/g, ' ');
}
