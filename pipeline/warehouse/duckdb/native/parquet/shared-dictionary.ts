import type { SharedColumn, SharedTexts } from '../../../../read/batch.ts';
import type { PageBytes } from './page-bytes.ts';

/** After so many cells a column shows whether its texts repeat. */
const PROBE = 1_024;
/** Up to this share of different texts a dictionary is smaller and faster than the texts themselves. */
const MOST_DIFFERENT = 0.6;

/**
 * The dictionary of one column chunk: since cells already are numbers of texts, it is found without comparing bytes. One
 * table over all texts of the file says at which place of the present chunk a text stands.
 */
export class SharedDictionary {
  /** Different texts. */
  size = 0;
  /** Cells with text. */
  used = 0;
  /** For each cell with text its place in the dictionary. */
  places = new Uint32Array(0);
  /** For each row 1, or 0 where the cell is empty. */
  filled = new Uint32Array(0);
  #texts: SharedTexts | undefined;
  /** The ids in the order of the dictionary. */
  #ids = new Uint32Array(0);
  #starts = new Uint32Array(0);
  #ends = new Uint32Array(0);
  /** `#base` and more: the text's place in the present dictionary, plus `#base`. Less: from an earlier one. */
  #placeOf = new Uint32Array(0);
  #base = 1;

  /** Makes the dictionary of a column. False, and nothing to use, when its texts hardly repeat. */
  take(column: SharedColumn, rows: number): boolean {
    this.#prepare(column.texts, rows);
    const { ids, texts } = column;
    const { places, filled } = this;
    const dictionary = this.#ids;
    const placeOf = this.#placeOf;
    const base = this.#base;
    let size = 0;
    let used = 0;
    let repeats = true;
    for (let row = 0; row < rows; row++) {
      const id = ids[row]!;
      if (id === 0) {
        filled[row] = 0;
        continue;
      }
      let place = placeOf[id]!;
      if (place < base) {
        if (texts.offsets[id]! === texts.offsets[id - 1]!) {
          filled[row] = 0;
          continue;
        }
        place = base + size;
        placeOf[id] = place;
        dictionary[size++] = id;
        if (size > PROBE && size > (row + 1) * MOST_DIFFERENT) {
          repeats = false;
          break;
        }
      }
      filled[row] = 1;
      places[used++] = place - base;
    }
    this.#base = base + size;
    this.size = size;
    this.used = used;
    return repeats && size > 0;
  }

  /** The dictionary page: its texts, `PLAIN`. */
  writeTexts(page: PageBytes): void {
    const texts = this.#texts;
    if (texts === undefined) return;
    let size = 0;
    for (let i = 0; i < this.size; i++) {
      const id = this.#ids[i]!;
      this.#starts[i] = texts.offsets[id - 1]!;
      this.#ends[i] = texts.offsets[id]!;
      size += texts.offsets[id]! - texts.offsets[id - 1]!;
    }
    page.texts(texts.bytes, this.#starts, this.#ends, this.size, size);
  }

  #prepare(texts: SharedTexts, rows: number): void {
    if (this.#texts !== texts || this.#base + rows >= 2 ** 32 - 1) {
      this.#texts = texts;
      this.#placeOf = new Uint32Array(texts.count + 1);
      this.#base = 1;
    }
    if (this.places.length < rows) {
      this.places = new Uint32Array(rows);
      this.filled = new Uint32Array(rows);
      this.#ids = new Uint32Array(rows);
      this.#starts = new Uint32Array(rows);
      this.#ends = new Uint32Array(rows);
    }
  }
}
