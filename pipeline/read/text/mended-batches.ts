import { cellBytes, type PlainColumn, type TextBatch } from '../batch.ts';
import { SheetEvidence } from './legacy-evidence.ts';
import { fromLegacy, type Judgement, type LegacyFont, LegacyWords } from './legacy-words.ts';
import type { SharedLegacy } from './shared-legacy.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** So many batches wait for proof at most: the first rows of a sheet are to be read like the later ones. */
const MOST_WAITING = 3;

/** Cells of one column that may be in a legacy font. */
export interface DoubtfulCells {
  rows: number[];
  judgements: Judgement[];
}

interface Waiting {
  batch: TextBatch;
  /** By column. */
  doubtful: ReadonlyMap<number, DoubtfulCells>;
}

/**
 * The batches of one sheet on their way out. Those with cells that may be in a legacy font (TCVN3, VNI) wait until the
 * column or the sheet has shown how it is written, and are converted where it is in the font.
 */
export class MendedBatches {
  private readonly evidence = new SheetEvidence();
  private readonly words = new LegacyWords();
  private readonly shared: SharedLegacy | undefined;
  private waiting: Waiting[] = [];
  /** Whether waiting was in vain once; the sheet is not held up again. */
  private waited = false;

  constructor(shared: SharedLegacy | undefined) {
    this.shared = shared;
  }

  /** A cell of letters that only Unicode has. */
  unicode(column: number): void {
    this.evidence.unicode(column);
  }

  /** A cell whose letters beyond ASCII are all Latin-1: evidence, and its judgement. */
  latin(column: number, bytes: Uint8Array, start: number, end: number): Judgement {
    const judgement = this.words.judge(decoder.decode(bytes.subarray(start, end)));
    this.evidence.add(column, judgement);
    return judgement;
  }

  /** @returns the batches that may go now */
  add(batch: TextBatch, doubtful: ReadonlyMap<number, DoubtfulCells>): TextBatch[] {
    if (this.shared !== undefined) this.lookAtShared(batch, this.shared);
    this.waiting.push({ batch, doubtful });
    const open = this.waiting.some((one) => this.doubtfulColumns(one).some((c) => this.evidence.verdict(c) === 'open'));
    if (!open) return this.end();
    if (this.waited || this.waiting.length > MOST_WAITING) {
      this.waited = true;
      return this.end();
    }
    return [];
  }

  /** @returns the batches that still wait */
  end(): TextBatch[] {
    const { waiting } = this;
    this.waiting = [];
    return waiting.map((one) => this.mended(one));
  }

  private doubtfulColumns({ batch, doubtful }: Waiting): number[] {
    const columns = [...doubtful.keys()];
    const { shared } = this;
    if (shared !== undefined)
      batch.columns.forEach((column, index) => {
        if ('ids' in column && shared.hasDoubtful(column.ids, batch.rows)) columns.push(index);
      });
    return columns;
  }

  private lookAtShared(batch: TextBatch, shared: SharedLegacy): void {
    batch.columns.forEach((column, index) => {
      if (!('ids' in column)) return;
      for (let row = 0; row < batch.rows; row++) {
        const id = column.ids[row]!;
        if (id === 0) continue;
        if (shared.isDoubtful(id)) {
          const bytes = cellBytes(column, row);
          this.latin(index, bytes, 0, bytes.length);
        } else if (shared.isUnicode(id)) this.unicode(index);
      }
    });
  }

  private mended({ batch, doubtful }: Waiting): TextBatch {
    batch.columns.forEach((column, index) => {
      const verdict = this.evidence.verdict(index);
      if (verdict === 'unicode' || verdict === 'open') return;
      if ('ids' in column) {
        this.shared?.convert(column.ids, batch.rows, verdict);
        return;
      }
      const cells = doubtful.get(index);
      if (cells !== undefined) batch.columns[index] = converted(column, batch.rows, cells, verdict);
    });
    return batch;
  }
}

/** The column with its doubtful cells in Unicode, but for those that have more sense as they are. */
function converted(column: PlainColumn, rows: number, cells: DoubtfulCells, font: LegacyFont): PlainColumn {
  const texts = new Map<number, Uint8Array>();
  cells.rows.forEach((row, i) => {
    if (cells.judgements[i]?.[font].betterAsIs) return;
    texts.set(row, encoder.encode(fromLegacy(decoder.decode(cellBytes(column, row)), font)));
  });
  let size = column.offsets[rows] ?? 0;
  for (const text of texts.values()) size += text.length;
  const bytes = new Uint8Array(size);
  const offsets = new Uint32Array(rows + 1);
  let at = 0;
  for (let row = 0; row < rows; row++) {
    const text = texts.get(row) ?? cellBytes(column, row);
    bytes.set(text, at);
    at += text.length;
    offsets[row + 1] = at;
  }
  return { bytes, offsets };
}
