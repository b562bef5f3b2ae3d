import { type Meaning, numberAt, type ReadToken, wordAt } from './meaning.ts';
import { GROUP_NOUNS } from './nouns.ts';

/** A question's tokens, with which of them are understood already. */
export class Marks {
  readonly all: readonly ReadToken[];
  /** Without fillers and unknown words. */
  readonly tokens: readonly ReadToken[];
  /** "… không?", "… chưa?" at the end; elsewhere they deny, which nothing here does. */
  readonly isAsked: boolean;
  readonly #used = new Set<number>();

  constructor(all: readonly ReadToken[]) {
    this.all = all;
    this.tokens = numbersToldApart(all.filter(({ meaning }) => meaning !== undefined && meaning.kind !== 'filler'));
    this.isAsked = this.word(this.tokens.length - 1) === 'yes_no';
  }

  word(at: number): string | undefined {
    return wordAt(this.tokens, at);
  }

  use(at: number): void {
    this.#used.add(at);
  }

  isUsed(at: number): boolean {
    return this.#used.has(at);
  }

  /** Where one of these words stands that is not used yet. */
  places(...ids: readonly string[]): number[] {
    return this.tokens.flatMap((_, at) => (!this.#used.has(at) && ids.includes(this.word(at) ?? '') ? [at] : []));
  }

  /** Uses these words; whether there was one. */
  takes(...ids: readonly string[]): boolean {
    const places = this.places(...ids);
    for (const at of places) this.use(at);
    return places.length > 0;
  }

  /** What stands right before a token, fillers as well. */
  before(at: number): ReadToken | undefined {
    const token = this.tokens[at];
    return token === undefined ? undefined : this.all[this.all.findIndex(({ items }) => items === token.items) - 1];
  }

  /** "các", "những" right before a word; they are fillers elsewhere. */
  isPlural(at: number): boolean {
    return /^(các|những|cac|nhung)$/i.test(this.before(at)?.text ?? '');
  }

  /** What nothing was made of, as it is written. */
  unused(): string[] {
    return this.tokens.flatMap(({ meaning, text }, at) => (this.#used.has(at) || isHarmless(meaning) ? [] : [text]));
  }
}

function isHarmless(meaning: Meaning | undefined): boolean {
  return (
    meaning?.kind === 'word' &&
    ['this', 'already', 'each', 'all', 'targets', 'plan', 'only', 'cumulative', 'whole', 'count', 'by_unit'].includes(
      meaning.id,
    )
  );
}

/** "Năm đơn vị" is five of them, "tháng năm" May. */
function numbersToldApart(tokens: readonly ReadToken[]): ReadToken[] {
  return tokens.map((token, at) => {
    const isFour =
      token.text.toLowerCase() === 'tu' && wordAt(tokens, at - 1) === 'month' && numberAt(tokens, at + 1) === undefined;
    if (isFour) return { ...token, meaning: { kind: 'numeral' as const, number: 4 } };
    const next = wordAt(tokens, at + 1) ?? '';
    const isFive = wordAt(tokens, at) === 'year' && (GROUP_NOUNS[next] !== undefined || next === 'month');
    return isFive &&
      wordAt(tokens, at - 1) !== 'first_word' &&
      wordAt(tokens, at - 1) !== 'last_word' &&
      wordAt(tokens, at - 1) !== 'whole'
      ? { ...token, meaning: { kind: 'numeral' as const, number: 5 } }
      : token;
  });
}
