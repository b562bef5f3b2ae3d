import { fromTcvn3, fromVni } from './legacy-tables.ts';
import { isSyllable } from './syllable.ts';

export type LegacyFont = 'tcvn3' | 'vni';
export const LEGACY_FONTS: readonly LegacyFont[] = ['tcvn3', 'vni'];
const READINGS: Readonly<Record<LegacyFont, (text: string) => string>> = { tcvn3: fromTcvn3, vni: fromVni };

/** The text in Unicode. */
export function fromLegacy(text: string, font: LegacyFont): string {
  return READINGS[font](text);
}

/** What the words of one text say about one font. */
export interface FontJudgement {
  /** Words that are Vietnamese syllables when they are read so, and none as they are. */
  proving: readonly string[];
  /** One of them has a letter beyond ASCII; others have signs alone, as `µm` does. */
  hasLetter: boolean;
  /** How much speaks against it: `FOREIGN_WORD` for a word with foreign letters that is no syllable when read so, 1 for a plain one. */
  against: number;
  /** As it is the text has more syllables: it was not written with the font, whatever surrounds it. */
  betterAsIs: boolean;
}

export type Judgement = Readonly<Record<LegacyFont, FontJudgement>>;

/** A word like `Müller` weighs as much against a font as so many words for it. */
export const FOREIGN_WORD = 3;
/** Judged texts that are remembered: columns of codes repeat few texts very often. */
const REMEMBERED = 4_096;
/** Longer texts are judged by their beginning. */
const LONGEST_JUDGED = 400;
/**
 * Signs of Latin-1 are letters of TCVN3, so words are parted only by blanks, by ASCII that is no letter and by
 * punctuation beyond Latin-1.
 */
const BETWEEN_WORDS = /[\s\u00a0\u2000-\u207f\u20ac\u2122!-@[-`{-~]+/;
const FOREIGN = /[\u00a1-\u00ff]/;
const FOREIGN_LETTER = /[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff]/;
const PLAIN_WORD = /^[a-z]{3,}$/;

/**
 * Judges texts whose letters beyond ASCII all lie in U+00A1–U+00FF. A sign by itself (`£`, `×`, `Ø`) says nothing, nor
 * does a word that is a syllable either way (`Cã`) or has signs and no sense either way (`Q§`, `kW·h`).
 */
export class LegacyWords {
  private readonly judged = new Map<string, Judgement>();

  judge(text: string): Judgement {
    const known = this.judged.get(text);
    if (known) return known;
    const judgement = judge(text.slice(0, LONGEST_JUDGED).split(BETWEEN_WORDS));
    if (text.length <= LONGEST_JUDGED) {
      if (this.judged.size >= REMEMBERED) this.judged.clear();
      this.judged.set(text, judgement);
    }
    return judgement;
  }
}

function judge(words: readonly string[]): Judgement {
  const foreign = words.filter((word) => word.length > 1 && FOREIGN.test(word));
  const asIs = foreign.map(isSyllable);
  const plain = words.filter((word) => PLAIN_WORD.test(word) && !isSyllable(word)).length;
  const byFont = (font: LegacyFont): FontJudgement => {
    const proving: string[] = [];
    let against = plain;
    let lost = 0;
    foreign.forEach((word, i) => {
      const read = isSyllable(fromLegacy(word, font));
      if (read && !asIs[i]) proving.push(word);
      else if (!read && asIs[i]) lost++;
      if (!read && FOREIGN_LETTER.test(word)) against += FOREIGN_WORD;
    });
    const hasLetter = proving.some((word) => FOREIGN_LETTER.test(word));
    return { proving, hasLetter, against, betterAsIs: lost > proving.length };
  };
  return { tcvn3: byFont('tcvn3'), vni: byFont('vni') };
}
