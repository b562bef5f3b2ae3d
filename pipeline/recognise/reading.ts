import { toneKey, type Vocabulary } from '../library/words.ts';
import { cleanText, textKey } from '../text.ts';

/** One way to understand a text: what its words mean together. */
export interface Reading {
  concepts: ReadonlySet<string>;
  /** Words that mean nothing known. */
  unknown: readonly string[];
  /** A word was only recognised without its tone marks, though the text has some. */
  weak: boolean;
}

interface Word {
  /** No tone marks. */
  bare: string;
  /** With them. */
  toned: string;
}

/** A part of a text: its possible words; of an abbreviation each thing that it may stand for. */
type Part = readonly (readonly Word[])[];

/** A header of more words says a sentence, and ways to understand it grow fast. */
const MOST_WORDS = 16;
const MOST_READINGS = 48;
const LONGEST = 160;
const MOST_KEPT = 20_000;

const KEPT = new WeakMap<Vocabulary, Map<string, readonly Reading[]>>();

/** All ways to understand a text, kept: the same words come again and again. */
export function readingsOf(text: string, words: Vocabulary): readonly Reading[] {
  const kept = KEPT.get(words) ?? new Map<string, readonly Reading[]>();
  KEPT.set(words, kept);
  const known = kept.get(text);
  if (known !== undefined) return known;
  const made = text.length > LONGEST ? [] : read(text, words);
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(text, made);
  return made;
}

function read(text: string, words: Vocabulary): Reading[] {
  const clean = cleanText(text.replace(/[\r\n]+/g, ' '));
  const parts = partsOf(clean, words);
  if (parts.length === 0 || parts.length > MOST_WORDS) return [];
  // Whoever writes one tone mark writes them all: then a word without them is another word.
  const marked = /[^\p{ASCII}\p{P}\p{S}\s]/u.test(clean);
  const found = new Map<string, Reading>();
  for (const sequence of combinations(parts)) {
    for (const reading of understood(sequence, words, marked)) {
      const key = [...reading.concepts].sort().join(' ') + reading.unknown.join('|') + reading.weak;
      if (found.size < MOST_READINGS && !found.has(key)) found.set(key, reading);
    }
  }
  // Of two ways the one that leaves words over is not meant.
  const fewest = Math.min(...[...found.values()].map(({ unknown }) => unknown.length));
  return [...found.values()].filter(({ unknown }) => unknown.length === fewest);
}

const word = (text: string): Word => ({ bare: textKey(text).replace(/ /g, ''), toned: toneKey(text) });

/** The words of a text: abbreviations with what they stand for, `receivedDate` and `ngaytiepnhan` taken apart. */
function partsOf(text: string, words: Vocabulary): Part[] {
  const identifier = /^[\p{L}\p{N}_]+$/u.test(text) && /_|\p{Ll}\p{Lu}/u.test(text);
  return text.split(/[\s_]+/).flatMap((token): Part[] => {
    const whole = abbreviation(token, words);
    if (whole !== undefined) return [whole];
    if (words.words.has(token.toLowerCase())) return [[[word(token)]]];
    return token
      .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
      .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
      .split(/[^\p{L}\p{N}\p{M}]+/u)
      .filter((piece) => piece !== '')
      .flatMap((piece): Part[] => {
        // `C_RECEIVE_DATE`, `dt_tra`: a letter in front tells a kind of field.
        if (identifier && piece.length === 1) return [];
        const short = abbreviation(piece, words);
        if (short !== undefined) return [short];
        return apart(piece, words).map((one) => abbreviation(one, words) ?? [[word(one)]]);
      });
  });
}

function abbreviation(token: string, words: Vocabulary): Part | undefined {
  const key = textKey(token).replace(/ /g, '');
  if (key.length > 12 || (key.length === 1 && !/\W/.test(token))) return undefined;
  // `ĐV` is not `DV`; who writes no đ means either.
  const marked = toneKey(token).replace(/[^\p{L}\p{N}]/gu, '');
  const meant = words.abbreviations.get(marked.includes('đ') ? marked : key) ?? words.abbreviations.get(key);
  if (meant === undefined) return undefined;
  return meant.map((phrase) => phrase.split(' ').map(word));
}

/** `ngayhentra` as `ngay hen tra`, where known words make all of it up; else the text itself. */
function apart(piece: string, words: Vocabulary): string[] {
  const key = piece.toLowerCase();
  if (key.length < 5 || key.length > 40 || /[^a-z]/.test(key) || words.words.has(key)) return [piece];
  const best: (string[] | undefined)[] = [[]];
  for (let end = 1; end <= key.length; end += 1) {
    for (let from = Math.max(0, end - 12); from < end; from += 1) {
      const before = best[from];
      const known = words.words.has(key.slice(from, end)) || words.abbreviations.has(key.slice(from, end));
      if (before === undefined || !known || end - from < 2) continue;
      if (best[end] === undefined || before.length + 1 < (best[end]?.length ?? 0))
        best[end] = [...before, key.slice(from, end)];
    }
  }
  return best[key.length] ?? [piece];
}

/** Each abbreviation with each of its meanings. */
function combinations(parts: readonly Part[]): Word[][] {
  let all: Word[][] = [[]];
  for (const part of parts)
    all = all.slice(0, MOST_READINGS).flatMap((before) => part.map((meant) => [...before, ...meant]));
  return all.slice(0, MOST_READINGS);
}

/** A way to understand the words up to some place. */
interface Way {
  at: number;
  concepts: ReadonlySet<string>;
  unknown: readonly string[];
  weak: boolean;
}

/**
 * The longest phrase at each place, and without tone marks a shorter one as well (`nop ho so` is no `nộp hộ`); a phrase that
 * means several things is understood in each of its ways.
 */
function understood(sequence: readonly Word[], words: Vocabulary, marked: boolean): Reading[] {
  let ways: Way[] = [{ at: 0, concepts: new Set(), unknown: [], weak: false }];
  const done: Way[] = [];
  while (ways.length > 0) {
    const next = ways.flatMap((way): Way[] => {
      const found = phraseAt(sequence, way.at, words, marked);
      const shorter =
        found === undefined || marked || found.length === 1
          ? undefined
          : phraseAt(sequence, way.at, words, marked, found.length - 1);
      const taken = [found, shorter].flatMap((phrase) => phrase ?? []);
      if (taken.length === 0)
        return [{ ...way, at: way.at + 1, unknown: [...way.unknown, sequence[way.at]?.bare ?? ''] }];
      return taken.flatMap(({ length, meant, weak }) =>
        meant.map((concept) => ({
          at: way.at + length,
          concepts: new Set([...way.concepts, concept]),
          unknown: way.unknown,
          weak: way.weak || weak,
        })),
      );
    });
    done.push(...next.filter(({ at }) => at >= sequence.length));
    ways = next.filter(({ at }) => at < sequence.length).slice(0, MOST_READINGS);
  }
  return done.map(({ concepts, unknown, weak }) => ({ concepts: withoutEmpty(concepts, words), unknown, weak }));
}

function phraseAt(
  sequence: readonly Word[],
  at: number,
  words: Vocabulary,
  marked: boolean,
  most = words.longest,
): { length: number; meant: string[]; weak: boolean } | undefined {
  for (let length = Math.min(most, sequence.length - at); length >= 1; length -= 1) {
    const here = sequence.slice(at, at + length);
    const phrases = words.phrases.get(here.map(({ bare }) => bare).join(' '));
    if (phrases === undefined) continue;
    const same = phrases.filter((phrase) => phrase.words.join(' ') === here.map(({ toned }) => toned).join(' '));
    if (same.length > 0) return { length, meant: conceptsOf(same), weak: false };
    // A word with a tone mark is that word; one without may have lost it.
    const lost = phrases.filter((phrase) =>
      phrase.words.every((wanted, index) => isBare(here[index]) || wanted === here[index]?.toned),
    );
    if (lost.length > 0 && !marked) return { length, meant: conceptsOf(lost), weak: false };
    if (lost.length > 0) return { length, meant: conceptsOf(lost), weak: true };
  }
  // Misspelt marks: `thưc` for `thức`.
  for (let length = Math.min(words.longest, sequence.length - at); length > 1; length -= 1) {
    const here = sequence.slice(at, at + length).map(({ bare }) => bare);
    const phrases = words.phrases.get(here.join(' '));
    if (phrases !== undefined) return { length, meant: conceptsOf(phrases), weak: true };
  }
  return undefined;
}

const isBare = (one: Word | undefined): boolean => one !== undefined && one.toned === one.bare;

const conceptsOf = (phrases: readonly { concept: string }[]): string[] => [
  ...new Set(phrases.map(({ concept }) => concept)),
];

function withoutEmpty(concepts: ReadonlySet<string>, words: Vocabulary): Set<string> {
  return new Set([...concepts].filter((concept) => words.concepts.get(concept)?.empty !== true));
}
