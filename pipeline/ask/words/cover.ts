import { toneKey, wordsOf } from '../../library/words.ts';
import { editDistance } from '../../nearest.ts';
import { textKey } from '../../text.ts';
import type { Item } from './items.ts';

/** What a stretch of a question may stand for. `score`: letters that it explains, less what speaks against it. */
export interface Piece<T> {
  /** Letters of the question, counted without spaces. */
  from: number;
  to: number;
  meaning: T;
  score: number;
  /** As it should have been written, where it was not. */
  meant?: string;
}

/** A stretch of a question and what it was taken for; undefined = nobody knows. */
export interface Token<T> {
  meaning: T | undefined;
  /** As written. */
  text: string;
  items: readonly Item[];
  meant?: string;
}

interface Phrase<T> {
  text: string;
  marked: readonly string[];
  joined: string;
  /** Without its marks it is another word. */
  isMarked: boolean;
  meaning: T;
}

const EDIT = 2.5;
const WRONG_MARK = 1;
const NO_MARK = 0.2;
const INSIDE_A_WORD = 1.5;
/** Fewer and longer phrases are better. */
const A_PHRASE = 0.4;
const LONGEST_SPAN = 12;

/** Phrases by their letters without marks and spaces: written together or apart they are the same. */
export class Phrases<T> {
  readonly #byLetters = new Map<string, Phrase<T>[]>();
  readonly #byLength = new Map<number, Phrase<T>[]>();
  readonly #words = new Set<string>();
  #longest = 0;

  /** @param spelling beginning with `!` where it counts only with its marks */
  add(spelling: string, meaning: T): void {
    const isMarked = spelling.startsWith('!');
    const text = isMarked ? spelling.slice(1) : spelling;
    const joined = textKey(text).replace(/ /g, '') || text;
    const phrase = { text, marked: wordsOf(text).map(toneKey), joined, isMarked, meaning };
    this.#byLetters.set(joined, [...(this.#byLetters.get(joined) ?? []), phrase]);
    this.#byLength.set(joined.length, [...(this.#byLength.get(joined.length) ?? []), phrase]);
    for (const word of textKey(text).split(' ')) this.#words.add(word);
    this.#longest = Math.max(this.#longest, joined.length);
  }

  /** Whether some phrase has this word, without marks. */
  hasWord(key: string): boolean {
    return this.#words.has(key);
  }

  /** All stretches that are a phrase, or nearly one. */
  piecesOf(items: readonly Item[]): Piece<T>[] {
    const letters = items.map(({ key }) => key).join('');
    const starts = startsOf(items);
    const isEdge = new Set(starts);
    // Who writes marks writes all of them, mostly.
    const hasMarks = items.some(({ marked, key }) => marked !== key);
    const pieces: Piece<T>[] = [];
    const known = new Set<number>();
    for (let from = 0; from < letters.length; from += 1) {
      for (let to = from + 1; to <= Math.min(letters.length, from + this.#longest); to += 1) {
        const inside = Number(!isEdge.has(from)) + Number(!isEdge.has(to));
        if (inside > 0 && to - from < 3) continue;
        for (const phrase of this.#byLetters.get(letters.slice(from, to)) ?? []) {
          if (phrase.isMarked && !isWrittenSo(itemsIn(items, starts, from, to), phrase.marked)) continue;
          const wrong = inside > 0 ? 0 : wrongMarks(itemsIn(items, starts, from, to), phrase.marked);
          // One short word with other marks is another word.
          if (wrong > 0 && (phrase.marked.length === 1 ? to - from < 5 : wrong * 2 > phrase.marked.length)) continue;
          pieces.push({
            from,
            to,
            meaning: phrase.meaning,
            score:
              to -
              from -
              A_PHRASE -
              INSIDE_A_WORD * inside -
              WRONG_MARK * wrong -
              (hasMarks && inside === 0 ? NO_MARK * lackingMarks(itemsIn(items, starts, from, to), phrase.marked) : 0),
          });
          if (inside === 0) for (const [at, start] of starts.entries()) if (start >= from && start < to) known.add(at);
        }
      }
    }
    for (let first = 0; first < items.length; first += 1) {
      for (let last = first; last < Math.min(items.length, first + LONGEST_SPAN); last += 1) {
        const span = items.slice(first, last + 1);
        if (span.some(({ value }) => value !== undefined) || span.every((_, at) => known.has(first + at))) continue;
        const [from = 0, to = 0] = [starts[first], starts[last + 1]];
        pieces.push(...this.#nearly(span, letters.slice(from, to), from, to));
      }
    }
    return pieces;
  }

  #nearly(span: readonly Item[], written: string, from: number, to: number): Piece<T>[] {
    const most = mostEdits(written.length);
    const found: Piece<T>[] = [];
    for (let length = written.length - most; length <= written.length + most; length += 1) {
      for (const phrase of this.#byLength.get(length) ?? []) {
        if (phrase.joined.length < 5 || phrase.isMarked) continue;
        const edits = editDistance(written, phrase.joined);
        if (!isWordByWord(span, phrase.text)) continue;
        if (edits === 0 || edits > Math.min(most, mostEdits(phrase.joined.length))) continue;
        const score = to - from - A_PHRASE - EDIT * edits;
        found.push({ from, to, meaning: phrase.meaning, score, meant: phrase.text });
      }
    }
    return found;
  }
}

/** As many words: none of them is another one, each has a slip of the pen at most. */
function isWordByWord(span: readonly Item[], phrase: string): boolean {
  const words = textKey(phrase).split(' ');
  if (words.length !== span.length) return true;
  // One word with another letter in it is another word.
  const [only] = span;
  if (span.length === 1 && only?.key.length === words[0]?.length && sorted(only?.key) !== sorted(words[0]))
    return false;
  return span.every(({ key }, at) => editDistance(key, words[at] ?? '') <= (key.length < 7 ? 1 : 2));
}

const sorted = (word = ''): string => [...word].sort().join('');

/** One letter of a short word, more of a long one; fewer would make other words of it. */
export function mostEdits(letters: number): number {
  return letters < 5 ? 0 : letters < 9 ? 1 : letters < 16 ? 2 : 3;
}

/** Where each item begins, counted in letters; the last is the end. */
export function startsOf(items: readonly Item[]): number[] {
  const starts = [0];
  for (const { key } of items) starts.push((starts.at(-1) ?? 0) + key.length);
  return starts;
}

function itemsIn(items: readonly Item[], starts: readonly number[], from: number, to: number): Item[] {
  return items.filter((_, at) => (starts[at] ?? 0) < to && (starts[at + 1] ?? 0) > from);
}

/** Words that carry other marks than the phrase's; a word without any may be any. */
function wrongMarks(items: readonly Item[], marked: readonly string[]): number {
  if (items.length !== marked.length) return 0;
  return items.filter(({ marked: own, key }, at) => own !== key && own !== marked[at]).length;
}

/** Words without the marks that the phrase's have. */
function lackingMarks(items: readonly Item[], marked: readonly string[]): number {
  return items.length === marked.length
    ? items.filter(({ marked: own, key }, at) => own === key && own !== marked[at]).length
    : 0;
}

function isWrittenSo(items: readonly Item[], marked: readonly string[]): boolean {
  return items.length === marked.length && items.every((item, at) => item.marked === marked[at]);
}

/** The pieces that together explain most of the question; what none explains is unknown, word by word. */
export function bestCover<T>(items: readonly Item[], pieces: readonly Piece<T>[]): Token<T>[] {
  const starts = startsOf(items);
  const end = starts.at(-1) ?? 0;
  const endingAt = Map.groupBy(pieces, ({ to }) => to);
  const best: { score: number; piece: Piece<T> | undefined; from: number }[] = [
    { score: 0, piece: undefined, from: 0 },
  ];
  for (let to = 1; to <= end; to += 1) {
    let found = { score: Number.NEGATIVE_INFINITY, piece: undefined as Piece<T> | undefined, from: to };
    const at = starts.indexOf(to);
    if (at > 0) {
      const from = starts[at - 1] ?? 0;
      found = { score: (best[from]?.score ?? 0) - 3 - (to - from), piece: undefined, from };
    }
    for (const piece of endingAt.get(to) ?? []) {
      const score = (best[piece.from]?.score ?? Number.NEGATIVE_INFINITY) + piece.score;
      if (score > found.score) found = { score, piece, from: piece.from };
    }
    best[to] = found;
  }
  const tokens: Token<T>[] = [];
  for (let to = end; to > 0; ) {
    const { piece, from } = best[to] ?? { piece: undefined, from: 0 };
    const own = itemsIn(items, starts, from, to);
    const text = own.map((item) => item.text).join(' ');
    tokens.unshift({
      meaning: piece?.meaning,
      text,
      items: own,
      ...(piece?.meant !== undefined && { meant: piece.meant }),
    });
    to = from;
  }
  return tokens;
}
