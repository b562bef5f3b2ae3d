import { FOREIGN_WORD, type FontJudgement, type Judgement, LEGACY_FONTS, type LegacyFont } from './legacy-words.ts';

/** Different words that have to be Vietnamese by a font alone, before any text is taken to be written with it. */
const PROOF_WORDS = 3;
/** So many cells in Unicode, or words against both fonts, show that a sheet is in neither. */
const PROOF_AGAINST = 3;

/** How the doubtful texts of a column are to be read; `open` where too little has been seen to say. */
export type Verdict = LegacyFont | 'unicode' | 'open';

class FontEvidence {
  /** Words for the font and the weight of those against it, each time they occur. */
  proving = 0;
  against = 0;
  /** The first `PROOF_WORDS` different ones. */
  private readonly words = new Set<string>();
  private hasLetter = false;

  add(judgement: FontJudgement): void {
    this.proving += judgement.proving.length;
    this.against += judgement.against;
    this.hasLetter ||= judgement.hasLetter;
    if (this.words.size >= PROOF_WORDS) return;
    for (const word of judgement.proving) this.words.add(word);
  }

  /** Signs alone (`µm`, `N·m`) prove nothing, however many. */
  get proved(): boolean {
    return this.words.size >= PROOF_WORDS && this.hasLetter;
  }
}

/** What the texts of a column, a sheet or a book say together. */
export class Evidence {
  /** Cells with letters that only Unicode has. */
  unicode = 0;
  readonly tcvn3 = new FontEvidence();
  readonly vni = new FontEvidence();

  add(judgement: Judgement): void {
    this.tcvn3.add(judgement.tcvn3);
    this.vni.add(judgement.vni);
  }

  /** Whether the font occurs; more may be written otherwise. */
  has(font: LegacyFont): boolean {
    return this[font].proved && this[font].proving > this[font].against;
  }

  /** The font that it is written with, for the most part. */
  get font(): LegacyFont | undefined {
    return LEGACY_FONTS.find((font) => this.has(font) && this[font].proving > this[font].against + this.unicode);
  }

  /** The font that more speaks for than against, with or without proof. */
  get leaning(): LegacyFont | undefined {
    return LEGACY_FONTS.find((font) => this[font].proving > this.contrary(font));
  }

  /** Whether enough speaks against both fonts. */
  isUnicode(least: number): boolean {
    return LEGACY_FONTS.every(
      (font) => this.contrary(font) >= Math.max(1, this[font].proving > 0 ? PROOF_AGAINST : least, this[font].proving),
    );
  }

  private contrary(font: LegacyFont): number {
    return this.unicode + this[font].against / FOREIGN_WORD;
  }
}

/**
 * What is known of a sheet, column by column. A column that proves a font or is Unicode decides for itself; one with few
 * words of its own follows what it leans to where the sheet has that font anywhere, and else the sheet. One cell never
 * decides: `£` and `Ø` are what they are, until the words around them say that they were letters.
 */
export class SheetEvidence {
  private readonly columns: (Evidence | undefined)[] = [];
  private readonly whole = new Evidence();

  unicode(column: number): void {
    this.of(column).unicode++;
    this.whole.unicode++;
  }

  add(column: number, judgement: Judgement): void {
    this.of(column).add(judgement);
    this.whole.add(judgement);
  }

  verdict(column: number): Verdict {
    const own = this.of(column);
    if (own.font !== undefined) return own.font;
    if (own.isUnicode(1)) return 'unicode';
    const { leaning } = own;
    if (leaning !== undefined) return this.has(leaning) ? leaning : 'open';
    return this.whole.font ?? (this.whole.isUnicode(PROOF_AGAINST) ? 'unicode' : 'open');
  }

  private has(font: LegacyFont): boolean {
    return this.whole.has(font) || this.columns.some((column) => column?.font === font);
  }

  private of(column: number): Evidence {
    let evidence = this.columns[column];
    if (evidence === undefined) {
      while (this.columns.length < column) this.columns.push(undefined);
      evidence = new Evidence();
      this.columns[column] = evidence;
    }
    return evidence;
  }
}
