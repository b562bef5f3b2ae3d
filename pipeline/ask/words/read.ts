import type { Library } from '../../library/library.ts';
import type { Plan } from '../../library/plans/types.ts';
import type { QuestionWords } from '../../library/questions.ts';
import { bestCover, Phrases, type Piece, startsOf } from './cover.ts';
import { type Item, itemsOf, mended } from './items.ts';
import type { Meaning, ReadToken } from './meaning.ts';
import { type NamedThing, thingPieces, type UnitsAround, unitPieces } from './named.ts';
import { withCorrections } from './parts.ts';
import type { Corrections, Trouble, Understood } from './reading.ts';
import { sentenceOf } from './sentence.ts';
import type { Calendar } from './times.ts';

/** What a question is asked of. */
export interface Asked {
  library: Library;
  plan: Plan | undefined;
  around: UnitsAround;
  calendar: Calendar;
  /** Fields and procedures that the warehouse knows. */
  things: readonly NamedThing[];
}

/** Longer ones are no questions. */
const LONGEST_QUESTION = 400;

/** A question in Vietnamese as it is understood; pure, whatever the warehouse holds. */
export function readQuestion(question: string, asked: Asked, corrections: Corrections = {}): Understood {
  const phrases = phrasesOf(asked.library.questions);
  const items = itemsOf(question, (id) => asked.around.tree.byId.has(id) && asked.around.within?.has(id) !== false).map(
    (item) => mended(item, (key) => phrases.hasWord(key)),
  );
  const troubles: Trouble[] = [];
  if (items.length === 0) troubles.push({ code: 'empty' });
  const short = question.length > LONGEST_QUESTION ? [] : items;
  if (question.length > LONGEST_QUESTION) troubles.push({ code: 'too-long' });
  const covered = tokensOf(short, asked);
  const understood = sentenceOf(covered, asked);
  const { value, wrong } = withCorrections(
    { ...understood, troubles: [...troubles, ...understood.troubles] },
    asked,
    corrections,
  );
  return wrong.length === 0 ? value : { ...value, troubles: [...value.troubles, { code: 'no-such', words: wrong }] };
}

const PHRASES = new WeakMap<QuestionWords, Phrases<Meaning>>();

function phrasesOf(words: QuestionWords): Phrases<Meaning> {
  const made = PHRASES.get(words) ?? new Phrases<Meaning>();
  if (PHRASES.has(words)) return made;
  for (const [id, spellings] of words.words) for (const text of spellings) made.add(text, { kind: 'word', id });
  for (const [text, number] of words.numerals) made.add(text, { kind: 'numeral', number });
  for (const text of words.fillers) made.add(text, { kind: 'filler' });
  PHRASES.set(words, made);
  return made;
}

function tokensOf(items: readonly Item[], { library, around, things, plan }: Asked): ReadToken[] {
  const starts = startsOf(items);
  const pieces: Piece<Meaning>[] = [...phrasesOf(library.questions).piecesOf(items), ...unitPieces(items, around)];
  for (const [at, { value, key }] of items.entries())
    if (value !== undefined && value.kind !== 'unit' && value.kind !== 'code') {
      const [from = 0, to = 0] = [starts[at], starts[at + 1]];
      pieces.push({ from, to, score: key.length, meaning: { kind: 'value', value } });
    }
  // Right behind "thủ tục" or "lĩnh vực" one word is enough.
  const marked = new Set(items.flatMap(({ key }, at) => (isNounOfName(items, at, key) ? [at + 1] : [])));
  pieces.push(...thingPieces(items, [...things, ...keptByName(library, plan)], marked));
  return bestCover(items, pieces);
}

const isNounOfName = (items: readonly Item[], at: number, key: string): boolean => {
  const both = `${items[at - 1]?.key ?? ''} ${key}`;
  return both === 'thu tuc' || both === 'linh vuc' || both === 'hanh chinh' || key === 'tthc' || key === 'mang';
};

/** Numbers that no pattern of words makes: they are asked for by their names, those of the plan by its words for them, too. */
function keptByName(library: Library, plan: Plan | undefined): NamedThing[] {
  const byWords = new Set(library.questions.measures.map(({ indicator }) => indicator));
  const ofPlan = (plan?.targets ?? []).map(({ indicator, name }) => ({
    by: 'indicator' as const,
    id: indicator,
    name: name.vi,
  }));
  const all = [...library.indicators.values()].map(({ id, name }) => ({
    by: 'indicator' as const,
    id,
    name: name.vi.replace(/^(Tỷ lệ|Số|Mức thay đổi) /, ''),
  }));
  return [...all, ...ofPlan].filter(({ id }) => !byWords.has(id));
}
