import type { MeasurePattern, QuestionWords } from '../../library/questions.ts';
import type { Marks } from './marks.ts';
import type { Measured } from './reading.ts';

const CONCEPTS = new WeakMap<QuestionWords, ReadonlySet<string>>();

/** All words that patterns are made of. */
function conceptsOf(words: QuestionWords): ReadonlySet<string> {
  const made =
    CONCEPTS.get(words) ??
    new Set([...words.measures.flatMap((one) => [...one.means.flat(), ...one.with]), 'partial', 'open']);
  CONCEPTS.set(words, made);
  return made;
}

/** Where concepts stand that name a number. */
export function subjectPlaces(m: Marks, words: QuestionWords): number[] {
  const concepts = conceptsOf(words);
  return m.tokens.flatMap((_, at) => (!m.isUsed(at) && concepts.has(m.word(at) ?? '') ? [at] : []));
}

/** Patterns whose concepts are all those that were said. */
export function measureNamed(
  m: Marks,
  words: QuestionWords,
  indicators: readonly string[],
): { patterns: MeasurePattern[]; unmatched: string[] } {
  const places = subjectPlaces(m, words);
  const said = new Set(places.map((at) => m.word(at) ?? ''));
  for (const at of places) m.use(at);
  const named = [...new Set(indicators)].map(
    (indicator): MeasurePattern => ({ indicator, side: 'hits', as: 'share', means: [], with: new Set() }),
  );
  if (named.length > 0) return { patterns: named, unmatched: [] };
  if (said.size === 0) return { patterns: [], unmatched: [] };
  const fitting = words.measures.flatMap((pattern) => {
    const sizes = pattern.means
      .filter(
        (needed) =>
          needed.every((one) => said.has(one)) &&
          [...said].every((one) => needed.includes(one) || pattern.with.has(one)),
      )
      .map((needed) => needed.length);
    return sizes.length > 0 ? [{ pattern, size: Math.max(...sizes) }] : [];
  });
  if (fitting.length === 0) return { patterns: [], unmatched: places.map((at) => m.tokens[at]?.text ?? '') };
  const most = Math.max(...fitting.map(({ size }) => size));
  return {
    patterns: fitting
      .sort((a, b) => b.size - a.size)
      .filter(({ size }) => size === most)
      .slice(0, 1)
      .map(({ pattern }) => pattern),
    unmatched: [],
  };
}

/** "Bao nhiêu hồ sơ …" asks how many; "… đạt bao nhiêu" asks for the value. */
export function countsFirst(m: Marks, words: QuestionWords): boolean {
  const isSubject = (word: string): boolean => conceptsOf(words).has(word);
  const first = m.tokens.findIndex((_, at) => isSubject(m.word(at) ?? '') || m.tokens[at]?.meaning?.kind === 'thing');
  return m.tokens.some(
    (_, at) => m.word(at) === 'count' && (first < 0 || at < first || isSubject(m.word(at + 1) ?? '')),
  );
}

/** The number of a pattern, as it is asked for. */
export function measured(
  { indicator, side, as }: MeasurePattern,
  { isShare, isCount }: { isShare: boolean; isCount: boolean },
): Measured {
  return { indicator, side, as: isShare ? 'share' : isCount ? 'count' : as };
}
