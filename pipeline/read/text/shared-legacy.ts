import type { SharedTexts } from '../batch.ts';
import type { LegacyFont } from './legacy-words.ts';
import { textKind, UNICODE } from './text-kind.ts';

/**
 * The texts of a book's shared table that may be in a legacy font, each with its readings, which stand in the same table
 * behind the texts of the file. Which is meant is decided where a text is used: two columns may share one.
 *
 * Here as in the batches, an id is a text's position plus 1.
 */
export class SharedLegacy {
  private readonly texts: SharedTexts;
  private readonly doubtful: ReadonlySet<number>;
  private readonly readings: Readonly<Record<LegacyFont, ReadonlyMap<number, number>>>;

  constructor(
    texts: SharedTexts,
    doubtful: ReadonlySet<number>,
    readings: Readonly<Record<LegacyFont, ReadonlyMap<number, number>>>,
  ) {
    this.texts = texts;
    this.doubtful = doubtful;
    this.readings = readings;
  }

  isDoubtful(id: number): boolean {
    return this.doubtful.has(id);
  }

  hasDoubtful(ids: Uint32Array, rows: number): boolean {
    for (let row = 0; row < rows; row++) if (this.doubtful.has(ids[row]!)) return true;
    return false;
  }

  isUnicode(id: number): boolean {
    const { bytes, offsets } = this.texts;
    return textKind(bytes, offsets[id - 1]!, offsets[id]!) >= UNICODE;
  }

  /** Points the cells to the readings of their texts by the font. */
  convert(ids: Uint32Array, rows: number, font: LegacyFont): void {
    const readings = this.readings[font];
    for (let row = 0; row < rows; row++) ids[row] = readings.get(ids[row]!) ?? ids[row]!;
  }
}
