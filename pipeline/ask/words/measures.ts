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

/** The number that the concepts of a question name together, of the patterns that fit the one that says most. */
export function measureNamed(
  m: Marks,
  words: QuestionWords,
  indicators: readonly string[],
): { pattern?: MeasurePattern; unmatched: string[] } {
  const places = subjectPlaces(m, words);
  for (const at of places) m.use(at);
  const [kept] = indicators;
  if (kept !== undefined)
    return { pattern: { indicator: kept, side: 'hits', as: 'share', means: [], with: new Set() }, unmatched: [] };
  if (places.length === 0) return { unmatched: [] };
  const said = (some: readonly number[]): Set<string> => new Set(some.map((at) => m.word(at) ?? ''));
  // "Kết quả tỷ lệ …": what came of it, not the result of a dossier.
  const isBare = (at: number): boolean => m.word(at) === 'result' && m.tokens[at]?.items.length === 2;
  const pattern = fitting(said(places), words) ?? fitting(said(places.filter((at) => !isBare(at))), words);
  return pattern === undefined
    ? { unmatched: places.map((at) => m.tokens[at]?.text ?? '') }
    : { pattern, unmatched: [] };
}

/** The pattern that needs most of the concepts, and allows the others. */
function fitting(said: ReadonlySet<string>, { measures }: QuestionWords): MeasurePattern | undefined {
  let best: { pattern: MeasurePattern; size: number } | undefined;
  for (const pattern of measures)
    for (const needed of pattern.means) {
      const fits =
        needed.every((one) => said.has(one)) && [...said].every((one) => needed.includes(one) || pattern.with.has(one));
      if (fits && needed.length > (best?.size ?? 0)) best = { pattern, size: needed.length };
    }
  return best?.pattern;
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
